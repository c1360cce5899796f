import { scheduleHandler } from '../shared/aws/lambda.ts'
import { expireSupplements } from '../shared/desk/expire-supplements.ts'
import { log } from '../shared/log.ts'
import { workerDesk } from './wire-workers.ts'
import { once } from './wiring.ts'

const desk = once(workerDesk)

/** Hết hạn bổ sung. The moment is the planned one: a late or repeated run looks no further than its own night. */
export const handler = scheduleHandler(async (at) => {
  const { expiredCount } = await expireSupplements({ ...(await desk()), now: () => at })
  log({ job: 'supplement-deadlines', outcome: 'noted', count: expiredCount })
})
