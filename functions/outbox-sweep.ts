import { scheduleHandler } from '../shared/aws/lambda.ts'
import { createOutbox } from '../shared/aws/outbox.ts'
import { createSyncLedger } from '../shared/aws/sync-ledger.ts'
import { sweepOutbox } from '../shared/desk/ring-outbox.ts'
import { log } from '../shared/log.ts'
import { doorbells } from './wire-workers.ts'
import { table, time } from './wiring.ts'

const desk = { ...time, outbox: createOutbox(table()), syncLedger: createSyncLedger(table()), doorbells: doorbells() }

/** Rings what the stream left, every ten minutes. */
export const handler = scheduleHandler(async () => {
  log({ job: 'outbox-sweep', outcome: 'swept', count: await sweepOutbox(desk) })
})
