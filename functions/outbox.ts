import { streamHandler } from '../shared/aws/lambda.ts'
import { ringMark } from '../shared/desk/ring-outbox.ts'
import { outboxDesk } from './wire-outbox.ts'

const desk = outboxDesk()

/** Rings the queues for each event that wants something sent. */
export const handler = streamHandler((mark) => ringMark(desk, mark))
