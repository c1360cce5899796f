import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Calls } from '../calls.ts'
import type { Clock } from '../clock.ts'
import type { HttpApi } from '../templates/model.ts'
import { answerPreflight, corsHeaders } from './cors.ts'
import type { Driver } from './driver.ts'
import { type Reply, readReply, say, shapeEvent } from './http-payload.ts'
import { type CheckToken, createTokenCheck } from './jwt.ts'
import { buildRouteTable } from './route-table.ts'

export interface HttpDoor extends Driver {
  readonly url: string
}

export interface HttpOptions {
  api: HttpApi
  port: number
  /** Issuer URL for an authorizer's name (`citizen`, `staff`, `machine`). */
  issuerOf: (authorizerName: string) => string | undefined
  calls: Calls
  clock: Clock
  timeoutMs?: number
  log: (line: string) => void
}

const maxBodyBytes = 10 * 1024 * 1024
const maxHeaderBytes = 10_240
const noBody = Buffer.alloc(0)

/** The HTTP API on 127.0.0.1, speaking payload format 2.0 to the functions. */
export async function openHttpDoor(options: HttpOptions): Promise<HttpDoor> {
  const { api, calls, clock } = options
  const find = buildRouteTable(api.routes)
  const checks = buildChecks(options)
  let open = 0

  async function answer(request: IncomingMessage): Promise<Reply> {
    const preflight = api.cors && answerPreflight(api.cors, request.method, request.headers)
    if (preflight) return preflight
    if (countHeaderBytes(request) > maxHeaderBytes) return say(431, 'Request Header Fields Too Large')
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    const found = find(request.method ?? 'GET', url.pathname)
    if (!found) return say(404, 'Not Found')
    let claims: Record<string, string> | undefined
    let scopes: string[] = []
    if (found.route.authorizer !== undefined) {
      const verdict = await checks.get(found.route.authorizer)?.(tokenIn(request))
      if (verdict?.kind === 'unreachable') {
        options.log(`the issuer does not answer: ${String(verdict.cause)}`)
        return say(500, 'Internal Server Error')
      }
      if (verdict?.kind !== 'known') return askForToken()
      ;({ claims, scopes } = verdict)
      if (found.route.scopes.length > 0 && !found.route.scopes.some((one) => scopes.includes(one))) {
        return say(403, 'Forbidden')
      }
    }
    const body = await readBody(request)
    if (!body) return say(413, 'Request Entity Too Large')
    const event = shapeEvent({ request, url, body, match: found, claims, scopes, at: new Date(clock.now()) })
    const result = await within(options.timeoutMs ?? 30_000, calls.answer(found.route.function, event))
    if (result === 'expired') return say(503, 'Service Unavailable')
    if (!result.ok) return say(500, 'Internal Server Error')
    return api.cors ? dropCors(readReply(result.value)) : readReply(result.value)
  }

  const server = createServer({ maxHeaderSize: 131_072 }, (request, response) => {
    open += 1
    answer(request)
      .catch((cause: unknown) => {
        options.log(`${request.method} ${request.url}: ${String(cause)}`)
        return say(500, 'Internal Server Error')
      })
      .then((reply) => write(response, reply, corsHeaders(api.cors, request.headers.origin)))
      .finally(() => {
        open -= 1
      })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port, '127.0.0.1', resolve)
  })
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : options.port
  return {
    url: `http://127.0.0.1:${port}`,
    async busyWith() {
      return open > 0 ? `${open} requests` : undefined
    },
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeIdleConnections()
      const impatient = setTimeout(() => server.closeAllConnections(), 2000)
      await closed
      clearTimeout(impatient)
    },
  }
}

/** Two headers of a name are joined, as the gateway does it: no token has a comma. */
function tokenIn({ headersDistinct }: IncomingMessage): string | undefined {
  return headersDistinct.authorization?.join(',')
}

function askForToken(): Reply {
  const reply = say(401, 'Unauthorized')
  return { ...reply, headers: [...reply.headers, ['www-authenticate', 'Bearer']] }
}

function buildChecks({ api, issuerOf }: HttpOptions): Map<string, CheckToken> {
  const checks = new Map<string, CheckToken>()
  for (const [id, { name, audience }] of api.authorizers) {
    const issuer = issuerOf(name)
    if (!issuer)
      throw new Error(`authorizer ${id} is named ${name}; the local stack has issuers for citizen, staff and machine`)
    checks.set(id, createTokenCheck({ issuer, audience }))
  }
  return checks
}

/** Where the API has a CORS configuration, what a function says about CORS counts for nothing. */
function dropCors(reply: Reply): Reply {
  return { ...reply, headers: reply.headers.filter(([name]) => !name.startsWith('access-control-')) }
}

function countHeaderBytes(request: IncomingMessage): number {
  const line = Buffer.byteLength(request.url ?? '')
  return request.rawHeaders.reduce((sum, text) => sum + Buffer.byteLength(text) + 2, line)
}

/** The body, or `undefined` when it passes the limit. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > maxBodyBytes) return undefined
  const { 'content-length': length, 'transfer-encoding': coding } = request.headers
  if (length === undefined && coding === undefined) return noBody
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk)
    size += bytes.length
    if (size > maxBodyBytes) return undefined
    chunks.push(bytes)
  }
  return Buffer.concat(chunks)
}

async function within<T>(ms: number, work: Promise<T>): Promise<T | 'expired'> {
  let timer: NodeJS.Timeout | undefined
  const expiry = new Promise<'expired'>((resolve) => {
    timer = setTimeout(() => resolve('expired'), ms)
  })
  return Promise.race([work, expiry]).finally(() => clearTimeout(timer))
}

function write(response: ServerResponse, reply: Reply, cors: [string, string][]): void {
  if (response.destroyed) return
  response.statusCode = reply.status
  for (const [name, value] of reply.headers) response.setHeader(name, value)
  for (const [name, value] of cors) response.setHeader(name, value)
  if (reply.cookies.length > 0) response.setHeader('set-cookie', reply.cookies)
  if (reply.status === 413) response.setHeader('connection', 'close')
  response.setHeader('content-length', reply.body.length)
  response.end(reply.body)
}
