import { describe, expect, it } from 'vitest'
import { noFigures } from '../../shared/counters/figures.ts'
import { lineReports } from '../../shared/reports/figures-definitions.ts'
import { figuresReport } from '../../shared/reports/figures-report.ts'
import { ranked, repeatedIn, standingsOf } from '../../shared/reports/league.ts'

const [definition] = lineReports

function standings(...agencies: readonly (readonly [string, number, number, number?])[]) {
  if (!definition) throw new Error('no definition')
  const groups = agencies.map(([key, onTime, overdue, openLate = 0]) => {
    const figures = noFigures({ kind: 'whole', field: '', procedure: '' })
    figures.flows['received-direct'] = onTime + overdue + openLate
    figures.end.open = openLate
    figures.end.late = openLate
    figures.flows['on-time'] = onTime
    figures.flows.overdue = overdue
    return { key, label: key, things: [figures] }
  })
  return standingsOf(figuresReport(definition, groups))
}

describe('the league of agencies', () => {
  it('ranks by the share resolved late, ties share a rank, and who had nothing has none', () => {
    const found = standings(['A', 90, 10], ['B', 100, 0], ['C', 45, 5], ['D', 0, 0])
    expect(found.map(({ agency, rank, overduePercent }) => [agency, rank, overduePercent])).toEqual([
      ['B', 1, 0],
      ['A', 2, 10],
      ['C', 2, 10],
      ['D', undefined, null],
    ])
  })

  it('holds what lies late against an agency like what it resolved late', () => {
    const found = standings(
      ['piling up', 9, 0, 5000],
      ['late at last', 60, 40],
      ['clean', 10, 0],
      ['nothing done', 0, 0, 3],
    )
    expect(found.map(({ agency, rank, latePercent }) => [agency, rank, latePercent])).toEqual([
      ['clean', 1, 0],
      ['late at last', 2, 40],
      ['piling up', 3, 99.82],
      ['nothing done', 4, 100],
    ])
  })

  it('tells shares apart that are shown alike', () => {
    const found = standings(['A', 99_999, 2], ['B', 99_999, 1])
    expect(found.map(({ agency, rank, latePercent }) => [agency, rank, latePercent])).toEqual([
      ['B', 1, 0],
      ['A', 2, 0],
    ])
  })

  it('leaves out the rank after a tie', () => {
    const rows = ranked([5, 5, 7, 1], (one) => one, 'high-first')
    expect(rows.map(({ rank }) => rank)).toEqual([2, 2, 1, 4])
  })

  it('names who was above the line in three periods, and nobody for a handful of dossiers', () => {
    const periods = ['2026-01', '2026-02', '2026-03'].map((period) => ({
      period,
      standings: standings(['A', 90, 10], ['B', 100, 0], ['C', 1, 1], ['D', 2, 0, 40]),
    }))
    expect(repeatedIn(periods).map(({ agency, periods: own }) => [agency, own.length])).toEqual([
      ['A', 3],
      ['D', 3],
    ])
    expect(repeatedIn(periods.slice(1))).toEqual([])
  })
})
