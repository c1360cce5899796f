import { ringMark } from '../../shared/desk/ring-outbox.ts'
import type { AsideQueue } from '../../shared/messages/aside.ts'
import type { Clock } from '../local/clock.ts'
import { openStream, type StreamReader } from '../local/drivers/stream-reader.ts'
import type { Places } from '../local/everything.ts'
import { startPrivate } from '../local/private-stack.ts'
import type { Endpoints } from '../local/stack.ts'
import { synthesise } from '../local/synthesis.ts'
import { readAssembly } from '../local/templates/assembly.ts'
import type { Mapping } from '../local/templates/model.ts'
import { readModel } from '../local/templates/read-model.ts'
import { type Functions, openFunctions, type Run } from './functions.ts'
import { type Gate, openGate } from './gate.ts'
import { shrinkCity } from './people.ts'
import { openQueues, queueNameOf } from './queues.ts'
import { findFunction, type Woken, type WorkerName, wokenIn } from './woken.ts'
import { openWorld, type World } from './world.ts'

export interface Lab extends Woken, Pick<Functions, 'warm' | 'cold'> {
  world: World
  clock: Clock
  places: Places
  gate: Gate<Endpoints>
  /** The same ports behind the gate: their calls may be lost too. */
  gated: World
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

/** The whole stack with everybody asleep: each function is woken by hand, through a gate that sees its every call. */
export async function openLab(workers: readonly WorkerName[]): Promise<Lab> {
  const own = await startPrivate(() => {}, { isStill: true, isFleeting: true })
  const model = readModel(readAssembly(await synthesise(() => {})), { sqsEndpoint: own.endpoints.sqs })
  const gate = await openGate(own.endpoints)
  const { clock } = own
  const rung = new Set<string>()
  const ring = (url: string) => void rung.add(queueNameOf(url))
  const world = openWorld({ model, endpoints: own.endpoints, dataDir: own.dataDir, clock, rung: ring })
  const gated = openWorld({ model, endpoints: gate.places, dataDir: own.dataDir, clock, rung: ring })
  gate.hear(({ at, operation, body }) => {
    if (at === 'sqs' && operation.startsWith('SendMessage')) ring(JSON.parse(body.toString('utf8')).QueueUrl)
  })
  await shrinkCity(world)
  const stream = await openStream(world.dynamodb, own.endpoints.dynamodb, world.table.name)
  const functions = openFunctions({ model, gate, clock, apiAddress: own.places.api })
  const deadUrls = (findFunction(model, 'set-aside').environment.DEAD_LETTER_QUEUES ?? '').split(',')
  const queues = await openQueues({ sqs: world.sqs, model, clock, rung, deadUrls })
  const woken = wokenIn(model, workers)

  const mappingsOf = (name: WorkerName) =>
    model.queueMappings.filter((mapping) => mapping.function === findFunction(model, name).name)

  async function deliver(name: WorkerName, run: Run): Promise<number> {
    let count = 0
    for (const mapping of mappingsOf(name)) count += await queues.deliver(mapping, run)
    return count
  }

  /** One round of everybody; answers how much there was to do. */
  async function settleOnce(): Promise<number> {
    const marks = await world.outbox.waiting(everAfter, 100)
    for (const mark of marks) await ringMark(world, mark)
    let handled = marks.length
    for (const name of woken.queued) handled += await deliver(name, functions.warm(name))
    if (!queues.dead.lie()) return handled
    const { ok } = await functions.warm('set-aside')({ time: world.now() })
    if (ok) queues.dead.forget()
    return handled + 1
  }

  return {
    world,
    clock,
    places: own.places,
    gate,
    gated,
    stream,
    ...woken,
    warm: functions.warm,
    cold: functions.cold,
    mappingsOf,
    deliver,
    async send(name, group, body) {
      const [mapping] = mappingsOf(name)
      if (!mapping) throw new Error(`${name} has no queue`)
      await queues.put(queues.urlOf(mapping), typeof body === 'string' ? body : JSON.stringify(body), group)
    },
    async sendDead(queue, group, body) {
      await queues.put(queues.dead.urlOf(queue), JSON.stringify(body), group)
    },
    async tell(partner, path, body) {
      const headers = { 'content-type': 'application/json' }
      const answer = await fetch(own.places[partner] + path, { method: 'POST', headers, body: JSON.stringify(body) })
      if (!answer.ok) throw new Error(`${partner}${path}: ${answer.status}`)
      return answer.json()
    },
    async peek(name) {
      const Records: unknown[] = []
      for (const mapping of mappingsOf(name)) Records.push(...(await queues.peek(mapping)))
      return { Records }
    },
    async settle() {
      for (let round = 0; round < mostRounds; round += 1) if ((await settleOnce()) === 0) return
      throw new Error(`the queues do not come to rest in ${mostRounds} rounds`)
    },
    async stop() {
      await functions.stop()
      world.close()
      gated.close()
      await gate.stop()
      await own.stop()
    },
  }
}
