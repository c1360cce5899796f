import type { Person } from '../../access/person.ts'
import type { Desk } from '../../desk/desk.ts'
import { explainDossier } from '../../desk/dossiers/explain-dossier.ts'
import { directory } from '../../desk/surroundings.ts'
import { showExplained } from '../views/clocks.ts'

/** Giải trình thời hạn: each clock with the line that asks for it and the answer, as `npm run due` gives it. */
export async function explainTo(
  desk: Pick<Desk, 'dossiers' | 'digests' | 'catalogue' | 'province' | 'now'>,
  person: Person,
  id: string,
) {
  // One moment for all of it: what is left is told as of the very moment that is named.
  const at = desk.now()
  const clocks = await explainDossier({ ...desk, now: () => at }, person, id)
  if (!clocks) return undefined
  const scene = { directory: await directory(desk) }
  return { at, clocks: clocks.map((clock) => showExplained(clock, scene)) }
}
