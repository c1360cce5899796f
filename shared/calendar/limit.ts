import {
  addWorkedMinutes,
  addWorkingDays,
  type Calendar,
  clockTimeOn,
  closingOf,
  isWorkingDay,
  nextWorkingDay,
  openingAfter,
} from './calendar.ts'
import { addDays, addMonths, type Day, dayOf, formatDay, formatInstant, type Instant, secondsIntoDay } from './day.ts'

export const limitUnits = ['working_day', 'day', 'hour', 'month', 'immediate'] as const

/** More than this of any unit is a slip of the finger. */
export const longestLimit = 1000

/** Thời hạn giải quyết; halves and quarters are allowed, `immediate` ignores the amount. */
export interface Limit {
  amount: number
  unit: (typeof limitUnits)[number]
}

export interface ClockPolicy {
  /** After a supplement: add the waiting to the old due moment, or count the whole limit anew. */
  afterSupplement: 'add' | 'restart'
  dueAt: 'same-hour' | 'end-of-day'
  /** `HH:mm`; what must be done at once but comes later than this is due the next working day. */
  cutoff?: string
}

const unitNames: Record<Limit['unit'], string> = {
  working_day: 'ngày làm việc',
  day: 'ngày',
  hour: 'giờ làm việc',
  month: 'tháng',
  immediate: 'ngay trong ngày',
}

export function tellNumber(n: number): string {
  return String(Math.round(n * 1000) / 1000).replace('.', ',')
}

export function tellLimit(limit: Limit): string {
  return limit.unit === 'immediate'
    ? 'giải quyết ngay trong ngày'
    : `${tellNumber(limit.amount)} ${unitNames[limit.unit]}`
}

/** A limit counted from one reception: the moment counting began, the moment it ends, and how that came about. */
export interface LimitCounted {
  start: Instant
  dueAt: Instant
  why: string[]
}

/** Counts the whole limit from a reception, before any pause or extension. */
export function countLimit(calendar: Calendar, received: Instant, limit: Limit, policy: ClockPolicy): LimitCounted {
  const start = openingAfter(calendar, received)
  const why =
    start === received
      ? [`Tính từ ${formatInstant(start)}.`]
      : [`Nhận lúc ${formatInstant(received)}, ngoài giờ làm việc: tính từ giờ mở cửa kế tiếp ${formatInstant(start)}.`]
  if (limit.unit === 'immediate') return { start, ...endAtOnce(calendar, received, start, policy, why) }
  const reached = reach(calendar, start, limit, why)
  // Hours are promised to the hour: only limits told in days or months are rounded to the end of the day.
  const dueAt = policy.dueAt === 'end-of-day' && limit.unit !== 'hour' ? closingOf(calendar, dayOf(reached)) : reached
  why.push(
    `Thời hạn ${tellLimit(limit)}: đến ${formatInstant(dueAt)}${dueAt === reached ? '' : ' (hết giờ làm việc của ngày đó)'}.`,
  )
  return { start, dueAt, why }
}

function endAtOnce(calendar: Calendar, received: Instant, start: Instant, policy: ClockPolicy, why: string[]) {
  // What came before opening or in the break is judged by when it came; what came on another day, by its opening.
  const clock = (dayOf(received) === dayOf(start) ? received : start).slice(11, 19)
  const isLate = policy.cutoff !== undefined && clock > `${policy.cutoff}:00`
  const dueAt = closingOf(calendar, isLate ? nextWorkingDay(calendar, dayOf(start)) : dayOf(start))
  why.push(
    isLate
      ? `Giải quyết ngay, nhưng nhận sau ${policy.cutoff}: hết giờ làm việc của ngày làm việc tiếp theo, ${formatInstant(dueAt)}.`
      : `Giải quyết ngay: hết giờ làm việc trong ngày, ${formatInstant(dueAt)}.`,
  )
  return { dueAt, why }
}

function reach(calendar: Calendar, start: Instant, limit: Limit, why: string[]): Instant {
  const { amount, unit } = limit
  if (unit === 'hour') return addWorkedMinutes(calendar, start, amount * 60)
  if (unit === 'working_day') return addWorkingDays(calendar, start, amount)
  if (unit === 'day') return addCalendarDays(calendar, start, amount, why)
  const months = Math.floor(amount + 1e-9)
  const days = Math.round((amount - months) * 30)
  return landOn(calendar, start, addDays(addMonths(dayOf(start), months), days), why)
}

/** Calendar days on at the same clock time, moved off days off; a fraction is added as worked hours of an eight-hour day. */
export function addCalendarDays(calendar: Calendar, at: Instant, days: number, why: string[]): Instant {
  const whole = Math.floor(days + 1e-9)
  const arrived = whole === 0 ? at : landOn(calendar, at, addDays(dayOf(at), whole), why)
  return addWorkedMinutes(calendar, arrived, (days - whole) * 480)
}

function landOn(calendar: Calendar, at: Instant, day: Day, why: string[]): Instant {
  const worked = isWorkingDay(calendar, day) ? day : nextWorkingDay(calendar, day)
  const landed = clockTimeOn(calendar, worked, secondsIntoDay(at))
  if (worked !== day) {
    const name = calendar.names?.get(day)
    const off = formatDay(day) + (name === undefined ? '' : ` (${name})`)
    why.push(`Hết hạn vào ngày nghỉ ${off}: chuyển sang ngày làm việc tiếp theo, ${formatInstant(landed)}.`)
  }
  return landed
}
