import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { SQSClient } from '@aws-sdk/client-sqs'
import { credentials, region } from './account.ts'
import type { Bus } from './bus.ts'
import { type Calls, createCalls, type HeardCall } from './calls.ts'
import type { Clock } from './clock.ts'
import { openControl } from './control.ts'
import type { Driver } from './drivers/driver.ts'
import { startExpiry } from './drivers/expiry.ts'
import type { GivenUp } from './drivers/given-up.ts'
import { openHttpDoor } from './drivers/http.ts'
import { startQueue } from './drivers/queue.ts'
import { openQueueMessages } from './drivers/queue-messages.ts'
import { startRules } from './drivers/rules.ts'
import { startSchedules } from './drivers/schedules.ts'
import { startStream } from './drivers/stream.ts'
import { openStream } from './drivers/stream-reader.ts'
import { shapeEnvironment } from './environment.ts'
import { type Answer, createPool, type FunctionPool } from './function-pool.ts'
import { pause } from './giving-way.ts'
import { openLogs } from './logs.ts'
import { type Clients, ensureResources } from './resources.ts'
import { readAssembly } from './templates/assembly.ts'
import type { LambdaFunction, Model } from './templates/model.ts'
import { readModel } from './templates/read-model.ts'

/** Base URLs of everything the functions talk to. */
/** As on AWS, where a shard is asked four times a second. */
const streamPollMs = 250

export interface Endpoints {
  dynamodb: string
  sqs: string
  s3: string
  secretsManager: string
  ses: string
  signing: string
  vnpost: string
  portals: string
  payments: string
  offices: string
  messages: string
  citizenIssuer: string
  staffIssuer: string
}

export interface StackOptions {
  assemblyDir: string
  dataDir: string
  /** 0 takes any free port. */
  ports: { http: number; control: number }
  endpoints: Endpoints
  /** Replaces variables that the templates give to functions. */
  environment?: Record<string, string>
  clock: Clock
  bus: Bus
  log: (line: string) => void
  /** Workers per function. */
  maxWorkers?: number
  /** Seconds until a message that failed is tried again; without it the queue's visibility timeout runs, as on AWS. */
  retrySeconds?: number
  /** Nothing runs by itself: queues, stream, bus and clock wake no function, whoever tries faults calls each one. */
  isStill?: boolean
  /** Schedules run when they are fired, and not by the clock: for whoever measures. */
  areSchedulesByHand?: boolean | undefined
  /** Functions that no stream wakes: whoever measures hands them their batches. */
  streamsByHand?: readonly string[] | undefined
  /** Hears of every call of a function. */
  heardCall?: ((call: HeardCall) => void) | undefined
  /** Done when tables, queues and buckets stand, before anything is served. */
  prepare?: (model: Model) => Promise<void>
}

export interface RunningStack {
  readonly httpUrl: string
  readonly controlUrl: string
  readonly model: Model
  /** Fires a schedule, or calls a function as its schedule would; answers with what the function returned. */
  fire(scheduleOrFunctionName: string): Promise<unknown>
  invoke(functionName: string, event: unknown): Promise<unknown>
  /** Until stream, queues, bus and functions are quiet; throws, naming what is not, after the time limit. */
  settle(limitMs?: number): Promise<void>
  /** Removes items past their time to live now, which the runner otherwise does every hour; says how many. */
  sweepExpired(): Promise<number>
  stop(): Promise<void>
}

/** A function's own failure, as a caller on this machine sees it. */
class FunctionFailed extends Error {
  constructor(name: string, errorType: string, errorMessage: string) {
    super(`${name}: ${errorType}: ${errorMessage}`)
    this.name = 'FunctionFailed'
  }
}

export async function startStack(options: StackOptions): Promise<RunningStack> {
  const { endpoints, clock, bus, log } = options
  const assembly = readAssembly(options.assemblyDir)
  const model = readModel(assembly, { sqsEndpoint: endpoints.sqs })
  const clients = createClients(endpoints)
  await ensureResources(model, clients)
  await options.prepare?.(model)
  const logs = openLogs(join(options.dataDir, 'logs'), log)
  const environments = new Map(
    model.functions.map((fn) => [fn.name, shapeEnvironment(fn, options.endpoints, options.environment ?? {})]),
  )
  const pools = createPools(model, options, environments, logs.write)
  const { functions, queues } = model
  const woken: Model = options.isStill
    ? { ...model, queueMappings: [], streamMappings: [], rules: [], schedules: [] }
    : withoutStreamsTo(model, options.streamsByHand ?? [])
  const calls = createCalls({
    ...{ pools, functions, queues, sqs: clients.sqs, log },
    retryDelaysMs: [1000, 2000],
    heard: options.heardCall,
  })
  const drivers: Driver[] = []
  const stopAll = async () => {
    calls.stop()
    // Pollers first, so that nothing new is taken; then the workers, whatever they are at.
    await Promise.all(drivers.map((driver) => driver.stop()))
    await Promise.all([...pools.values()].map((pool) => pool.stop()))
    for (const client of Object.values(clients)) client.destroy()
    await logs.close()
  }
  try {
    const api = model.api ?? { routes: [], authorizers: new Map(), cors: undefined }
    const { citizenIssuer: citizen, staffIssuer: staff } = endpoints
    const issuers: Record<string, string> = { citizen, staff, machine: staff }
    const issuerOf = (name: string) => issuers[name]
    const http = await openHttpDoor({ api, port: options.ports.http, issuerOf, calls, clock, log })
    drivers.push(http)
    // Which port it got is known only now, and nobody has been woken yet.
    for (const environment of environments.values())
      if ('API_ADDRESS' in environment) environment.API_ADDRESS = http.url
    for (const driver of await startPollers(woken, options, clients, calls)) drivers.push(driver)
    drivers.push(startRules({ bus, rules: woken.rules, buckets: model.buckets, calls }))
    const schedules = startSchedules({
      ...{ schedules: woken.schedules, calls, clock, log },
      isByHand: options.areSchedulesByHand,
    })
    drivers.push(schedules)
    const expiry = startExpiry({ tables: model.tables, dynamodb: clients.dynamodb, clock, log })
    drivers.push(expiry)

    const invoke = async (name: string, event: unknown) =>
      unwrap(name, await calls.now(findFunction(model, name).name, event))
    const fire = async (name: string) => {
      const scheduled = await schedules.fire(name)
      if (scheduled) return unwrap(name, scheduled)
      const fn = findFunction(model, name)
      const own = model.schedules.find((one) => one.target.arn.endsWith(`:function:${fn.name}`))
      const answer = own ? await schedules.fire(own.id) : await calls.withRetries(fn.name, {})
      return answer && unwrap(name, answer)
    }
    const settle = (limitMs = 20_000) => waitUntilQuiet(drivers, calls, limitMs)
    const control = await openControl({
      port: options.ports.control,
      model,
      clock,
      sqs: clients.sqs,
      schedules,
      fire,
      invoke,
      settle,
    })
    drivers.push(control)
    let stopped: Promise<void> | undefined
    const stop = () => {
      stopped ??= stopAll()
      return stopped
    }
    return { httpUrl: http.url, controlUrl: control.url, model, fire, invoke, settle, sweepExpired: expiry.sweep, stop }
  } catch (cause) {
    await stopAll()
    throw cause
  }
}

function createClients(endpoints: Endpoints): Clients {
  const shared = { region, credentials }
  return {
    dynamodb: new DynamoDBClient({ ...shared, endpoint: endpoints.dynamodb }),
    sqs: new SQSClient({ ...shared, endpoint: endpoints.sqs }),
    s3: new S3Client({ ...shared, endpoint: endpoints.s3, forcePathStyle: true }),
  }
}

function createPools(
  model: Model,
  options: StackOptions,
  environments: ReadonlyMap<string, Record<string, string>>,
  write: (name: string, line: string) => void,
) {
  const pools = new Map<string, FunctionPool>()
  const waitedFor = new Set(model.api?.routes.map((route) => route.function))
  for (const fn of model.functions) {
    const { folder } = fn
    if (!folder) continue
    const environment = environments.get(fn.name) ?? {}
    const { clock, maxWorkers: most = 4 } = options
    const log = (line: string) => write(fn.name, line)
    const stepsAside = !waitedFor.has(fn.name)
    // Each warm worker holds some forty megabytes: of those nobody waits for, more than there are processors help nobody.
    const maxWorkers = stepsAside ? Math.min(most, Math.max(2, availableParallelism())) : most
    pools.set(fn.name, createPool({ function: { ...fn, folder }, environment, clock, maxWorkers, stepsAside, log }))
  }
  return pools
}

async function startPollers(model: Model, options: StackOptions, clients: Clients, calls: Calls): Promise<Driver[]> {
  const { log, endpoints, retrySeconds, maxWorkers: concurrency = 4 } = options
  const drivers: Driver[] = []
  for (const mapping of model.streamMappings) {
    const table = model.tables.find((one) => mapping.source.includes(`:table/${one.name}/`))
    if (!table) throw new Error(`mapping ${mapping.id}: there is no table for ${mapping.source}`)
    const reader = await openStream(clients.dynamodb, endpoints.dynamodb, table.name)
    const checkpointFile = join(options.dataDir, 'checkpoints', `${mapping.id}.json`)
    const giveUp = (failure: GivenUp) => setFailureAside(mapping.failedTo, failure, clients, calls)
    drivers.push(
      startStream({ mapping, reader, calls, checkpointFile, giveUp, retryDelayMs: 500, pollMs: streamPollMs, log }),
    )
  }
  for (const mapping of model.queueMappings) {
    const queue = model.queues.find((one) => mapping.source.endsWith(`:${one.name}`))
    if (!queue) throw new Error(`mapping ${mapping.id}: there is no queue for ${mapping.source}`)
    const messages = openQueueMessages(endpoints.sqs, queue.url)
    drivers.push(startQueue({ mapping, queue, messages, sqs: clients.sqs, calls, concurrency, retrySeconds, log }))
  }
  return drivers
}

/** A bucket gets the whole invocation record, a queue the record without its payload. */
async function setFailureAside(destination: string | undefined, failure: GivenUp, { s3 }: Clients, calls: Calls) {
  if (!destination) return
  const { payload, ...short } = failure
  if (!destination.startsWith('arn:aws:s3:::')) return calls.send(destination, short)
  const day = failure.timestamp.slice(0, 10).replaceAll('-', '/')
  const { shardId } = failure.DDBStreamBatchInfo
  const Key = `aws/lambda/${shardId}/${day}/${failure.timestamp}-${failure.requestContext.requestId}`
  await s3.send(
    new PutObjectCommand({ Bucket: destination.slice('arn:aws:s3:::'.length), Key, Body: JSON.stringify(failure) }),
  )
}

function withoutStreamsTo(model: Model, names: readonly string[]): Model {
  const byHand = new Set(names.map((name) => findFunction(model, name).name))
  return { ...model, streamMappings: model.streamMappings.filter((mapping) => !byHand.has(mapping.function)) }
}

/** By name, logical id or any part of its construct path. */
function findFunction(model: Model, name: string): LambdaFunction {
  const exact = model.functions.find((fn) => fn.name === name || fn.logicalId === name)
  const found = exact ?? model.functions.find((fn) => fn.folder && fn.path.split('/').includes(name))
  if (!found)
    throw new Error(
      `there is no function or schedule ${name}; there are ${model.functions.map((fn) => fn.name).join(', ')}`,
    )
  return found
}

function unwrap(name: string, answer: Answer): unknown {
  if (answer.ok) return answer.value
  throw new FunctionFailed(name, answer.error.errorType, answer.error.errorMessage)
}

/** Two quiet looks in a row, with no call between them. */
async function waitUntilQuiet(drivers: readonly Driver[], calls: Calls, limitMs: number): Promise<void> {
  const deadline = Date.now() + limitMs
  let quietSince: number | undefined
  for (;;) {
    const left = await workLeft(drivers, calls)
    const count = calls.count()
    if (left.length === 0 && quietSince === count) return
    quietSince = left.length === 0 ? count : undefined
    if (Date.now() > deadline) throw new Error(`not quiet after ${limitMs} ms: ${left.join('; ')}`)
    await pause(60, new AbortController().signal)
  }
}

/** While functions run, drivers are not asked: asking costs the table more than the work it asks after. */
async function workLeft(drivers: readonly Driver[], calls: Calls): Promise<string[]> {
  const running = calls.underWay()
  if (running.length > 0) return running
  const held = await Promise.all(drivers.map((driver) => driver.busyWith()))
  return [...calls.underWay(), ...held].filter((one) => one !== undefined)
}
