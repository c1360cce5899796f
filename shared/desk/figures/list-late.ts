import type { UnitId } from '../../agencies/unit.ts'
import type { Instant } from '../../calendar/day.ts'
import { type LateReason, lateReasonOf } from '../../reports/overdue/late-causes.ts'
import { type DueRow, dueRows } from '../../reports/overdue/overdue.ts'
import { abreast } from '../carrying-on/abreast.ts'
import { holdersOf } from '../carrying-on/holders.ts'
import type { Desk } from '../desk.ts'
import { calendars, directory } from '../surroundings.ts'

export interface LateRow {
  row: DueRow
  /** Why, where the whole or the part is over time. */
  reason: LateReason
}

/** Whose desk: how many lie late there. */
export interface LateDesk {
  room: UnitId
  officer?: string
  count: number
}

export interface LateList {
  at: Instant
  count: number
  desks: readonly LateDesk[]
  rows: readonly LateRow[]
  /** The place after which to go on, while there are more. */
  next?: string
}

/**
 * Hồ sơ quá hạn lúc này: which, on whose desk, and on whose account the time went. How many there are, and on which desks, is said of all;
 * why, of a page of them, what lies longest first. Reads what is late and nothing else, and the histories of the page. Throws Outage.
 */
export async function listLate(
  desk: Pick<Desk, 'dossiers' | 'catalogue' | 'province' | 'now'>,
  agency: UnitId,
  limit: number,
  after?: string,
): Promise<LateList> {
  const at = desk.now()
  const [units, calendarOf] = await Promise.all([directory(desk), calendars(desk)])
  const calendar = calendarOf(agency)
  const lists = await abreast(holdersOf(units, agency), async (holder) => {
    const late: DueRow[] = []
    for await (const dossier of desk.dossiers.dueBefore(holder, at)) {
      const { overdue } = dueRows(dossier, calendar, at, at, units)
      if (overdue) late.push(overdue)
    }
    return late
  })
  const found = lists.flat()
  const ordered = found.toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1))
  const left = after === undefined ? ordered : ordered.filter((row) => placeOf(row) > after)
  const page = left.slice(0, limit)
  const read = await abreast(page, async (row) => {
    const clocked = await desk.dossiers.clocked(row.dossier)
    return clocked ? [{ row, reason: lateReasonOf(clocked, clocked.history, calendar, at, row) }] : []
  })
  const last = page.at(-1)
  const next = left.length > page.length && last ? { next: placeOf(last) } : {}
  return { at, count: found.length, desks: desksOf(found), rows: read.flat(), ...next }
}

/** All of them, desk by desk, what lies longest first at each, with why; one desk's page at a time in memory. Throws Outage. */
export async function* walkLateNow(
  desk: Pick<Desk, 'dossiers' | 'catalogue' | 'province' | 'now'>,
  agency: UnitId,
): AsyncGenerator<LateRow> {
  const at = desk.now()
  const [units, calendarOf] = await Promise.all([directory(desk), calendars(desk)])
  const calendar = calendarOf(agency)
  for (const holder of holdersOf(units, agency))
    for await (const dossier of desk.dossiers.dueBefore(holder, at)) {
      const { overdue: row } = dueRows(dossier, calendar, at, at, units)
      const clocked = row && (await desk.dossiers.clocked(dossier.id))
      if (row && clocked) yield { row, reason: lateReasonOf(clocked, clocked.history, calendar, at, row) }
    }
}

/** What lies longest first; a dossier has one place, whatever else is settled meanwhile. */
const placeOf = ({ dueAt, dossier }: DueRow): string => `${dueAt}#${dossier}`

/** Where most lies first. */
function desksOf(rows: readonly DueRow[]): readonly LateDesk[] {
  const byDesk = Map.groupBy(rows, ({ room, officer = '' }) => `${room} ${officer}`)
  return [...byDesk]
    .sort(([a, one], [b, other]) => other.length - one.length || (a < b ? -1 : 1))
    .flatMap(([, own]) => {
      const [first] = own
      if (!first) return []
      const { room, officer } = first
      return [{ room, ...(officer === undefined ? {} : { officer }), count: own.length }]
    })
}
