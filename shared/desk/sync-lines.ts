import type { KnownThere } from '../dossier/sync-ledger.ts'
import { owing, type Reception, type SyncLine } from '../dossier/sync-line.ts'
import { Outage } from '../outage.ts'
import type { Desk } from './desk.ts'

const rounds = 10

/**
 * One change of a line, on whatever it says by then; `undefined` leaves it as it is. Where the portal comes to know the dossier or has lost
 * it, that is counted with the line, at its reception. Throws Outage.
 */
export async function changeLine(
  { syncLedger }: Pick<Desk, 'syncLedger'>,
  dossier: string,
  change: (line: SyncLine) => SyncLine | undefined,
  reception?: Reception,
): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    const line = (await syncLedger.line(dossier)) ?? { dossier, revision: 0 }
    const next = change(line)
    if (next === undefined || (await syncLedger.keep(next, knownBy(line, next, reception))) === 'kept') return
  }
  throw new Outage('the synchronisation ledger', new Error('others were quicker'))
}

function knownBy(before: SyncLine, next: SyncLine, reception: Reception | undefined): KnownThere | undefined {
  const [was, is] = [before, next].map(({ acknowledged }) => acknowledged !== undefined)
  return reception === undefined || was === is ? undefined : { ...reception, add: is ? 1 : -1 }
}

/** Notes that the portal has to be told of an event. Repeated, late or out of order, it is noted once. Throws Outage. */
export function oweToPortal(
  desk: Pick<Desk, 'syncLedger'>,
  { dossier, n, at }: { dossier: string; n: number; at: string },
): Promise<void> {
  return changeLine(desk, dossier, (line) => owing(line, n, at))
}
