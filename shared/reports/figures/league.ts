import type { UnitId } from '../../agencies/unit.ts'
import type { LineKind } from '../../counters/cells.ts'
import { type LineFigures, receivedOf } from '../../counters/figures.ts'
import { overdueOf, resolvedAndEndedOf } from './figures-definitions.ts'
import { percentOf } from './figures-report.ts'
import { sumOf } from './sources.ts'

/** Of some work: resolved, with what was withdrawn or stopped; of that late; open and late at the end. */
export interface Work {
  resolved: number
  overdue: number
  openLate: number
}

/**
 * Xếp hạng cơ quan: one agency in one period. Its own requests, as Biểu II.06a has them, each counted where it was received and nowhere else;
 * beside them the parts it works on for others, by their own clock.
 */
export interface Standing extends Work {
  agency: UnitId
  /** Of the resolved; `null` without any. */
  overduePercent: number | null
  /** Of its overdue requests: late while another agency had a part that was, or is, late itself. Not held against it. */
  elsewhere: Omit<Work, 'resolved'>
  parts: Work
  /** What it is ranked by: of all it answers for, requests and parts, what is late on its own account; resolved or not. */
  latePercent: number | null
  /** 1 is best; equal figures share a rank, and the next one is left out. Absent where nothing was resolved and nothing is late. */
  rank?: number
}

/** Căn cứ xếp hạng, as it is told wherever agencies are ranked. */
export const leagueBasis =
  'Mỗi hồ sơ của dân đếm một lần, ở cơ quan tiếp nhận (hoặc cơ quan có thẩm quyền khi tiếp nhận phi địa giới); phần liên thông đếm ở cơ quan giải quyết phần ấy, theo hạn riêng của phần. ' +
  'Tỷ lệ xếp hạng = quá hạn thuộc trách nhiệm ÷ việc thuộc trách nhiệm (đã giải quyết và đang quá hạn, cả hồ sơ lẫn phần liên thông). ' +
  'Hồ sơ quá hạn trong lúc phần liên thông còn ở cơ quan khác, mà phần ấy chưa trả hoặc trả quá hạn của phần, không tính là quá hạn của cơ quan chờ.'

/** Ranks with ties: 1, 2, 2, 4. What has no value has no rank. */
export function ranked<T>(all: readonly T[], measured: (one: T) => number | null, order: 'low-first' | 'high-first') {
  const sign = order === 'low-first' ? 1 : -1
  const values = all.flatMap((one) => measured(one) ?? [])
  return all.map((one) => {
    const value = measured(one)
    return value === null ? { one } : { one, rank: 1 + values.filter((other) => sign * (other - value) < 0).length }
  })
}

/** How an agency stands by its own lines of a period. */
export function standingOf(agency: UnitId, lines: readonly LineFigures[]): Standing {
  const whole = sumOf.lines(ofKind(lines, 'whole'))
  const elsewhere = { overdue: whole.flows['late-elsewhere-ended'], openLate: whole.end['late-elsewhere'] }
  return standingBy(agency, workIn(whole), elsewhere, workIn(sumOf.lines(ofKind(lines, 'part'))))
}

export function standingBy(agency: UnitId, own: Work, elsewhere: Standing['elsewhere'], parts: Work): Standing {
  const { late, all } = answeredFor({ ...own, elsewhere, parts })
  const overduePercent = percentOf(own.overdue, own.resolved)
  return { agency, ...own, overduePercent, elsewhere, parts, latePercent: percentOf(late, all) }
}

const ofKind = (lines: readonly LineFigures[], kind: LineKind) => lines.filter(({ line }) => line.kind === kind)

const workIn = (figures: LineFigures): Work => ({
  resolved: resolvedAndEndedOf(figures),
  overdue: overdueOf(figures),
  openLate: figures.end.late,
})

/** Requests of the people in all agencies, each counted once. */
export function requestsIn(lines: readonly LineFigures[]): Work & { received: number } {
  const whole = sumOf.lines(ofKind(lines, 'whole'))
  return { received: receivedOf(whole), ...workIn(whole) }
}

/** Thuộc trách nhiệm: what is late on an agency's own account, and all it answers for. */
function answeredFor({ resolved, overdue, openLate, elsewhere, parts }: Work & Pick<Standing, 'elsewhere' | 'parts'>) {
  const open = openLate - elsewhere.openLate + parts.openLate
  return { late: overdue - elsewhere.overdue + parts.overdue + open, all: resolved + parts.resolved + open }
}

/** With their ranks, best first. */
export function inRank<T extends Standing>(all: readonly T[]): readonly T[] {
  const places = ranked(all, shareOf, 'low-first').map(({ one, ...place }): T => ({ ...one, ...place }))
  return places.toSorted((a, b) => (a.rank ?? 10_000) - (b.rank ?? 10_000) || (a.agency < b.agency ? -1 : 1))
}

/** Exact, unlike the percentage that is shown: a rounded one makes ties. */
function shareOf(standing: Standing): number | null {
  const { late, all } = answeredFor(standing)
  return all === 0 ? null : late / all
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
      .filter((standing) => {
        const { late, all } = answeredFor(standing)
        return late * 100 > repeatRule.abovePercent * all && all >= repeatRule.leastDossiers
      })
      .map((standing) => ({ ...standing, period })),
  )
  return [...Map.groupBy(above, ({ agency }) => agency)]
    .flatMap(([agency, own]) => (own.length >= repeatRule.times ? [{ agency, periods: own }] : []))
    .sort((a, b) => b.periods.length - a.periods.length || (a.agency < b.agency ? -1 : 1))
}
