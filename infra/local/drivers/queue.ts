import { GetQueueAttributesCommand, type Message, type SQSClient } from '@aws-sdk/client-sqs'
import * as z from 'zod'
import { region } from '../account.ts'
import type { Calls } from '../calls.ts'
import type { Answer } from '../function-pool.ts'
import { pause } from '../giving-way.ts'
import type { Json } from '../json.ts'
import { matchesPattern } from '../patterns.ts'
import type { Mapping, Queue } from '../templates/model.ts'
import type { Driver } from './driver.ts'
import type { QueueMessages } from './queue-messages.ts'

export interface QueueDriverOptions {
  mapping: Mapping
  queue: Queue
  messages: QueueMessages
  /** For its length. */
  sqs: SQSClient
  calls: Calls
  /** Calls at once where the mapping does not say. */
  concurrency: number
  /** Shortens the wait after a failure; without it the queue's visibility timeout runs, as on AWS. */
  retrySeconds?: number | undefined
  log: (line: string) => void
}

/** Messages that come one by one are gathered so long, unless somebody asked for quiet in the last seconds. */
const gatherMs = 50
const hurryMs = 2000

/** Polls one queue for one function. A message is deleted when it was done, and otherwise left to its visibility timeout. */
export function startQueue(options: QueueDriverOptions): Driver {
  const { mapping, queue, messages, sqs, calls, log } = options
  const stopping = new AbortController()
  const limit = Math.min(mapping.maximumConcurrency ?? options.concurrency, options.concurrency)
  const running = new Set<Promise<void>>()
  let receiving = false
  let emptyPolls = 0
  let held = 0
  let hurriedUntil = 0

  /** Fills a batch up to its size or until its window closes. */
  async function gather(): Promise<Message[]> {
    const batch = await messages.receive(mapping.batchSize, 1)
    held = batch.length
    const closes = Date.now() + mapping.windowSeconds * 1000
    while (batch.length > 0 && batch.length < mapping.batchSize && Date.now() < closes && !stopping.signal.aborted) {
      batch.push(...(await messages.receive(mapping.batchSize - batch.length, 1)))
    }
    return batch
  }

  async function work(batch: Message[]): Promise<void> {
    const wanted = batch.filter((message) => isWanted(message, mapping.filters))
    const unwanted = batch.filter((message) => !wanted.includes(message))
    if (unwanted.length > 0) await remove(unwanted)
    if (wanted.length === 0) return
    const Records = wanted.map((message) => toRecord(message, mapping.source))
    const answer = await calls.now(mapping.function, { Records })
    if (stopping.signal.aborted && !answer.ok) return
    const failed = findFailed(wanted, answer, mapping.reportsFailures)
    const done = wanted.filter((message) => !failed.has(message))
    if (done.length > 0) await remove(done)
    if (options.retrySeconds !== undefined)
      for (const message of failed) await messages.hasten(message, options.retrySeconds)
  }

  async function remove(done: readonly Message[]): Promise<void> {
    for (let start = 0; start < done.length; start += 10) await messages.remove(done.slice(start, start + 10))
  }

  async function poll(): Promise<void> {
    while (!stopping.signal.aborted) {
      if (running.size >= limit) await Promise.race(running)
      if (stopping.signal.aborted) return
      try {
        receiving = true
        const batch = await gather()
        if (batch.length === 0) {
          emptyPolls += 1
          continue
        }
        emptyPolls = 0
        const job = work(batch)
          .catch((cause: unknown) => log(`queue ${queue.name}: ${String(cause)}`))
          .finally(() => running.delete(job))
        running.add(job)
        held = 0
        if (batch.length < mapping.batchSize && Date.now() > hurriedUntil) await pause(gatherMs, stopping.signal)
      } catch (cause) {
        if (stopping.signal.aborted) return
        log(`queue ${queue.name}: ${String(cause)}`)
        await pause(1000, stopping.signal)
      } finally {
        held = 0
        receiving = false
      }
    }
  }

  const polling = poll()
  return {
    async busyWith() {
      hurriedUntil = Date.now() + hurryMs
      if (running.size > 0 || held > 0) return `queue ${queue.name}: ${running.size} batches, ${held} messages held`
      const { visible } = await countMessages(sqs, queue)
      if (visible === 0 && running.size === 0 && held === 0) return undefined
      // What two receives in a row did not get stands behind a locked group and waits for its time.
      return receiving && emptyPolls >= 2 ? undefined : `queue ${queue.name}: ${visible} messages`
    },
    async stop() {
      stopping.abort()
      await polling
      await Promise.race([Promise.all(running), pause(2000, new AbortController().signal)])
    },
  }
}

export interface Depth {
  visible: number
  inFlight: number
  delayed: number
}

export async function countMessages(sqs: SQSClient, queue: Queue): Promise<Depth> {
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: queue.url, AttributeNames: ['All'] }),
  )
  return {
    visible: Number(Attributes.ApproximateNumberOfMessages ?? 0),
    inFlight: Number(Attributes.ApproximateNumberOfMessagesNotVisible ?? 0),
    delayed: Number(Attributes.ApproximateNumberOfMessagesDelayed ?? 0),
  }
}

const partial = z.object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })).nullish() })

/** Which messages stay: all when the call failed or names one it was not given; in a group, all after the first failure. */
export function findFailed(batch: readonly Message[], answer: Answer, reportsFailures: boolean): Set<Message> {
  if (!answer.ok) return new Set(batch)
  if (!reportsFailures || answer.value === null) return new Set()
  const named = partial.safeParse(answer.value)
  if (!named.success) return new Set(batch)
  const ids = new Set((named.data.batchItemFailures ?? []).map((failure) => failure.itemIdentifier))
  for (const id of ids) if (!batch.some((message) => message.MessageId === id)) return new Set(batch)
  const failed = new Set<Message>()
  const brokenGroups = new Set<string>()
  for (const message of batch) {
    const group = message.Attributes?.MessageGroupId
    if (!ids.has(message.MessageId ?? '') && !(group !== undefined && brokenGroups.has(group))) continue
    failed.add(message)
    if (group !== undefined) brokenGroups.add(group)
  }
  return failed
}

function isWanted(message: Message, filters: readonly Json[]): boolean {
  if (filters.length === 0) return true
  const body = parseBody(message.Body ?? '')
  return filters.some((filter) => matchesPattern(filter, { body }))
}

function parseBody(body: string): Json {
  try {
    const json: Json = JSON.parse(body)
    return json
  } catch {
    return body
  }
}

/** A message as the function is handed it. */
export function toRecord(message: Message, source: string) {
  const attributes = Object.entries(message.MessageAttributes ?? {}).map(([name, value]) => {
    const { DataType: dataType, StringValue: stringValue, BinaryValue: binary } = value
    const binaryValue = binary && Buffer.from(binary).toString('base64')
    return [name, { dataType, stringValue, binaryValue, stringListValues: [], binaryListValues: [] }]
  })
  return {
    messageId: message.MessageId,
    receiptHandle: message.ReceiptHandle,
    body: message.Body,
    attributes: message.Attributes ?? {},
    messageAttributes: Object.fromEntries(attributes),
    md5OfBody: message.MD5OfBody,
    eventSource: 'aws:sqs',
    eventSourceARN: source,
    awsRegion: region,
  }
}
