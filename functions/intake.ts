import { httpHandler } from '../shared/aws/lambda/http.ts'
import { intake } from '../shared/http/answers/intake.ts'
import { clockSchemas } from '../shared/http/schemas/clocks.ts'
import { dossierSchemas } from '../shared/http/schemas/dossiers.ts'
import { later } from '../shared/http/schemas/later.ts'
import { serve } from '../shared/http/serve.ts'
import { dossierDesk } from './wire-dossiers.ts'
import { settings } from './wiring.ts'

const issuers = { citizen: settings.citizenIssuer, staff: settings.staffIssuer }

/** Tiếp nhận: opening, upload slots, citizens' own acts. */
export const handler = httpHandler(
  serve({
    serves: 'intake',
    answers: intake,
    schemas: {
      ...clockSchemas,
      ...dossierSchemas,
      ...later(['actOnMine'], async () => (await import('../shared/http/schemas/acting.ts')).actingSchemas),
      ...later(
        ['readMyNoticeWishes', 'putMyNoticeWishes'],
        async () => (await import('../shared/http/schemas/notices.ts')).wishSchemas,
      ),
    },
    desk: dossierDesk,
    issuers,
  }),
)
