import { scheduleHandler } from '../shared/aws/lambda.ts'
import { askPayments } from '../shared/desk/ask-payments.ts'
import { log } from '../shared/log.ts'
import { paymentDesk } from './wire-payments.ts'
import { workerDesk } from './wire-workers.ts'
import { once } from './wiring.ts'

const desk = once(async () => ({ ...(await workerDesk()), ...paymentDesk() }))

/** Hỏi cổng thanh toán: about attempts whose call never came, every five minutes. */
export const handler = scheduleHandler(async () => {
  log({ job: 'payments', outcome: 'asked', count: await askPayments(await desk()) })
})
