import type { UnitId } from '../../agencies/unit.ts'
import type { Day, Instant } from '../../calendar/day.ts'
import type { PublicMonth } from '../figures/public-month.ts'

/** Báo cáo quá hạn: one agency's list of one day. */
export interface OverdueReport {
  day: Day
  agency: UnitId
  at: Instant
  overdue: readonly OverdueRow[]
  comingDue: readonly OverdueRow[]
}

export interface OverdueRow {
  dossier: string
  code: string
  procedure: string
  procedureName: string
  room: UnitId
  officer?: string
  step?: number
  dueAt: Instant
  /** "quá 1 ngày 2 giờ" in working time. */
  remaining: string
  /** Since when the clock stands, where it does: by then it had run out, and grows no later meanwhile. */
  pausedAt?: Instant
  /** Which clock ran out. */
  clock: 'whole' | 'step' | 'answer'
  /** The agency it came from, when that one has ended. */
  formerly?: UnitId
  /** The row stands for a part (hồ sơ liên thông con); its dossier stands in the list of the agency it came from. */
  part?: true
  /** The agency that has the part of it which is out: it waits for that one. */
  partAt?: UnitId
}

/** Overdue reports and agencies' notices, kept to be read over the API. */
export interface Reports {
  keep(report: OverdueReport): Promise<void>
  ofDay(day: Day, agency?: UnitId): Promise<readonly OverdueReport[]>
  days(limit: number): Promise<readonly Day[]>
  /** What a day's run leaves for everybody, the newest in place of the one before: one short row for each agency. */
  keepOpen(open: OpenOverdue): Promise<void>
  /** The newest of them, up to a minute old: it is asked by whoever likes, and costs the day's lists nothing. */
  open(): Promise<OpenOverdue | undefined>
}

/** Công khai quá hạn: what everybody may know of a day, nothing of a person. */
export interface OpenOverdue {
  day: Day
  at: Instant
  rows: readonly {
    agency: UnitId
    overdue: number
    /** The due moment of the one that is overdue for longest. */
    longest?: Instant
    /** Longest overdue first, so many at most. */
    codes: readonly string[]
    /** Of these, so many are late with the answer that is owed before reception: in no report of what was received, and without a code. */
    unanswered?: number
    /** Of these, so many wait for a part at another agency. */
    waiting?: number
    /** Overdue dossiers of others whose part lies here; they are counted at the others. */
    held?: { count: number; codes: readonly string[] }
  }[]
  /** The last month that agencies were reported on; none before the first. */
  month?: PublicMonth
}
