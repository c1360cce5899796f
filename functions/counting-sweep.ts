import { scheduleHandler } from '../shared/aws/lambda.ts'
import { sweepCounting } from '../shared/desk/sweep-counting.ts'
import { log } from '../shared/log.ts'
import { countingDesk } from './wire-counting.ts'

const desk = countingDesk()

/** Đếm bù: each night, what the stream lost. */
export const handler = scheduleHandler(async (at) => {
  const { behind, tidied } = await sweepCounting({ ...desk, now: () => at })
  log({ job: 'counting-sweep', outcome: 'behind', count: behind })
  log({ job: 'counting-sweep', outcome: 'tidied', count: tidied })
})
