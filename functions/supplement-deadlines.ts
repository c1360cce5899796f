import { scheduleHandler } from '../shared/aws/lambda/event-bridge.ts'
import { expireSupplements } from '../shared/desk/clocks/expire-supplements.ts'
import { findLostParcels } from '../shared/desk/post/find-lost-parcels.ts'
import { inTurn } from '../shared/in-turn.ts'
import { log } from '../shared/log.ts'
import { workerDesk } from './wire-workers.ts'
import { once } from './wiring.ts'

const desk = once(workerDesk)

/** Hết hạn bổ sung, bưu gửi thất lạc. The moment is the planned one: a late or repeated run looks no further than its own night. */
export const handler = scheduleHandler(async (at) => {
  const tonight = { ...(await desk()), now: () => at }
  await inTurn(
    async () => {
      const { expiredCount } = await expireSupplements(tonight)
      log({ job: 'supplement-deadlines', outcome: 'noted', count: expiredCount })
    },
    async () => log({ job: 'postal-returns', outcome: 'lost-parcels-noted', count: await findLostParcels(tonight) }),
  )
})
