import { createRatings } from '../shared/aws/figures/ratings.ts'
import { createReports } from '../shared/aws/figures/reports.ts'
import { createSurveys } from '../shared/aws/figures/surveys.ts'
import { httpHandler } from '../shared/aws/lambda/http.ts'
import { createPayments } from '../shared/aws/money/payments.ts'
import { printing } from '../shared/http/answers/printing.ts'
import { later } from '../shared/http/schemas/later.ts'
import { portalSheetSchemas } from '../shared/http/schemas/portal.ts'
import { printingSchemas } from '../shared/http/schemas/printing.ts'
import { serve } from '../shared/http/serve.ts'
import { sheetDesk } from './wire-sheets.ts'
import { doorbells } from './wire-workers.ts'
import { settings, table } from './wiring.ts'

const issuers = { citizen: settings.citizenIssuer, staff: settings.staffIssuer }

const desk = async () => ({
  ...(await sheetDesk()),
  doorbells: doorbells(),
  surveys: createSurveys(table()),
  ratings: createRatings(table()),
  reports: createReports(table()),
  payments: createPayments(table()),
})

/** Bản in: lists, downloads, prints on demand and reprints; the register; archives; the catalogue's two sheets for everybody. */
export const handler = httpHandler(
  serve({
    serves: 'printing',
    answers: printing,
    schemas: {
      ...printingSchemas,
      ...portalSheetSchemas,
      ...later(
        [
          'askReport',
          'readReportJob',
          'downloadReportJob',
          'downloadIssue',
          'downloadCorrections',
          'downloadImpact',
          'downloadFigures',
          'downloadIndex',
          'downloadRatings',
          'downloadOverdue',
          'downloadReconciliation',
        ],
        async () => (await import('../shared/http/schemas/made-files.ts')).madeFileSchemas,
      ),
    },
    desk,
    issuers,
  }),
)
