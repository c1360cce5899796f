import type { IncomingMessage, ServerResponse } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { type LocalServer, readBody, serveLocally } from '../../infra/local/loopback.ts'
import { openPartner, readJson } from '../../shared/connectors/partner.ts'
import { Outage } from '../../shared/outage.ts'
import { quiet } from './quiet.ts'

let server: LocalServer
let asked: string[] = []
let answer: (request: IncomingMessage, response: ServerResponse) => void | Promise<void> = () => undefined

beforeAll(async () => {
  server = await serveLocally(0, async (request, response) => {
    asked.push(`${request.method} ${request.url}`)
    await answer(request, response)
  })
})
afterAll(() => server.stop())

const good = (_request: IncomingMessage, response: ServerResponse) => void response.end('{"ok":true}')
const shape = readJson(() => z.object({ ok: z.literal(true) }))

/** Answers in turn, the last one for ever. */
function partnerThat(...answers: (typeof answer)[]) {
  asked = []
  answer = (request, response) => (answers.length > 1 ? answers.shift() : answers[0])?.(request, response)
  return openPartner({ ...quiet({ url: server.url }), name: 'tests', timeoutMs: 300, mostBytes: 1000 })
}

const failing = (status: number) => (_request: IncomingMessage, response: ServerResponse) =>
  void response.writeHead(status, { location: '/elsewhere' }).end('{"ok":true}')

describe('asking a partner', () => {
  it('takes half a character for a lost one, wherever it stands', async () => {
    const partner = partnerThat(
      (_request, response) => void response.end('{"rows":[{"name":"Sở \\ud83d"},"\\udc00🙏"]}'),
    )
    const rows = readJson(() => z.object({ rows: z.array(z.unknown()) }))
    expect(await partner.ask('/x', {}, rows)).toEqual({ rows: [{ name: 'Sở \ufffd' }, '\ufffd🙏'] })
  })

  it('asks again after silence, and takes the answer', async () => {
    const partner = partnerThat(failing(503), (_request, response) => void response.destroy(), good)
    expect(await partner.ask('/x', {}, shape)).toEqual({ ok: true })
    expect(asked).toHaveLength(3)
  })

  it('gives up after the third time', async () => {
    await expect(partnerThat(failing(429)).ask('/x', {}, shape)).rejects.toThrow(Outage)
    expect(asked).toHaveLength(3)
  })

  it('does not ask again for what it cannot read: the answer would be the same', async () => {
    const partner = partnerThat((_request, response) => void response.end('<html>'))
    await expect(partner.ask('/x', {}, shape)).rejects.toThrow(Outage)
    expect(asked).toHaveLength(1)
  })
})

describe('sending to a partner', () => {
  it('says it once, whatever comes back: the queue repeats it', async () => {
    await expect(partnerThat(failing(503)).send('/x', { json: {} }, shape)).rejects.toThrow(Outage)
    expect(asked).toEqual(['POST /x'])
  })

  it('sends JSON, forms and bytes as what they are', async () => {
    const bodies: string[] = []
    const partner = partnerThat(async (request, response) => {
      bodies.push(`${request.headers['content-type']} ${await readBody(request)}`)
      response.end('{"ok":true}')
    })
    await partner.send('/x', { json: { a: 'ữ' } }, shape)
    await partner.send('/x', { form: { a: 'b c' } }, shape)
    await partner.send('/x', { bytes: { type: 'application/pdf', content: Buffer.from('%PDF') } }, shape)
    expect(bodies).toEqual([
      'application/json; charset=utf-8 {"a":"ữ"}',
      'application/x-www-form-urlencoded a=b+c',
      'application/pdf %PDF',
    ])
  })
})

describe('what a partner may not do', () => {
  it('is to send us elsewhere', async () => {
    await expect(partnerThat(failing(302)).send('/x', {}, shape)).rejects.toThrow(Outage)
    expect(asked).toEqual(['GET /x'])
  })

  it('is to answer without end', async () => {
    const endless = (_request: IncomingMessage, response: ServerResponse) => {
      const more = setInterval(() => response.write('x'.repeat(500)), 1)
      response.on('close', () => clearInterval(more))
    }
    await expect(partnerThat(endless).send('/x', {}, shape)).rejects.toThrow(Outage)
    const patient = openPartner({ ...quiet({ url: server.url }), name: 'tests', mostBytes: 1000, tellsTooLong: true })
    const { isTooLong, text } = await patient.send('/x', {}, (told) => told)
    expect([isTooLong, text.length > 0, text.length <= 1000, text.replaceAll('x', '')]).toEqual([true, true, true, ''])
  })

  it('is to answer drop by drop', async () => {
    const slow = (_request: IncomingMessage, response: ServerResponse) => {
      const more = setInterval(() => response.write(' '), 50)
      response.on('close', () => clearInterval(more))
    }
    const started = Date.now()
    await expect(partnerThat(slow).send('/x', {}, shape)).rejects.toThrow(Outage)
    expect(Date.now() - started).toBeLessThan(2000)
  })
})
