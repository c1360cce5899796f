import { scheduleHandler } from '../shared/aws/lambda/event-bridge.ts'
import { recountDueMoments } from '../shared/desk/clocks/recount.ts'
import { fewDaysLeft } from '../shared/desk/clocks/watch-calendar.ts'
import { inTurn } from '../shared/in-turn.ts'
import { log } from '../shared/log.ts'
import { doorbells, workerDesk } from './wire-workers.ts'
import { once } from './wiring.ts'

const desk = once(async () => ({ ...(await workerDesk()), doorbells: doorbells() }))
const job = 'calendar-recount'

/** Tính lại hạn: what days declared after the fact moved; and how long the published calendar lasts. */
export const handler = scheduleHandler(async (at) => {
  const all = await desk()
  await inTurn(
    async () => {
      const { outcome, count } = await recountDueMoments(all)
      if (outcome !== 'nothing-declared') log({ job, outcome, count })
    },
    async () => {
      const left = await fewDaysLeft(all, at)
      // The alarm counts these lines: their words are its filter.
      if (left !== undefined) log({ job, outcome: 'calendar-ends-soon', count: left })
    },
  )
})
