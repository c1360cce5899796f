import { scheduleHandler } from '../shared/aws/lambda/event-bridge.ts'
import { instantOf } from '../shared/calendar/day.ts'
import { ringCatalogues } from '../shared/desk/national-portal/compare-catalogues.ts'
import { oldestUnsentSeconds, ringComparisons } from '../shared/desk/national-portal/compare-portal.ts'
import { inTurn } from '../shared/in-turn.ts'
import { log, measure } from '../shared/log.ts'
import { portalDesk } from './wire-portal.ts'
import { once } from './wiring.ts'

/** Of the five its schedule gives it. */
const minutes = 4

const desk = once(async () => portalDesk())

/** Measures how long the portal has been owed something, every five minutes; after two in the morning the day's comparison, then the catalogues'. */
export const handler = scheduleHandler(async () => {
  const all = await desk()
  await inTurn(
    async () => measure('portal-oldest-unsent-seconds', await oldestUnsentSeconds(all)),
    async () => {
      const count = await ringComparisons(all, instantOf(new Date(Date.now() + minutes * 60_000)))
      if (count !== undefined) log({ job: 'portal', outcome: 'comparison-rung', count })
    },
    async () => {
      const count = await ringCatalogues(all)
      if (count !== undefined) log({ job: 'portal', outcome: 'catalogues-rung', count })
    },
  )
})
