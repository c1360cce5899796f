import { describe, expect, it } from 'vitest'
import type { LineKind } from '../../shared/counters/cells.ts'
import { type LineFigures, noFigures } from '../../shared/counters/figures.ts'
import { inRank, leagueBasis, ranked, repeatedIn, requestsIn, standingOf } from '../../shared/reports/figures/league.ts'

type Said = { onTime?: number; overdue?: number; openLate?: number; elsewhere?: readonly [ended: number, open: number] }

function work(kind: LineKind, { onTime = 0, overdue = 0, openLate = 0, elsewhere: [ended, open] = [0, 0] }: Said) {
  const figures: LineFigures = noFigures({ kind, field: '', procedure: '', ...(kind === 'part' && { from: 'X' }) })
  figures.flows['received-direct'] = onTime + overdue + openLate
  figures.end.open = openLate
  figures.end.late = openLate
  figures.flows['on-time'] = onTime
  figures.flows.overdue = overdue
  figures.flows['late-elsewhere-ended'] = ended
  figures.end['late-elsewhere'] = open
  return figures
}

function standings(...agencies: readonly (readonly [string, number, number, number?])[]) {
  const own = agencies.map(([key, onTime, overdue, openLate = 0]) =>
    standingOf(key, [work('whole', { onTime, overdue, openLate })]),
  )
  return inRank(own)
}

describe('whose work is held against whom', () => {
  const waiting = [work('whole', { onTime: 10, overdue: 3, openLate: 2, elsewhere: [3, 2] })]
  const slow = [work('part', { onTime: 5, overdue: 3, openLate: 2 })]
  const quick = [work('part', { onTime: 20 })]

  it('is not the one that waited, but the one that had the part, by the part’s own clock', () => {
    const found = inRank([standingOf('waits', waiting), standingOf('slow', slow), standingOf('quick', quick)])
    expect(found.map(({ agency, rank, latePercent }) => [agency, rank, latePercent])).toEqual([
      ['quick', 1, 0],
      ['waits', 1, 0],
      ['slow', 3, 50],
    ])
  })

  it('stays with the one that waited where the other kept its part’s time', () => {
    const own = standingOf('waits', [work('whole', { onTime: 10, overdue: 3, openLate: 2 })])
    expect([own.latePercent, inRank([own, standingOf('other', quick)]).map(({ agency }) => agency)]).toEqual([
      33.33,
      ['other', 'waits'],
    ])
  })

  it('is told apart, request and part, and corrections of results are nobody’s', () => {
    const both = [...waiting, ...slow, work('correction', { overdue: 9 })]
    expect(standingOf('A', both)).toEqual({
      ...{ agency: 'A', resolved: 13, overdue: 3, overduePercent: 23.08, openLate: 2 },
      elsewhere: { overdue: 3, openLate: 2 },
      parts: { resolved: 8, overdue: 3, openLate: 2 },
      latePercent: 21.74,
    })
  })

  it('counts the request of a citizen once in all agencies together, however many had a part', () => {
    expect(requestsIn([...waiting, ...slow, ...quick])).toEqual({ received: 15, resolved: 13, overdue: 3, openLate: 2 })
    expect(leagueBasis).toMatch(/đếm một lần/u)
  })

  it('is above the line by its own account alone', () => {
    const months = (lines: readonly LineFigures[]) =>
      ['2026-01', '2026-02', '2026-03'].map((period) => ({ period, standings: [standingOf('A', lines)] }))
    expect([repeatedIn(months(waiting)), repeatedIn(months(slow)).length]).toEqual([[], 1])
  })
})

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
