import { type Day, formatDay, instantOn, toDate } from '../calendar/day.ts'

/** Sắp bỏ: the day on which that was said, the first one without it, and the route that takes its place (decision 6). */
export interface Deprecation {
  since: Day
  sunset: Day
  successor?: string
}

/** What every answer of a route that is to go bears (RFC 9745, RFC 8594). */
export function deprecationHeaders({ since, sunset }: Deprecation): Readonly<Record<string, string>> {
  const begins = (day: Day) => toDate(instantOn(day, 0))
  return { deprecation: `@${begins(since).getTime() / 1000}`, sunset: begins(sunset).toUTCString() }
}

/** The same for whoever reads the document. */
export function deprecationText({ since, sunset, successor }: Deprecation): string {
  const instead = successor === undefined ? '' : `; thay bằng \`${successor}\``
  return `Sắp bỏ: báo ngày ${formatDay(since)}, ngừng từ ngày ${formatDay(sunset)}${instead}.`
}
