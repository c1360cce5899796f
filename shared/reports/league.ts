import type { UnitId } from '../agencies/unit.ts'
import { cellOf, type FiguresReport, percentOf } from './figures-report.ts'

/** Xếp hạng cơ quan: one agency in one period. */
export interface Standing {
  agency: UnitId
  resolved: number
  overdue: number
  /** Of the resolved; `null` without any. */
  overduePercent: number | null
  openLate: number
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

/** Agencies of a period, best first: by the share of what they resolved late, then by what lies late with them. */
export function standingsOf({ definition, rows }: FiguresReport): readonly Standing[] {
  const all = rows.map((row): Standing => {
    const [resolved, overdue, openLate] = ['resolved', 'overdue', 'open-late'].map((id) => cellOf(definition, row, id))
    return {
      agency: row.key,
      resolved: resolved ?? 0,
      overdue: overdue ?? 0,
      overduePercent: percentOf(overdue ?? 0, resolved ?? 0),
      openLate: openLate ?? 0,
    }
  })
  const weight = ({ overduePercent, openLate }: Standing) =>
    overduePercent === null && openLate === 0 ? null : (overduePercent ?? 0) * 1_000_000 + openLate
  const places = ranked(all, weight, 'low-first').map(({ one, ...place }): Standing => ({ ...one, ...place }))
  return places.toSorted((a, b) => (a.rank ?? 10_000) - (b.rank ?? 10_000) || (a.agency < b.agency ? -1 : 1))
}

/** When an agency is late too often: above so many percent, in so many of the periods looked at. Ours; no text sets it. */
export const repeatRule = { abovePercent: 5, times: 3, leastResolved: 10 } as const

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
        ({ overduePercent, resolved }) =>
          (overduePercent ?? 0) > repeatRule.abovePercent && resolved >= repeatRule.leastResolved,
      )
      .map((standing) => ({ ...standing, period })),
  )
  return [...Map.groupBy(above, ({ agency }) => agency)]
    .flatMap(([agency, own]) => (own.length >= repeatRule.times ? [{ agency, periods: own }] : []))
    .sort((a, b) => b.periods.length - a.periods.length || (a.agency < b.agency ? -1 : 1))
}
