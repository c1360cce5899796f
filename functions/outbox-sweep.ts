import { scheduleHandler } from '../shared/aws/lambda.ts'
import { createNotices } from '../shared/aws/notices.ts'
import { createOutbox } from '../shared/aws/outbox.ts'
import { createSyncLedger } from '../shared/aws/sync-ledger.ts'
import { ringNotices } from '../shared/desk/ring-notices.ts'
import { sweepOutbox } from '../shared/desk/ring-outbox.ts'
import { log } from '../shared/log.ts'
import { doorbells } from './wire-workers.ts'
import { table, time } from './wiring.ts'

const all = table()
const desk = {
  ...time,
  outbox: createOutbox(all),
  syncLedger: createSyncLedger(all),
  notices: createNotices(all),
  doorbells: doorbells(),
}

/** Rings what the stream left, and for notices that waited for the morning, every ten minutes. */
export const handler = scheduleHandler(async () => {
  log({ job: 'outbox-sweep', outcome: 'swept', count: await sweepOutbox(desk) })
  log({ job: 'outbox-sweep', outcome: 'notices-rung', count: await ringNotices(desk) })
})
