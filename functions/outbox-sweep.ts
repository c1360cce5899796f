import { scheduleHandler } from '../shared/aws/lambda/event-bridge.ts'
import { createAgencyNotices } from '../shared/aws/sending/agency-notices.ts'
import { createNotices } from '../shared/aws/sending/notices.ts'
import { ringAgencyDigests } from '../shared/desk/notices/ring-agency-digests.ts'
import { ringNotices } from '../shared/desk/notices/ring-notices.ts'
import { sweepOutbox } from '../shared/desk/ring-outbox.ts'
import { inTurn } from '../shared/in-turn.ts'
import { lazily } from '../shared/lazily.ts'
import { log } from '../shared/log.ts'
import { outboxDesk } from './wire-outbox.ts'
import { table } from './wiring.ts'

const desk = lazily(() => ({
  ...outboxDesk(),
  notices: createNotices(table()),
  agencyNotices: createAgencyNotices(table()),
}))

/** Rings what the stream left, for notices that waited for the morning, and for agencies' digests, every ten minutes. */
export const handler = scheduleHandler(async () => {
  await inTurn(
    async () => log({ job: 'outbox-sweep', outcome: 'swept', count: await sweepOutbox(desk()) }),
    async () => log({ job: 'outbox-sweep', outcome: 'notices-rung', count: await ringNotices(desk()) }),
    async () => log({ job: 'outbox-sweep', outcome: 'digests-rung', count: await ringAgencyDigests(desk()) }),
  )
})
