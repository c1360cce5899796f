import { scheduleHandler } from '../shared/aws/lambda.ts'
import { daysUntilEnd } from '../shared/calendar/declarations.ts'
import { recountDueMoments } from '../shared/desk/recount.ts'
import { log } from '../shared/log.ts'
import { doorbells, workerDesk } from './wire-workers.ts'
import { once } from './wiring.ts'

const desk = once(async () => ({ ...(await workerDesk()), doorbells: doorbells() }))
const job = 'calendar-recount'
/** Days of published calendar below which somebody has to ask for the next year's. */
const fewDays = 90

/** Tính lại hạn: what days declared after the fact moved; and how long the published calendar lasts. */
export const handler = scheduleHandler(async (at) => {
  const all = await desk()
  const { outcome, count } = await recountDueMoments(all)
  if (outcome !== 'nothing-declared') log({ job, outcome, count })
  const left = daysUntilEnd(await all.catalogue.declarations(), at)
  // The alarm counts these lines: their words are its filter.
  if (left < fewDays) log({ job, outcome: 'calendar-ends-soon', count: left })
})
