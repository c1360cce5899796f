import { streamHandler } from '../shared/aws/lambda/stream.ts'
import { ringMark } from '../shared/desk/ring-outbox.ts'
import { lazily } from '../shared/lazily.ts'
import { outboxDesk } from './wire-outbox.ts'

const desk = lazily(outboxDesk)

/** Rings the queues for each event that wants something sent. */
export const handler = streamHandler((mark) => ringMark(desk(), mark))
