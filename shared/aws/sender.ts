import { type IncomingHttpHeaders, Agent as PlainAgent, request as sendPlain } from 'node:http'
import { Agent, request as send } from 'node:https'

/** What the SDK has signed: always a POST of JSON, without a query. */
interface Signed {
  protocol: string
  hostname: string
  port?: number
  method: string
  path: string
  headers: Record<string, string>
  body?: string | Uint8Array
}

interface Answered {
  response: { statusCode: number; reason: string; headers: Record<string, string>; body: Uint8Array }
}

export interface Patience {
  connectMs: number
  /** Without a byte, also after the first ones of an answer. */
  silentMs: number
}

/** Who calls, as a service's own log names it. */
const caller = 'mot-cua'
const agents = { keepAlive: true, maxSockets: 50 } as const

/** The SDK tries again after this name, and we know by it that a neighbour is out. */
class Silent extends Error {
  override name = 'TimeoutError'
}

/**
 * What takes a client's questions to the table or the queues. The SDK's own serves any body in either direction: it pipes each answer through a stream of
 * its own, sets five timers a call, and when its time is up it only warns.
 */
export function createSender({ connectMs, silentMs }: Patience) {
  const plain = new PlainAgent(agents)
  const safe = new Agent(agents)
  return {
    handle: ({ protocol, hostname, port, method, path, headers, body }: Signed): Promise<Answered> =>
      new Promise((resolve, reject) => {
        headers['user-agent'] = caller
        const isSafe = protocol === 'https:'
        const asked = { host: hostname, port, method, path, headers, timeout: silentMs, agent: isSafe ? safe : plain }
        const sent = (isSafe ? send : sendPlain)(asked, (answer) => {
          const parts: Buffer[] = []
          answer.on('data', (part: Buffer) => parts.push(part))
          answer.on('error', reject)
          answer.on('end', () => {
            const { statusCode = 0, statusMessage: reason = '' } = answer
            const [first, ...more] = parts
            const whole = first && more.length === 0 ? first : Buffer.concat(parts)
            resolve({ response: { statusCode, reason, headers: singly(answer.headers), body: whole } })
          })
        })
        sent.on('error', reject)
        sent.on('timeout', () => sent.destroy(new Silent(`no byte for ${silentMs} ms`)))
        sent.on('socket', (socket) => {
          if (!socket.connecting) return
          const late = setTimeout(() => sent.destroy(new Silent(`no connection within ${connectMs} ms`)), connectMs)
          socket.once('connect', () => clearTimeout(late))
          sent.once('close', () => clearTimeout(late))
        })
        sent.end(body)
      }),
    destroy() {
      plain.destroy()
      safe.destroy()
    },
  }
}

function singly(headers: IncomingHttpHeaders): Record<string, string> {
  const single: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) if (typeof value === 'string') single[name] = value
  return single
}
