import { owing, type SyncLine } from '../dossier/sync-line.ts'
import { Outage } from '../outage.ts'
import type { Desk } from './desk.ts'

const rounds = 10

/** One change of a line, on whatever it says by then; `undefined` leaves it as it is. Throws Outage. */
export async function changeLine(
  { syncLedger }: Pick<Desk, 'syncLedger'>,
  dossier: string,
  change: (line: SyncLine) => SyncLine | undefined,
): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    const line = (await syncLedger.line(dossier)) ?? { dossier, revision: 0 }
    const next = change(line)
    if (next === undefined || (await syncLedger.keep(next)) === 'kept') return
  }
  throw new Outage('the synchronisation ledger', new Error('others were quicker'))
}

/** Notes that the portal has to be told of an event. Repeated, late or out of order, it is noted once. Throws Outage. */
export function oweToPortal(
  desk: Pick<Desk, 'syncLedger'>,
  { dossier, n, at }: { dossier: string; n: number; at: string },
): Promise<void> {
  return changeLine(desk, dossier, (line) => owing(line, n, at))
}
