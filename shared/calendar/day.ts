/** A civil day in Asia/Ho_Chi_Minh, `YYYY-MM-DD`. Sorts as text. */
export type Day = string
/** A moment, always `YYYY-MM-DDTHH:mm:ss+07:00`. Sorts as text. */
export type Instant = string

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof weekdays)[number]

const zone = '+07:00'
// Viet Nam has kept one offset without summer time since 1975: a fixed shift is exact and needs no zone table.
const zoneMs = 7 * 3_600_000
const dayMs = 86_400_000
const instantShape = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|z|[+-]\d{2}:?\d{2})$/

export function dayOf(at: Instant): Day {
  return at.slice(0, 10)
}

/** The moment in time as we write it; fractions of a second are dropped. */
export function instantOf(date: Date): Instant {
  return new Date(date.getTime() + zoneMs).toISOString().slice(0, 19) + zone
}

export function toDate(at: Instant): Date {
  return new Date(at)
}

/** The moment so many seconds before another. */
export function earlier(at: Instant, seconds: number): Instant {
  return instantOf(new Date(toDate(at).getTime() - seconds * 1000))
}

/** Seconds from the midnight that began the day of this moment. */
export function secondsIntoDay(at: Instant): number {
  return Number(at.slice(11, 13)) * 3600 + Number(at.slice(14, 16)) * 60 + Number(at.slice(17, 19))
}

/** The moment so many seconds (0 to 86,399) into a day. */
export function instantOn(day: Day, seconds: number): Instant {
  const two = (n: number) => String(Math.floor(n)).padStart(2, '0')
  return `${day}T${two(seconds / 3600)}:${two((seconds % 3600) / 60)}:${two(seconds % 60)}${zone}`
}

function midnightMs(day: Day): number {
  return Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10)))
}

export function addDays(day: Day, days: number): Day {
  // A limit is walked day by day, and most days lie in the same month as the day before.
  const date = Number(day.slice(8, 10)) + days
  if (days > 0 && date <= 28) return day.slice(0, 8) + String(date).padStart(2, '0')
  return new Date(midnightMs(day) + days * dayMs).toISOString().slice(0, 10)
}

/** The same day number so many months on, clipped to the month's last day: 31 January + 1 is 28 or 29 February. */
export function addMonths(day: Day, months: number): Day {
  const year = Number(day.slice(0, 4))
  const month = Number(day.slice(5, 7)) - 1 + months
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month, Math.min(Number(day.slice(8, 10)), last))).toISOString().slice(0, 10)
}

/** The last day that a decision may be meant for: three years ahead. A later one is a slip of the pen, and many could not be taken back. */
export function lastInSight(today: Day): Day {
  return addMonths(today, 36)
}

export function weekday(day: Day): Weekday {
  // The first day of 1970 was a Thursday.
  const since = Math.round(midnightMs(day) / dayMs) + 3
  return weekdays[((since % 7) + 7) % 7] ?? 'mon'
}

/** Whether a day lies in a stretch of days, of which the first and the last are part. */
export function isWithin(day: Day, { from, to }: { from: Day; to: Day }): boolean {
  return day >= from && day <= to
}

/** `true` for a day that exists: 29 February only in leap years. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && Number(text.slice(5, 7)) <= 12 && addDays(text, 0) === text
}

/** Reads ISO 8601 with any offset and writes it in ours; without an offset, or for no real moment, `undefined`. */
export function parseInstant(text: string): Instant | undefined {
  const [, day, hours, minutes, seconds = '00', offset] = instantShape.exec(text) ?? []
  if (day === undefined || offset === undefined || !isDay(day)) return undefined
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return undefined
  const spelled = /^z$/i.test(offset) ? 'Z' : `${offset.slice(0, 3)}:${offset.slice(-2)}`
  const date = new Date(`${day}T${hours}:${minutes}:${seconds}${spelled}`)
  return Number.isNaN(date.getTime()) ? undefined : instantOf(date)
}

/** `dd/mm/yyyy`, as every Vietnamese form prints it. */
export function formatDay(day: Day): string {
  return `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}`
}

/** `HH:mm dd/mm/yyyy`. */
export function formatInstant(at: Instant): string {
  return `${at.slice(11, 16)} ${formatDay(dayOf(at))}`
}
