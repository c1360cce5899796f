import { type Calendar, calendarFor, type DayRow, officeHours, type Season } from './calendar.ts'
import { type Day, dayOf, type Instant, isWithin, toDate } from './day.ts'
import { publishedDays, publishedUntil } from './published.ts'

/**
 * Công bố lịch. One decision about the calendar: days off or worked, hours of a season, the end of the published calendar.
 * Declarations are only ever added; of two about one day in one scope the later counts.
 */
export interface Declaration {
  /** Its number: the version of the calendar it made. */
  n: number
  /** 'VN', the province, or an agency's id. */
  scope: string
  days: readonly { on: Day; kind: 'off' | 'work'; name?: string }[]
  seasons: readonly Season[]
  /** The nation's days are published until here. */
  until?: Day
  /** Số quyết định, công điện. */
  source: string
  at: Instant
  by: { id: string; unit: string }
  /** Whose wish it was and what it said, so that it is made once. */
  key: string
  body: string
}

/** Where declarations are kept. */
export interface Declarations {
  /** Decisions about the calendar, oldest first. */
  declarations(): Promise<readonly Declaration[]>
  /** The same, of this very moment. */
  declarationsNow(): Promise<readonly Declaration[]>
  /** Adds one under the number after the last; `overtaken` when somebody else has taken it. */
  declare(declaration: Declaration): Promise<'declared' | 'overtaken'>
}

const nation = 'VN'

/** The last day that the nation's published calendar reaches. */
export function publishedEnd(declarations: readonly Declaration[]): Day {
  return declarations.reduce((end, { until }) => (until !== undefined && until > end ? until : end), publishedUntil)
}

/** Whole days from a moment until the published calendar ends; below zero when it has ended. */
export function daysUntilEnd(declarations: readonly Declaration[], at: Instant): number {
  const midnight = (day: Day) => toDate(`${day}T00:00:00+07:00`).getTime()
  return Math.round((midnight(publishedEnd(declarations)) - midnight(dayOf(at))) / 86_400_000)
}

/** A declared day with where it stands written. */
export interface SourcedRow extends DayRow {
  /** The declaration that said it; days shipped with the house have none. */
  declaration?: number
}

/** Every row in the order in which it was said. What was only estimated gives way once its year is published. */
export function everyRow(declarations: readonly Declaration[]): readonly SourcedRow[] {
  const end = publishedEnd(declarations)
  const shipped = publishedDays.filter(({ on, isEstimate }) => !isEstimate || on > end)
  return [
    ...shipped,
    ...declarations.flatMap(({ n, scope, days, source }) =>
      days.map((day): SourcedRow => ({ ...day, scope, source, declaration: n })),
    ),
  ]
}

/** Scopes an agency lives under, from wide to narrow. */
export const scopesOf = (province: string, agency: string): readonly string[] => [nation, province, agency]

/** Built once for a list that is kept: every request of a minute asks for the same. */
const kept = new WeakMap<readonly Declaration[], { province: string; of: (agency: string) => Calendar }>()

/** The calendar of each agency: the nation's days, then the province's, then its own; hours alike. */
export function calendarsOf(declarations: readonly Declaration[], province: string): (agency: string) => Calendar {
  const before = kept.get(declarations)
  if (before?.province === province) return before.of
  const known = new Map<string, Calendar>()
  const rows = everyRow(declarations)
  const end = publishedEnd(declarations)
  const of = (agency: string): Calendar => {
    const before = known.get(agency)
    if (before) return before
    const scopes = scopesOf(province, agency)
    const seasons = scopes.flatMap((scope) =>
      declarations.flatMap((declared) => (declared.scope === scope ? declared.seasons : [])),
    )
    const calendar = calendarFor(scopes, rows, officeHours, end, seasons)
    known.set(agency, calendar)
    return calendar
  }
  kept.set(declarations, { province, of })
  return of
}

/** Whether a declaration can move what counts between two days under these scopes. */
export function reaches(declared: Declaration, scopes: readonly string[], from: Day, to: Day): boolean {
  if (!scopes.includes(declared.scope)) return false
  return (
    declared.days.some(({ on }) => isWithin(on, { from, to })) ||
    declared.seasons.some((season) => season.from <= to && (season.until === undefined || season.until >= from)) ||
    (declared.until !== undefined && to > publishedUntil)
  )
}
