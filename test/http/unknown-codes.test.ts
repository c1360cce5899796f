import { describe, expect, it } from 'vitest'
import type { RouteId } from '../../shared/http/routes.ts'
import { ward } from '../given.ts'
import { house, reception, staffClaims } from './given.ts'
import { accepted, registered } from './stories.ts'

const everything = staffClaims(`${ward}/desk`, 'reception', 'leader', 'unit-head', 'supervisor', 'admin')
const days = 'from=2026-03-01&to=2026-03-31'
const path = { report: 'II.06a', column: 'open', index: '766', month: '2026-03', day: '2026-03-10', code: '1.001193' }

/** Doors at which an agency may be named, with the rest of what they take. */
const doors: readonly (readonly [RouteId, string])[] = [
  ['readFigures', days],
  ['downloadFigures', days],
  ['traceFigures', days],
  ['listLate', ''],
  ['surveyResults', 'from=2026-01&to=2026-03'],
  ['surveyDossiers', ''],
  ['listFeedback', ''],
  ['publishedFeedback', ''],
  ['readIndex', days],
  ['listHandEntries', days],
  ['downloadRatings', days],
  ['printRegister', days],
  ['listIssues', ''],
  ['overdueOfDay', ''],
  ['readImpact', 'year=2026'],
  ['listCalendar', ''],
  ['listOfficers', ''],
]

describe('an agency that never was', () => {
  it.each(doors)('is told at %s, not answered as one without figures', async (id, rest) => {
    const { knock } = await house()
    const { status, json } = await knock(id, everything, { path, query: `?${rest}&agency=H99` })
    expect([status, json.code, json.faults?.map(({ where, code }) => [where, code])]).toEqual([
      400,
      'bad-input',
      [['query.agency', 'not-offered']],
    ])
    const known = await knock(id, everything, { path, query: `?${rest}&agency=${ward}` })
    expect([id, known.json.faults]).toEqual([id, undefined])
  })

  it('is told in a body too, and nothing is queued', async () => {
    const { knock } = await house()
    const body = { kind: 'late', from: '2026-01-01', to: '2026-03-31', agency: 'H99' }
    const { status, json } = await knock('askReport', everything, { body })
    expect([status, json.faults?.map(({ where }) => where)]).toEqual([400, ['body.agency']])
    const all = { kind: 'figures', report: 'II.06a', from: '2026-01-01', to: '2026-03-31', agency: 'all' }
    expect((await knock('askReport', everything, { body: all })).status).toBe(200)
  })
})

describe('a paper that the procedure does not have', () => {
  const counted = [
    { paper: 'giay-1', form: 'copy', count: 1 },
    { paper: 'qqq', form: 'copy', count: 1 },
  ]

  it('is neither waived nor received: each one is named, and the dossier stays as it was', async () => {
    const { knock, id } = await registered()
    const waived = [{ paper: 'zzz', reason: 'Không cần' }]
    const act = (body: object) => knock('act', reception, { path: { id }, body: { version: 1, ...body } })
    const { status, json } = await act({ act: 'accept', waived, handedIn: counted })
    expect([status, json.code, json.faults?.map(({ where }) => where)]).toEqual([
      422,
      'unknown-paper',
      ['body.waived.0.paper', 'body.handedIn.1.paper'],
    ])
    const right = { act: 'accept', waived: [{ paper: '#1', reason: 'Thừa' }], handedIn: counted.slice(0, 1) }
    expect((await act(right)).status).toBe(200)
  })

  it('is not counted anew either', async () => {
    const { knock, id } = await accepted()
    const said = { act: 'amend', version: 2, reason: 'Đếm lại', handedIn: counted }
    const { json } = await knock('act', reception, {
      path: { id },
      body: said,
      headers: { 'idempotency-key': 'dem-lai-1' },
    })
    expect([json.code, json.faults?.map(({ where }) => where)]).toEqual(['unknown-paper', ['body.handedIn.1.paper']])
  })
})
