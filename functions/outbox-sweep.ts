import { scheduleHandler } from '../shared/aws/lambda.ts'
import { createNotices } from '../shared/aws/notices.ts'
import { ringNotices } from '../shared/desk/ring-notices.ts'
import { sweepOutbox } from '../shared/desk/ring-outbox.ts'
import { inTurn } from '../shared/in-turn.ts'
import { lazily } from '../shared/lazily.ts'
import { log } from '../shared/log.ts'
import { outboxDesk } from './wire-outbox.ts'
import { table } from './wiring.ts'

const desk = lazily(() => ({ ...outboxDesk(), notices: createNotices(table()) }))

/** Rings what the stream left, and for notices that waited for the morning, every ten minutes. */
export const handler = scheduleHandler(async () => {
  await inTurn(
    async () => log({ job: 'outbox-sweep', outcome: 'swept', count: await sweepOutbox(desk()) }),
    async () => log({ job: 'outbox-sweep', outcome: 'notices-rung', count: await ringNotices(desk()) }),
  )
})
