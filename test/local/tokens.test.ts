import { createHmac, randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { exportJWK, exportSPKI, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CheckToken, createTokenCheck } from '../../infra/local/drivers/jwt.ts'

const audience = 'mot-cua-api'
const kid = 'khoa-1'
const nowSeconds = () => Math.floor(Date.now() / 1000)

let server: Server
let issuer = ''
let check: CheckToken
let keys: Awaited<ReturnType<typeof generateKeyPair>>
let strangers: typeof keys
let publicJwk: JWK
let asked: string[] = []

beforeAll(async () => {
  keys = await generateKeyPair('RS256', { extractable: true })
  strangers = await generateKeyPair('RS256', { extractable: true })
  publicJwk = { ...(await exportJWK(keys.publicKey)), kid, alg: 'RS256', use: 'sig' }
  server = createServer((request, response) => {
    asked.push(request.url ?? '')
    const isKeys = request.url === '/jwks'
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(isKeys ? { keys: [publicJwk] } : { issuer, jwks_uri: `${issuer}/jwks` }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  issuer = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  check = createTokenCheck({ issuer, audience: [audience] })
})
afterAll(() => new Promise((resolve) => server.close(resolve)))

const claims = (change: JWTPayload = {}): JWTPayload => ({
  iss: issuer,
  aud: audience,
  sub: 'cb-1',
  iat: nowSeconds(),
  exp: nowSeconds() + 600,
  token_use: 'access',
  ...change,
})

const sign = (payload: JWTPayload, header: Record<string, unknown> = {}, key = keys.privateKey) =>
  new SignJWT(payload).setProtectedHeader({ alg: 'RS256', kid, ...header }).sign(key)

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const verdictOf = async (token: string | undefined) =>
  (await check(token === undefined ? token : `Bearer ${token}`)).kind

describe('a token', () => {
  it('is known when its issuer signed it for us and its time is now', async () => {
    expect(await check(`Bearer ${await sign(claims())}`)).toMatchObject({ kind: 'known', claims: { sub: 'cb-1' } })
  })

  it('must be there', async () => {
    for (const text of [undefined, '', 'Bearer', 'Bearer ', 'Basic YTpi', 'Bearer x', 'Bearer a.b.c', 'Bearer ..']) {
      expect([text, (await check(text)).kind]).toEqual([text, 'refused'])
    }
  })

  it.each(['none', 'None', 'NONE', 'nOnE', ''])(
    'without a signature is refused, its algorithm spelled %j',
    async (alg) => {
      expect(await verdictOf(`${encode({ alg, kid })}.${encode(claims())}.`)).toBe('refused')
      const [, , signature] = (await sign(claims())).split('.')
      expect(await verdictOf(`${encode({ alg, kid })}.${encode(claims())}.${signature}`)).toBe('refused')
    },
  )

  it('signed with the public key as a shared secret is refused, whatever form the key was copied in', async () => {
    const forms = [await exportSPKI(keys.publicKey), JSON.stringify(publicJwk), String(publicJwk.n)]
    for (const secret of forms) {
      const said = `${encode({ alg: 'HS256', kid })}.${encode(claims())}`
      const signature = createHmac('sha256', secret).update(said).digest('base64url')
      expect(await verdictOf(`${said}.${signature}`)).toBe('refused')
    }
  })

  it('signed by an algorithm the door does not speak is refused', async () => {
    const key = await crypto.subtle.importKey(
      'pkcs8',
      await crypto.subtle.exportKey('pkcs8', keys.privateKey),
      { name: 'RSA-PSS', hash: 'SHA-256' },
      false,
      ['sign'],
    )
    expect(await verdictOf(await new SignJWT(claims()).setProtectedHeader({ alg: 'PS256', kid }).sign(key))).toBe(
      'refused',
    )
  })

  it('whose content or signature was changed is refused', async () => {
    const [header, , signature] = (await sign(claims())).split('.')
    expect(await verdictOf(`${header}.${encode(claims({ sub: 'cb-2' }))}.${signature}`)).toBe('refused')
    const good = await sign(claims())
    expect(await verdictOf(good.slice(0, -8))).toBe('refused')
    expect(await verdictOf(`${good}.x`)).toBe('refused')
  })

  it.each([
    ['another issuer', () => ({ iss: 'https://elsewhere.test' })],
    ['no issuer', () => ({ iss: undefined as never })],
    ['the issuer with a slash too many', () => ({ iss: `${issuer}/` })],
    ['another audience', () => ({ aud: 'other-api' })],
    ['another client and no audience', () => ({ aud: undefined as never, client_id: 'other' })],
    ['our audience in client_id beside another one', () => ({ aud: 'other-api', client_id: audience })],
    ['no audience', () => ({ aud: undefined as never })],
    ['the past', () => ({ exp: nowSeconds() - 1 })],
    ['the future', () => ({ nbf: nowSeconds() + 60 })],
    ['no expiry', () => ({ exp: undefined as never })],
    ['a second ahead', () => ({ nbf: nowSeconds() + 2 })],
    ['an issue that is still to come', () => ({ iat: nowSeconds() + 60 })],
    ['several audiences, none of them ours', () => ({ aud: ['other-api', 'third-api'] })],
    ['no audience in its list, and our client', () => ({ aud: [], client_id: audience })],
    ['an audience that is no text', () => ({ aud: { [audience]: true } as never })],
    ['an expiry that is no number', () => ({ exp: 'mai' as never })],
  ])('of %s is refused', async (_, change) => {
    expect(await verdictOf(await sign(claims(change())))).toBe('refused')
  })

  it('of a Cognito client without an audience is known by its client_id', async () => {
    const { aud: _, ...bare } = claims({ client_id: audience })
    expect(await verdictOf(await sign(bare))).toBe('known')
  })

  it('is known beside other audiences, and by the word Bearer however it is written', async () => {
    const good = await sign(claims({ aud: ['other-api', audience] }))
    for (const word of ['Bearer', 'bearer', 'BEARER']) expect((await check(`${word} ${good}`)).kind).toBe('known')
  })

  it('is refused as one of two, and in any other place than behind that one word', async () => {
    const good = await sign(claims())
    for (const said of [
      `Bearer ${good},Bearer ${good}`,
      `Bearer ${good}, ${good}`,
      `Bearer x Bearer ${good}`,
      `Token ${good}`,
    ])
      expect([said.slice(0, 9), (await check(said)).kind]).toEqual([said.slice(0, 9), 'refused'])
  })

  it.each([
    ['an unknown kid', { kid: 'khoa-2' }],
    ['a kid that climbs through folders', { kid: '../../../../dev/null' }],
    ['a kid with a question to a database', { kid: "x' UNION SELECT 'a" }],
    ['a kid of another shape', { kid: { $ne: null } }],
    ['a kid of thousands of letters', { kid: 'k'.repeat(5_000) }],
    ['a critical header that nobody knows', { crit: ['b64'], b64: false }],
  ])('with %s is refused, and no other place is asked', async (_, header) => {
    asked = []
    const head = { alg: 'RS256', kid, ...header }
    const token = await sign(claims())
    expect(await verdictOf(`${encode(head)}.${token.split('.').slice(1).join('.')}`)).toBe('refused')
    expect(asked.every((url) => url === '/jwks')).toBe(true)
  })

  it.each(['khoa-2', '', '../../../../dev/null', "x' UNION SELECT 'a", '__proto__'])(
    'of our issuer’s own key under the kid %j, which it never published, is refused',
    async (unknown) => {
      expect(await verdictOf(await sign(claims(), { kid: unknown }))).toBe('refused')
    },
  )

  it('that brings its own key, or an address of one, is refused', async () => {
    const jwk = { ...(await exportJWK(strangers.publicKey)), kid, alg: 'RS256' }
    asked = []
    for (const header of [{ jwk }, { jku: `${issuer}/theirs` }, { x5u: `${issuer}/theirs` }, { jwk, kid: 'theirs' }]) {
      expect(await verdictOf(await sign(claims(), header, strangers.privateKey))).toBe('refused')
    }
    expect(asked).not.toContain('/theirs')
  })

  it('of enormous size is refused without working through it', async () => {
    const begun = performance.now()
    expect(await verdictOf(await sign(claims({ padding: 'x'.repeat(64 * 1024) })))).toBe('refused')
    expect(await verdictOf(`${'a'.repeat(5_000_000)}.b.c`)).toBe('refused')
    expect(performance.now() - begun).toBeLessThan(1_000)
  })

  it('is refused as often as it is sent, and does not shut out the next good one', async () => {
    for (let n = 0; n < 20; n += 1) expect(await verdictOf(await sign(claims(), { kid: randomUUID() }))).toBe('refused')
    expect(await verdictOf(await sign(claims()))).toBe('known')
  })

  it('whose issuer does not answer is neither known nor refused: it is an outage', async () => {
    const lost = createTokenCheck({ issuer: 'http://127.0.0.1:1', audience: [audience] })
    expect((await lost(`Bearer ${await sign(claims())}`)).kind).toBe('unreachable')
  })
})
