import type { Calendar } from '../../calendar/calendar.ts'
import { dayOf, type Instant } from '../../calendar/day.ts'
import type { LedgerEntry } from '../../calendar/due.ts'
import { countLimit } from '../../calendar/limit.ts'
import type { Dossier, Ledger, TimelinessClass } from '../dossier.ts'
import { answerLimit } from './clocks.ts'

/** By when an application that is handed in at this moment has to be answered. */
export function answerDue(calendar: Calendar, at: Instant): Instant {
  return countLimit(calendar, at, answerLimit, { afterSupplement: 'add', dueAt: 'same-hour' }).dueAt
}

/** Since when the clock is paused, or `undefined` while it runs. Lines that only record a reckoning are passed over. */
export function pausedAt(ledger: Ledger): Instant | undefined {
  const last = ledger.findLast(({ entry }) => entry === 'pause' || entry === 'resume')
  return last?.entry === 'pause' ? last.at : undefined
}

/** Whether a due moment is still in force: always while the clock runs; while it is paused, only one that had passed before the pause. */
export function holdsDue({ clock, pausedAt }: Dossier, dueAt: Instant | undefined): boolean {
  if (clock === 'paused') return pausedAt !== undefined && dueAt !== undefined && dueAt < pausedAt
  return clock === 'running'
}

/** Reasons that every procedure has, in words: a due moment explains itself to people. */
const reasonTerms: Readonly<Record<string, string>> = {
  supplement: 'chờ bổ sung hồ sơ',
  'financial-obligation': 'chờ thực hiện nghĩa vụ tài chính',
}

export function pause(at: Instant, reason: string, name = reasonTerms[reason]): LedgerEntry {
  return { at, entry: 'pause', reason, ...(name === undefined ? {} : { name }) }
}

export function resume(at: Instant, reason: string): LedgerEntry {
  return { at, entry: 'resume', reason }
}

/** What ends without a result counts as on time, unless it had run out before; before reception there is no class. */
export function classAtEnd(dossier: Dossier, at: Instant, ledger: Ledger): TimelinessClass | undefined {
  if (dossier.clock !== 'running' && dossier.clock !== 'paused') return undefined
  return classOf(dossier, at, ledger) === 'overdue' ? 'overdue' : 'on-time'
}

/** Trước hạn, đúng hạn, quá hạn: compared by day and stored once, at closing. What ends while it waits is measured by when the waiting began. */
export function classOf(dossier: Dossier, finishedAt: Instant, ledger: Ledger = []): TimelinessClass {
  if (dossier.dueAt === undefined) return 'on-time'
  const due = dayOf(dossier.dueAt)
  const waitsSince = pausedAt(ledger)
  if (waitsSince !== undefined) return dayOf(waitsSince) > due ? 'overdue' : 'on-time'
  const finished = dayOf(finishedAt)
  return finished < due ? 'early' : finished === due ? 'on-time' : 'overdue'
}
