import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { describe, expect, it } from 'vitest'
import { madeFile, writeClient } from '../../infra/client/write-client.ts'
import { type Client, createClient } from '../../shared/http/client/client.ts'
import { isProblem, ProblemError, Unanswered } from '../../shared/http/client/problem-error.ts'
import { sha256Of, uploadMyScan } from '../../shared/http/client/upload-scan.ts'
import { openapi } from '../../shared/http/openapi.ts'
import { problemOf } from '../../shared/http/problems.ts'

interface Heard {
  url: string
  method: string
  headers: Headers
  body: string
}

/** A client whose requests are heard here and answered in turn; the last answer stays. */
function heardBy(...answers: (() => Response)[]): { client: Client; heard: Heard[] } {
  const heard: Heard[] = []
  const listen: typeof fetch = async (url, init = {}) => {
    const answer = answers[Math.min(heard.length, answers.length - 1)]
    heard.push({
      url: String(url),
      method: init.method ?? 'GET',
      headers: new Headers(init.headers),
      body: String(init.body ?? ''),
    })
    return answer ? answer() : new Response('{}')
  }
  return { client: createClient({ baseUrl: 'https://api.test/', token: () => 'mot-the', fetch: listen }), heard }
}

const json = (value: unknown, status = 200) =>
  new Response(JSON.stringify(value), { status, headers: { 'content-type': 'application/json' } })
const problem = (code: Parameters<typeof problemOf>[0], ...faults: NonNullable<Parameters<typeof problemOf>[1]>) => {
  const said = problemOf(code, faults)
  return json(said, said.status)
}
const silence = () => {
  throw new TypeError('fetch failed')
}
const withdraw = { act: 'withdraw', version: 2, reason: 'thôi' } as const

describe('the typed client', () => {
  it('is what the generator makes of the document now (otherwise: npm run client)', () => {
    expect(readFileSync(madeFile, 'utf8')).toBe(writeClient(openapi()))
  })

  it('strikes through what is to go', () => {
    const made = readFileSync(madeFile, 'utf8')
    expect(made).toMatch(/\/\*\* @deprecated Lần hoàn cuối cùng; thay bằng refunds \*\/\n {2}refund\?:/)
    const gone = { ...JSON.parse(JSON.stringify(openapi())) }
    gone.paths['/v1/citizen/dossiers'].get.deprecated = true
    expect(writeClient(gone)).toContain('/** @deprecated Hồ sơ của tôi */\n  listMine')
  })

  it('does not send a file that has come already', async () => {
    const scan = { n: 2, state: { code: 'clean', term: 'dùng được' } }
    const { client, heard } = heardBy(() => json({ scan }, 201))
    const file = { fileName: 'a.pdf', type: 'application/pdf', bytes: new Uint8Array([1]) } as const
    expect(await uploadMyScan(client, 'hs', file)).toEqual(scan)
    expect(heard).toHaveLength(1)
  })

  it('goes on to confirm where the store has the bytes from before', async () => {
    const store = await new Promise<Server>((up) => {
      const made = createServer((_, answer) => answer.writeHead(412).end('<Code>PreconditionFailed</Code>'))
      made.listen(0, '127.0.0.1', () => up(made))
    })
    const url = `http://127.0.0.1:${Object(store.address()).port}/tep`
    const scan = { n: 2, state: { code: 'slot', term: 'chưa tải lên' } }
    const { client, heard } = heardBy(
      () => json({ scan, upload: { method: 'PUT', url, headers: {}, expiresAt: '' } }, 201),
      () => json({ scan: { ...scan, state: { code: 'uploaded', term: 'đã tải lên' } } }),
    )
    const file = { fileName: 'a.pdf', type: 'application/pdf', bytes: new Uint8Array([1]) } as const
    expect((await uploadMyScan(client, 'hs', file)).state.code).toBe('uploaded')
    expect(heard.map(({ url: to }) => new URL(to).pathname)).toEqual([
      '/v1/citizen/dossiers/hs/scans',
      '/v1/citizen/dossiers/hs/scans/2/confirm',
    ])
    store.close()
  })

  it('fills path and query, and bears the token', async () => {
    const { client, heard } = heardBy(() => json({ rows: [] }))
    await client.readMine({ path: { id: 'a/b?c' } })
    await client.listWork({ query: { of: 'me', limit: 5 } })
    expect(heard.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'GET https://api.test/v1/citizen/dossiers/a%2Fb%3Fc',
      'GET https://api.test/v1/desk/work?of=me&limit=5',
    ])
    expect(heard[0]?.headers.get('authorization')).toMatch(/^Bearer /)
    expect(heard[0]?.headers.has('idempotency-key')).toBe(false)
  })

  it('repeats an act under the same key and body until it is answered', async () => {
    const { client, heard } = heardBy(
      silence,
      () => problem('outage'),
      () => json({ dossier: {} }),
    )
    await client.actOnMine({ path: { id: 'x' }, body: withdraw })
    expect(heard).toHaveLength(3)
    expect(new Set(heard.map(({ headers }) => headers.get('idempotency-key'))).size).toBe(1)
    expect(new Set(heard.map(({ body }) => body)).size).toBe(1)
  })

  it('sends nothing under a key that is none', async () => {
    const { client, heard } = heardBy(() => json({ dossier: {} }))
    const call = client.actOnMine({ path: { id: 'x' }, body: withdraw }, { key: 'ngắn' })
    await expect(call).rejects.toThrow(TypeError)
    expect(heard).toHaveLength(0)
  })

  it('hands the key back when nobody answers, so that the wish can be repeated later', async () => {
    const { client, heard } = heardBy(silence)
    const fault = await client.actOnMine({ path: { id: 'x' }, body: withdraw }).catch((error: unknown) => error)
    expect(fault).toBeInstanceOf(Unanswered)
    const key = fault instanceof Unanswered ? fault.key : undefined
    await client.actOnMine({ path: { id: 'x' }, body: withdraw }, key === undefined ? {} : { key }).catch(() => {})
    expect(new Set(heard.map(({ headers }) => headers.get('idempotency-key')))).toEqual(new Set([key]))
  })

  it('does not repeat what bears no key', async () => {
    const { client, heard } = heardBy(silence)
    await expect(client.lookUp({ body: { code: 'x', factor: 'y' } })).rejects.toThrow(Unanswered)
    expect(heard).toHaveLength(1)
  })

  it('throws a problem with its code and every fault in words, at once', async () => {
    const fault = { where: 'body.phone', code: 'wrong-form', detail: 'Số điện thoại phải có dạng 0xxxxxxxxx.' } as const
    const { client, heard } = heardBy(() => problem('bad-input', fault))
    const error = await client.listMine().catch((thrown: unknown) => thrown)
    expect(isProblem(error, 'bad-input')).toBe(true)
    expect(String(error)).toContain('body.phone: Số điện thoại phải có dạng')
    expect(heard).toHaveLength(1)
  })

  it('makes a problem of what the door in front says in its own words', async () => {
    const { client } = heardBy(() => json({ message: 'Unauthorized' }, 401))
    const error = await client.whoAmI().catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ProblemError)
    expect(isProblem(error, 'not-signed-in')).toBe(true)
  })

  it('takes what a portal has at hand: a first page without a cursor, a file by its number, a problem by a code that is one', async () => {
    const { client, heard } = heardBy(() => json({ rows: [] }))
    const after: string | undefined = heard.at(-1)?.url
    await client.listMine({ query: { after, limit: 5 } })
    await client.downloadMyScan({ path: { id: 'ho-so-1', n: 3 } })
    await client.downloadMyScan({ path: { id: 'ho-so-1', n: 'result-2' } })
    expect(heard.map(({ url }) => url.split('/v1/citizen')[1])).toEqual([
      '/dossiers?limit=5',
      '/dossiers/ho-so-1/scans/3/download',
      '/dossiers/ho-so-1/scans/result-2/download',
    ])
    const known: Parameters<typeof isProblem>[1][] = ['moved-meanwhile', 'too-busy', 'http-404']
    expect(known.some((code) => isProblem(new Error('x'), code))).toBe(false)
    // @ts-expect-error: no such code
    expect(isProblem(new Error('x'), 'moved-meanwhle')).toBe(false)
  })

  it('reckons SHA-256 as the store does', async () => {
    expect(await sha256Of(new TextEncoder().encode('abc'))).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    )
  })

  it('needs nothing that a browser has not', () => {
    for (const file of ['client', 'contract', 'problem-error', 'upload-scan']) {
      const text = readFileSync(`shared/http/client/${file}.ts`, 'utf8')
      expect(text).not.toMatch(/from 'node:|from '\.\.|\bBuffer\b|process\./)
    }
  })
})
