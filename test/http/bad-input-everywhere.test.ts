import { describe, expect, it } from 'vitest'
import { routes } from '../../shared/http/routes.ts'
import { citizenClaims, machineClaims, machineId, staffClaims } from './given.ts'
import { accepted } from './stories.ts'

const everything = staffClaims('H57.40/desk', 'reception', 'leader', 'supervisor', 'admin')

const claimsOf = {
  citizen: citizenClaims,
  staff: everything,
  machine: machineClaims('dossiers.follow', 'reports.read'),
  none: undefined,
  partner: undefined,
}

/** What strangers put where an id, a number, a day or a code belongs. */
const oddNames = [
  '..%2f..%2fetc%2fpasswd',
  '%00',
  '%ff%fe',
  '%E1%BA%A1'.repeat(50),
  '__proto__',
  'constructor',
  '-1',
  '1e9',
  '9'.repeat(400),
  "' OR 1=1 --",
  '%F0%9F%98%80',
  'x'.repeat(5_000),
]
const oddQuestions = [
  '?limit=-1',
  '?limit=99999999999999999999',
  '?after=__proto__',
  '?after=AAAA.BBBB',
  '?__proto__=1&constructor=2',
  '?limit=1&limit=2',
  '?%ff=1',
  '?q=%ED%A0%80%00',
  '?code=%00',
  `?q=${'x'.repeat(9_000)}`,
]
const oddBodies = [
  'null',
  '0',
  '""',
  '[]',
  '[[]]',
  '{"__proto__":null}',
  '{"act":{"act":"accept"}}',
  '{"version":1e400}',
  '{',
  '\u0000',
]

describe.each(routes)('$id', ({ id, path, method, issuer }) => {
  const claims = claimsOf[issuer]
  const names = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')

  it('answers odd names, questions and bodies with a problem of its own, never with 500, and moves nothing', async () => {
    const { knock, ports, id: dossier } = await accepted()
    await ports.machines.keep({ client: machineId, name: 'Cổng thử', agency: 'H57.40', expiresOn: '2026-12-31' })
    const before = JSON.stringify([...ports.store.records])
    const right = { id: dossier, n: '1', day: '2026-03-10', code: '1.001193' }
    const asked = [
      ...names.flatMap((name) => oddNames.map((odd) => ({ path: { ...right, [name]: odd } }))),
      ...oddQuestions.map((query) => ({ path: right, query })),
      ...(method === 'POST' ? oddBodies.map((raw) => ({ path: right, raw })) : []),
    ]
    for (const said of asked) {
      const { status, json, headers } = await knock(id, claims, said)
      expect([said, status < 500]).toEqual([said, true])
      if (status >= 400) {
        expect([said, headers.get('content-type')]).toEqual([said, 'application/problem+json; charset=utf-8'])
        expect([said, typeof json.code, json.status]).toEqual([said, 'string', status])
      }
    }
    expect(JSON.stringify([...ports.store.records])).toBe(before)
  })
})
