import type { IncomingHttpHeaders } from 'node:http'
import type { HttpApi } from '../templates/model.ts'
import type { Reply } from './http-payload.ts'

type Cors = NonNullable<HttpApi['cors']>

/** The answer to a preflight, which API Gateway gives without asking any function; `undefined` for other requests. */
export function answerPreflight(
  cors: Cors,
  method: string | undefined,
  headers: IncomingHttpHeaders,
): Reply | undefined {
  if (method !== 'OPTIONS' || !headers.origin || !headers['access-control-request-method']) return undefined
  const answer: [string, string][] = []
  if (isAllowed(cors, headers.origin)) {
    if (cors.AllowMethods.length > 0) answer.push(['access-control-allow-methods', cors.AllowMethods.join(',')])
    if (cors.AllowHeaders.length > 0) answer.push(['access-control-allow-headers', cors.AllowHeaders.join(',')])
    if (cors.MaxAge !== undefined) answer.push(['access-control-max-age', String(cors.MaxAge)])
  }
  return { status: 204, headers: answer, cookies: [], body: Buffer.alloc(0) }
}

/** The headers every answer carries for an origin that is allowed. */
export function corsHeaders(cors: Cors | undefined, origin: string | undefined): [string, string][] {
  if (!cors || !origin || !isAllowed(cors, origin)) return []
  const any = cors.AllowOrigins.includes('*')
  const headers: [string, string][] = [['access-control-allow-origin', any ? '*' : origin]]
  if (!any) headers.push(['vary', 'Origin'])
  if (cors.AllowCredentials) headers.push(['access-control-allow-credentials', 'true'])
  if (cors.ExposeHeaders.length > 0) headers.push(['access-control-expose-headers', cors.ExposeHeaders.join(',')])
  return headers
}

function isAllowed(cors: Cors, origin: string): boolean {
  return cors.AllowOrigins.some((allowed) => {
    if (allowed === '*' || allowed === origin) return true
    return allowed.endsWith('://*') && origin.startsWith(allowed.slice(0, -1))
  })
}
