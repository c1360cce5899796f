import type { UnitId } from '../agencies/unit.ts'
import type { Instant } from '../calendar/day.ts'
import { type LateReason, lateReasonOf } from '../reports/late-causes.ts'
import { type DueRow, dueRows, inOrder } from '../reports/overdue.ts'
import type { Desk } from './desk.ts'
import { holdersOf } from './holders.ts'
import { calendars, directory } from './surroundings.ts'

export interface LateRow {
  row: DueRow
  /** Why, where the whole or the part is over time. */
  reason: LateReason
}

/** How many an answer holds: what lies longest comes first, and how many there are in all is said. */
const mostRows = 200

/**
 * Hồ sơ quá hạn lúc này: which, on whose desk, and on whose account the time went. Reads what is late and nothing else. Throws Outage.
 */
export async function listLate(
  desk: Pick<Desk, 'dossiers' | 'catalogue' | 'province' | 'now'>,
  agency: UnitId,
): Promise<{ at: Instant; count: number; rows: readonly LateRow[] }> {
  const at = desk.now()
  const [units, calendarOf] = await Promise.all([directory(desk), calendars(desk)])
  const calendar = calendarOf(agency)
  const found: DueRow[] = []
  for (const holder of holdersOf(units, agency))
    for await (const dossier of desk.dossiers.dueBefore(holder, at)) {
      const { overdue } = dueRows(dossier, calendar, at, at, units)
      if (overdue) found.push(overdue)
    }
  const longest = found.toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1)).slice(0, mostRows)
  const rows = await Promise.all(
    inOrder(longest).map(async (row) => {
      const whole = await desk.dossiers.whole(row.dossier)
      return whole ? [{ row, reason: lateReasonOf(whole.file, whole.history, calendar, at) }] : []
    }),
  )
  return { at, count: found.length, rows: rows.flat() }
}
