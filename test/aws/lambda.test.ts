import { gunzipSync } from 'node:zlib'
import type { Context, SQSRecord } from 'aws-lambda'
import { describe, expect, it } from 'vitest'
import {
  eventHandler,
  type HttpMeta,
  historyHandler,
  httpHandler,
  queueHandler,
  scheduleHandler,
  streamHandler,
} from '../../shared/aws/lambda.ts'
import type { OutboxMark } from '../../shared/dossier/outbox-mark.ts'

const contextWith = (msLeft = 30_000): Context => ({
  callbackWaitsForEmptyEventLoop: false,
  functionName: 'f',
  functionVersion: '1',
  invokedFunctionArn: 'arn:f',
  memoryLimitInMB: '512',
  awsRequestId: 'r',
  logGroupName: 'g',
  logStreamName: 's',
  getRemainingTimeInMillis: () => msLeft,
  done: () => {},
  fail: () => {},
  succeed: () => {},
})

describe('an HTTP event', () => {
  const eventWith = (changes: object = {}) => ({
    version: '2.0',
    routeKey: 'POST /v1/desk/dossiers/{id}/acts',
    rawPath: '/v1/desk/dossiers/d1/acts',
    rawQueryString: 'after=%C4%91',
    headers: { 'content-type': 'application/json', 'idempotency-key': 'k1', 'content-length': '18' },
    pathParameters: { id: 'd1' },
    body: '{"note":"Đã xem"}',
    isBase64Encoded: false,
    requestContext: {
      accountId: '0',
      apiId: 'a',
      domainName: 'api.example.vn',
      domainPrefix: 'api',
      requestId: 'r1',
      routeKey: 'x',
      stage: '$default',
      time: '',
      timeEpoch: 0,
      http: { method: 'POST', path: '/', protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'u' },
      authorizer: { principalId: '', integrationLatency: 0, jwt: { claims: { sub: 'cb-1' }, scopes: [] } },
    },
    ...changes,
  })

  it('becomes a web request, with its claims and parameters, and the answer travels back', async () => {
    const seen: { url?: string; body?: string; key?: string | null; claims?: unknown; meta?: HttpMeta } = {}
    const handler = httpHandler(async (request, claims, meta) => {
      Object.assign(seen, { url: request.url, body: await request.text(), claims, meta })
      seen.key = request.headers.get('idempotency-key')
      return Response.json({ trạngThái: 'Đang xử lý' }, { status: 201, headers: { location: '/x' } })
    })
    const result = await handler(eventWith(), contextWith())
    expect(seen).toEqual({
      url: 'https://api.example.vn/v1/desk/dossiers/d1/acts?after=%C4%91',
      body: '{"note":"Đã xem"}',
      key: 'k1',
      claims: { sub: 'cb-1' },
      meta: {
        sourceIp: '192.0.2.1',
        requestId: 'r1',
        routeKey: 'POST /v1/desk/dossiers/{id}/acts',
        pathParameters: { id: 'd1' },
      },
    })
    expect(result).toEqual({
      statusCode: 201,
      headers: { 'content-type': 'application/json', location: '/x' },
      body: '{"trạngThái":"Đang xử lý"}',
      isBase64Encoded: false,
    })
  })

  it('carries bytes both ways', async () => {
    const handler = httpHandler(async (request) => new Response(await request.arrayBuffer()))
    const body = Buffer.from([0, 255, 1]).toString('base64')
    const result = await handler(eventWith({ body, isBase64Encoded: true }), contextWith())
    expect(result).toMatchObject({ body, isBase64Encoded: true })
  })

  it('presses a long answer that is everybody’s for whoever takes it so, and no other', async () => {
    const text = 'Hồ sơ một cửa. '.repeat(2000)
    const answered = (accepts: string | undefined, said = text, keeping = 'public, max-age=60') => {
      const headers = { 'content-type': 'text/html; charset=utf-8', 'cache-control': keeping }
      const handler = httpHandler(async () => new Response(said, { headers }))
      return handler(eventWith({ headers: accepts === undefined ? {} : { 'accept-encoding': accepts } }), contextWith())
    }
    const short = await answered('br, gzip;q=0.5')
    expect(short.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'accept-encoding' })
    expect(short.isBase64Encoded).toBe(true)
    const bytes = Buffer.from(String(short.body), 'base64')
    expect(bytes.length).toBeLessThan(text.length / 20)
    expect(gunzipSync(bytes).toString()).toBe(text)
    for (const accepts of [undefined, 'br', 'gzip;q=0', 'gzip; q=0.0, br'])
      expect(await answered(accepts)).toMatchObject({
        headers: { vary: 'accept-encoding' },
        body: text,
        isBase64Encoded: false,
      })
    for (const other of [await answered('gzip', 'ngắn'), await answered('gzip', text, 'no-store')]) {
      expect(other).toMatchObject({ isBase64Encoded: false })
      expect(other.headers).not.toHaveProperty('content-encoding')
    }
  })

  it('has no claims on a public route', async () => {
    const seen: unknown[] = []
    const handler = httpHandler(async (_request, claims) => {
      seen.push(claims)
      return new Response(null, { status: 204 })
    })
    const event = eventWith()
    Reflect.deleteProperty(event.requestContext, 'authorizer')
    expect(await handler(event, contextWith())).toEqual({ statusCode: 204, headers: {} })
    expect(seen).toEqual([undefined])
  })

  it('is answered 500 without a word of what went wrong', async () => {
    const handler = httpHandler(async () => {
      throw new Error('Nguyễn Văn An 046090000001')
    })
    const result = await handler(eventWith(), contextWith())
    expect(result.statusCode).toBe(500)
    expect(JSON.stringify(result)).not.toContain('046090000001')
  })
})

describe('a batch of messages', () => {
  const recordWith = (messageId: string, group?: string): SQSRecord => ({
    messageId,
    receiptHandle: '',
    body: messageId,
    attributes: {
      ApproximateReceiveCount: '2',
      SentTimestamp: '1793581200000',
      SenderId: '',
      ApproximateFirstReceiveTimestamp: '',
      ...(group && { MessageGroupId: group }),
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:ap-southeast-1:1:transfers.fifo',
    awsRegion: '',
  })
  const failing = (...bodies: string[]) => {
    const worked: string[] = []
    const handler = queueHandler(async (body) => {
      if (bodies.includes(body)) throw new Error(body)
      worked.push(body)
    })
    return { worked, handler }
  }
  const failed = (...ids: string[]) => ({ batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })) })

  it('gives back what failed and everything after it in its group, and works the other groups', async () => {
    const { worked, handler } = failing('a2')
    const Records = [recordWith('a1', 'a'), recordWith('a2', 'a'), recordWith('b1', 'b'), recordWith('a3', 'a')]
    expect(await handler({ Records }, contextWith())).toEqual(failed('a2', 'a3'))
    expect(worked).toEqual(['a1', 'b1'])
  })

  it('without groups gives back only what failed', async () => {
    const { worked, handler } = failing('2')
    const Records = ['1', '2', '3'].map((id) => recordWith(id))
    expect(await handler({ Records }, contextWith())).toEqual(failed('2'))
    expect(worked).toEqual(['1', '3'])
  })

  it('begins nothing when its time is nearly over', async () => {
    const { worked, handler } = failing()
    expect(await handler({ Records: [recordWith('1', 'a')] }, contextWith(1_000))).toEqual(failed('1'))
    expect(worked).toEqual([])
  })

  it('tells queue, group and times of each message', async () => {
    const metas: unknown[] = []
    const handler = queueHandler(async (_body, meta) => {
      metas.push(meta)
    })
    await handler({ Records: [recordWith('1', 'a')] }, contextWith())
    expect(metas).toEqual([
      { id: '1', queue: 'transfers.fifo', group: 'a', receiveCount: 2, sentAt: '2026-11-02T08:00:00+07:00' },
    ])
  })
})

describe('a batch of the stream', () => {
  const at = '2026-11-02T08:00:00+07:00'
  const recordWith = (n: number, { sk = `EVENT#00000${n}`, place = at, act = 'withdraw' } = {}) => ({
    eventName: 'INSERT' as const,
    dynamodb: {
      SequenceNumber: String(n),
      NewImage: {
        pk: { S: 'd1' },
        sk: { S: sk },
        ...(place && { dSk: { S: place } }),
        d: {
          M: { a: { S: act }, de: { M: { part: { S: 'd2' } } }, w: { L: [{ S: 'transfers' }, { S: 'other' }] } },
        },
      },
    },
  })

  it('hands on the marks of new events and stops at the first that fails', async () => {
    const marks: OutboxMark[] = []
    const handler = streamHandler(async (mark) => {
      if (mark.n === 3) throw new Error('queue')
      marks.push(mark)
    })
    const old = recordWith(2, { place: `${at}#d1#2` })
    const others = [recordWith(8, { place: '' }), recordWith(9, { sk: 'HEAD' })]
    const Records = [recordWith(1), ...others, old, recordWith(3), recordWith(4)]
    expect(await handler({ Records }, contextWith())).toEqual({ batchItemFailures: [{ itemIdentifier: '3' }] })
    expect(marks).toEqual([
      { dossier: 'd1', n: 1, at, wants: ['transfers'] },
      { dossier: 'd1', n: 2, at, wants: ['transfers'] },
    ])
  })

  it('names with the mark of a transfer the part that it opened', async () => {
    const marks: OutboxMark[] = []
    const handler = streamHandler(async (mark) => void marks.push(mark))
    await handler({ Records: [recordWith(1, { act: 'transfer' })] }, contextWith())
    expect(marks).toEqual([{ dossier: 'd1', n: 1, at, wants: ['transfers'], part: 'd2' }])
  })
})

describe('a batch of histories that grew', () => {
  const grown = (n: number, pk: string) => ({
    eventName: 'INSERT' as const,
    dynamodb: { SequenceNumber: String(n), Keys: { pk: { S: pk }, sk: { S: `EVENT#00000${n}` } } },
  })
  const Records = [grown(1, 'd1'), grown(2, 'd2'), grown(3, 'd1')]

  it('names each dossier once, and nothing of what happened', async () => {
    const told: (readonly string[])[] = []
    const handler = historyHandler(async (dossiers) => void told.push(dossiers))
    expect(await handler({ Records }, contextWith())).toEqual({ batchItemFailures: [] })
    expect(told).toEqual([['d1', 'd2']])
  })

  it('comes again as a whole when any of it failed', async () => {
    const handler = historyHandler(async () => {
      throw new Error('table')
    })
    expect(await handler({ Records }, contextWith())).toEqual({ batchItemFailures: [{ itemIdentifier: '1' }] })
  })
})

describe('a schedule and an event of the bus', () => {
  it('work for the planned moment, in our time', async () => {
    const moments: string[] = []
    const schedule = scheduleHandler(async (at) => {
      moments.push(at)
    })
    await schedule({ time: '2026-11-01T23:30:00Z' }, contextWith())
    await schedule({}, contextWith())
    expect(moments[0]).toBe('2026-11-02T06:30:00+07:00')
    expect(moments[1]).toMatch(/\+07:00$/)
  })

  it('throw on without the words of what went wrong', async () => {
    const handler = eventHandler(async () => {
      throw new TypeError('Nguyễn Văn An')
    })
    const event = { id: '1', version: '0', account: '', time: '2026-11-02T00:00:00Z', region: '', resources: [] }
    const whole = { ...event, source: 's', 'detail-type': 't', detail: {} }
    await expect(handler(whole, contextWith())).rejects.toThrow(/^TypeError$/)
  })
})
