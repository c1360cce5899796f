import { describe, expect, it } from 'vitest'
import { type RouteId, routes } from '../../shared/http/routes.ts'
import { ward } from '../given.ts'
import { house, staffClaims } from './given.ts'

const everything = staffClaims(`${ward}/desk`, 'reception', 'leader', 'unit-head', 'supervisor', 'admin')
const days = { from: '2026-02-10', to: '2026-01-01' }
const months = { from: '2026-11', to: '2026-01' }
const hand = { source: '1/BC', evidence: [], value: { kind: 'points', points: 1 }, code: '1' }
const file = { fileName: 'a.pdf', type: 'application/pdf', size: 9, sha256: 'a'.repeat(64) }

/** Every door at which a period is asked for, with the rest of what it takes. */
const doors: readonly [RouteId, Record<string, unknown>][] = [
  ['readFigures', days],
  ['downloadFigures', days],
  ['traceFigures', days],
  ['readIndex', days],
  ['downloadIndex', days],
  ['listHandEntries', days],
  ['listEvidence', days],
  ['downloadEvidence', days],
  ['readRating', days],
  ['listRatings', days],
  ['downloadRatings', days],
  ['listCalendar', days],
  ['readCalendar', days],
  ['printRegister', days],
  ['surveyResults', months],
  ['searchDossiers', { name: 'Thử', ...months }],
  ['enterByHand', { ...hand, ...days }],
  ['reserveEvidence', { ...file, ...days }],
  ['actOnRating', { act: 'draw-up', version: 0, ...days }],
  ['actOnRating', { act: 'finish', agency: ward, version: 0, ...days }],
  ['askReport', { kind: 'figures', report: 'II.06a', ...days }],
  ['askReport', { kind: 'register', ...days }],
  ['askReport', { kind: 'late', ...days }],
  ['askReport', { kind: 'trace', report: 'II.06a', column: 'open', ...days }],
  ['letStandIn', { absent: 'cb-1', substitute: 'cb-2', reason: 'Nghỉ phép', ...days }],
]
const path = { report: 'II.06a', column: 'open', index: '766', n: '1', id: ward }

describe('a period that runs backwards', () => {
  it.each(doors)('is refused by %s at its end, with a code for machines', async (id, said) => {
    const { status, json } = await asked(id, said)
    expect([status, json.code]).toEqual([400, 'bad-input'])
    expect(json.faults).toEqual([
      { where: `${part(id)}.to`, code: 'wrong-form', detail: 'Cuối kỳ phải từ đầu kỳ trở đi.' },
    ])
  })

  it('is told beside whatever else is wrong, and not where a day cannot be read', async () => {
    const beside = await asked('readFigures', { ...days, limit: 'x' })
    expect(beside.json.faults?.map(({ where }) => where)).toEqual(['query.limit', 'query.to'])
    const unread = await asked('readFigures', { from: '2026-02-30', to: '2026-01-01' })
    expect(unread.json.faults?.map(({ where }) => where)).toEqual(['query.from'])
  })

  it('longer than ten years is told so beside whatever else is wrong, and not where a day cannot be read', async () => {
    const told = async (said: object) =>
      (await asked('askReport', { kind: 'late', ...said })).json.faults?.map(({ where, code }) => `${where} ${code}`)
    expect(await told({ from: '2015-01-01', to: '2026-01-01' })).toEqual(['body.to too-big'])
    expect(await told({ from: '2015-01-01', to: '2026-01-01', format: 'doc', x: 1 })).toEqual([
      'body.format not-offered',
      'body.x unknown-field',
      'body.to too-big',
    ])
    expect(await told({ from: '2015-02-30', to: '2026-01-01' })).toEqual(['body.from wrong-form'])
    const job = await asked('askReport', { kind: 'late', from: '2016-01-02', to: '2026-01-01', format: 'doc' })
    expect(job.json.faults?.map(({ where }) => where)).toEqual(['body.format'])
  })

  it('of one day, or open at one end, is none', async () => {
    for (const [id, said] of [
      ['readFigures', { from: '2026-02-10', to: '2026-02-10' }],
      ['readCalendar', { from: '2026-02-10' }],
    ] as const) {
      expect([id, (await asked(id, said)).status]).toEqual([id, 200])
    }
  })
})

async function asked(id: RouteId, said: Record<string, unknown>) {
  const { knock } = await house()
  if (part(id) === 'body') return knock(id, everything, { path, body: said })
  const query = new URLSearchParams(Object.entries(said).map(([name, value]) => [name, String(value)]))
  return knock(id, everything, { path, query: `?${query}` })
}

function part(id: RouteId): 'body' | 'query' {
  return routes.find((row) => row.id === id)?.method === 'POST' ? 'body' : 'query'
}
