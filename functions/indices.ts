import { createDossiers } from '../shared/aws/dossiers/dossiers.ts'
import { createScans } from '../shared/aws/dossiers/scans.ts'
import { createCounters } from '../shared/aws/figures/counters.ts'
import { createRatings } from '../shared/aws/figures/ratings.ts'
import { createSurveys } from '../shared/aws/figures/surveys.ts'
import { httpHandler } from '../shared/aws/lambda/http.ts'
import { createSyncLedger } from '../shared/aws/sending/sync-ledger.ts'
import { indices } from '../shared/http/answers/indices.ts'
import { indexSchemas } from '../shared/http/schemas/indices.ts'
import { later } from '../shared/http/schemas/later.ts'
import { serve } from '../shared/http/serve.ts'
import { lateScanLinks } from './wire-late-links.ts'
import { catalogueOn, once, settings, table, time } from './wiring.ts'

const desk = once(async () => {
  const all = table()
  const records = {
    counters: createCounters(all),
    dossiers: createDossiers(all),
    ratings: createRatings(all),
    syncLedger: createSyncLedger(all),
    scans: createScans(all),
    surveys: createSurveys(all),
    catalogue: catalogueOn(all),
  }
  const limits = { scanMaxBytes: settings.scanMaxBytes, scanMaxCount: settings.scanMaxCount }
  return { ...time, ...records, objects: lateScanLinks(), limits, province: settings.provinceCode }
})

/** Bộ chỉ số: reckoned from figures, entered by hand, and the evidence for it. */
export const handler = httpHandler(
  serve({
    serves: 'indices',
    answers: indices,
    schemas: {
      ...indexSchemas,
      ...later(
        ['actOnRating', 'readRating', 'listRatings'],
        async () => (await import('../shared/http/schemas/ratings.ts')).ratingSchemas,
      ),
    },
    desk,
    issuers: { staff: settings.staffIssuer },
  }),
)
