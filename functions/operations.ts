import { createDossiers } from '../shared/aws/dossiers.ts'
import { httpHandler } from '../shared/aws/lambda.ts'
import { createMarks } from '../shared/aws/marks.ts'
import { createSyncLedger } from '../shared/aws/sync-ledger.ts'
import { operations } from '../shared/http/answers/operations.ts'
import { calendarSchemas } from '../shared/http/schemas/calendar.ts'
import { portalSchemas } from '../shared/http/schemas/portal.ts'
import { asideSchemas } from '../shared/http/schemas/set-asides.ts'
import { serve } from '../shared/http/serve.ts'
import { doorbells } from './wire-workers.ts'
import { catalogueOn, digests, once, settings, table, time } from './wiring.ts'

const desk = once(async () => {
  const all = table()
  const records = {
    marks: createMarks(all),
    dossiers: createDossiers(all),
    syncLedger: createSyncLedger(all),
    catalogue: catalogueOn(all),
  }
  return { ...time, ...records, province: settings.provinceCode, doorbells: doorbells(), digests: await digests() }
})

/** Vận hành: dead letters, for administrators; the calendar, for whoever may declare days. */
export const handler = httpHandler(
  serve({
    serves: 'operations',
    answers: operations,
    schemas: { ...asideSchemas, ...calendarSchemas, ...portalSchemas },
    desk,
    issuers: { staff: settings.staffIssuer },
  }),
)
