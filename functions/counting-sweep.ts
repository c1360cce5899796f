import { scheduleHandler } from '../shared/aws/lambda/event-bridge.ts'
import { sweepCounting } from '../shared/desk/figures/sweep-counting.ts'
import { ringIssues } from '../shared/desk/reports/keep-issues.ts'
import { inTurn } from '../shared/in-turn.ts'
import { lazily } from '../shared/lazily.ts'
import { log } from '../shared/log.ts'
import { countingDesk } from './wire-counting.ts'
import { doorbells } from './wire-workers.ts'

const desk = lazily(countingDesk)

/** Đếm bù: each night, what the stream lost; then, after the end of a month, its reports are rung for. */
export const handler = scheduleHandler(async (at) => {
  await inTurn(
    async () => {
      const { behind, tidied } = await sweepCounting({ ...desk(), now: () => at })
      log({ job: 'counting-sweep', outcome: 'behind', count: behind })
      log({ job: 'counting-sweep', outcome: 'tidied', count: tidied })
    },
    async () => {
      const rung = await ringIssues({ ...desk(), now: () => at, doorbells: doorbells() })
      if (rung > 0) log({ job: 'counting-sweep', outcome: 'issues-rung', count: rung })
    },
  )
})
