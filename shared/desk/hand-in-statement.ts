import type { Day } from '../calendar/day.ts'
import type { StatementRow, StatementSource } from '../messages/reconciliation.ts'
import type { Desk } from './desk.ts'

/** Bảng kê handed in by an accountant; the night's run holds the day's list against it. */
export async function handInStatement(
  desk: Pick<Desk, 'payments'>,
  day: Day,
  source: StatementSource,
  rows: readonly StatementRow[],
): Promise<void> {
  await desk.payments.keepStatement(day, source, rows)
}
