import { httpHandler } from '../shared/aws/lambda.ts'
import { processing } from '../shared/http/answers/processing.ts'
import { clockSchemas } from '../shared/http/schemas/clocks.ts'
import { dossierSchemas } from '../shared/http/schemas/dossiers.ts'
import { noticeSchemas } from '../shared/http/schemas/notices.ts'
import { staffSchemas } from '../shared/http/schemas/open-doors.ts'
import { portalLineSchemas } from '../shared/http/schemas/portal.ts'
import { serve } from '../shared/http/serve.ts'
import { dossierDesk } from './wire-dossiers.ts'
import { settings } from './wiring.ts'

const issuers = { staff: settings.staffIssuer }

/** Xử lý: officers' work lists, dossiers, acts and downloads. */
export const handler = httpHandler(
  serve({
    serves: 'processing',
    answers: processing,
    schemas: { ...clockSchemas, ...dossierSchemas, ...staffSchemas, ...portalLineSchemas, ...noticeSchemas },
    desk: dossierDesk,
    issuers,
  }),
)
