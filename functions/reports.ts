import { httpHandler } from '../shared/aws/lambda.ts'
import { createReports } from '../shared/aws/reports.ts'
import { reports } from '../shared/http/answers/reports.ts'
import { serve } from '../shared/http/serve.ts'
import { catalogueOn, objects, once, settings, table } from './wiring.ts'

const desk = once(async () => {
  const all = table()
  return { reports: createReports(all), objects: objects(), catalogue: catalogueOn(all) }
})

/** Báo cáo quá hạn, for officers. */
export const handler = httpHandler(
  serve({ serves: 'reports', answers: reports, desk, issuers: { staff: settings.staffIssuer } }),
)
