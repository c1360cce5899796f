import { addWorkingDays, type Calendar, closingOf, isWorkingDay } from '../../calendar/calendar.ts'
import { addDays, type Day, type Instant } from '../../calendar/day.ts'
import type { Period } from '../../counters/figures.ts'

/** Thời hạn of each stage, in working days: from the period's last day, then each from the stage before. */
export interface RatingLimits {
  selfDays: number
  appraiseDays: number
  appealDays: number
  finishDays: number
}

/** No holiday is longer. */
const mostDaysOff = 30

/** Until when an agency draws up its own: so many working days after the period's last day. */
export function selfDueAt(calendar: Calendar, to: Day, { selfDays }: RatingLimits): Instant {
  let last = to
  // From the close of a day off the first working day would be given away.
  for (let n = 0; n < mostDaysOff && !isWorkingDay(calendar, last); n += 1) last = addDays(last, -1)
  return addWorkingDays(calendar, closingOf(calendar, last), selfDays)
}

/** Surveys are counted by the month: only whole months are drawn up. */
export const isWholeMonths = ({ from, to }: Period) => from.endsWith('-01') && addDays(to, 1).endsWith('-01')
