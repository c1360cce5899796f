/** A second road to the due moment: minutes counted one by one on a plain number line, sharing no code with the rules. */
export interface OracleCalendar {
  /** Sessions in minutes of the day for Monday (0) to Sunday (6). */
  week: readonly (readonly (readonly [number, number])[])[]
  declared: ReadonlyMap<number, 'off' | 'work'>
}

export const minutesOf = (text: string) => Math.round(Date.parse(text) / 60_000) + 7 * 60
const dayNumber = (minute: number) => Math.floor(minute / 1440)
export const textOf = (minute: number) => `${new Date(minute * 60_000).toISOString().slice(0, 16)}:00+07:00`

function sessions(calendar: OracleCalendar, day: number): readonly (readonly [number, number])[] {
  const declared = calendar.declared.get(day)
  if (declared === 'off') return []
  const own = calendar.week[(day + 3) % 7] ?? []
  return own.length > 0 || declared === undefined ? own : (calendar.week[0] ?? [])
}

/** Whether the minute that begins here is worked. */
function isOpen(calendar: OracleCalendar, minute: number): boolean {
  const clock = minute - dayNumber(minute) * 1440
  return sessions(calendar, dayNumber(minute)).some(([open, close]) => clock >= open && clock < close)
}

function isWorked(calendar: OracleCalendar, day: number): boolean {
  for (let minute = day * 1440; minute < (day + 1) * 1440; minute++) if (isOpen(calendar, minute)) return true
  return false
}

export function opening(calendar: OracleCalendar, minute: number): number {
  let now = minute
  while (!isOpen(calendar, now)) now++
  return now
}

export function worked(calendar: OracleCalendar, from: number, to: number): number {
  let count = 0
  for (let minute = from; minute < to; minute++) if (isOpen(calendar, minute)) count++
  return count
}

export function add(calendar: OracleCalendar, from: number, count: number): number {
  let now = from
  let left = count
  while (left > 0) {
    if (isOpen(calendar, now)) left--
    now++
  }
  return now
}

function closing(calendar: OracleCalendar, day: number): number {
  let minute = (day + 1) * 1440 - 1
  while (!isOpen(calendar, minute)) minute--
  return minute + 1
}

function workedDayFrom(calendar: OracleCalendar, day: number): number {
  let found = day
  while (!isWorked(calendar, found)) found++
  return found
}

/** The same clock time on another day, pulled into its hours. */
function sameClock(calendar: OracleCalendar, minute: number, day: number): number {
  const wanted = day * 1440 + (minute - dayNumber(minute) * 1440)
  const end = closing(calendar, day)
  if (wanted >= end) return end
  // A session's closing is still a moment of that session.
  return isOpen(calendar, wanted) || isOpen(calendar, wanted - 1) ? wanted : opening(calendar, wanted)
}

function ahead(calendar: OracleCalendar, from: number, amount: number, workingDays: boolean): number {
  const whole = Math.trunc(amount)
  let day = dayNumber(from)
  if (workingDays) for (let i = 0; i < whole; i++) day = workedDayFrom(calendar, day + 1)
  else if (whole > 0) day = workedDayFrom(calendar, day + whole)
  const arrived = whole > 0 ? sameClock(calendar, from, day) : from
  return add(calendar, arrived, Math.round((amount - whole) * 480))
}

export interface OracleQuestion {
  unit: 'working_day' | 'day' | 'hour' | 'month' | 'immediate'
  amount: number
  start: number
  endOfDay: boolean
  restart: boolean
  cutoff?: number
  /** Pauses in order, the last one perhaps without an end. */
  story: readonly (
    | { kind: 'pause'; from: number; to?: number; supplement: boolean }
    | { kind: 'extend'; days: number }
  )[]
}

function limitFrom(calendar: OracleCalendar, question: OracleQuestion, received: number): [number, number] {
  const start = opening(calendar, received)
  const { unit, amount, endOfDay } = question
  if (unit === 'immediate') {
    const seen = dayNumber(received) === dayNumber(start) ? received : start
    const isLate = question.cutoff !== undefined && seen - dayNumber(seen) * 1440 > question.cutoff
    return [start, closing(calendar, isLate ? workedDayFrom(calendar, dayNumber(start) + 1) : dayNumber(start))]
  }
  if (unit === 'hour') return [start, add(calendar, start, Math.round(amount * 60))]
  let due: number
  if (unit === 'month') {
    const [y = 0, m = 0, d = 0] = textOf(start).slice(0, 10).split('-').map(Number)
    let day = 31
    const months = Math.trunc(amount)
    const month = (m - 1 + months) % 12
    const year = y + Math.floor((m - 1 + months) / 12)
    while (day > d || new Date(Date.UTC(year, month, day)).getUTCMonth() !== month) day--
    // A part of a month is told in thirtieths.
    const end = Date.UTC(year, month, day) / 86_400_000 + Math.round((amount - months) * 30)
    due = sameClock(calendar, start, workedDayFrom(calendar, end))
  } else due = ahead(calendar, start, amount, unit === 'working_day')
  return [start, endOfDay ? closing(calendar, dayNumber(due)) : due]
}

/** The due minute, or `null` while paused. */
export function dueMinute(calendar: OracleCalendar, question: OracleQuestion): number | null {
  let [start, due] = limitFrom(calendar, question, question.start)
  for (const step of question.story) {
    if (step.kind === 'extend') {
      const byClosing = question.endOfDay || question.unit === 'immediate'
      const atClosing = byClosing && due === closing(calendar, dayNumber(due))
      due = ahead(calendar, due, step.days, question.unit !== 'day' && question.unit !== 'month')
      if (atClosing) due = closing(calendar, dayNumber(due))
    } else if (step.to === undefined) return null
    else if (step.supplement && question.restart) [start, due] = limitFrom(calendar, question, step.to)
    else due = add(calendar, due, worked(calendar, Math.max(step.from, start), step.to))
  }
  return due
}
