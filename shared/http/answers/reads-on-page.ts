import type { Person } from '../../access/person.ts'
import type { Desk } from '../../desk/desk.ts'
import { readsOf } from '../../desk/dossiers/log-read.ts'
import { directory } from '../../desk/surroundings.ts'
import { badCursor, openCursor, sealCursor } from '../cursors.ts'
import type { RouteId } from '../routes.ts'
import { showDataRead } from '../views/data-read.ts'

/** One page of the access log of a dossier, its cursor sealed to this person and dossier. */
export async function readsOnPage(
  desk: Pick<Desk, 'dossiers' | 'digests' | 'readLog' | 'catalogue' | 'now'>,
  person: Exclude<Person, { kind: 'job' }>,
  route: RouteId,
  id: string,
  { limit = 50, after: sealed }: { limit?: number | undefined; after?: string | undefined },
) {
  const bond = { person: `${person.kind}:${person.id}`, route, query: id }
  const after = sealed === undefined ? undefined : openCursor(desk.digests, bond, sealed)
  if (sealed !== undefined && after === undefined) return { faults: [badCursor] }
  const page = await readsOf(desk, person, id, limit, after)
  if (!page) return undefined
  const scene = { directory: await directory(desk) }
  return {
    rows: page.rows.map((row) => showDataRead(row, scene, person.kind)),
    next: page.next === undefined ? undefined : sealCursor(desk.digests, bond, page.next),
  }
}
