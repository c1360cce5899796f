import type { Dossier, DossierEvent } from '../dossier/dossier.ts'
import { asAfter } from '../dossier/history/history.ts'
import type { Told } from './count.ts'

/**
 * Each of these events with the head as it was after it, taken back from the present head. `later` are all events after
 * some place in the history; what is younger than the head is left away.
 */
export function toldBy(head: Dossier, later: readonly DossierEvent[]): Told[] {
  const known = later.filter(({ n }) => n <= head.version)
  return known.map((event, at) => ({ event, head: asAfter(event, head, known.slice(at + 1)) }))
}
