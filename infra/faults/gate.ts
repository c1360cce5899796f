import { Agent, createServer, type IncomingMessage, request, type Server } from 'node:http'
import { closeServer, listenLocally, loopback } from '../local/loopback.ts'

/** One call of a function at a neighbour: whom, what, and whether it leaves anything behind. */
export interface GateCall {
  /** As `Endpoints` names the neighbour. */
  at: string
  operation: string
  path: string
  body: Buffer
  changes: boolean
}

export interface Refusal {
  status: number
  headers?: IncomingMessage['headers']
  body: string | Buffer
}

/**
 * What befalls a call: `lose-call` never arrives, `lose-answer` is done and nobody is told, `end` is done and whoever asked
 * is no more. A refusal answers in the neighbour's place.
 */
export type Fate = 'pass' | 'lose-call' | 'lose-answer' | 'end' | Refusal

export interface Gate<Places extends object> {
  /** The same neighbours, behind the gate. */
  places: Places
  /** What befalls each call from now on, and who ends; without it everything passes. */
  watch(fate?: (call: GateCall) => Fate, end?: () => void): void
  /** Hears of every call that came through, and what was answered. */
  hear(heard: (call: GateCall, told: Refusal) => void): void
  /** The calls since the last asking. */
  take(): GateCall[]
  stop(): Promise<void>
}

/** Stands between the functions and everything they talk to: sees every call and decides what becomes of it. */
export async function openGate<Places extends Record<keyof Places, string>>(behind: Places): Promise<Gate<Places>> {
  let fateOf: ((call: GateCall) => Fate) | undefined
  let end: (() => void) | undefined
  let hearing: ((call: GateCall, told: Refusal) => void)[] = []
  let isShut = false
  let calls: GateCall[] = []
  const agent = new Agent({ keepAlive: true })
  const servers: Server[] = []

  const open = async (at: string, url: string): Promise<string> => {
    const server = createServer(async (asked, answer) => {
      try {
        const body = await bytesOf(asked)
        const call = readCall(at, asked, body)
        if (isShut) return void answer.destroy()
        calls.push(call)
        const fate = fateOf?.(call) ?? 'pass'
        if (fate === 'lose-call') return void answer.destroy()
        if (typeof fate === 'object') return void answer.writeHead(fate.status, { ...fate.headers }).end(fate.body)
        const told = await passOn(agent, url, asked, body)
        for (const heard of hearing) heard(call, told)
        if (fate === 'end') {
          isShut = true
          end?.()
        }
        if (fate !== 'pass') return void answer.destroy()
        answer.writeHead(told.status, told.headers).end(told.body)
      } catch {
        answer.destroy()
      }
    })
    servers.push(server)
    return `http://${loopback}:${await listenLocally(server, 0)}`
  }

  const places = { ...behind }
  for (const [at, url] of Object.entries<string>(behind)) Object.assign(places, { [at]: await open(at, url) })
  return {
    places,
    watch(fate, whoEnds) {
      fateOf = fate
      end = whoEnds
      isShut = false
    },
    hear(heard) {
      hearing = [...hearing, heard]
    },
    take() {
      const taken = calls
      calls = []
      return taken
    },
    async stop() {
      await Promise.all(servers.map(closeServer))
      agent.destroy()
    },
  }
}

const writing = /^(TransactWriteItems|PutItem|UpdateItem|DeleteItem|BatchWriteItem|SendMessage\w*|Sign)$/
/** By the neighbours that speak in targets, a target says whether it writes; by the others, the method. */
function readCall(at: string, asked: IncomingMessage, body: Buffer): GateCall {
  const target = String(asked.headers['x-amz-target'] ?? '').split('.')[1]
  const { method = 'GET', url: path = '/' } = asked
  const operation = target ?? `${method} ${path.split('?')[0]}`
  return { at, operation, path, body, changes: target === undefined ? method !== 'GET' : writing.test(target) }
}

async function bytesOf(asked: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const part of asked) parts.push(part)
  return Buffer.concat(parts)
}

function passOn(agent: Agent, url: string, asked: IncomingMessage, body: Buffer) {
  // The host stays as it was asked for: what is signed is signed with it.
  const { connection: _, 'transfer-encoding': __, ...headers } = asked.headers
  const to = new URL(asked.url ?? '/', url)
  return new Promise<{ status: number; headers: IncomingMessage['headers']; body: Buffer }>((resolve, reject) => {
    const sent = request(
      to,
      { agent, method: asked.method, headers: { ...headers, 'content-length': body.length } },
      (answer) => {
        const { connection: _, 'transfer-encoding': __, ...kept } = answer.headers
        bytesOf(answer).then((read) => resolve({ status: answer.statusCode ?? 502, headers: kept, body: read }), reject)
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })
}
