import type { UnitId } from '../../agencies/unit.ts'
import { cellOf, percentOf, type ShownReport } from './figures-report.ts'
import { inRank, type Standing, standingBy, type Work } from './league.ts'

/** What everybody may know of an agency's month: counts and shares of its kept reports, and its place in the league. */
export interface PublicStanding extends Standing {
  received: number
  early: number
  earlyPercent: number | null
  onTime: number
  onTimePercent: number | null
  /** Times an apology went out with a new day; absent where no report of it is kept. */
  extended?: number
}

/** Công khai tình hình giải quyết: the month that was reported last. */
export interface PublicMonth {
  /** `YYYY-MM` */
  month: string
  agencies: readonly PublicStanding[]
}

/** Kept reports of an agency: Biểu II.06a, its parts, what others made late, and what was asked for and put off. */
export interface KeptMonth {
  agency: UnitId
  reception?: ShownReport | undefined
  parts?: ShownReport | undefined
  elsewhere?: ShownReport | undefined
  requests?: ShownReport | undefined
}

/** As it was reported. Where an agency's report is missing nobody has a rank: it would be one among the others only. */
export function publicMonthOf(month: string, kept: readonly KeptMonth[]): PublicMonth {
  const told = kept.flatMap(({ reception, requests, ...one }) =>
    reception ? [{ ...figuresOf(one, reception), ...(requests && { extended: numberIn(requests, 'extended') }) }] : [],
  )
  const isWhole = kept.every(({ reception, parts, elsewhere }) => reception && parts && elsewhere)
  return { month, agencies: isWhole ? inRank(told) : told }
}

function figuresOf({ agency, parts, elsewhere }: KeptMonth, report: ShownReport): PublicStanding {
  const [early, onTime] = [numberIn(report, 'early'), numberIn(report, 'on-time')]
  const others = {
    overdue: elsewhere ? numberIn(elsewhere, 'overdue-elsewhere') : 0,
    openLate: elsewhere ? numberIn(elsewhere, 'open-late-elsewhere') : 0,
  }
  const standing = standingBy(agency, workIn(report), others, parts ? workIn(parts) : nothing)
  const percent = (count: number) => percentOf(count, standing.resolved)
  return {
    ...standing,
    received: numberIn(report, 'online') + numberIn(report, 'direct'),
    ...{ early, earlyPercent: percent(early), onTime, onTimePercent: percent(onTime) },
  }
}

const nothing: Work = { resolved: 0, overdue: 0, openLate: 0 }

const workIn = (report: ShownReport): Work => ({
  resolved: numberIn(report, 'resolved'),
  overdue: numberIn(report, 'overdue'),
  openLate: numberIn(report, 'open-late'),
})

const numberIn = ({ definition, total }: ShownReport, id: string): number => cellOf(definition, total, id)
