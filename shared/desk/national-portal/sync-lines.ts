import type { BesideLine } from '../../dossier/history/sync-ledger.ts'
import { type AgencyDay, type Ending, owing, type SyncLine } from '../../dossier/history/sync-line.ts'
import { Outage } from '../../outage.ts'
import type { Desk } from '../desk.ts'

const rounds = 10

/** Where a dossier was received, and where it ended, as far as it did. */
export interface Places {
  reception?: AgencyDay | undefined
  ending?: Ending | undefined
}

/**
 * One change of a line, on whatever it says by then; `undefined` leaves it as it is. Where the portal comes to know the dossier or has lost
 * it, that is counted with the line, at its reception; where it learns too late of an end, that stands in a book, at its ending. Throws Outage.
 */
export async function changeLine(
  { syncLedger }: Pick<Desk, 'syncLedger'>,
  dossier: string,
  change: (line: SyncLine) => SyncLine | undefined,
  places: Places = {},
): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    const line = (await syncLedger.line(dossier)) ?? { dossier, revision: 0 }
    const next = change(line)
    if (next === undefined || (await syncLedger.keep(next, besideOf(line, next, places))) === 'kept') return
  }
  throw new Outage('the synchronisation ledger', new Error('others were quicker'))
}

function besideOf(before: SyncLine, next: SyncLine, { reception, ending }: Places): BesideLine {
  const [was, is] = [before, next].map(({ acknowledged }) => acknowledged !== undefined)
  const isNew = before.whole === undefined && next.whole?.late === 'synchronisation'
  return {
    ...(reception && was !== is && { known: { ...reception, add: is ? 1 : -1 } }),
    ...(ending && isNew && { late: { agency: ending.agency, day: ending.day } }),
  }
}

/** Notes that the portal has to be told of an event. Repeated, late or out of order, it is noted once. Throws Outage. */
export function oweToPortal(
  desk: Pick<Desk, 'syncLedger'>,
  { dossier, n, at }: { dossier: string; n: number; at: string },
): Promise<void> {
  return changeLine(desk, dossier, (line) => owing(line, n, at))
}
