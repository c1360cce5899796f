import middy from '@middy/core'
import type { APIGatewayProxyEventV2WithJWTAuthorizer, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { log, traceOf } from '../../log.ts'
import { addressOf, edgeWordsOf } from './edge.ts'
import { isPressable, pressed } from './pressed.ts'

/** Claims of a token that the authorizer has checked. */
export type Claims = Readonly<Record<string, unknown>>

export interface HttpMeta {
  sourceIp: string
  requestId: string
  /** `GET /v1/desk/dossiers/{id}` */
  routeKey: string
  pathParameters: Readonly<Record<string, string>>
}

/** Text to send back, under names in small letters; without any, an answer has no body. */
export interface HttpReply {
  status: number
  headers: Readonly<Record<string, string>>
  body: string
}

export type Serve = (request: Request, claims: Claims | undefined, meta: HttpMeta) => Promise<HttpReply>

/** Turns the gateway's event into a web request, and the answer back. `words` stand in the environment where a firewall is in front. */
export function httpHandler(serve: Serve, words = edgeWordsOf(process.env)) {
  return middy(async (event: APIGatewayProxyEventV2WithJWTAuthorizer) => {
    const { sourceIp } = event.requestContext.http
    const address = addressOf({ headers: event.headers, sourceIp }, words)
    if (address === undefined) return passedBy
    const request = requestOf(event)
    const accepts = request.headers.get('accept-encoding')
    return resultOf(await serve(request, claimsOf(event), metaOf(event, address)), accepts)
  }).onError((request) => {
    log({ outcome: 'defect', ...traceOf(request.error) })
    request.response = defect
  })
}

const defect: APIGatewayProxyStructuredResultV2 = {
  statusCode: 500,
  headers: { 'content-type': 'application/problem+json' },
  body: JSON.stringify({ type: 'about:blank', code: 'defect', status: 500, detail: 'Hệ thống gặp lỗi.' }),
}

const passedBy: APIGatewayProxyStructuredResultV2 = {
  statusCode: 403,
  headers: { 'content-type': 'application/problem+json' },
  body: JSON.stringify({
    type: 'about:blank',
    code: 'forbidden',
    status: 403,
    detail: 'Hãy gọi theo địa chỉ công bố.',
  }),
}

function requestOf(event: APIGatewayProxyEventV2WithJWTAuthorizer): Request {
  const { method } = event.requestContext.http
  const query = event.rawQueryString ? `?${event.rawQueryString}` : ''
  const body = event.body === undefined ? undefined : Buffer.from(event.body, event.isBase64Encoded ? 'base64' : 'utf8')
  const headers = new Headers()
  for (const [name, value] of Object.entries(event.headers)) if (value !== undefined) headers.set(name, value)
  return new Request(`https://${event.requestContext.domainName}${event.rawPath}${query}`, {
    method,
    headers,
    ...(body && method !== 'GET' && method !== 'HEAD' && { body }),
  })
}

// Public routes have no authorizer, whatever the type says.
function claimsOf(event: { requestContext: { authorizer?: { jwt?: { claims?: Claims } } } }): Claims | undefined {
  return event.requestContext.authorizer?.jwt?.claims
}

function metaOf(event: APIGatewayProxyEventV2WithJWTAuthorizer, sourceIp: string): HttpMeta {
  const parameters = Object.entries(event.pathParameters ?? {})
  return {
    sourceIp,
    requestId: event.requestContext.requestId,
    routeKey: event.routeKey,
    pathParameters: Object.fromEntries(
      parameters.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    ),
  }
}

function resultOf({ status, headers, body }: HttpReply, accepts: string | null): APIGatewayProxyStructuredResultV2 {
  if (body === '') return { statusCode: status, headers: { ...headers } }
  const mayPress = isPressable(headers, body)
  const short = mayPress ? pressed(body, accepts) : undefined
  return {
    statusCode: status,
    headers: {
      ...headers,
      // A short answer is never pressed, and what no cache may keep need not say how it varies.
      ...(mayPress && { vary: 'accept-encoding' }),
      ...(short && { 'content-encoding': 'gzip' }),
    },
    body: short?.toString('base64') ?? body,
    isBase64Encoded: short !== undefined,
  }
}
