import { type Operation, type Operations, operations } from './contract.ts'
import { ProblemError, problemIn, Unanswered } from './problem-error.ts'

export interface ClientOptions {
  /** Where the API answers, without a path: `https://api.example`. */
  baseUrl: string
  /** Asked before every request, so that a renewed token is used; nothing for public doors. */
  token?: () => string | undefined | Promise<string | undefined>
  fetch?: typeof fetch
  /** How often a request that may be repeated is sent while nobody answers or the answer is 503. */
  attempts?: number
}

export interface How {
  /** Khóa chống trùng, 8 to 128 visible ASCII characters (else TypeError). Say the same one again to repeat the same wish; one is made when left out. */
  key?: string
  signal?: AbortSignal
}

export type OperationId = keyof Operations
export type Parts<Id extends OperationId> = Omit<Operations[Id], 'answer'>
export type Answer<Id extends OperationId> = Operations[Id]['answer']

type Call<Id extends OperationId> =
  Record<never, never> extends Parts<Id>
    ? (parts?: Parts<Id>, how?: How) => Promise<Answer<Id>>
    : (parts: Parts<Id>, how?: How) => Promise<Answer<Id>>

/** One function per operation of the contract. */
export type Client = { readonly [Id in OperationId]: Call<Id> }

interface Said {
  path?: Record<string, string | number>
  query?: Record<string, string | number | undefined>
  body?: unknown
}

/** The API as typed functions, for browsers and Node; a no is thrown as `ProblemError`, silence as `Unanswered`. */
export function createClient(options: ClientOptions): Client {
  const calls = Object.entries<Operation>(operations).map(([id, operation]) => [
    id,
    (said: Said = {}, how: How = {}) => send(options, operation, said, how),
  ])
  // The table has every operation by its type; its answers have the shapes of the same document.
  return Object.fromEntries(calls) as Client
}

const illegalKey = 'Khóa chống trùng (key) gồm 8 đến 128 ký tự ASCII nhìn thấy được.'

async function send(options: ClientOptions, operation: Operation, said: Said, how: How): Promise<unknown> {
  const url = addressOf(options.baseUrl, operation.path, said)
  const key = operation.key ? (how.key ?? crypto.randomUUID()) : undefined
  if (key !== undefined && !/^[\x21-\x7e]{8,128}$/.test(key)) throw new TypeError(illegalKey)
  const mayRepeat = operation.method === 'GET' || key !== undefined
  const attempts = mayRepeat ? Math.max(1, options.attempts ?? 4) : 1
  for (let attempt = 1; ; attempt += 1) {
    const last = attempt >= attempts
    const answer = await once(options, operation, url, said.body, key, how.signal).catch((cause: unknown) => {
      if (last || how.signal?.aborted) throw new Unanswered(operation, key, cause)
      return undefined
    })
    if (answer?.ok) return answer.headers.get('content-type')?.includes('json') ? answer.json() : answer.text()
    if (answer && (last || answer.status !== 503)) throw new ProblemError(await problemIn(answer), operation, key)
    await pause(200 * 2 ** attempt)
  }
}

async function once(
  options: ClientOptions,
  { method }: Operation,
  url: string,
  body: unknown,
  key: string | undefined,
  signal: AbortSignal | undefined,
): Promise<Response> {
  const token = await options.token?.()
  const ask = options.fetch ?? fetch
  return ask(url, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  })
}

function addressOf(baseUrl: string, path: string, said: Said): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(said.path?.[name] ?? '')))
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(said.query ?? {})) if (value !== undefined) query.set(name, String(value))
  return `${baseUrl.replace(/\/+$/, '')}${filled}${query.size > 0 ? `?${query}` : ''}`
}

/** Full jitter, so that portals do not knock in step. */
function pause(mostMilliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.random() * mostMilliseconds))
}
