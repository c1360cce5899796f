import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { functionArn } from './account.ts'
import type { Clock } from './clock.ts'
import type { WorkerCall, WorkerSaid, WorkerSetup } from './function-worker.ts'
import { pause } from './giving-way.ts'
import type { Json } from './json.ts'
import type { LambdaFunction } from './templates/model.ts'

export interface FunctionFailure {
  errorType: string
  errorMessage: string
  stack?: string | undefined
}
export type Answer = { ok: true; value: Json } | { ok: false; error: FunctionFailure }

/** The warm workers of one function; each runs one call at a time, as an execution environment does. */
export interface FunctionPool {
  readonly name: string
  invoke(event: unknown): Promise<Answer>
  /** Calls running or waiting for a worker. */
  busy(): number
  stop(): Promise<void>
}

export interface PoolOptions {
  function: LambdaFunction & { folder: string }
  environment: Record<string, string>
  clock: Clock
  log: (line: string) => void
  maxWorkers: number
  stepsAside?: boolean
  idleMs?: number
}

/** What Lambda gives a bundle to load. */
const longestInitMs = 10_000

interface WarmWorker {
  run(event: string): Promise<Answer>
  isAlive(): boolean
  end(): Promise<unknown>
}

export function createPool(options: PoolOptions): FunctionPool {
  const idle: { worker: WarmWorker; since: number }[] = []
  const all = new Set<WarmWorker>()
  const waiting: (() => void)[] = []
  let running = 0
  let stopped = false

  const reaper = setInterval(() => {
    const limit = Date.now() - (options.idleMs ?? 300_000)
    while (idle[0] && idle[0].since < limit) void idle.shift()?.worker.end()
  }, 30_000)
  reaper.unref()

  async function takeTurn(): Promise<void> {
    if (running < options.maxWorkers) {
      running += 1
      return
    }
    await new Promise<void>((resolve) => waiting.push(resolve))
  }

  function takeWarm(): WarmWorker | undefined {
    for (let found = idle.pop(); found; found = idle.pop()) if (found.worker.isAlive()) return found.worker
    return undefined
  }

  function passTurn(): void {
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }

  return {
    name: options.function.name,
    async invoke(event) {
      const text = JSON.stringify(event ?? null)
      await takeTurn()
      try {
        if (stopped) return failed('Sandbox.Stopped', 'the local stack is stopping')
        const worker = takeWarm() ?? startWorker(options, all)
        const answer = await worker.run(text)
        if (worker.isAlive() && !stopped) idle.push({ worker, since: Date.now() })
        return answer
      } finally {
        passTurn()
      }
    },
    busy: () => running + waiting.length,
    async stop() {
      stopped = true
      clearInterval(reaper)
      await Promise.all([...all].map((worker) => worker.end()))
    },
  }
}

function startWorker(options: PoolOptions, all: Set<WarmWorker>): WarmWorker {
  const { function: fn } = options
  const { file, name } = findHandler(fn.folder, fn.handler)
  const setup: WorkerSetup = {
    clock: options.clock.shared,
    handlerUrl: pathToFileURL(file).href,
    handlerName: name,
    functionName: fn.name,
    functionArn: functionArn(fn.name),
    memoryMb: fn.memoryMb,
    stepsAside: options.stepsAside ?? false,
  }
  const worker = new Worker(new URL('./function-worker.ts', import.meta.url), {
    name: fn.name,
    env: options.environment,
    stdout: true,
    stderr: true,
    execArgv: ['--disable-warning=ExperimentalWarning'],
    // What is young is kept small: of several dozen warm workers it was the larger part of the stack's memory.
    resourceLimits: { maxOldGenerationSizeMb: Math.max(fn.memoryMb, 64), maxYoungGenerationSizeMb: 8 },
    workerData: setup,
  })
  const print = (text: string) => {
    for (const line of text.split('\n')) if (line.trim() !== '') options.log(line)
  }
  for (const stream of [worker.stdout, worker.stderr]) stream.setEncoding('utf8').on('data', print)
  let alive = true
  let answer: ((given: Answer) => void) | undefined
  let awaited = ''
  const settle = (given: Answer) => {
    answer?.(given)
    answer = undefined
  }
  let isReady = false
  const ready = Promise.withResolvers<void>()
  worker.on('message', (said: WorkerSaid) => {
    if (said === 'ready') {
      isReady = true
      return ready.resolve()
    }
    const { id, result, error, printed = '' } = said
    print(printed)
    if (id !== awaited) return
    if (error) return settle({ ok: false, error })
    // What JSON.parse gives is JSON: to walk through it once more would cost as much as the answer itself.
    const value: Json = JSON.parse(result ?? 'null')
    settle({ ok: true, value })
  })
  worker.on('error', (cause) => {
    const error = cause instanceof Error ? cause : new Error(String(cause))
    settle(failed(error.name, error.message))
  })
  worker.on('exit', () => {
    alive = false
    all.delete(warm)
    ready.resolve()
    settle(failed('Runtime.ExitError', `${fn.name} ended before it answered`))
  })
  const warm: WarmWorker = {
    isAlive: () => alive,
    end: () => {
      alive = false
      return worker.terminate()
    },
    async run(event) {
      const id = randomUUID()
      awaited = id
      const timeoutMs = fn.timeoutSeconds * 1000
      const promise = new Promise<Answer>((resolve) => {
        answer = resolve
      })
      // As on AWS, loading the bundle has its own ten seconds; the function's own begin with the call.
      if (!isReady) {
        const soonest = new AbortController()
        await Promise.race([ready.promise, pause(longestInitMs, soonest.signal)])
        soonest.abort()
      }
      const timer = setTimeout(() => {
        settle(failed('Sandbox.Timedout', `Task timed out after ${fn.timeoutSeconds.toFixed(2)} seconds`))
        void warm.end()
      }, timeoutMs)
      const call: WorkerCall = { id, event, deadline: Date.now() + timeoutMs }
      worker.postMessage(call)
      return promise.finally(() => clearTimeout(timer))
    },
  }
  all.add(warm)
  return warm
}

function failed(errorType: string, errorMessage: string): Answer {
  return { ok: false, error: { errorType, errorMessage } }
}

/** `index.handler` -> the file of that name in the bundle's folder and the export to call. */
function findHandler(folder: string, handler: string): { file: string; name: string } {
  const dot = handler.lastIndexOf('.')
  const stem = join(folder, handler.slice(0, dot))
  const file = ['.mjs', '.js', '.cjs'].map((ending) => stem + ending).find((candidate) => existsSync(candidate))
  if (!file) throw new Error(`no ${handler.slice(0, dot)}.mjs, .js or .cjs in ${folder}`)
  return { file, name: handler.slice(dot + 1) }
}
