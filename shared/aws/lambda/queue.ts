import middy from '@middy/core'
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda'
import { type Instant, instantOf } from '../../calendar/day.ts'
import { isWorked } from './is-worked.ts'

export interface MessageMeta {
  id: string
  /** Name of the queue it was read from. */
  queue: string
  group?: string
  /** Times it was handed out, this one included. */
  receiveCount: number
  sentAt: Instant
  /** Name of the queue it came from, when this one holds dead letters. */
  source?: string
}

/** Below this the rest of a batch goes back to the queue instead of being cut off in the middle. */
const leastMsLeft = 2_000

/** Works messages one by one. After a failure the rest of its group fails too, so that order is kept. */
export function queueHandler(work: (body: string, meta: MessageMeta) => Promise<void>) {
  return middy(async (event: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
    const stopped = new Set<string>()
    const failed: string[] = []
    for (const record of event.Records) {
      const meta = messageMetaOf(record)
      const waits = meta.group !== undefined && stopped.has(meta.group)
      if (
        !waits &&
        context.getRemainingTimeInMillis() > leastMsLeft &&
        (await isWorked(() => work(record.body, meta), meta))
      ) {
        continue
      }
      failed.push(record.messageId)
      if (meta.group !== undefined) stopped.add(meta.group)
    }
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) }
  })
}

function messageMetaOf(record: SQSRecord): MessageMeta {
  const group = record.attributes.MessageGroupId
  const source = record.attributes.DeadLetterQueueSourceArn
  return {
    ...(source !== undefined && { source: queueName(source) }),
    id: record.messageId,
    queue: queueName(record.eventSourceARN),
    ...(group !== undefined && { group }),
    receiveCount: Number(record.attributes.ApproximateReceiveCount),
    sentAt: instantOf(new Date(Number(record.attributes.SentTimestamp))),
  }
}

const queueName = (arn: string): string => arn.split(':').at(-1) ?? ''
