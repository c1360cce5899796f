import { describe, expect, it } from 'vitest'
import { type RouteId, routes } from '../../shared/http/routes.ts'
import { ward } from '../given.ts'
import { city } from './city.ts'
import { citizenClaims, type Knock, machineClaims, staffClaims, staffIssuer } from './given.ts'
import { everyRole } from './matrix.ts'

/** Doors of everybody, and a request at each; those with `true` are shut for an officer's session. */
const open: [RouteId, Knock, true?][] = [
  ['contract', {}],
  ['docs', {}],
  ['findProcedures', {}],
  ['procedureFacets', {}],
  ['readProcedure', { path: { code: '1.001193' } }],
  ['listUnits', {}],
  ['readCalendar', { path: { id: ward } }],
  ['lookUp', { body: { code: 'H57.40-260310-9999', factor: 'ABCDEF' } }],
  ['publicOverdue', {}],
  ['postingSheet', { path: { code: '1.001193' } }],
  ['processDocument', { path: { code: '1.001193' } }],
  ['followFeedback', { body: { code: 'H57.40-260310-9999', factor: 'ABCDEF' } }],
  ['publishedFeedback', { query: `?agency=${ward}` }],
  ['startSurvey', { body: { code: 'H57.40-260310-9999', factor: 'ABCDEF' } }, true],
  ['answerSurvey', { body: { code: 'H57.40-260310-9999', factor: 'ABCDEF', questionnaire: 'x', answers: {} } }, true],
  ['tellFeedback', { body: { code: 'H57.40-260310-9999', factor: 'ABCDEF', kind: 'proposal', text: 'Ý kiến' } }, true],
  ['replyToFeedback', { body: { code: 'H57.40-260310-9999', factor: 'ABCDEF', feedback: 'x', act: 'rate' } }, true],
]
/** Doors of partners, whose word counts when it is signed: here it is not. */
const partners: [RouteId, Knock][] = [
  ['takePlatformCall', { body: { MaThamChieu: 'x' } }],
  ['askFeeOwed', { body: { MaHoSo: 'H57.40-260310-0001' } }],
  ['fetchToldFile', { path: { link: 'a'.repeat(43) } }],
  ['takeVnpayCall', { query: '?vnp_TxnRef=x' }],
]
const callers = [
  ...everyRole.map((role) => staffClaims(`${ward}/desk`, role)),
  citizenClaims,
  machineClaims('dossiers.follow'),
]
const bearer = (claims: object) => ({
  authorization: `Bearer e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`,
})

describe('a door without a token', () => {
  it('is named here, whosever it is', () => {
    const doors = routes.filter(({ issuer }) => issuer === 'none' || issuer === 'partner').map(({ id }) => id)
    expect([...open, ...partners].map(([id]) => id).sort()).toEqual(doors.sort())
    const shut = routes.filter((row) => 'noStaff' in row).map(({ id }) => id)
    expect(open.flatMap(([id, , isShut]) => (isShut ? [id] : [])).sort()).toEqual(shut.sort())
  })

  it.each(open)('%s says to every role what it says to anybody, or nothing to officers', async (id, said, isShut) => {
    const { knock } = await city()
    const anybody = await knock(id, undefined, said)
    expect([401, 403]).not.toContain(anybody.status)
    for (const claims of callers) {
      const headers = { ...said.headers, ...bearer(claims) }
      const { status, text, json } = await knock(id, claims, { ...said, headers })
      if (isShut && claims.iss === staffIssuer) expect([status, json.code]).toEqual([403, 'officers-do-not-answer'])
      else expect([status, text]).toEqual([anybody.status, anybody.text])
    }
  })

  it.each(partners)('%s believes no token in the place of a signature, and changes nothing', async (id, said) => {
    const { knock, ports } = await city()
    const anybody = await knock(id, undefined, said)
    const before = JSON.stringify([...ports.store.records])
    for (const claims of callers) {
      const { status, text } = await knock(id, claims, { ...said, headers: bearer(claims) })
      expect([status, text]).toEqual([anybody.status, anybody.text])
    }
    expect(JSON.stringify([...ports.store.records])).toBe(before)
    expect(anybody.text).not.toMatch(/H57\.40-260310-0001|https?:/)
  })
})
