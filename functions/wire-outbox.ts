import { createMachines } from '../shared/aws/catalogue/machines.ts'
import { createDossiers } from '../shared/aws/dossiers/dossiers.ts'
import { createOutbox } from '../shared/aws/sending/outbox.ts'
import { createSubscriptions } from '../shared/aws/sending/subscriptions.ts'
import { createSyncLedger } from '../shared/aws/sending/sync-ledger.ts'
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
