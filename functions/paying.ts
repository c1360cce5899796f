import { createMachines } from '../shared/aws/catalogue/machines.ts'
import { httpHandler } from '../shared/aws/lambda/http.ts'
import { paying } from '../shared/http/answers/paying.ts'
import { paymentSchemas } from '../shared/http/schemas/payments.ts'
import { statementSchemas } from '../shared/http/schemas/reconciliation.ts'
import { serve } from '../shared/http/serve.ts'
import { paymentDesk } from './wire-payments.ts'
import { workerDesk } from './wire-workers.ts'
import { once, settings, table } from './wiring.ts'

const desk = once(async () => ({
  ...(await workerDesk()),
  ...paymentDesk(),
  machines: createMachines(table()),
}))

/** Thanh toán: where to pay, what became of it, and the gateways' own calls. */
export const handler = httpHandler(
  serve({
    serves: 'paying',
    answers: paying,
    schemas: { ...paymentSchemas, ...statementSchemas },
    desk,
    issuers: { citizen: settings.citizenIssuer, staff: settings.staffIssuer, machine: settings.staffIssuer },
  }),
)
