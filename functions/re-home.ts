import { scheduleHandler } from '../shared/aws/lambda/event-bridge.ts'
import { instantOf } from '../shared/calendar/day.ts'
import { runReHoming } from '../shared/desk/keeping/re-home.ts'
import { log } from '../shared/log.ts'
import { workerDesk } from './wire-workers.ts'
import { once } from './wiring.ts'

const desk = once(workerDesk)
const minutes = 8

/** Sắp xếp lại hồ sơ: every ten minutes, what decisions about units and officers left to do. */
export const handler = scheduleHandler(async () => {
  const { moved, open } = await runReHoming(await desk(), instantOf(new Date(Date.now() + minutes * 60_000)))
  log({ job: 're-home', outcome: open > 0 ? 'goes-on' : 'settled', count: moved })
})
