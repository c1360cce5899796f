import { queueHandler } from '../shared/aws/lambda/queue.ts'
import { workPayments } from '../shared/desk/money/work-payments.ts'
import { workLetter } from '../shared/desk/set-asides/set-aside.ts'
import { paymentDesk } from './wire-payments.ts'
import { workerDesk } from './wire-workers.ts'
import { once } from './wiring.ts'

const desk = once(async () => ({ ...(await workerDesk()), ...paymentDesk() }))

/** Sổ thu: what acts did with money, electronic receipts, refunds asked of the gateways. */
export const handler = queueHandler(async (body, meta) => {
  const all = await desk()
  await workLetter(all, { ...meta, body }, ['doorbell'], (message) => workPayments(all, message))
})
