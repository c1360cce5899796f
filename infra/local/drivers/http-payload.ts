import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import * as z from 'zod'
import { accountId } from '../account.ts'
import type { Json } from '../json.ts'
import type { Match } from './route-table.ts'

export interface Reply {
  status: number
  headers: [string, string][]
  cookies: string[]
  body: Buffer
}

/** What API Gateway itself says. */
export function say(status: number, message: string): Reply {
  const body = Buffer.from(JSON.stringify({ message }))
  return { status, headers: [['content-type', 'application/json']], cookies: [], body }
}

interface EventParts {
  request: IncomingMessage
  url: URL
  body: Buffer
  match: Match
  claims: Record<string, string> | undefined
  scopes: string[]
  at: Date
}

/** The event of payload format 2.0. */
export function shapeEvent({ request, url, body, match, claims, scopes, at }: EventParts) {
  const { cookie, ...others } = request.headers
  const headers = Object.fromEntries(
    Object.entries(others).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : (value ?? '')]),
  )
  const query = joinQuery(url.searchParams)
  const isText = isTextType(request.headers['content-type'])
  const method = request.method ?? 'GET'
  return {
    version: '2.0',
    routeKey: match.route.key,
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    ...(cookie ? { cookies: cookie.split('; ') } : {}),
    headers,
    ...(query ? { queryStringParameters: query } : {}),
    requestContext: {
      accountId,
      apiId: 'local',
      ...(claims ? { authorizer: { jwt: { claims, scopes: scopes.length > 0 ? scopes : null } } } : {}),
      domainName: headers.host ?? '127.0.0.1',
      domainPrefix: 'local',
      http: {
        method,
        path: url.pathname,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.socket.remoteAddress ?? '127.0.0.1',
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey: match.route.key,
      stage: '$default',
      time: at.toUTCString(),
      timeEpoch: at.getTime(),
    },
    ...(Object.keys(match.parameters).length > 0 ? { pathParameters: match.parameters } : {}),
    ...(body.length > 0 ? { body: body.toString(isText ? 'utf8' : 'base64') } : {}),
    isBase64Encoded: body.length > 0 && !isText,
  }
}

function joinQuery(parameters: URLSearchParams): Record<string, string> | undefined {
  const names = [...new Set(parameters.keys())]
  if (names.length === 0) return undefined
  return Object.fromEntries(names.map((name) => [name, parameters.getAll(name).join(',')]))
}

function isTextType(type: string | undefined): boolean {
  return type === undefined || /^(text\/|application\/([\w.+-]+\+)?(json|xml|javascript)\b)/i.test(type)
}

const maxAnswerBytes = 6 * 1024 * 1024

const structured = z.object({
  statusCode: z.coerce.number().int(),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).nullish(),
  cookies: z.array(z.string()).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
})

/** A function's answer: an object with a status, or a bare value that becomes a 200 of JSON. */
export function readReply(value: Json): Reply {
  const hasStatus = typeof value === 'object' && value !== null && 'statusCode' in value
  if (!hasStatus) {
    const body = Buffer.from(typeof value === 'string' ? value : JSON.stringify(value))
    return limit({ status: 200, headers: [['content-type', 'application/json']], cookies: [], body })
  }
  const parsed = structured.safeParse(value)
  if (!parsed.success) return say(500, 'Internal Server Error')
  const { statusCode, headers, cookies, body, isBase64Encoded } = parsed.data
  const given = Object.entries(headers ?? {}).map(([name, text]): [string, string] => [
    name.toLowerCase(),
    String(text),
  ])
  if (!given.some(([name]) => name === 'content-type')) given.push(['content-type', 'text/plain; charset=utf-8'])
  const bytes = Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8')
  return limit({ status: statusCode, headers: given, cookies: cookies ?? [], body: bytes })
}

/** Lambda hands back at most 6 MB. */
function limit(reply: Reply): Reply {
  return reply.body.length > maxAnswerBytes ? say(500, 'Internal Server Error') : reply
}
