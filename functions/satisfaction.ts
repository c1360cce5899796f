import { createDossiers } from '../shared/aws/dossiers/dossiers.ts'
import { createLookUps } from '../shared/aws/dossiers/look-ups.ts'
import { createPrints } from '../shared/aws/dossiers/prints.ts'
import { createReadLog } from '../shared/aws/dossiers/read-log.ts'
import { createSurveys } from '../shared/aws/figures/surveys.ts'
import { httpHandler } from '../shared/aws/lambda/http.ts'
import { satisfaction } from '../shared/http/answers/satisfaction.ts'
import { satisfactionSchemas } from '../shared/http/schemas/satisfaction.ts'
import { serve } from '../shared/http/serve.ts'
import { catalogueOn, digests, once, settings, table, time } from './wiring.ts'

const desk = once(async () => {
  const all = table()
  const records = {
    dossiers: createDossiers(all),
    lookUps: createLookUps(all),
    surveys: createSurveys(all),
    prints: createPrints(all),
    readLog: createReadLog(all),
    catalogue: catalogueOn(all),
  }
  return { ...time, ...records, digests: await digests(), province: settings.provinceCode }
})

/** Khảo sát, phản ánh, kiến nghị, for applicants and for the heads who answer. */
export const handler = httpHandler(
  serve({
    serves: 'satisfaction',
    answers: satisfaction,
    schemas: satisfactionSchemas,
    desk,
    issuers: { citizen: settings.citizenIssuer, staff: settings.staffIssuer },
  }),
)
