import { httpHandler } from '../shared/aws/lambda.ts'
import { intake } from '../shared/http/answers/intake.ts'
import { clockSchemas } from '../shared/http/schemas/clocks.ts'
import { dossierSchemas } from '../shared/http/schemas/dossiers.ts'
import { wishSchemas } from '../shared/http/schemas/notices.ts'
import { serve } from '../shared/http/serve.ts'
import { dossierDesk } from './wire-dossiers.ts'
import { settings } from './wiring.ts'

const issuers = { citizen: settings.citizenIssuer, staff: settings.staffIssuer }

/** Tiếp nhận: opening, upload slots, citizens' own acts. */
export const handler = httpHandler(
  serve({
    serves: 'intake',
    answers: intake,
    schemas: { ...clockSchemas, ...dossierSchemas, ...wishSchemas },
    desk: dossierDesk,
    issuers,
  }),
)
