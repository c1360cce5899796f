import type { Dossier } from '../../dossier/dossier.ts'
import type { Desk } from '../desk.ts'

/**
 * Whether a correction of its result has been decided, of a correction's own a later one; one that is only under way has replaced
 * nothing yet, and takes back nothing that the one before has replaced. Throws Outage.
 */
export async function isCorrected(
  desk: Pick<Desk, 'dossiers'>,
  { id, correction, corrects }: Pick<Dossier, 'id' | 'correction' | 'corrects'>,
): Promise<boolean> {
  if (corrects !== undefined) {
    if ((await desk.dossiers.load(corrects))?.dossier.correction === id) return false
    const decided = await decidedFor(desk, corrects)
    return decided.length > 0 && decided.at(-1) !== id
  }
  if (correction === undefined) return false
  if ((await desk.dossiers.load(correction))?.dossier.result !== undefined) return true
  return (await decidedFor(desk, id)).length > 0
}

/** The corrections that were decided, oldest first. */
async function decidedFor(desk: Pick<Desk, 'dossiers'>, id: string): Promise<readonly unknown[]> {
  const history = await desk.dossiers.history(id)
  return history.flatMap(({ act, detail }) => (act === 'corrected' ? [detail?.correction] : []))
}
