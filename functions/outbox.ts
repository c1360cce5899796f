import { streamHandler } from '../shared/aws/lambda.ts'
import { createOutbox } from '../shared/aws/outbox.ts'
import { createSyncLedger } from '../shared/aws/sync-ledger.ts'
import { ringMark } from '../shared/desk/ring-outbox.ts'
import { doorbells } from './wire-workers.ts'
import { table } from './wiring.ts'

const desk = { outbox: createOutbox(table()), syncLedger: createSyncLedger(table()), doorbells: doorbells() }

/** Rings the queues for each event that wants something sent. */
export const handler = streamHandler((mark) => ringMark(desk, mark))
