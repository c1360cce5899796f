import { createMachines } from '../shared/aws/catalogue/machines.ts'
import { createDossiers } from '../shared/aws/dossiers/dossiers.ts'
import { httpHandler } from '../shared/aws/lambda/http.ts'
import { createMarks } from '../shared/aws/sending/marks.ts'
import { createSubscriptions } from '../shared/aws/sending/subscriptions.ts'
import { createSyncLedger } from '../shared/aws/sending/sync-ledger.ts'
import { isAdmitted } from '../shared/connectors/addresses.ts'
import { operations } from '../shared/http/answers/operations.ts'
import { calendarSchemas } from '../shared/http/schemas/calendar.ts'
import { portalSchemas } from '../shared/http/schemas/portal.ts'
import { asideSchemas } from '../shared/http/schemas/set-asides.ts'
import { webhookSchemas } from '../shared/http/schemas/webhooks.ts'
import { serve } from '../shared/http/serve.ts'
import { doorbells } from './wire-workers.ts'
import { catalogueOn, digests, once, settings, table, time } from './wiring.ts'

const desk = once(async () => {
  const all = table()
  const records = {
    marks: createMarks(all),
    dossiers: createDossiers(all),
    syncLedger: createSyncLedger(all),
    subscriptions: createSubscriptions(all),
    machines: createMachines(all),
    catalogue: catalogueOn(all),
  }
  const hosts = settings.webhookHosts
  const network = { hosts, onLoopback: hosts.includes('loopback') }
  const webhooks = { admits: (url: string) => isAdmitted(url, network) }
  return {
    ...time,
    ...records,
    webhooks,
    province: settings.provinceCode,
    doorbells: doorbells(),
    digests: await digests(),
  }
})

/** Vận hành: dead letters, for administrators; the calendar, for whoever may declare days; subscriptions of front ends. */
export const handler = httpHandler(
  serve({
    serves: 'operations',
    answers: operations,
    schemas: { ...asideSchemas, ...calendarSchemas, ...portalSchemas, ...webhookSchemas },
    desk,
    issuers: { staff: settings.staffIssuer, machine: settings.staffIssuer },
  }),
)
