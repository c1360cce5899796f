import { describe, expect, it } from 'vitest'
import { addressOf, edgeWordHeader, edgeWordsOf } from '../../../shared/aws/lambda/edge.ts'
import { httpHandler } from '../../../shared/aws/lambda/http.ts'
import { conventionsAsMarkdown } from '../../../shared/http/conventions.ts'

const word = 'w'.repeat(32)
const machine = '64.252.0.9'
const through = (forwarded: string, said = word) => ({
  headers: { [edgeWordHeader]: said, 'x-forwarded-for': forwarded },
  sourceIp: machine,
})

describe('the address of whoever calls', () => {
  it('is that of the connection where nothing stands in front', () => {
    expect(addressOf({ headers: { 'x-forwarded-for': '1.2.3.4' }, sourceIp: '113.160.0.7' }, undefined)).toBe(
      '113.160.0.7',
    )
  })
  it('is the last one the firewall names, whatever the caller made up before it', () => {
    expect(addressOf(through(`9.9.9.9, 113.160.0.7, ${machine}`), [word])).toBe('113.160.0.7')
    expect(addressOf(through('9.9.9.9, 113.160.0.7'), [word])).toBe('113.160.0.7')
  })
  it('is nobody’s when the call passed the firewall by', () => {
    expect(addressOf(through('113.160.0.7', 'x'.repeat(32)), [word])).toBeUndefined()
    expect(addressOf({ headers: {}, sourceIp: machine }, [word])).toBeUndefined()
  })
  it('is found under the word before too while it is changed, and no longer afterwards', () => {
    const old = 'o'.repeat(32)
    const changing = edgeWordsOf({ EDGE_WORD: word, EDGE_WORD_BEFORE: old })
    for (const said of [word, old]) expect(addressOf(through('113.160.0.7', said), changing)).toBe('113.160.0.7')
    const changed = edgeWordsOf({ EDGE_WORD: word, EDGE_WORD_BEFORE: word })
    expect(addressOf(through('113.160.0.7', old), changed)).toBeUndefined()
  })
  it('is nobody’s for who says nothing, where no word is changed', () => {
    const words = edgeWordsOf({ EDGE_WORD: word, EDGE_WORD_BEFORE: '' })
    expect(words).toEqual([word])
    for (const headers of [{}, { [edgeWordHeader]: '' }])
      expect(addressOf({ headers, sourceIp: machine }, words)).toBeUndefined()
    expect(edgeWordsOf({ EDGE_WORD_BEFORE: word })).toBeUndefined()
  })
})

describe('a function behind a firewall', () => {
  const event = (headers: Record<string, string>) => ({
    version: '2.0',
    routeKey: 'GET /v1/public/procedures',
    rawPath: '/v1/public/procedures',
    rawQueryString: '',
    headers,
    requestContext: {
      domainName: 'api.hue.example',
      requestId: 'r-1',
      http: { method: 'GET', sourceIp: machine },
    },
    isBase64Encoded: false,
  })
  const serve = httpHandler(async (_, __, { sourceIp }) => ({ status: 200, headers: {}, body: sourceIp }), [word])
  // The rest of the gateway's event is nothing that is read.
  const ask = (headers: Record<string, string>): Promise<unknown> =>
    Reflect.apply(serve, undefined, [event(headers), {}])

  it('serves what comes through it, under the caller’s own address', async () => {
    expect(await ask(through(`113.160.0.7, ${machine}`).headers)).toMatchObject({
      statusCode: 200,
      body: '113.160.0.7',
    })
  })
  it('refuses what passed it by, with a code that the documentation names', async () => {
    const { statusCode, body } = Object(await ask({}))
    const { code } = JSON.parse(body)
    expect([statusCode, code]).toEqual([403, 'forbidden'])
    expect(conventionsAsMarkdown()).toContain(`\`${code}\``)
  })
})
