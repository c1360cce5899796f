import type { Desk } from '../desk.ts'

/** Whether a correction of its result has been decided; one that is only under way has replaced nothing yet. Throws Outage. */
export async function isCorrected(
  desk: Pick<Desk, 'dossiers'>,
  { correction }: { correction?: string },
): Promise<boolean> {
  if (correction === undefined) return false
  return (await desk.dossiers.load(correction))?.dossier.result !== undefined
}
