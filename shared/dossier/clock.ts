import { addWorkedMinutes, type Calendar, openingAfter, workedMinutesBetween } from '../calendar/calendar.ts'
import { dayOf, type Instant } from '../calendar/day.ts'
import { type LedgerEntry, reckonDue } from '../calendar/due.ts'
import type { Circumstances } from './circumstances.ts'
import type { Dossier, Ledger, Plan, PlannedStep, TimelinessClass } from './dossier.ts'

/** Hạn trả kết quả. The due moment from ledger, calendar and pinned limit; never edited, always reckoned. */
export function dueOf(
  c: Circumstances,
  plan: Plan,
  start: Instant,
  ledger: Ledger,
  agency: string,
): { dueAt?: Instant; provisional: boolean; why: readonly string[] } {
  const answer = reckonDue({
    limit: plan.limit,
    start,
    ledger,
    policy: c.policy,
    calendar: c.calendarOf(agency),
  })
  return {
    provisional: answer.provisional,
    why: answer.why,
    ...(answer.dueAt === null ? {} : { dueAt: answer.dueAt }),
  }
}

/** A step's own due moment; a step without hours of its own has none. */
export function stepDue(c: Circumstances, step: PlannedStep): Instant | undefined {
  if (step.hours === 0) return undefined
  const calendar = c.calendarOf(step.agency)
  return addWorkedMinutes(calendar, openingAfter(calendar, c.at), Math.round(step.hours * 60))
}

/** Giờ làm việc within which an online dossier must be answered (domain §3.3). */
const answerHours = 8

export function answerDue(calendar: Calendar, at: Instant): Instant {
  return addWorkedMinutes(calendar, openingAfter(calendar, at), answerHours * 60)
}

/** The due moment of a part: the hours of its steps in its own agency's calendar. */
export function partDue(c: Circumstances, steps: readonly PlannedStep[]): Instant {
  const [first] = steps
  if (!first) throw new Error('a part has at least one step')
  const calendar = c.calendarOf(first.agency)
  const hours = steps.reduce((sum, step) => sum + step.hours, 0)
  return addWorkedMinutes(calendar, openingAfter(calendar, c.at), Math.round(hours * 60))
}

export function pausedAt(ledger: Ledger): Instant | undefined {
  const last = ledger.at(-1)
  return last?.entry === 'pause' ? last.at : undefined
}

/** A running moment moved on by the working time of the pause that ends now. */
export function moveByPause(
  c: Circumstances,
  agency: string,
  due: Instant | undefined,
  since: Instant,
): Instant | undefined {
  if (due === undefined) return undefined
  const calendar = c.calendarOf(agency)
  return addWorkedMinutes(calendar, due, workedMinutesBetween(calendar, since, c.at))
}

export function pause(at: Instant, reason: string): LedgerEntry {
  return { at, entry: 'pause', reason }
}

export function resume(at: Instant, reason: string): LedgerEntry {
  return { at, entry: 'resume', reason }
}

/** By day (domain §3.5): the class stored once, at closing. */
export function classOf(dossier: Dossier, finishedAt: Instant): TimelinessClass {
  if (dossier.dueAt === undefined) return 'on-time'
  const due = dayOf(dossier.dueAt)
  const finished = dayOf(finishedAt)
  return finished < due ? 'early' : finished === due ? 'on-time' : 'overdue'
}
