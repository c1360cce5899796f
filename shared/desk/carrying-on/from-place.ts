import type { DossierEvent, Want } from '../../dossier/dossier.ts'
import type { Desk } from '../desk.ts'

/**
 * Works these events of one dossier in their order, and writes the worker's place behind each that called for something, and
 * behind the last: where nothing was done there is nothing to remember. `work` answers whether the event called for anything;
 * thrown, the place stays before its event.
 */
export async function workFromPlace(
  { marks }: Pick<Desk, 'marks'>,
  worker: Want,
  events: readonly DossierEvent[],
  work: (event: DossierEvent) => Promise<boolean>,
): Promise<void> {
  const last = events.at(-1)
  for (const event of events) {
    const worked = await work(event)
    if (worked || event === last) await marks.moveCursor(event.dossier, worker, event.n)
  }
}
