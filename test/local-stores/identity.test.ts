import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createRemoteJWKSet, jwtVerify } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DemoAccount } from '../../infra/local/identity/accounts.ts'
import { audience, portalClient, startIssuer } from '../../infra/local/identity/issuer.ts'
import type { LocalServer } from '../../infra/local/loopback.ts'

const folder = mkdtempSync(join(tmpdir(), 'identity-'))
const accounts: DemoAccount[] = [
  { id: 'lan', name: 'Trần Thị Lan', issuer: 'staff', unit: 'H57.01', roles: ['reception', 'return-desk'] },
  {
    id: 'minh',
    name: 'Nguyễn Văn Minh',
    issuer: 'citizen',
    identityNumber: '046090000001',
    birthDate: '1990-02-03',
    phone: '0900000001',
  },
]
const machine = { clientId: 'may-1', clientSecret: 'bi-mat-cua-may-1' }
let staff: LocalServer
let citizen: LocalServer

beforeAll(async () => {
  staff = await startIssuer({ kind: 'staff', port: 0, keyFile: join(folder, 'staff.json'), accounts, machine })
  citizen = await startIssuer({ kind: 'citizen', port: 0, keyFile: join(folder, 'citizen.json'), accounts })
})
afterAll(async () => {
  await Promise.all([staff.stop(), citizen.stop()])
  rmSync(folder, { recursive: true, force: true })
})

async function verify(issuer: LocalServer, token: string) {
  const discovery: { jwks_uri: string } = await (await fetch(`${issuer.url}/.well-known/openid-configuration`)).json()
  const keys = createRemoteJWKSet(new URL(discovery.jwks_uri))
  return (await jwtVerify(token, keys, { issuer: issuer.url, audience, algorithms: ['RS256'] })).payload
}

async function ask(issuer: LocalServer, account: string): Promise<string> {
  const answer = await fetch(`${issuer.url}/_local/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account }),
  })
  const { access_token }: { access_token: string } = await answer.json()
  return access_token
}

async function askAsMachine(
  issuer: LocalServer,
  { clientId, clientSecret }: typeof machine,
  scope: string,
): Promise<Record<string, unknown>> {
  const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64')
  const body = new URLSearchParams({ grant_type: 'client_credentials', scope })
  return (
    await fetch(`${issuer.url}/token`, { method: 'POST', headers: { authorization: `Basic ${basic}` }, body })
  ).json()
}

/** A browser's part: keeps cookies and follows redirects until the address to come back to. */
async function signIn(issuer: LocalServer, account: string): Promise<string> {
  const verifier = randomBytes(32).toString('base64url')
  const back = `${issuer.url}/signed-in`
  const challenge = createHash('sha256').update(verifier).digest('base64url')
  const asked = {
    client_id: portalClient,
    response_type: 'code',
    scope: 'openid profile',
    redirect_uri: back,
    code_challenge: challenge,
    code_challenge_method: 'S256',
  } // prettier-ignore
  const cookies = new Map<string, string>()
  let url = `${issuer.url}/auth?${new URLSearchParams(asked)}`
  for (let hop = 0; hop < 8 && !url.startsWith(back); hop += 1) {
    const chosen = url.includes('/interaction/') ? { method: 'POST', body: new URLSearchParams({ account }) } : {}
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(url, { ...chosen, redirect: 'manual', headers: { cookie } })
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      cookies.set(name, value)
    }
    url = new URL(answer.headers.get('location') ?? '/lost', url).href
  }
  const code = new URL(url).searchParams.get('code') ?? ''
  const body = new URLSearchParams({
    client_id: portalClient,
    grant_type: 'authorization_code',
    code,
    redirect_uri: back,
    code_verifier: verifier,
  })
  const { access_token }: { access_token: string } = await (
    await fetch(`${issuer.url}/token`, { method: 'POST', body })
  ).json()
  return access_token
}

describe('a local issuer', () => {
  it('signs an officer in by code and PKCE, with unit and roles', async () => {
    const claims = await verify(staff, await signIn(staff, 'lan'))
    expect(claims).toMatchObject({
      sub: 'lan',
      name: 'Trần Thị Lan',
      'custom:unit': 'H57.01',
      'custom:roles': 'reception,return-desk',
    })
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(8 * 3600)
  })

  it('gives tests the same token without a page', async () => {
    const claims = await verify(citizen, await ask(citizen, 'minh'))
    expect(claims).toMatchObject({
      sub: 'minh',
      identity_number: '046090000001',
      birth_date: '1990-02-03',
      phone_number: '0900000001',
    })
  })

  it('gives a machine with the right secret a token of an hour for itself, with the scopes it asks for', async () => {
    const scope = 'mot-cua-api/reports.read'
    const given = await askAsMachine(staff, machine, scope)
    expect(given.scope).toBe(scope)
    const claims = await verify(staff, String(given.access_token))
    expect(claims).toMatchObject({ sub: 'may-1', client_id: 'may-1', scope })
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(3600)
    expect(claims).not.toHaveProperty('custom:unit')
    const all = 'mot-cua-api/dossiers.follow mot-cua-api/reports.read mot-cua-api/payments.begin'
    expect(await askAsMachine(staff, machine, '')).toMatchObject({ scope: `${all} mot-cua-api/webhooks.receive` })
    for (const strange of ['mot-cua-api/admin', 'openid', `${scope} dossiers.follow`]) {
      const refused = await askAsMachine(staff, machine, strange)
      expect([refused.error, refused.access_token]).toEqual(['invalid_scope', undefined])
    }
    expect(await askAsMachine(staff, { ...machine, clientSecret: 'khac' }, scope)).toMatchObject({
      error: 'invalid_client',
    })
    expect(await askAsMachine(citizen, machine, scope)).not.toHaveProperty('access_token')
  })

  it('knows only its own people', async () => {
    expect(await ask(citizen, 'lan')).toBeUndefined()
    await expect(verify(citizen, await ask(staff, 'lan'))).rejects.toThrow()
  })

  it('keeps its key over a restart', async () => {
    const token = await ask(staff, 'lan')
    const port = Number(new URL(staff.url).port)
    await staff.stop()
    // Connections kept alive have to notice first.
    await pause(50)
    staff = await startIssuer({ kind: 'staff', port, keyFile: join(folder, 'staff.json'), accounts })
    expect((await verify(staff, token)).sub).toBe('lan')
  })

  it('lists the demo accounts on its sign-in page, and says that it is one for trying', async () => {
    const asked = {
      client_id: portalClient,
      response_type: 'code',
      scope: 'openid',
      redirect_uri: `${staff.url}/signed-in`,
      code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      code_challenge_method: 'S256',
    } // prettier-ignore
    const first = await fetch(`${staff.url}/auth?${new URLSearchParams(asked)}`, { redirect: 'manual' })
    const cookie = first.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ')
    const page = await (
      await fetch(new URL(first.headers.get('location') ?? '', staff.url), { headers: { cookie } })
    ).text()
    expect(page).toContain('Trần Thị Lan')
    expect(page).toContain('bản chạy thử')
    expect(page).not.toContain('Nguyễn Văn Minh')
  })
})
