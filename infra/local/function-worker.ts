import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'
import { constants, getPriority, setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'

/**
 * Runs inside a worker thread: moves the clock, loads one bundle, answers one call at a time.
 * It imports nothing but Node, so that a cold start costs what the bundle costs.
 */
export interface WorkerSetup {
  clock: SharedArrayBuffer
  handlerUrl: string
  handlerName: string
  functionName: string
  functionArn: string
  memoryMb: number
  /** Nobody waits for its answer: on one machine it steps aside for what somebody waits for. */
  stepsAside: boolean
}
export interface WorkerCall {
  id: string
  event: string
  deadline: number
}

/** `ready` once the bundle is loaded, well or not; then an answer to each call. */
export type WorkerSaid = 'ready' | WorkerAnswer

export interface WorkerAnswer {
  id: string
  /** JSON. */
  result?: string
  /** What the function printed since the answer before. */
  printed?: string
  error?: { errorType: string; errorMessage: string; stack?: string }
}

// Both come from function-pool.ts, which is the only one to start this file.
const setup: WorkerSetup = workerData
const port = parentPort
if (!port) throw new Error('function-worker runs in a worker thread only')

// On Linux a priority is a thread's own, and 0 names the thread that asks.
if (setup.stepsAside && process.platform === 'linux') {
  setPriority(Math.min(getPriority() + 5, constants.priority.PRIORITY_LOW))
}

const offset = new Float64Array(setup.clock)
const realNow = Date.now
const movedNow = () => realNow() + (offset[0] ?? 0)
globalThis.Date = new Proxy(Date, {
  construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [movedNow()] : args, newTarget),
  apply: () => new Date(movedNow()).toString(),
  get: (target, name, receiver) => (name === 'now' ? movedNow : Reflect.get(target, name, receiver)),
})

Reflect.set(Date.prototype, 'constructor', Date)

// Neighbours tell the time with their answers. Did they not follow the moved clock, the SDK would take each of their refusals for a wrong
// clock of its own, and ask twice more.
subscribe('http.client.response.finish', (message) => {
  if (!isAnswered(message)) return
  const { headers } = message.response
  if (headers.date !== undefined) headers.date = new Date().toUTCString()
})

function isAnswered(message: unknown): message is { response: IncomingMessage } {
  return typeof message === 'object' && message !== null && 'response' in message
}

/** What is printed by a call that does not answer soon goes ahead of it. */
const gatherMs = 25
let printed = ''
let ahead: NodeJS.Timeout | undefined
const printAhead = process.stdout.write.bind(process.stdout)

// A line on a way of its own costs a short call a twentieth: the lines of a call go along with its answer.
process.stdout.write = (chunk: Uint8Array | string, ...rest: unknown[]): boolean => {
  printed += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8')
  ahead ??= setTimeout(flush, gatherMs)
  const done = rest.at(-1)
  if (typeof done === 'function') queueMicrotask(() => done())
  return true
}
process.on('exit', flush)

function flush(): void {
  const lines = takePrinted()
  if (lines !== '') printAhead(lines)
}

function takePrinted(): string {
  clearTimeout(ahead)
  ahead = undefined
  const lines = printed
  printed = ''
  return lines
}

async function load(): Promise<(event: unknown, context: unknown) => unknown> {
  const bundle: Record<string, unknown> = await import(setup.handlerUrl)
  const handler = bundle[setup.handlerName]
  if (typeof handler !== 'function') throw new Error(`${setup.handlerUrl} exports no function ${setup.handlerName}`)
  return async (event, context) => handler(event, context)
}

const loading = load()
const tellReady = () => port.postMessage('ready' satisfies WorkerSaid)
loading.then(tellReady, tellReady)

port.on('message', async ({ id, event, deadline }: WorkerCall) => {
  const context = {
    awsRequestId: id,
    functionName: setup.functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: setup.functionArn,
    memoryLimitInMB: String(setup.memoryMb),
    logGroupName: `/aws/lambda/${setup.functionName}`,
    logStreamName: 'local',
    callbackWaitsForEmptyEventLoop: false,
    getRemainingTimeInMillis: () => Math.max(0, deadline - realNow()),
  }
  try {
    const handler = await loading
    const result = await handler(JSON.parse(event), context)
    const text = JSON.stringify(result ?? null)
    const answer: WorkerAnswer = { id, result: text, printed: takePrinted() }
    port.postMessage(answer)
  } catch (cause) {
    const error = cause instanceof Error ? cause : new Error(String(cause))
    const told = { errorType: error.name, errorMessage: error.message, stack: error.stack ?? '' }
    const answer: WorkerAnswer = { id, error: told, printed: takePrinted() }
    port.postMessage(answer)
  }
})
