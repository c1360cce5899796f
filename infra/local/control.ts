import { createServer, type IncomingMessage } from 'node:http'
import type { SQSClient } from '@aws-sdk/client-sqs'
import * as z from 'zod'
import type { Clock } from './clock.ts'
import type { Driver } from './drivers/driver.ts'
import { countMessages } from './drivers/queue.ts'
import type { Schedules } from './drivers/schedules.ts'
import type { Model } from './templates/model.ts'

export interface ControlOptions {
  port: number
  model: Model
  clock: Clock
  sqs: SQSClient
  schedules: Schedules
  fire: (name: string) => Promise<unknown>
  invoke: (name: string, event: unknown) => Promise<unknown>
  settle: () => Promise<void>
}

const clockMove = z.union([
  z.strictObject({ moveMinutes: z.number() }),
  z.strictObject({ at: z.iso.datetime({ offset: true, local: false }) }),
])

/** The runner's own page for tests and the tour: status, clock, schedules, queues. JSON, 127.0.0.1, no browsers. */
export async function openControl(options: ControlOptions): Promise<Driver & { url: string }> {
  const { model, clock } = options
  const readClock = () => ({ now: new Date(clock.now()).toISOString(), offsetMs: clock.offsetMs })

  async function answer(method: string, path: string, request: IncomingMessage): Promise<unknown> {
    const [, deed = '', name = ''] = path.split('/').map(decodeURIComponent)
    switch (`${method} /${deed}`) {
      case 'GET /status':
        return {
          clock: readClock(),
          functions: model.functions.filter((fn) => fn.folder).map((fn) => fn.name),
          schedules: options.schedules.list(),
          routes: (model.api?.routes ?? []).map((route) => route.key),
          tables: model.tables.map((table) => table.name),
          buckets: model.buckets.map((bucket) => bucket.name),
        }
      case 'GET /queues': {
        const depths = model.queues.map(async (queue) => [queue.name, await countMessages(options.sqs, queue)])
        return Object.fromEntries(await Promise.all(depths))
      }
      case 'GET /clock':
        return readClock()
      case 'POST /clock': {
        const move = clockMove.parse(await readJson(request))
        if ('at' in move) clock.moveTo(new Date(move.at))
        else clock.move(move.moveMinutes * 60_000)
        return readClock()
      }
      case 'POST /fire':
        return { answer: await options.fire(name) }
      case 'POST /invoke':
        return { answer: await options.invoke(name, await readJson(request)) }
      case 'POST /settle':
        await options.settle()
        return { settled: true }
      default:
        return undefined
    }
  }

  const server = createServer(async (request, response) => {
    const write = (status: number, body: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    // A web page must not turn the clock: browsers say where they come from, and under which name they found us.
    const host = request.headers.host?.replace(/:\d+$/, '')
    if (request.headers.origin || (host !== '127.0.0.1' && host !== 'localhost'))
      return write(403, { error: 'not from here' })
    try {
      const body = await answer(request.method ?? 'GET', new URL(request.url ?? '/', 'http://x').pathname, request)
      return body === undefined ? write(404, { error: 'no such deed' }) : write(200, body)
    } catch (cause) {
      const error = cause instanceof Error ? cause.message : String(cause)
      return write(cause instanceof z.ZodError || cause instanceof SyntaxError ? 400 : 500, { error })
    }
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port, '127.0.0.1', resolve)
  })
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : options.port}`,
    busyWith: async () => undefined,
    async stop() {
      await new Promise((resolve) => {
        server.close(resolve)
        server.closeAllConnections()
      })
    },
  }
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return text === '' ? {} : JSON.parse(text)
}
