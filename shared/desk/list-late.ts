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
/** Histories read at once: more would stand in line at the table until they are given up. */
const abreast = 16

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
  const rows: LateRow[] = []
  const ordered = inOrder(longest)
  for (let from = 0; from < ordered.length; from += abreast) {
    const read = ordered.slice(from, from + abreast).map(async (row) => {
      const clocked = await desk.dossiers.clocked(row.dossier)
      return clocked ? [{ row, reason: lateReasonOf(clocked, clocked.history, calendar, at) }] : []
    })
    rows.push(...(await Promise.all(read)).flat())
  }
  return { at, count: found.length, rows }
}
