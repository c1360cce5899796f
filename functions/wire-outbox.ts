import { createDossiers } from '../shared/aws/dossiers.ts'
import { createMachines } from '../shared/aws/machines.ts'
import { createOutbox } from '../shared/aws/outbox.ts'
import { createSubscriptions } from '../shared/aws/subscriptions.ts'
import { createSyncLedger } from '../shared/aws/sync-ledger.ts'
import { doorbells } from './wire-workers.ts'
import { catalogueOn, table, time } from './wiring.ts'

/** What ringing for marks takes: the queues, the portal's ledger, and who subscribed to what. */
export function outboxDesk() {
  const all = table()
  return {
    ...time,
    outbox: createOutbox(all),
    syncLedger: createSyncLedger(all),
    doorbells: doorbells(),
    subscriptions: createSubscriptions(all),
    machines: createMachines(all),
    dossiers: createDossiers(all),
    catalogue: catalogueOn(all),
  }
}
