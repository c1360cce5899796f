import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import type { Role } from '../../shared/agencies/unit.ts'
import { type RouteId, routes } from '../../shared/http/routes.ts'
import { shapeOf } from '../../shared/http/schemas.ts'
import { department, ward } from '../given.ts'
import { house, type Knock, staffClaims } from './given.ts'

const agency = department
const path = { day: '2026-03-10', month: '2026-02', report: 'II.06a', column: 'received', index: '766', n: '1' }
const period = { from: '2026-01-01', to: '2026-03-31' }
const file = { fileName: 'a.pdf', type: 'application/pdf', size: 10, sha256: 'b'.repeat(64) }
const asks = (query = ''): Knock => ({ path, query: `?agency=${agency}${query}` })
const inPeriod = asks(`&from=${period.from}&to=${period.to}`)
const entry = { code: '1.1', value: { kind: 'share', count: 9, of: 10 }, source: 'Báo cáo số 1', evidence: [1] }
const impact: Knock = { path: { code: '1.001193' }, query: `?agency=${agency}&year=2026` }

/** Doors at which an agency may be named and that tell or write what is its own: a whole request each, of another agency's. */
const shut: Partial<Record<RouteId, Knock>> = {
  overdueOfDay: asks(),
  downloadOverdue: asks(),
  listLate: asks(),
  readFigures: inPeriod,
  downloadFigures: inPeriod,
  traceFigures: inPeriod,
  askReport: { body: { kind: 'register', agency, ...period } },
  listIssues: asks(),
  readIssue: asks(),
  downloadIssue: asks(),
  readCorrections: asks(),
  downloadCorrections: asks(),
  readIndex: inPeriod,
  downloadIndex: inPeriod,
  listHandEntries: inPeriod,
  enterByHand: { path, body: { agency, ...period, ...entry } },
  reserveEvidence: { path, body: { agency, ...period, ...file } },
  listEvidence: inPeriod,
  downloadEvidence: inPeriod,
  readRating: inPeriod,
  actOnRating: { path, body: { agency, ...period, act: 'draw-up', version: 0 } },
  downloadRatings: inPeriod,
  readImpact: impact,
  downloadImpact: impact,
  printRegister: inPeriod,
  listFeedback: asks(),
  surveyResults: asks('&from=2026-01&to=2026-03'),
  surveyDossiers: asks(),
}
/** What every officer may know of every agency. */
const open: readonly RouteId[] = ['listCalendar', 'listUnitVersions', 'listOfficers']

function namesAgency(schema: z.ZodType | undefined): boolean {
  if (!schema) return false
  const { properties, oneOf, anyOf } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return [{ properties }, ...(oneOf ?? []), ...(anyOf ?? [])].some((one) => 'agency' in Object(one.properties))
}

describe('an agency that is named in a request', () => {
  it('is looked for at every door of officers that takes one', () => {
    const doors = routes
      .filter(
        ({ id, issuer }) => issuer === 'staff' && (namesAgency(shapeOf(id).query) || namesAgency(shapeOf(id).body)),
      )
      .map(({ id }) => id)
    expect([...Object.keys(shut), ...open].sort()).toEqual(doors.sort())
  })

  it.each(Object.entries(shut) as [RouteId, Knock][])('must be the officer’s own at %s', async (id, said) => {
    const { knock, ports } = await house()
    const before = JSON.stringify([...ports.store.records])
    const row = routes.find((route) => route.id === id)
    const roles: readonly Role[] = row && 'roles' in row ? row.roles : []
    const all = roles.filter((role) => role !== 'supervisor' && role !== 'admin')
    const { status, json } = await knock(id, staffClaims(`${ward}/office`, ...all), said)
    // Of a file of evidence nobody elsewhere learns whether there is one.
    const no =
      id === 'downloadEvidence' ? [404, 'not-found'] : [403, expect.stringMatching(/^not-your-(agency|rating)$/)]
    expect([status, json.code]).toEqual(no)
    expect(JSON.stringify([...ports.store.records])).toBe(before)
  })
})
