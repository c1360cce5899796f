import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LocalServer, readBody, serveLocally } from '../../infra/local/loopback.ts'
import { type Circuit, createCircuit } from '../../shared/connectors/circuit.ts'
import { createWebhooks, readWebhook, webhookSignature } from '../../shared/connectors/webhooks.ts'
import { Outage } from '../../shared/outage.ts'
import { memoryPorts } from '../memory/ports.ts'
import { quiet } from './quiet.ts'

const secret = 'bi-mat-cua-cong'
const nowMs = 1_773_111_600_000
const body = '{"dossier":"H57.40-260310-0001","status":"processed"}'
let server: LocalServer
let status = 200
let page = 'x'
const heard: { headers: Record<string, string | string[] | undefined>; body: string }[] = []

beforeAll(async () => {
  server = await serveLocally(0, async (request, response) => {
    heard.push({ headers: { ...request.headers }, body: String(await readBody(request)) })
    response.writeHead(status, { location: 'http://169.254.169.254/' }).end(page)
  })
})
afterAll(() => server.stop())

function webhooks() {
  const { circuit, ...rest } = quiet({ nowMs: () => nowMs })
  return createWebhooks({ ...rest, circuitOf: () => circuit })
}

/** Three failures in a row and a receiver is spared. */
function sparing() {
  const { circuit: _, ...rest } = quiet({ nowMs: () => nowMs })
  const { marks } = memoryPorts()
  const circuits = new Map<string, Circuit>()
  return createWebhooks({
    ...rest,
    circuitOf: (partner) => {
      const known = circuits.get(partner) ?? createCircuit({ partner, marks, nowMs: () => nowMs, chance: () => 1 })
      circuits.set(partner, known)
      return known
    },
  })
}
const send = (url = `${server.url}/hook?a=1`) => webhooks().send({ url, secret, id: 'hs-1:7', body })

describe('a call to a front end', () => {
  it('is signed over identity, moment and body, and verifies over there', async () => {
    status = 204
    expect(await send()).toBe('taken')
    const last = heard.at(-1)
    expect(last && readWebhook(last.headers, last.body, secret, nowMs)).toEqual({ news: { id: 'hs-1:7', body } })
  })

  it('is taken by the status, however long a page follows it', async () => {
    status = 200
    page = 'x'.repeat(5 * 1024 * 1024)
    expect(await send()).toBe('taken')
    page = 'x'
  })

  it('goes nowhere when the name of its host leads inside by then, though it is on the list', async () => {
    const callers: unknown[] = []
    const inside = createServer((socket) => {
      callers.push(socket)
      socket.destroy()
    })
    const listening = once(inside, 'listening')
    inside.listen(0, '127.0.0.1')
    await listening
    const address = inside.address()
    const host = `localhost:${address && typeof address === 'object' ? address.port : 0}`
    const { circuit, ...rest } = quiet({ nowMs: () => nowMs })
    const outward = createWebhooks({ ...rest, network: { hosts: [host] }, circuitOf: () => circuit })
    const url = `https://${host}/hook`
    // When it was asked for, the name was one of the list; whither it leads is looked at with each connection.
    expect(outward.admits(url)).toBe(true)
    const failed = await outward.send({ url, secret, id: 'hs-1:7', body }).catch((error: unknown) => error)
    expect(failed).toBeInstanceOf(Outage)
    expect(failed).toHaveProperty('cause.name', 'ForbiddenAddress')
    expect(callers).toEqual([])
    inside.close()
  })

  it('is worth nothing changed, later, or under another secret', async () => {
    status = 200
    await send()
    const { headers, body: told } = heard.at(-1) ?? { headers: {}, body: '' }
    expect(readWebhook(headers, `${told} `, secret, nowMs)).toEqual({ forged: 'signature' })
    expect(readWebhook({ ...headers, 'webhook-id': 'hs-2:7' }, told, secret, nowMs)).toEqual({ forged: 'signature' })
    expect(readWebhook(headers, told, 'khac', nowMs)).toEqual({ forged: 'signature' })
    expect(readWebhook(headers, told, secret, nowMs + 301_000)).toEqual({ forged: 'time' })
    expect(readWebhook({ ...headers, 'webhook-timestamp': 'x' }, told, secret, nowMs)).toEqual({ forged: 'time' })
    expect(readWebhook({}, told, secret, nowMs)).toHaveProperty('forged')
  })

  it.each([500, 404, 302])('is tried again after %i', async (told) => {
    status = told
    await expect(send()).rejects.toThrow(Outage)
  })

  it('is spared after three failures, and holds up no other address of its host', async () => {
    const all = sparing()
    const to = (path: string) => all.send({ url: `${server.url}${path}`, secret, id: 'hs-1:7', body })
    status = 302
    for (let n = 0; n < 3; n += 1) await expect(to('/sai')).rejects.toThrow(Outage)
    status = 204
    const before = heard.length
    await expect(to('/sai')).rejects.toThrow(Outage)
    expect(heard).toHaveLength(before)
    expect(await to('/dung')).toBe('taken')
    expect(await to('/sai?a=1')).toBe('taken')
  })

  it('ends when the receiver is gone for good', async () => {
    status = 410
    expect(await send()).toEqual({ refused: 'gone' })
  })

  it.each([
    'http://169.254.169.254/latest/',
    'https://khong-co-trong-danh-sach.example/',
    'http://localhost:1/',
    'ftp://x/',
    'x',
  ])('never goes to %s', async (url) => {
    const before = heard.length
    expect(await send(url)).toEqual({ refused: 'forbidden-address' })
    expect(heard).toHaveLength(before)
  })
})

it('is verified by the lines that are given to developers, whatever a forger sends', async () => {
  const guide = readFileSync(new URL('../../docs/portal-developer.md', import.meta.url), 'utf8')
  const [lines = ''] = /import \{ createHmac[\s\S]*?(?=```)/.exec(guide) ?? []
  const source = `data:text/javascript,${encodeURIComponent(stripTypeScriptTypes(lines))}`
  const { isOurs }: { isOurs: (...of: unknown[]) => boolean } = await import(/* @vite-ignore */ source)
  const timestamp = String(Math.floor(Date.now() / 1000))
  const signature = webhookSignature(secret, 'hs-1:7', timestamp, body)
  const check = (change: object) => {
    const of = { secret, id: 'hs-1:7', timestamp, body: Buffer.from(body), signature, ...change }
    return isOurs(of.secret, of.id, of.timestamp, of.body, of.signature)
  }
  expect(check({})).toBe(true)
  const old = String(Number(timestamp) - 301)
  const forged = [
    { secret: 'khac' },
    { id: 'hs-2:7' },
    { body: Buffer.from(`${body} `) },
    { timestamp: old, signature: webhookSignature(secret, 'hs-1:7', old, body) },
    { timestamp: 'x' },
    { signature: '' },
    { signature: 'é'.repeat(47) },
    { signature: signature.slice(0, 46) },
  ]
  for (const change of forged) expect(check(change), JSON.stringify(change)).toBe(false)
})
