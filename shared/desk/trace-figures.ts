import type { UnitId } from '../agencies/unit.ts'
import { addDays, type Day, dayOf } from '../calendar/day.ts'
import type { Counted, Entry } from '../counters/cells.ts'
import { count } from '../counters/count.ts'
import type { Period } from '../counters/figures.ts'
import { toldBy } from '../counters/told.ts'
import type { Dossier } from '../dossier/dossier.ts'
import type { FiguresColumn } from '../reports/figures-report.ts'
import type { Desk } from './desk.ts'

export interface TraceWish extends Period {
  agency: UnitId
  field?: string
  procedure?: string
}

/** A dossier behind a cell: the day on which it came to stand there. */
export interface Traced {
  dossier: Dossier
  on: Day
}

/** Days looked at before a period for dossiers that ended or stood open in it. */
const traceBackDays = 400
/** Dossiers of a day's register, and dossiers and days after which a page ends, found or not. */
const mostOfDay = 2000
const mostRead = 1000
const mostDays = 450
const lastDay = '9998-12-31'

/**
 * Truy ngược. The dossiers behind a cell: each one's history is counted again by the same fold, and those that add to the column are
 * listed, along the receiving register. A page ends after so many days; `next` is the day to go on from. Throws Outage.
 */
export async function traceFigures(
  desk: Pick<Desk, 'prints' | 'dossiers'>,
  wish: TraceWish,
  column: Required<Pick<FiguresColumn, 'behind'>>,
  limit: number,
  after?: Day,
): Promise<{ rows: readonly Traced[]; next?: Day }> {
  const isReceived =
    column.behind !== 'open' &&
    column.behind !== 'open-late' &&
    column.behind.every((flow) => flow.startsWith('received') || flow === 'digitised')
  let from = after ?? (isReceived ? wish.from : addDays(wish.from, -traceBackDays))
  const rows: Traced[] = []
  // Days beyond the calendar's four digits would begin again from the first.
  const to = wish.to < lastDay ? wish.to : lastDay
  for (let [read, days] = [0, 0]; from <= to && rows.length < limit && read < mostRead && days < mostDays; days += 1) {
    const lines = await desk.prints.received(wish.agency, from, from, mostOfDay)
    const asked = lines.filter(({ dossier }) => wish.procedure === undefined || dossier.procedure === wish.procedure)
    const histories = await Promise.all(asked.map(({ dossier }) => desk.dossiers.history(dossier.id)))
    for (const [n, { dossier }] of asked.entries()) {
      const on = standsBehind(dossier, histories[n] ?? [], wish, column.behind)
      if (on !== undefined) rows.push({ dossier, on })
    }
    read += asked.length
    from = addDays(from, 1)
  }
  return from <= to ? { rows, next: from } : { rows }
}

/** The day on which a dossier came to stand behind a column, if it does. */
export function standsBehind(
  head: Dossier,
  history: Parameters<typeof toldBy>[1],
  { from, to }: Period,
  behind: NonNullable<FiguresColumn['behind']>,
): Day | undefined {
  const entries: Entry[] = []
  let counted: Counted | undefined
  let open: { since?: Day; late?: Day | undefined } = {}
  for (const told of toldBy(head, history)) {
    if (dayOf(told.event.at) > to) break
    const step = count(counted, told, counted?.line?.field ?? '')
    counted = step.counted
    entries.push(...step.entries)
    open = counted.stands?.open ? { since: open.since ?? dayOf(told.event.at), late: counted.lateOn } : {}
  }
  if (behind === 'open') return open.since
  if (behind === 'open-late') return open.late !== undefined && open.late <= to ? open.late : undefined
  const wanted: ReadonlySet<string> = new Set(behind)
  return entries.flatMap((entry) =>
    entry.book === 'lines' && entry.add > 0 && wanted.has(entry.measure) && entry.on >= from && entry.on <= to
      ? [entry.on]
      : [],
  )[0]
}
