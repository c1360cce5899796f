import { httpHandler } from '../shared/aws/lambda/http.ts'
import { processing } from '../shared/http/answers/processing.ts'
import { clockSchemas } from '../shared/http/schemas/clocks.ts'
import { dossierSchemas } from '../shared/http/schemas/dossiers.ts'
import { later } from '../shared/http/schemas/later.ts'
import { noticeSchemas } from '../shared/http/schemas/notices.ts'
import { staffSchemas } from '../shared/http/schemas/open-doors.ts'
import { portalLineSchemas, toldFileSchemas } from '../shared/http/schemas/portal.ts'
import { serve } from '../shared/http/serve.ts'
import { dossierDesk } from './wire-dossiers.ts'
import { fileLinks } from './wire-file-links.ts'
import { once, settings } from './wiring.ts'

const issuers = { staff: settings.staffIssuer }
const desk = once(async () => ({ ...(await dossierDesk()), fileLinks: fileLinks() }))

/** Xử lý: officers' work lists, dossiers, acts and downloads; files that the national portal was given a link to. */
export const handler = httpHandler(
  serve({
    serves: 'processing',
    answers: processing,
    schemas: {
      ...clockSchemas,
      ...dossierSchemas,
      ...staffSchemas,
      ...portalLineSchemas,
      ...toldFileSchemas,
      ...noticeSchemas,
      ...later(['act'], async () => (await import('../shared/http/schemas/acting.ts')).actingSchemas),
    },
    desk,
    issuers,
  }),
)
