import middy from '@middy/core'
import type {
  APIGatewayProxyEventV2WithJWTAuthorizer,
  APIGatewayProxyStructuredResultV2,
  Context,
  DynamoDBBatchResponse,
  DynamoDBRecord,
  DynamoDBStreamEvent,
  EventBridgeEvent,
  SQSBatchResponse,
  SQSEvent,
  SQSRecord,
} from 'aws-lambda'
import { type Instant, instantOf, parseInstant } from '../calendar/day.ts'
import { type OutboxMark, openedBy } from '../dossier/outbox-mark.ts'
import { log, traceOf } from '../log.ts'
import { addressOf, edgeWordsOf } from './edge.ts'
import { eventOfKey, isWant, sinceOf } from './items.ts'
import { isPressable, pressed } from './pressed.ts'
import { eventName } from './short-names.ts'

/** Claims of a token that the authorizer has checked. */
export type Claims = Readonly<Record<string, unknown>>

export interface HttpMeta {
  sourceIp: string
  requestId: string
  /** `GET /v1/desk/dossiers/{id}` */
  routeKey: string
  pathParameters: Readonly<Record<string, string>>
}

export type Serve = (request: Request, claims: Claims | undefined, meta: HttpMeta) => Promise<Response>

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

async function resultOf(response: Response, accepts: string | null): Promise<APIGatewayProxyStructuredResultV2> {
  const headers = Object.fromEntries([...response.headers].filter(([name]) => name !== 'set-cookie'))
  const bytes = Buffer.from(await response.arrayBuffer())
  const mayPress = isPressable(response.headers, bytes)
  const short = mayPress ? pressed(bytes, accepts) : undefined
  const isText = !short && /^text\/|json|javascript|xml|yaml/.test(response.headers.get('content-type') ?? '')
  const cookies = response.headers.getSetCookie()
  return {
    statusCode: response.status,
    headers: {
      ...headers,
      ...(mayPress && { vary: 'accept-encoding' }),
      ...(short && { 'content-encoding': 'gzip' }),
    },
    ...(cookies.length > 0 && { cookies }),
    ...(bytes.length > 0 && { body: (short ?? bytes).toString(isText ? 'utf8' : 'base64'), isBase64Encoded: !isText }),
  }
}

export interface MessageMeta {
  id: string
  /** Name of the queue it was read from. */
  queue: string
  group?: string
  /** Times it was handed out, this one included. */
  receiveCount: number
  sentAt: Instant
  /** Name of the queue it came from, when this one holds dead letters. */
  source?: string
}

/** Below this the rest of a batch goes back to the queue instead of being cut off in the middle. */
const leastMsLeft = 2_000

/** Works messages one by one. After a failure the rest of its group fails too, so that order is kept. */
export function queueHandler(work: (body: string, meta: MessageMeta) => Promise<void>) {
  return middy(async (event: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
    const stopped = new Set<string>()
    const failed: string[] = []
    for (const record of event.Records) {
      const meta = messageMetaOf(record)
      const waits = meta.group !== undefined && stopped.has(meta.group)
      if (
        !waits &&
        context.getRemainingTimeInMillis() > leastMsLeft &&
        (await isWorked(() => work(record.body, meta), meta))
      ) {
        continue
      }
      failed.push(record.messageId)
      if (meta.group !== undefined) stopped.add(meta.group)
    }
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) }
  })
}

async function isWorked(work: () => Promise<void>, meta: { queue?: string; id: string }): Promise<boolean> {
  try {
    await work()
    return true
  } catch (error) {
    log({ ...(meta.queue && { queue: meta.queue }), requestId: meta.id, outcome: 'failed', ...traceOf(error) })
    return false
  }
}

function messageMetaOf(record: SQSRecord): MessageMeta {
  const group = record.attributes.MessageGroupId
  const source = record.attributes.DeadLetterQueueSourceArn
  return {
    ...(source !== undefined && { source: queueName(source) }),
    id: record.messageId,
    queue: queueName(record.eventSourceARN),
    ...(group !== undefined && { group }),
    receiveCount: Number(record.attributes.ApproximateReceiveCount),
    sentAt: instantOf(new Date(Number(record.attributes.SentTimestamp))),
  }
}

const queueName = (arn: string): string => arn.split(':').at(-1) ?? ''

/** Hands on the outbox marks of newly written events. The stream goes on from the first that failed. */
export function streamHandler(work: (mark: OutboxMark) => Promise<void>) {
  return middy(async (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    for (const record of event.Records) {
      const mark = markOf(record)
      const place = record.dynamodb?.SequenceNumber ?? ''
      if (mark && !(await isWorked(() => work(mark), { queue: 'outbox', id: place }))) {
        return { batchItemFailures: [{ itemIdentifier: place }] }
      }
    }
    return { batchItemFailures: [] }
  })
}

/** Hands on whose histories grew, each dossier once a batch. All of the batch comes again when any of it failed. */
export function historyHandler(work: (dossiers: readonly string[]) => Promise<void>) {
  return middy(async (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const grown = event.Records.flatMap(
      ({ dynamodb }) => eventOfKey({ pk: dynamodb?.Keys?.pk?.S, sk: dynamodb?.Keys?.sk?.S }) ?? [],
    )
    const place = event.Records[0]?.dynamodb?.SequenceNumber ?? ''
    const dossiers = [...new Set(grown.map(({ dossier }) => dossier))]
    const isDone = await isWorked(() => work(dossiers), { queue: 'counting', id: place })
    return { batchItemFailures: isDone ? [] : [{ itemIdentifier: place }] }
  })
}

function markOf(record: DynamoDBRecord): OutboxMark | undefined {
  const image = record.dynamodb?.NewImage
  const key = eventOfKey({ pk: image?.pk?.S, sk: image?.sk?.S })
  const place = image?.dSk?.S
  const content = image?.d?.M ?? {}
  const wants = (content[eventName('wants')]?.L ?? []).map((want) => want.S).filter(isWant)
  if (record.eventName !== 'INSERT' || !key || place === undefined || wants.length === 0) return undefined
  const [act, detail] = [content[eventName('act')]?.S, content[eventName('detail')]?.M]
  return { ...key, wants, at: sinceOf(place), ...openedBy({ act, detail: { part: detail?.part?.S } }) }
}

/** Works one event of the bus; a failure is thrown on, so that the bus tries again. */
export function eventHandler(work: (detail: unknown, meta: { id: string; at: Instant }) => Promise<void>) {
  return middy(async (event: EventBridgeEvent<string, unknown>): Promise<void> => {
    const meta = { id: event.id, at: parseInstant(event.time) ?? instantOf(new Date()) }
    await withoutWords(() => work(event.detail, meta))
  })
}

/** Works a schedule. The moment is the planned one when the schedule says it, so that a late run reports for its own day. */
export function scheduleHandler(work: (at: Instant) => Promise<void>) {
  return middy(async (event: unknown): Promise<void> => {
    await withoutWords(() => work(plannedAt(event) ?? instantOf(new Date())))
  })
}

/** Lambda writes what is thrown into the log: it gets the names of the error, never its message. */
async function withoutWords(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    const trace = traceOf(error)
    log({ outcome: 'failed', ...trace })
    throw new Error(trace.error)
  }
}

function plannedAt(event: unknown): Instant | undefined {
  if (typeof event !== 'object' || event === null || !('time' in event)) return undefined
  return typeof event.time === 'string' ? parseInstant(event.time) : undefined
}
