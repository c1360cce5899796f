import { addDays, type Day, dayOf, type Instant, instantOn, secondsIntoDay, type Weekday, weekday } from './day.ts'

/** Opening and closing per weekday, `HH:mm`; a weekday without hours is not worked. */
export type WeekHours = Partial<Record<Weekday, readonly (readonly [string, string])[]>>

/** One declared day: off (nghỉ lễ, nghỉ bù, bão lũ) or worked (làm bù), for a nation, a province or an agency. */
export interface DayRow {
  on: Day
  kind: 'off' | 'work'
  /** 'VN', a province code such as 'H57', or an agency's id. */
  scope: string
  source: string
  name?: string
}

/** Giờ làm việc mùa hè, mùa đông or of one agency: hours that hold for some days, both ends included. */
export interface Season {
  from: Day
  until?: Day
  hours: WeekHours
}

export interface Calendar {
  hours: WeekHours
  /** Hours that take the place of the usual ones; of several for one day the last counts. */
  seasons?: readonly Season[]
  days: ReadonlyMap<Day, 'off' | 'work'>
  /** Why a declared day is what it is, for explanations. */
  names?: ReadonlyMap<Day, string>
  /** Last day of the published calendar; what lies later is provisional. */
  until?: Day
}

/** Seconds into the day: [opening, closing). */
export type Session = readonly [number, number]

const officeDay = [
  ['07:00', '11:30'],
  ['13:30', '17:00'],
] as const

/** Giờ hành chính: eight hours, Monday to Friday. */
export const officeHours: WeekHours = {
  mon: officeDay,
  tue: officeDay,
  wed: officeDay,
  thu: officeDay,
  fri: officeDay,
}

/** No opening within ten years: hours are empty, or everything is declared off. */
export class NoWorkingTime extends Error {
  override name = 'NoWorkingTime'
}

const searchDays = 3660
const sessionsByHours = new WeakMap<object, readonly Session[]>()

/** The calendar an agency lives by. Scopes go from wide to narrow; the narrower declaration wins, and of one scope the later. */
export function calendarFor(
  scopes: readonly string[],
  rows: readonly DayRow[],
  hours: WeekHours = officeHours,
  until?: Day,
  seasons: readonly Season[] = [],
): Calendar {
  const days = new Map<Day, 'off' | 'work'>()
  const names = new Map<Day, string>()
  for (const scope of scopes) {
    for (const row of rows) {
      if (row.scope !== scope) continue
      days.set(row.on, row.kind)
      if (row.name === undefined) names.delete(row.on)
      else names.set(row.on, row.name)
    }
  }
  return {
    hours,
    days,
    names,
    ...(until === undefined ? {} : { until }),
    ...(seasons.length > 0 ? { seasons } : {}),
  }
}

const sessionsByDay = new WeakMap<Calendar, Map<Day, readonly Session[]>>()

/** The sessions worked on a day, in order; a worked day without hours of its own takes those of Monday. */
export function sessionsOn(calendar: Calendar, day: Day): readonly Session[] {
  // A limit is walked day by day, and many dossiers walk the same days.
  const known = sessionsByDay.get(calendar) ?? new Map<Day, readonly Session[]>()
  if (known.size === 0) sessionsByDay.set(calendar, known)
  const before = known.get(day)
  if (before) return before
  const sessions = readDay(calendar, day)
  known.set(day, sessions)
  return sessions
}

function readDay(calendar: Calendar, day: Day): readonly Session[] {
  const declared = calendar.days.get(day)
  if (declared === 'off') return []
  const hours = hoursOn(calendar, day)
  const own = hours[weekday(day)]
  if (own !== undefined && own.length > 0) return readSessions(own)
  return declared === 'work' ? readSessions(hours.mon ?? []) : []
}

/** The week's hours that hold on a day. */
export function hoursOn({ hours, seasons }: Calendar, day: Day): WeekHours {
  const season = seasons?.findLast(({ from, until }) => from <= day && (until === undefined || day <= until))
  return season?.hours ?? hours
}

function readSessions(hours: readonly (readonly [string, string])[]): readonly Session[] {
  const known = sessionsByHours.get(hours)
  if (known) return known
  const seconds = (clock: string) => Number(clock.slice(0, 2)) * 3600 + Number(clock.slice(3, 5)) * 60
  const sorted = hours
    .map(([open, close]): Session => [seconds(open), seconds(close)])
    .filter(([open, close]) => open < close)
    .sort((a, b) => a[0] - b[0])
  const sessions: Session[] = []
  for (const [open, close] of sorted) {
    const before = sessions.at(-1)
    // Sessions that touch or overlap are one: no second is ever worked twice.
    if (before && open <= before[1]) sessions[sessions.length - 1] = [before[0], Math.max(before[1], close)]
    else sessions.push([open, close])
  }
  sessionsByHours.set(hours, sessions)
  return sessions
}

export function isWorkingDay(calendar: Calendar, day: Day): boolean {
  return sessionsOn(calendar, day).length > 0
}

/** The first working day strictly after this one. */
export function nextWorkingDay(calendar: Calendar, day: Day): Day {
  let next = day
  for (let i = 0; i < searchDays; i++) {
    next = addDays(next, 1)
    if (isWorkingDay(calendar, next)) return next
  }
  throw new NoWorkingTime(`no working day after ${day}`)
}

/** The moment itself when the office is open, else the next opening. Closing time already belongs to the next opening. */
export function openingAfter(calendar: Calendar, at: Instant): Instant {
  const day = dayOf(at)
  const now = secondsIntoDay(at)
  for (const [open, close] of sessionsOn(calendar, day)) {
    if (now < open) return instantOn(day, open)
    if (now < close) return at
  }
  const next = nextWorkingDay(calendar, day)
  return instantOn(next, sessionsOn(calendar, next)[0]?.[0] ?? 0)
}

/** Closing time of a day, or of the next working day when this one is off. */
export function closingOf(calendar: Calendar, day: Day): Instant {
  const worked = isWorkingDay(calendar, day) ? day : nextWorkingDay(calendar, day)
  return instantOn(worked, sessionsOn(calendar, worked).at(-1)?.[1] ?? 0)
}

/** Minutes worked from a to b; negative when b comes first. Parts of a minute count as parts. */
export function workedMinutesBetween(calendar: Calendar, a: Instant, b: Instant): number {
  if (a > b) return 0 - workedMinutesBetween(calendar, b, a)
  let seconds = 0
  for (let day = dayOf(a); day <= dayOf(b); day = addDays(day, 1)) {
    const from = day === dayOf(a) ? secondsIntoDay(a) : 0
    const to = day === dayOf(b) ? secondsIntoDay(b) : 86_400
    for (const [open, close] of sessionsOn(calendar, day)) {
      seconds += Math.max(0, Math.min(close, to) - Math.max(open, from))
    }
  }
  return seconds / 60
}

/** The first moment at which so many minutes have been worked since `at`; none to add leaves it where it is. */
export function addWorkedMinutes(calendar: Calendar, at: Instant, minutes: number): Instant {
  let left = Math.round(minutes * 60)
  if (left <= 0) return at
  let day = dayOf(at)
  let from = secondsIntoDay(at)
  for (;;) {
    for (const [open, close] of sessionsOn(calendar, day)) {
      const begin = Math.max(open, from)
      if (begin >= close) continue
      if (left <= close - begin) return instantOn(day, begin + left)
      left -= close - begin
    }
    day = nextWorkingDay(calendar, day)
    from = 0
  }
}

/** So many working days on at the same clock time; a fraction is added as worked hours of an eight-hour day. */
export function addWorkingDays(calendar: Calendar, at: Instant, days: number): Instant {
  const whole = Math.floor(days + 1e-9)
  let day = dayOf(at)
  for (let i = 0; i < whole; i++) day = nextWorkingDay(calendar, day)
  const arrived = whole === 0 ? at : clockTimeOn(calendar, day, secondsIntoDay(at))
  return addWorkedMinutes(calendar, arrived, (days - whole) * 480)
}

/** A clock time on a working day, kept inside its hours: before opening, in the break and after closing there is none. */
export function clockTimeOn(calendar: Calendar, day: Day, seconds: number): Instant {
  const sessions = sessionsOn(calendar, day)
  for (const [open, close] of sessions) {
    if (seconds <= close) return instantOn(day, Math.max(open, seconds))
  }
  return instantOn(day, sessions.at(-1)?.[1] ?? seconds)
}
