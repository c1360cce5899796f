import { createDossiers } from '../shared/aws/dossiers.ts'
import { httpHandler } from '../shared/aws/lambda.ts'
import { createMarks } from '../shared/aws/marks.ts'
import { lookup } from '../shared/http/answers/lookup.ts'
import { serve } from '../shared/http/serve.ts'
import { catalogueOn, digests, once, table, time } from './wiring.ts'

const desk = once(async () => {
  const all = table()
  const records = { dossiers: createDossiers(all), marks: createMarks(all), catalogue: catalogueOn(all) }
  return { ...time, ...records, digests: await digests() }
})

/** Tra cứu: one dossier by the code and secret of its receipt. */
export const handler = httpHandler(serve({ serves: 'lookup', answers: lookup, desk, issuers: {} }))
