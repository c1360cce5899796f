import type { Message } from '@aws-sdk/client-sqs'
import * as z from 'zod'
import { askJson } from './ask-json.ts'

const attribute = z.object({
  DataType: z.string(),
  StringValue: z.string().optional(),
  BinaryValue: z.base64().optional(),
})
const received = z.object({
  Messages: z
    .array(
      z.object({
        MessageId: z.string(),
        ReceiptHandle: z.string(),
        Body: z.string().default(''),
        MD5OfBody: z.string().optional(),
        Attributes: z.record(z.string(), z.string()).optional(),
        MessageAttributes: z.record(z.string(), attribute).optional(),
      }),
    )
    .nullish(),
})
const removed = z.object({ Failed: z.array(z.object({ Id: z.string(), Message: z.string().optional() })).nullish() })

/** One queue as its poller needs it. */
export interface QueueMessages {
  /** Up to ten, after at most so many seconds of waiting for the first. */
  receive(count: number, waitSeconds: number): Promise<Message[]>
  /** Takes up to ten messages off the queue. */
  remove(messages: readonly Message[]): Promise<void>
  /** Lets a message be seen again after so many seconds. */
  hasten(message: Message, seconds: number): Promise<void>
}

/** Asks the store of queues at `endpoint` about the queue at `QueueUrl`. */
export function openQueueMessages(endpoint: string, QueueUrl: string): QueueMessages {
  const ask = (action: string, question: object) =>
    askJson(endpoint, 'sqs', `AmazonSQS.${action}`, { QueueUrl, ...question })
  return {
    async receive(count, waitSeconds) {
      const answer = await ask('ReceiveMessage', {
        MaxNumberOfMessages: Math.min(count, 10),
        WaitTimeSeconds: waitSeconds,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
      })
      return (received.parse(answer).Messages ?? []).map(
        ({ MessageAttributes = {}, MD5OfBody, Attributes, ...rest }) => ({
          ...rest,
          ...(MD5OfBody !== undefined && { MD5OfBody }),
          ...(Attributes && { Attributes }),
          MessageAttributes: Object.fromEntries(
            Object.entries(MessageAttributes).map(([name, { DataType, StringValue, BinaryValue }]) => [
              name,
              {
                DataType,
                ...(StringValue !== undefined && { StringValue }),
                ...(BinaryValue !== undefined && { BinaryValue: Buffer.from(BinaryValue, 'base64') }),
              },
            ]),
          ),
        }),
      )
    },
    async remove(messages) {
      const Entries = messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }))
      const { Failed } = removed.parse(await ask('DeleteMessageBatch', { Entries }))
      if (Failed?.length) throw new Error(`${Failed.length} messages stay on the queue: ${Failed[0]?.Message ?? ''}`)
    },
    async hasten({ ReceiptHandle }, seconds) {
      const VisibilityTimeout = Math.max(1, Math.ceil(seconds))
      await ask('ChangeMessageVisibility', { ReceiptHandle, VisibilityTimeout })
    },
  }
}
