import { httpHandler } from '../shared/aws/lambda/http.ts'
import { organisation } from '../shared/http/answers/organisation.ts'
import { organisationSchemas } from '../shared/http/schemas/organisation.ts'
import { serve } from '../shared/http/serve.ts'
import { catalogueOn, once, settings, table, time } from './wiring.ts'

const desk = once(async () => ({ ...time, catalogue: catalogueOn(table()) }))

/** Tổ chức và quy trình: decisions about units, officers and workflows, by administrators. */
export const handler = httpHandler(
  serve({
    serves: 'organisation',
    answers: organisation,
    schemas: organisationSchemas,
    desk,
    issuers: { staff: settings.staffIssuer },
  }),
)
