import type { UnitId } from '../agencies/unit.ts'
import { cellOf, type FiguresReport, type FiguresRow, percentOf, type ShownReport } from './figures-report.ts'

/** Xếp hạng cơ quan: one agency in one period. */
export interface Standing {
  agency: UnitId
  resolved: number
  overdue: number
  /** Of the resolved; `null` without any. */
  overduePercent: number | null
  openLate: number
  /** Of the resolved and what lies late, what is late: waiting to be resolved late is no better than resolved late. */
  latePercent: number | null
  /** 1 is best; equal figures share a rank, and the next one is left out. Absent where nothing was resolved and nothing is late. */
  rank?: number
}

/** Ranks with ties: 1, 2, 2, 4. What has no value has no rank. */
export function ranked<T>(all: readonly T[], measured: (one: T) => number | null, order: 'low-first' | 'high-first') {
  const sign = order === 'low-first' ? 1 : -1
  const values = all.flatMap((one) => measured(one) ?? [])
  return all.map((one) => {
    const value = measured(one)
    return value === null ? { one } : { one, rank: 1 + values.filter((other) => sign * (other - value) < 0).length }
  })
}

/** Agencies of a period, best first: by the share that is late of what they resolved and what lies late with them. */
export function standingsOf({ definition, rows }: FiguresReport): readonly Standing[] {
  return inRank(rows.map((row) => standingOf(definition, row)))
}

/** How an agency stands by its row, or by the total of its own report, of II.06a. */
export function standingOf(definition: Pick<ShownReport['definition'], 'columns'>, row: FiguresRow): Standing {
  const of = (id: string) => cellOf(definition, row, id)
  const [resolved, overdue, openLate] = [of('resolved'), of('overdue'), of('open-late')]
  const overduePercent = percentOf(overdue, resolved)
  const latePercent = percentOf(overdue + openLate, resolved + openLate)
  return { agency: row.key, resolved, overdue, overduePercent, openLate, latePercent }
}

/** With their ranks, best first. */
export function inRank<T extends Standing>(all: readonly T[]): readonly T[] {
  const places = ranked(all, shareOf, 'low-first').map(({ one, ...place }): T => ({ ...one, ...place }))
  return places.toSorted((a, b) => (a.rank ?? 10_000) - (b.rank ?? 10_000) || (a.agency < b.agency ? -1 : 1))
}

/** Exact, unlike the percentage that is shown: a rounded one makes ties. */
function shareOf({ overdue, openLate, resolved }: Standing): number | null {
  return resolved + openLate === 0 ? null : (overdue + openLate) / (resolved + openLate)
}

/** When an agency is late too often: above so many percent of at least so many, in so many of the periods looked at. Ours; no text sets it. */
export const repeatRule = { abovePercent: 5, times: 3, leastDossiers: 10 } as const

export interface Repeated {
  agency: UnitId
  /** The periods in which it was above, with their figures. */
  periods: readonly (Standing & { period: string })[]
}

/** Tái diễn: agencies that were above the line in several periods, worst first. */
export function repeatedIn(
  periods: readonly { period: string; standings: readonly Standing[] }[],
): readonly Repeated[] {
  const above = periods.flatMap(({ period, standings }) =>
    standings
      .filter(
        ({ overdue, openLate, resolved }) =>
          (overdue + openLate) * 100 > repeatRule.abovePercent * (resolved + openLate) &&
          resolved + openLate >= repeatRule.leastDossiers,
      )
      .map((standing) => ({ ...standing, period })),
  )
  return [...Map.groupBy(above, ({ agency }) => agency)]
    .flatMap(([agency, own]) => (own.length >= repeatRule.times ? [{ agency, periods: own }] : []))
    .sort((a, b) => b.periods.length - a.periods.length || (a.agency < b.agency ? -1 : 1))
}
