import {
  addWorkedMinutes,
  addWorkingDays,
  type Calendar,
  closingOf,
  hoursOn,
  isWorkingDay,
  workedMinutesBetween,
} from './calendar.ts'
import { addDays, type Day, dayOf, formatDay, formatInstant, type Instant, weekday } from './day.ts'
import { type LedgerEntry, readLedger } from './ledger.ts'
import { addCalendarDays, type ClockPolicy, countLimit, type Limit, tellLimit, tellNumber } from './limit.ts'
import { tellRemaining } from './remaining.ts'

export type { LedgerEntry } from './ledger.ts'
export type { ClockPolicy, Limit } from './limit.ts'
export { tellRemaining } from './remaining.ts'

export interface DueQuestion {
  limit: Limit
  start: Instant
  ledger: readonly LedgerEntry[]
  policy: ClockPolicy
  calendar: Calendar
  /** The moment to tell what is left at; it never moves the due moment. */
  asOf?: Instant
  finishedAt?: Instant
}

export interface DueAnswer {
  /** Ngày hẹn trả; `null` while paused. */
  dueAt: Instant | null
  /** Trước hạn, đúng hạn, quá hạn, by day; `open` while not finished. */
  class: 'early' | 'on-time' | 'overdue' | 'open'
  /** Working hours until the due moment, negative past it; told at `asOf`, or at the finish when that came first. */
  workingHoursLeft: number | null
  /** Some of it lies past the published calendar. */
  provisional: boolean
  /** The reckoning in Vietnamese, a step a line. */
  why: readonly string[]
}

/** Where the clock stands while the ledger is told. `pausedFrom` is set while it stands still. */
interface Clock {
  start: Instant
  dueAt: Instant
  pausedFrom?: Instant
  lastSeen: Instant
}

/** Reckons the due moment from limit, ledger, policy and calendar alone. Throws NoWorkingTime when nothing is ever worked. */
export function reckonDue(question: DueQuestion): DueAnswer {
  const { calendar, finishedAt, asOf } = question
  const why: string[] = []
  const clock = runClock(question, why)
  const { dueAt, provisional } = standing(clock, calendar)
  why.push(...tellDaysOff(calendar, dayOf(clock.start), dayOf(clock.dueAt)))

  if (provisional && calendar.until !== undefined) {
    why.push(`Lịch nghỉ mới công bố đến hết ${formatDay(calendar.until)}: kết quả tạm tính.`)
  }
  const told = finishedAt !== undefined && (asOf === undefined || finishedAt < asOf) ? finishedAt : asOf
  const workingHoursLeft =
    dueAt === null || told === undefined ? null : workedMinutesBetween(calendar, told, dueAt) / 60
  if (dueAt !== null) why.push(`Hẹn trả kết quả: ${formatInstant(dueAt)}.`)
  if (dueAt !== null && told !== undefined) {
    why.push(`Lúc ${formatInstant(told)}: ${tellRemaining(calendar, dueAt, told)}.`)
  }
  return { dueAt, class: classify(clock, finishedAt, why), workingHoursLeft, provisional, why }
}

/** The same moment without what explains it: most who ask show none of that. Throws NoWorkingTime likewise. */
export function whenDue(question: DueQuestion): Pick<DueAnswer, 'dueAt' | 'provisional'> {
  return standing(runClock(question), question.calendar)
}

function standing(
  { pausedFrom, dueAt, lastSeen }: Clock,
  { until }: Calendar,
): Pick<DueAnswer, 'dueAt' | 'provisional'> {
  const provisional = until !== undefined && (dayOf(dueAt) > until || dayOf(lastSeen) > until)
  return { dueAt: pausedFrom === undefined ? dueAt : null, provisional }
}

/** Says why where somebody listens. */
function runClock(question: DueQuestion, why?: string[]): Clock {
  const { calendar, limit, policy } = question
  const counted = countLimit(calendar, question.start, limit, policy)
  why?.push(...counted.why)
  const clock: Clock = { start: counted.start, dueAt: counted.dueAt, lastSeen: question.start }

  for (const step of readLedger(question.ledger)) {
    if (step.step === 'left-out') {
      why?.push(`Bỏ qua dòng ${step.entry.entry} lúc ${formatInstant(step.entry.at)}: ${step.because}.`)
    } else if (step.step === 'recounted') {
      why?.push(`Lịch làm việc thay đổi, tính lại lúc ${formatInstant(step.at)}: ${step.reason}.`)
    } else if (step.step === 'still-paused') {
      clock.pausedFrom = step.from
      clock.lastSeen = later(clock.lastSeen, step.from)
      why?.push(`Đang tạm dừng từ ${formatInstant(step.from)} (${step.reason}): chưa có ngày hẹn trả.`)
    } else if (step.step === 'extended') {
      clock.dueAt = extend(question, clock.dueAt, step.days, why)
      why?.push(`Gia hạn ${tellNumber(step.days)} ngày (${step.reason}): đến ${formatInstant(clock.dueAt)}.`)
    } else if (step.isSupplement && policy.afterSupplement === 'restart') {
      why?.push(`Đã bổ sung đủ lúc ${formatInstant(step.to)}: tính lại từ đầu ${tellLimit(limit)}.`)
      const again = countLimit(calendar, step.to, limit, policy)
      why?.push(...again.why)
      clock.start = again.start
      clock.dueAt = again.dueAt
      clock.lastSeen = later(clock.lastSeen, step.to)
    } else {
      // Waiting that lies before the counting began takes nothing away from the limit.
      const minutes =
        step.to <= clock.start ? 0 : workedMinutesBetween(calendar, later(step.from, clock.start), step.to)
      clock.dueAt = addWorkedMinutes(calendar, clock.dueAt, minutes)
      clock.lastSeen = later(clock.lastSeen, step.to)
      why?.push(
        `Tạm dừng ${formatInstant(step.from)} - ${formatInstant(step.to)} (${step.reason}): cộng ${tellNumber(minutes / 60)} giờ làm việc, đến ${formatInstant(clock.dueAt)}.`,
      )
    }
  }
  return clock
}

/** Days of an extension are of the limit's own kind: calendar days for limits in days and months, else working days. */
function extend({ calendar, limit, policy }: DueQuestion, dueAt: Instant, days: number, why?: string[]): Instant {
  const inCalendarDays = limit.unit === 'day' || limit.unit === 'month'
  const moved = inCalendarDays
    ? addCalendarDays(calendar, dueAt, days, why ?? [])
    : addWorkingDays(calendar, dueAt, days)
  const isByClosing = policy.dueAt === 'end-of-day' || limit.unit === 'immediate'
  const wasClosing = isByClosing && dueAt === closingOf(calendar, dayOf(dueAt))
  return wasClosing ? closingOf(calendar, dayOf(moved)) : moved
}

/** By day, as the reports count (a finish later the same day is on time). */
function classify(clock: Clock, finishedAt: Instant | undefined, why: string[]): DueAnswer['class'] {
  if (finishedAt === undefined) return 'open'
  const due = dayOf(clock.dueAt)
  if (clock.pausedFrom !== undefined && clock.pausedFrom <= finishedAt) {
    // Ended while it waited for somebody else: nothing was due, unless it was late before the waiting began.
    const isLate = dayOf(clock.pausedFrom) > due
    why.push(`Kết thúc khi đang tạm dừng: ${isLate ? 'đã quá hạn trước khi tạm dừng' : 'tính là đúng hạn'}.`)
    return isLate ? 'overdue' : 'on-time'
  }
  const finished = dayOf(finishedAt)
  const verdict = finished < due ? 'early' : finished === due ? 'on-time' : 'overdue'
  const names = { early: 'trước hạn', 'on-time': 'đúng hạn', overdue: 'quá hạn' } as const
  why.push(`Xong ngày ${formatDay(finished)}, hẹn ngày ${formatDay(due)}: ${names[verdict]}.`)
  return verdict
}

function tellDaysOff(calendar: Calendar, from: Day, to: Day): string[] {
  const off: string[] = []
  const worked: string[] = []
  let weekly = 0
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const name = calendar.names?.get(day)
    const told = formatDay(day) + (name === undefined ? '' : ` (${name})`)
    const isUsuallyWorked = (hoursOn(calendar, day)[weekday(day)]?.length ?? 0) > 0
    if (isWorkingDay(calendar, day)) {
      if (!isUsuallyWorked) worked.push(told)
    } else if (calendar.days.get(day) === 'off') off.push(told)
    else weekly++
  }
  return [
    ...(off.length > 0 ? [`Ngày nghỉ không tính: ${off.join(', ')}.`] : []),
    ...(weekly > 0 ? [`Ngày nghỉ hằng tuần không tính: ${weekly}.`] : []),
    ...(worked.length > 0 ? [`Ngày làm bù có tính: ${worked.join(', ')}.`] : []),
  ]
}

function later(a: Instant, b: Instant): Instant {
  return a > b ? a : b
}
