import {
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs'
import { type AsideQueue, asideQueueOf } from '../../shared/messages/aside.ts'
import type { Clock } from '../local/clock.ts'
import { findFailed, toRecord } from '../local/drivers/queue.ts'
import type { Mapping, Model } from '../local/templates/model.ts'
import type { Run } from './functions.ts'

/** The queues, from which messages are handed out by hand. */
export interface Queues {
  put(queueUrl: string, body: string, group: string): Promise<void>
  /** URL of the queue that a mapping reads. */
  urlOf(mapping: Mapping): string
  /** Hands a batch to the worker; what failed goes back, and how many it was is answered. */
  deliver(mapping: Mapping, run: Run): Promise<number>
  /** What the worker would be handed; nothing is taken off the queue. */
  peek(mapping: Mapping): Promise<unknown[]>
  dead: {
    urlOf(queue: AsideQueue): string
    lie(): boolean
    /** They have been set aside. */
    forget(): void
  }
}

/** Longer than any worker's message stays hidden. */
export const timeOutMs = 7 * 60_000

interface QueuesNeeds {
  sqs: SQSClient
  model: Model
  clock: Clock
  /** Names of queues on which something may lie: the others need not be asked. */
  rung: Set<string>
  deadUrls: readonly string[]
}

export async function openQueues({ sqs, model, clock, rung, deadUrls }: QueuesNeeds): Promise<Queues> {
  // Handed out by several at once: what waits behind it is not seen meanwhile.
  const working = new Map<string, number>()
  // Handed out and not done: in flight in the queue still, and handed out once more as when its time-out is over.
  const held = new Map<string, Message[]>()
  let sent = 0

  function urlOf(mapping: Mapping): string {
    const queue = model.queues.find((one) => mapping.source.endsWith(`:${one.name}`))
    if (!queue) throw new Error(`there is no queue ${mapping.source}`)
    return queue.url
  }

  async function receive(mapping: Mapping): Promise<Message[]> {
    const back = held.get(mapping.id) ?? []
    held.delete(mapping.id)
    if (back.length > 0) return back
    const QueueUrl = urlOf(mapping)
    if (!rung.has(queueNameOf(QueueUrl))) return []
    const asked = { MaxNumberOfMessages: 10, WaitTimeSeconds: 0, MessageSystemAttributeNames: ['All' as const] }
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, ...asked }))
    if (Messages.length === 0 && !working.get(mapping.id)) rung.delete(queueNameOf(QueueUrl))
    return Messages
  }

  async function put(QueueUrl: string, MessageBody: string, MessageGroupId: string): Promise<void> {
    sent += 1
    rung.add(queueNameOf(QueueUrl))
    const MessageDeduplicationId = `lab-${sent}`
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody, MessageGroupId, MessageDeduplicationId }))
  }

  async function remove(mapping: Mapping, messages: readonly Message[]): Promise<void> {
    if (messages.length === 0) return
    const Entries = messages.map(({ ReceiptHandle }, place) => ({ Id: String(place), ReceiptHandle }))
    const { Failed = [] } = await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: urlOf(mapping), Entries }))
    if (Failed.length > 0) throw new Error(`${Failed.length} messages stay on the queue: ${Failed[0]?.Message}`)
  }

  async function giveBack(mapping: Mapping, message: Message): Promise<void> {
    const { Attributes = {} } = message
    const received = Number(Attributes.ApproximateReceiveCount ?? 1)
    const dead = deadLettersOf(model, mapping)
    if (dead && received >= dead.after) {
      await remove(mapping, [message])
      return put(dead.url, message.Body ?? '', Attributes.MessageGroupId ?? 'events')
    }
    const ApproximateReceiveCount = String(received + 1)
    const again = { ...message, Attributes: { ...Attributes, ApproximateReceiveCount } }
    held.set(mapping.id, [...(held.get(mapping.id) ?? []), again])
  }

  // As soon after an ended run as the runner can wait for; whole minutes on AWS.
  for (const QueueUrl of deadUrls)
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { VisibilityTimeout: '1' } }))

  return {
    put,
    urlOf,
    async deliver(mapping, run) {
      const batch = await receive(mapping)
      if (batch.length === 0) return 0
      const busy = (more: number) => working.set(mapping.id, (working.get(mapping.id) ?? 0) + more)
      busy(1)
      const answer = await run({ Records: batch.map((message) => toRecord(message, mapping.source)) })
      busy(-1)
      const failed = findFailed(batch, answer, mapping.reportsFailures)
      for (const message of failed) await giveBack(mapping, message)
      const done = batch.filter((message) => !failed.has(message))
      await remove(mapping, done)
      // What failed comes back when its time-out is over, and a claim that somebody left is old by then.
      if (failed.size > 0) clock.move(timeOutMs)
      return batch.length
    },
    async peek(mapping) {
      const batch = await receive(mapping)
      for (const message of batch) await giveBack(mapping, message)
      return batch.map((message) => toRecord(message, mapping.source))
    },
    dead: {
      urlOf(queue) {
        const url = deadUrls.find((one) => asideQueueOf(queueNameOf(one)) === queue)
        if (url === undefined) throw new Error(`${queue} has no dead letters`)
        return url
      },
      lie: () => deadUrls.some((url) => rung.has(queueNameOf(url))),
      forget() {
        for (const url of deadUrls) rung.delete(queueNameOf(url))
      },
    },
  }
}

/** Where a message goes that was handed out so often. */
function deadLettersOf(model: Model, mapping: Mapping): { url: string; after: number } | undefined {
  const policy = model.queues.find(({ name }) => mapping.source.endsWith(`:${name}`))?.attributes.RedrivePolicy
  if (policy === undefined) return undefined
  const { deadLetterTargetArn, maxReceiveCount } = JSON.parse(policy)
  const dead = model.queues.find(({ name }) => String(deadLetterTargetArn).endsWith(`:${name}`))
  return dead && { url: dead.url, after: Number(maxReceiveCount) }
}

export const queueNameOf = (queueUrl: string): string => queueUrl.split('/').at(-1) ?? queueUrl
