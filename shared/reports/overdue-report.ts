import type { UnitId } from '../agencies/unit.ts'
import type { Day, Instant } from '../calendar/day.ts'

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
  /** Which clock ran out. */
  clock: 'whole' | 'step' | 'answer'
  /** The agency it came from, when that one has ended. */
  formerly?: UnitId
  /** The row stands for a part (hồ sơ liên thông con); its dossier stands in the list of the agency it came from. */
  part?: true
}
