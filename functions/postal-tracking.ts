import { scheduleHandler } from '../shared/aws/lambda/event-bridge.ts'
import { createPayments } from '../shared/aws/money/payments.ts'
import { readSettlements } from '../shared/desk/money/read-settlements.ts'
import { pollTracking } from '../shared/desk/post/poll-tracking.ts'
import { waybillsShort } from '../shared/desk/post/watch-waybills.ts'
import { inTurn } from '../shared/in-turn.ts'
import { log, measure } from '../shared/log.ts'
import { post } from './wire-post.ts'
import { doorbells, workerDesk } from './wire-workers.ts'
import { once, table } from './wiring.ts'

const desk = once(async () => ({
  ...(await workerDesk()),
  doorbells: doorbells(),
  post: post(),
  payments: createPayments(table()),
}))

/** Hành trình bưu gửi, đối soát COD: asks the post what moved and what it has paid over, every five minutes. */
export const handler = scheduleHandler(async () => {
  const all = await desk()
  await inTurn(
    async () => log({ job: 'postal-tracking', outcome: 'polled', count: await pollTracking(all) }),
    async () => log({ job: 'payments', outcome: 'settlements-read', count: await readSettlements(all) }),
    async () => measure('waybills-short', await waybillsShort(all)),
  )
})
