import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { type HttpMeta, httpHandler } from '../../../shared/aws/lambda/http.ts'
import { contextWith } from './context.ts'

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
      return { status: 201, headers: { location: '/x' }, body: '{"trạngThái":"Đang xử lý"}' }
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
      headers: { location: '/x' },
      body: '{"trạngThái":"Đang xử lý"}',
      isBase64Encoded: false,
    })
  })

  it('is read byte for byte where its body comes as such', async () => {
    const seen: number[] = []
    const handler = httpHandler(async (request) => {
      seen.push(...new Uint8Array(await request.arrayBuffer()))
      return { status: 204, headers: {}, body: '' }
    })
    const body = Buffer.from([0, 255, 1]).toString('base64')
    await handler(eventWith({ body, isBase64Encoded: true }), contextWith())
    expect(seen).toEqual([0, 255, 1])
  })

  it('presses a long answer that is everybody’s for whoever takes it so, and no other', async () => {
    const text = 'Hồ sơ một cửa. '.repeat(2000)
    const answered = (accepts: string | undefined, said = text, keeping = 'public, max-age=60') => {
      const headers = { 'content-type': 'text/html; charset=utf-8', 'cache-control': keeping }
      const handler = httpHandler(async () => ({ status: 200, headers, body: said }))
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
      return { status: 204, headers: {}, body: '' }
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
