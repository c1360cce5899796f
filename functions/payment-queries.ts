import { scheduleHandler } from '../shared/aws/lambda/event-bridge.ts'
import { askPayments } from '../shared/desk/money/ask-payments.ts'
import { reconcileNightly } from '../shared/desk/money/run-reconciliation.ts'
import { log } from '../shared/log.ts'
import { lateObjects } from './wire-late.ts'
import { paymentDesk } from './wire-payments.ts'
import { workerDesk } from './wire-workers.ts'
import { once } from './wiring.ts'

const desk = once(async () => ({ ...(await workerDesk()), ...paymentDesk(), objects: lateObjects() }))

/** Hỏi cổng thanh toán: about attempts whose call never came, every five minutes; once a night the reconciliation. */
export const handler = scheduleHandler(async () => {
  const all = await desk()
  // Neither waits for the other to be well.
  const [asked] = await Promise.allSettled([askPayments(all)])
  const found = await reconcileNightly(all)
  if (found === 'goes-on') log({ job: 'payments', outcome: 'reconciliation-goes-on' })
  else if (found !== 'done-before') log({ job: 'payments', outcome: 'reconciled', count: found })
  if (asked.status === 'rejected') throw asked.reason
  log({ job: 'payments', outcome: 'asked', count: asked.value })
})
