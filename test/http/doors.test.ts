import { describe, expect, it } from 'vitest'
import { personOf } from '../../shared/access/claims.ts'
import { objections } from '../../shared/dossier/objections.ts'
import { refusals } from '../../shared/http/problems.ts'
import { routes } from '../../shared/http/routes.ts'
import { schemas } from '../../shared/http/schemas.ts'
import { serve } from '../../shared/http/serve.ts'
import { Outage } from '../../shared/outage.ts'
import { ward } from '../given.ts'
import { atDesk, citizenClaims, house, reception, staffClaims } from './given.ts'

const path = { id: 'abcdefgh12345678', n: '1', day: '2026-03-10', code: '1.001193' }

describe('every door', () => {
  it('that asks for a token stays shut without one, and for tokens of another issuer', async () => {
    const { knock } = await house()
    for (const row of routes) {
      if (row.issuer === 'none' || row.issuer === 'partner') continue
      const other = row.issuer === 'staff' ? citizenClaims : reception
      for (const claims of [undefined, other, { ...citizenClaims, ...reception, iss: 'https://elsewhere.test' }]) {
        const { status, headers } = await knock(row.id, claims, { path })
        expect([row.id, status]).toEqual([row.id, 401])
        expect(headers.get('www-authenticate')).toBe('Bearer')
      }
    }
  })

  it('of officers has a role, and stays shut for the others before anything is read', async () => {
    const { knock, ports } = await house()
    for (const row of routes) {
      if (row.issuer !== 'staff') continue
      const nobody = { ...staffClaims(`${ward}/desk`), 'custom:roles': 'chủ tịch' }
      const broken = row.method === 'POST' ? { raw: '{' } : { query: '?limit=x' }
      const { status, json } = await knock(row.id, nobody, { path, ...broken })
      expect([row.id, status, json.code]).toEqual([row.id, 403, 'not-your-door'])
    }
    expect(ports.store).toEqual((await house()).ports.store)
  })

  it('answers with headers that keep browsers and caches out', async () => {
    const { knock } = await house()
    const { headers } = await knock('whoAmI', reception)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  it('is not there for a row of another function', async () => {
    const { served } = await house()
    const meta = { requestId: 'r', routeKey: 'GET /v1/desk/me', sourceIp: '127.0.0.1' }
    const response = await served.lookup(new Request('https://api.test/v1/desk/me'), reception, meta)
    expect(response.status).toBe(404)
  })
})

describe('what a token says', () => {
  it('makes an officer with known roles only', () => {
    const claims = { ...reception, 'custom:roles': 'reception, admin,root,__proto__' }
    expect(personOf(claims, 'staff')).toMatchObject({ unit: `${ward}/desk`, roles: ['reception', 'admin'] })
  })

  it('makes nobody when its issuer left out what it must say', () => {
    expect(personOf({ sub: 'x' }, 'staff')).toBeUndefined()
    expect(personOf({ sub: 'x', name: 'A', identity_number: '12' }, 'citizen')).toBeUndefined()
    expect(personOf(undefined, 'citizen')).toBeUndefined()
  })
})

describe('what is absent', () => {
  it('and what is not yours to see are told in one and the same words', async () => {
    const { knock } = await house()
    const opened = await knock('openAtDesk', reception, { body: atDesk })
    const { id } = Object(opened.json.dossier)
    const stranger = { ...citizenClaims, sub: 'cd-2', identity_number: '046090000002' }
    const hidden = await knock('readMine', stranger, { path: { id } })
    const absent = await knock('readMine', stranger, { path: { id: 'khong-co-ho-so-nay' } })
    expect([hidden.status, absent.status]).toEqual([404, 404])
    expect(hidden.text).toBe(absent.text)
    const elsewhere = await knock('act', staffClaims('H57.99/desk', 'reception'), {
      path: { id },
      body: { act: 'accept', version: 1 },
    })
    expect(elsewhere.text).toBe(absent.text)
  })

  it('stays one answer for a wrong code and a wrong secret', async () => {
    const { knock } = await house()
    const wrong = await knock('lookUp', undefined, { body: { code: 'H57.40-260310-0001', factor: 'ABCDEF' } })
    expect([wrong.status, wrong.json.code]).toEqual([404, 'not-found'])
  })
})

describe('problems', () => {
  it('carry the status and Vietnamese sentence of their table', async () => {
    const { knock } = await house()
    const opened = await knock('openAtDesk', reception, { body: atDesk })
    const { id } = Object(opened.json.dossier)
    const { status, json } = await knock('act', reception, { path: { id }, body: { act: 'accept', version: 1 } })
    expect([status, json.code, json.detail]).toEqual([
      422,
      'components-not-ready',
      objections['components-not-ready'].says,
    ])
    expect(json.type).toBe('urn:mot-cua:problem:components-not-ready')
    expect(json.faults).toEqual([
      {
        where: 'dossier.requiredPapers.giay-1',
        code: 'components-not-ready',
        detail: expect.stringMatching(/^Giấy chứng sinh: chưa có tệp;.*waived/),
      },
    ])
  })

  it('tell apart a neighbour that is silent from a fault of ours, and give no detail of either', async () => {
    for (const [error, status, code] of [
      [new Outage('the table', new Error('secret host')), 503, 'outage'],
      [new TypeError('secret'), 500, 'defect'],
    ] as const) {
      const lines: unknown[] = []
      const door = serve({
        serves: 'lookup',
        schemas,
        issuers: {},
        desk: () => Promise.reject(error),
        answers: { lookUp: async () => undefined, followDossier: async () => undefined },
        write: (line) => void lines.push(line),
      })
      const request = new Request('https://api.test/v1/public/lookups', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ code: 'H57.40-260310-0001', factor: 'ABCDEF' }),
      })
      const meta = { requestId: 'r', routeKey: 'POST /v1/public/lookups', sourceIp: '127.0.0.1' }
      const response = await door(request, undefined, meta)
      expect([response.status, JSON.parse(response.body).detail]).toEqual([status, refusals[code].says])
      expect(response.body).not.toContain('secret')
      expect(JSON.stringify(lines)).not.toContain('secret')
    }
  })

  it('keep an answer that does not fit its schema in the house', async () => {
    const leaky = { found: 'x', identityNumber: '046090000001' } as never
    const door = serve({
      serves: 'lookup',
      schemas,
      issuers: {},
      desk: async () => ({}),
      answers: { lookUp: async () => leaky, followDossier: async () => undefined },
      write: () => {},
    })
    const request = new Request('https://api.test/v1/public/lookups', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code: 'H57.40-260310-0001', factor: 'ABCDEF' }),
    })
    const meta = { requestId: 'r', routeKey: 'POST /v1/public/lookups', sourceIp: '127.0.0.1' }
    const response = await door(request, undefined, meta)
    expect(response.status).toBe(500)
    expect(response.body).not.toContain('046090000001')
  })
})

describe('the log', () => {
  it('has one line a request, with ids and no person’s data', async () => {
    const { knock, lines } = await house()
    const opened = await knock('openAtDesk', reception, { body: atDesk })
    const { id } = Object(opened.json.dossier)
    await knock('act', reception, { path: { id }, body: { act: 'accept', version: 1 } })
    expect(lines).toHaveLength(2)
    expect(lines[1]).toMatchObject({
      route: 'act',
      act: 'accept',
      code: id,
      outcome: 'components-not-ready',
      status: 422,
    })
    expect(JSON.stringify(lines)).not.toMatch(/046090000001|0912345678|Trần|Lê Thị/)
  })
})
