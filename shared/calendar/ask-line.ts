import type { Calendar, WeekHours } from './calendar.ts'
import { addDays, type Day, dayOf, type Instant, isWithin } from './day.ts'
import { type DueQuestion, whenDue } from './due.ts'
import type { LedgerEntry } from './ledger.ts'
import type { ClockPolicy, Limit } from './limit.ts'

/** A line that `npm run due` reads: everything a due moment depends on, and nothing else. */
export interface AskLine {
  id: string
  limit: Limit
  start: string
  hours: WeekHours
  seasons?: readonly { from: Day; until?: Day; hours: WeekHours }[]
  days: readonly { on: Day; kind: 'off' | 'work'; name?: string }[]
  calendarUntil?: Day
  ledger: readonly LedgerEntry[]
  policy: ClockPolicy
  asOf?: string
  finishedAt?: string
}

/** Days of the calendar told beyond the last moment that matters: a search for the next working day may go on a little. */
const margin = 30

/** The question written out, with that part of the calendar which it can touch: read back, it has the same answer. */
export function askLine(id: string, question: DueQuestion): AskLine {
  const { limit, start, ledger, policy, calendar, asOf, finishedAt } = question
  const moments = momentsOf(question)
  const [from, to] = [addDays(dayOf(moments.at(0) ?? start), -1), addDays(dayOf(moments.at(-1) ?? start), margin)]
  return {
    id,
    limit,
    start,
    hours: calendar.hours,
    ...seasonsBetween(calendar, from, to),
    days: [...calendar.days]
      .filter(([on]) => isWithin(on, { from, to }))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([on, kind]) => ({ on, kind, ...nameOf(calendar, on) })),
    ...(calendar.until === undefined ? {} : { calendarUntil: calendar.until }),
    ledger,
    policy,
    ...(asOf === undefined ? {} : { asOf }),
    ...(finishedAt === undefined ? {} : { finishedAt }),
  }
}

/** Every moment the reckoning looks at, in order; of a clock that stands also the one it would have if it went on at once. */
function momentsOf(question: DueQuestion): Instant[] {
  const { start, ledger, asOf, finishedAt } = question
  const last = ledger
    .map(({ at }) => at)
    .sort()
    .at(-1)
  const goesOn = last === undefined ? [] : [{ at: last, entry: 'resume' as const, reason: '' }]
  const dueAt = whenDue(question).dueAt ?? whenDue({ ...question, ledger: [...ledger, ...goesOn] }).dueAt
  return [start, asOf, finishedAt, dueAt ?? undefined, ...ledger.map(({ at }) => at)]
    .filter((at) => at !== undefined)
    .sort()
}

function seasonsBetween({ seasons = [] }: Calendar, from: Day, to: Day): Pick<AskLine, 'seasons'> {
  const held = seasons.filter((season) => season.from <= to && (season.until === undefined || season.until >= from))
  return held.length > 0 ? { seasons: held } : {}
}

function nameOf({ names }: Calendar, on: Day): { name?: string } {
  const name = names?.get(on)
  return name === undefined ? {} : { name }
}
