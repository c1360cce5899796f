import {
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
} from '@aws-sdk/client-sqs'
import { ringMark } from '../../shared/desk/ring-outbox.ts'
import { type AsideQueue, asideQueueOf } from '../../shared/messages/aside.ts'
import type { Clock } from '../local/clock.ts'
import { findFailed, toRecord } from '../local/drivers/queue.ts'
import { openStream, type StreamReader } from '../local/drivers/stream-reader.ts'
import { shapeEnvironment } from '../local/environment.ts'
import type { Places } from '../local/everything.ts'
import { type Answer, createPool, type FunctionPool } from '../local/function-pool.ts'
import { startPrivate } from '../local/private-stack.ts'
import type { Endpoints } from '../local/stack.ts'
import { synthesise } from '../local/synthesis.ts'
import { readAssembly } from '../local/templates/assembly.ts'
import type { Mapping, Model } from '../local/templates/model.ts'
import { readModel } from '../local/templates/read-model.ts'
import { type Fate, type Gate, type GateCall, openGate } from './gate.ts'
import { shrinkCity } from './people.ts'
import { findFunction, type Woken, type WorkerName, wokenIn } from './woken.ts'
import { openWorld, type World } from './world.ts'

/** How a function is run: with threads that are warm, or in one that is begun for this call alone and may be ended. */
export type Run = (event: unknown) => Promise<Answer>

export interface Lab extends Woken {
  world: World
  clock: Clock
  places: Places
  gate: Gate<Endpoints>
  /** The same ports behind the gate: their calls may be lost too. */
  gated: World
  warm(name: WorkerName): Run
  cold(name: WorkerName, fate?: (call: GateCall) => Fate): Run
  /** Hands what waits on a worker's queues to it, a batch of each; answers how many messages. */
  deliver(name: WorkerName, run: Run): Promise<number>
  /** A batch as the worker would be handed it; nothing is taken off the queue. */
  peek(name: WorkerName): Promise<{ Records: unknown[] }>
  /** Rings every mark and works every queue until nothing is left. */
  settle(): Promise<void>
  stream: StreamReader
  mappingsOf(name: WorkerName): readonly Mapping[]
  /** A message of our own on a worker's first queue. */
  send(name: WorkerName, group: string, body: unknown): Promise<void>
  /** A dead letter of that queue, and nobody is woken. */
  sendDead(queue: AsideQueue, group: string, body: unknown): Promise<void>
  /** A word to a partner's stand-in, and what it answers. */
  tell(partner: keyof Places, path: string, body: unknown): Promise<unknown>
  stop(): Promise<void>
}

const everAfter = '9999'
const mostRounds = 200
/** Longer than any worker's message stays hidden. */
export const timeOutMs = 7 * 60_000

/** The whole stack with everybody asleep: each function is woken by hand, through a gate that sees its every call. */
export async function openLab(workers: readonly WorkerName[]): Promise<Lab> {
  const own = await startPrivate(() => {}, { isStill: true, isFleeting: true })
  const model = readModel(readAssembly(await synthesise(() => {})), { sqsEndpoint: own.endpoints.sqs })
  const gate = await openGate(own.endpoints)
  const { clock } = own
  // Queues on which something may lie: the others need not be asked.
  const rung = new Set<string>()
  const ring = (url: string) => void rung.add(nameOf(url))
  const world = openWorld({ model, endpoints: own.endpoints, dataDir: own.dataDir, clock, rung: ring })
  const gated = openWorld({ model, endpoints: gate.places, dataDir: own.dataDir, clock, rung: ring })
  gate.hear(({ at, operation, body }) => {
    if (at === 'sqs' && operation.startsWith('SendMessage')) ring(JSON.parse(body.toString('utf8')).QueueUrl)
  })
  await shrinkCity(world)
  const stream = await openStream(world.dynamodb, own.endpoints.dynamodb, world.table.name)
  const pools = new Map<string, FunctionPool>()
  const functionOf = (name: string) => findFunction(model, name)
  const poolOf = (name: string) => {
    const fn = functionOf(name)
    const environment = shapeEnvironment(fn, gate.places, { API_ADDRESS: own.places.api })
    return createPool({ function: fn, environment, clock, maxWorkers: 2, log: () => {} })
  }
  const warmPool = (name: string) => {
    const known = pools.get(name) ?? poolOf(name)
    pools.set(name, known)
    return known
  }
  const mappingsOf = (name: WorkerName) =>
    model.queueMappings.filter((mapping) => mapping.function === functionOf(name).name)
  const queueOf = (mapping: Mapping) => {
    const queue = model.queues.find((one) => mapping.source.endsWith(`:${one.name}`))
    if (!queue) throw new Error(`there is no queue ${mapping.source}`)
    return queue.url
  }
  // Handed out by several at once: what waits behind it is not seen meanwhile.
  const working = new Map<string, number>()
  // Handed out and not done: in flight in the queue still, and handed out once more as when its time-out is over.
  const held = new Map<string, Message[]>()
  const receive = async (mapping: Mapping): Promise<Message[]> => {
    const back = held.get(mapping.id) ?? []
    held.delete(mapping.id)
    if (back.length > 0) return back
    if (!rung.has(nameOf(queueOf(mapping)))) return []
    const { Messages = [] } = await world.sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: queueOf(mapping),
        MaxNumberOfMessages: 10,
        WaitTimeSeconds: 0,
        MessageSystemAttributeNames: ['All'],
      }),
    )
    if (Messages.length === 0 && !working.get(mapping.id)) rung.delete(nameOf(queueOf(mapping)))
    return Messages
  }
  let sent = 0
  const put = async (queueUrl: string, body: string, group: string) => {
    sent += 1
    ring(queueUrl)
    const MessageDeduplicationId = `lab-${sent}`
    const message = { QueueUrl: queueUrl, MessageBody: body, MessageGroupId: group, MessageDeduplicationId }
    await world.sqs.send(new SendMessageCommand(message))
  }
  const remove = async (mapping: Mapping, messages: readonly Message[]) => {
    if (messages.length === 0) return
    const Entries = messages.map(({ ReceiptHandle }, place) => ({ Id: String(place), ReceiptHandle }))
    const { Failed = [] } = await world.sqs.send(new DeleteMessageBatchCommand({ QueueUrl: queueOf(mapping), Entries }))
    if (Failed.length > 0) throw new Error(`${Failed.length} messages stay on the queue: ${Failed[0]?.Message}`)
  }
  const giveBack = async (mapping: Mapping, message: Message) => {
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
  const deadUrls = (functionOf('set-aside').environment.DEAD_LETTER_QUEUES ?? '').split(',')
  // As soon after an ended run as the runner can wait for; whole minutes on AWS.
  for (const QueueUrl of deadUrls)
    await world.sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { VisibilityTimeout: '1' } }))
  const deadLettersLie = () => deadUrls.some((url) => rung.has(nameOf(url)))
  const woken = wokenIn(model, workers)

  const lab: Lab = {
    world,
    clock,
    places: own.places,
    gate,
    gated,
    stream,
    ...woken,
    mappingsOf,
    async send(name, group, body) {
      const [mapping] = mappingsOf(name)
      if (!mapping) throw new Error(`${name} has no queue`)
      await put(queueOf(mapping), typeof body === 'string' ? body : JSON.stringify(body), group)
    },
    async sendDead(name, group, body) {
      const url = deadUrls.find((one) => asideQueueOf(nameOf(one)) === name)
      if (url === undefined) throw new Error(`${name} has no dead letters`)
      await put(url, JSON.stringify(body), group)
    },
    async tell(partner, path, body) {
      const headers = { 'content-type': 'application/json' }
      const answer = await fetch(own.places[partner] + path, { method: 'POST', headers, body: JSON.stringify(body) })
      if (!answer.ok) throw new Error(`${partner}${path}: ${answer.status}`)
      return answer.json()
    },
    warm: (name) => (event) => warmPool(name).invoke(event),
    cold: (name, fate) => async (event) => {
      const pool = poolOf(name)
      gate.watch(fate, () => void pool.stop())
      try {
        return await pool.invoke(event)
      } finally {
        gate.watch()
        await pool.stop()
      }
    },
    async deliver(name, run) {
      let count = 0
      for (const mapping of mappingsOf(name)) {
        const batch = await receive(mapping)
        if (batch.length === 0) continue
        count += batch.length
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
      }
      return count
    },
    async peek(name) {
      const Records: unknown[] = []
      for (const mapping of mappingsOf(name)) {
        for (const message of await receive(mapping)) {
          Records.push(toRecord(message, mapping.source))
          await giveBack(mapping, message)
        }
      }
      return { Records }
    },
    async settle() {
      for (let round = 0; round < mostRounds; round += 1) {
        const marks = await world.outbox.waiting(everAfter, 100)
        for (const mark of marks) await ringMark(world, mark)
        let handled = marks.length
        for (const name of woken.queued) handled += await lab.deliver(name, lab.warm(name))
        if (deadLettersLie()) {
          handled += 1
          const { ok } = await lab.warm('set-aside')({ time: world.now() })
          if (ok) for (const url of deadUrls) rung.delete(nameOf(url))
        }
        if (handled === 0) return
      }
      throw new Error(`the queues do not come to rest in ${mostRounds} rounds`)
    },
    async stop() {
      await Promise.all([...pools.values()].map((pool) => pool.stop()))
      world.close()
      gated.close()
      await gate.stop()
      await own.stop()
    },
  }
  return lab
}

/** Where a message goes that was handed out so often. */
function deadLettersOf(model: Model, mapping: Mapping): { url: string; after: number } | undefined {
  const policy = model.queues.find(({ name }) => mapping.source.endsWith(`:${name}`))?.attributes.RedrivePolicy
  if (policy === undefined) return undefined
  const { deadLetterTargetArn, maxReceiveCount } = JSON.parse(policy)
  const dead = model.queues.find(({ name }) => String(deadLetterTargetArn).endsWith(`:${name}`))
  return dead && { url: dead.url, after: Number(maxReceiveCount) }
}

const nameOf = (queueUrl: string): string => queueUrl.split('/').at(-1) ?? queueUrl
