import type { UnitId } from '../agencies/unit.ts'
import { type Calendar, closingOf, isWorkingDay, nextWorkingDay } from '../calendar/calendar.ts'
import { type Day, dayOf, type Instant } from '../calendar/day.ts'
import { type Dated, holds, newest } from './by-date.ts'
import data from './digests.json' with { type: 'json' }

/** Giờ gửi thư tổng hợp: at these times of each working day an agency is mailed what came for it since; none at all is each at once. */
export interface DigestTimes extends Dated {
  /** Those it is for; absent: every agency that has no row of its own. */
  agencies?: readonly UnitId[]
  /** `HH:MM:SS`, in order. */
  at: readonly string[]
  source: string
}

export const digestTimes: readonly DigestTimes[] = data.digests

/** The times that hold for an agency on a day: its own before everybody's, the newest version first. */
export function timesOf(agency: UnitId, day: Day, rows: readonly DigestTimes[] = digestTimes): readonly string[] {
  const holding = rows.filter(holds(day))
  const own = newest(holding.filter(({ agencies }) => agencies?.includes(agency)))
  return (own ?? newest(holding.filter(({ agencies }) => agencies === undefined)))?.at ?? []
}

/** When the next digest goes after a moment: in office hours only, so that nobody is told by night or on a day off. */
export function digestAfter(calendar: Calendar, at: Instant, times: readonly string[]): Instant | undefined {
  if (times.length === 0) return undefined
  const today = dayOf(at)
  const days = [...(isWorkingDay(calendar, today) ? [today] : []), nextWorkingDay(calendar, today)]
  return days.flatMap((day) => times.map((time) => `${day}T${time}+07:00`)).find((moment) => moment > at)
}

/** Gấp: what runs out by the end of the next working day is not let wait for a digest. */
export function isUrgent(calendar: Calendar, at: Instant, dues: readonly (Instant | undefined)[]): boolean {
  const until = closingOf(calendar, nextWorkingDay(calendar, dayOf(at)))
  return dues.some((due) => due !== undefined && due <= until)
}
