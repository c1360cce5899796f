import { scheduleHandler } from '../shared/aws/lambda/event-bridge.ts'
import { instantOf } from '../shared/calendar/day.ts'
import { readArrivedLetters } from '../shared/desk/interlinked/arrived-letters.ts'
import { askAfterNotices } from '../shared/desk/interlinked/entered-notices.ts'
import { askAfterErrands } from '../shared/desk/interlinked/partner-errands.ts'
import { inTurn } from '../shared/in-turn.ts'
import { log } from '../shared/log.ts'
import { lateObjects } from './wire-late.ts'
import { letterAxis } from './wire-letters.ts'
import { taxOffice } from './wire-tax-office.ts'
import { workerDesk } from './wire-workers.ts'
import { once, settings } from './wiring.ts'

/** Of the five a run may take. */
const minutes = 4

const desk = once(async () => ({
  ...(await workerDesk()),
  taxOffice: taxOffice(),
  letterAxis: letterAxis(),
  objects: lateObjects(),
}))

/** Thông báo nộp tiền, văn bản đến: asks after what partners have, every ten minutes, and notes whose acknowledgement is overdue. */
export const handler = scheduleHandler(async () => {
  const all = await desk()
  const until = instantOf(new Date(Date.now() + minutes * 60_000))
  // Before what is out is asked after: an answer that has arrived needs no acknowledgement any more.
  await inTurn(
    async () => {
      const count = await readArrivedLetters(all, settings.lettersAfter)
      log({ job: 'transfers', outcome: 'letters-entered', count })
    },
    async () => {
      const count = await askAfterErrands(all, until)
      if (count === undefined) log({ job: 'transfers', outcome: 'errands-cut-off' })
      else log({ job: 'transfers', outcome: 'errands-asked', count })
    },
    async () => {
      const count = await askAfterNotices(all, until)
      if (count !== undefined) log({ job: 'transfers', outcome: 'notices-changed', count })
    },
  )
})
