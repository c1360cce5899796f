import type { UnitId } from '../agencies/unit.ts'
import type { Day } from '../calendar/day.ts'
import type { HandEntry } from './hand-entries.ts'
import type { IndexSet } from './index-set.ts'

/** Thời hạn of each stage, in working days: from the period's last day, then each from the stage before. */
export interface RatingLimits {
  selfDays: number
  appraiseDays: number
  appealDays: number
  finishDays: number
}

/** An index over one stretch of days. */
export interface IndexPeriod {
  index: string
  from: Day
  to: Day
}

/** Bộ chỉ số and what people enter for them. */
export interface Ratings {
  /** The sets that were put, in no order. */
  sets(): Promise<readonly IndexSet[]>
  addSet(set: IndexSet): Promise<'added' | 'taken'>
  /** Every entry by hand of an agency, the replaced ones too. */
  entries(agency: UnitId, period: IndexPeriod): Promise<readonly HandEntry[]>
  /** Adds the next entry of a criterion; `overtaken` when another was quicker. */
  enter(entry: HandEntry): Promise<'entered' | 'overtaken'>
}
