import type { UnitId } from '../agencies/unit.ts'
import { addDays, type Day, dayOf } from '../calendar/day.ts'
import type { BesideBook } from '../counters/beside.ts'
import type { Counted, Entry, LineKind } from '../counters/cells.ts'
import { count } from '../counters/count.ts'
import type { Period } from '../counters/figures.ts'
import { toldBy } from '../counters/told.ts'
import type { Dossier } from '../dossier/dossier.ts'
import type { FiguresColumn, FiguresDefinition } from '../reports/figures-report.ts'
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

/** What stands behind a column: what happened, and to which kinds of dossiers. */
export interface TracedColumn extends Required<Pick<FiguresColumn, 'behind'>>, Pick<FiguresColumn, 'unless'> {
  kinds: readonly LineKind[]
}

/** A column as it is traced; `undefined` when there is none, or no single dossier stands behind it. */
export function tracedColumn(definition: FiguresDefinition | undefined, id: string): TracedColumn | undefined {
  const column = definition?.columns.find((one) => one.id === id)
  const { behind, unless } = column ?? {}
  if (!definition || behind === undefined) return undefined
  return { behind, ...(unless && { unless }), kinds: definition.kinds ?? [] }
}

type Needs = Pick<Desk, 'prints' | 'dossiers' | 'counters'>

/**
 * Truy ngược. The dossiers behind a cell: each one's history is counted again by the same fold, and those that add to the column are
 * listed, along the receiving register, and beside it along the books of parts, of what was refused and of what was brought by a
 * decision. A page ends after so many days; `next` is the day to go on from. Throws Outage.
 */
export async function traceFigures(
  desk: Needs,
  wish: TraceWish,
  column: TracedColumn,
  limit: number,
  after?: Day,
): Promise<{ rows: readonly Traced[]; next?: Day }> {
  const { behind } = column
  const isOfTheDay =
    typeof behind !== 'string' && behind.every((flow) => entering.some((name) => flow.startsWith(name)))
  let from = after ?? (isOfTheDay ? wish.from : addDays(wish.from, -traceBackDays))
  const rows: Traced[] = []
  // Days beyond the calendar's four digits would begin again from the first.
  const to = wish.to < lastDay ? wish.to : lastDay
  for (let [read, days] = [0, 0]; from <= to && rows.length < limit && read < mostRead && days < mostDays; days += 1) {
    const met = await metOn(desk, wish.agency, column, from)
    const asked = met.filter(({ procedure }) => wish.procedure === undefined || procedure === wish.procedure)
    const histories = await Promise.all(asked.map(({ id }) => desk.dossiers.history(id)))
    for (const [n, dossier] of asked.entries()) {
      const stood = standsBehind(dossier, histories[n] ?? [], wish, column)
      // One that the register and a book have on two days is listed on the first.
      if (stood && stood.since === from) rows.push({ dossier, on: stood.on })
    }
    read += asked.length
    from = addDays(from, 1)
  }
  return from <= to ? { rows, next: from } : { rows }
}

/** Flows that happen on the very day on which a book has the dossier. */
const entering = ['received', 'digitised', 'refused', 'given-up'] as const

const booksOf = ({ kinds, behind }: TracedColumn): readonly BesideBook[] => {
  const refusals = typeof behind !== 'string' && behind.some((flow) => refusing.has(flow))
  return [...(kinds.includes('part') ? (['parts'] as const) : []), ...(refusals ? (['refused'] as const) : []), 'moved']
}

const refusing: ReadonlySet<string> = new Set(['refused', 'given-up'])

/** Heads of those that the register or a book has on a day, each once. */
async function metOn(desk: Needs, agency: UnitId, column: TracedColumn, day: Day): Promise<readonly Dossier[]> {
  const lines = column.kinds.includes('whole') ? await desk.prints.received(agency, day, day, mostOfDay) : []
  const met = new Map(lines.map(({ dossier }) => [dossier.id, dossier]))
  for (const book of booksOf(column))
    for await (const { dossier: id } of desk.counters.entered(agency, book, day, day)) {
      const head = met.has(id) ? undefined : (await desk.dossiers.load(id))?.dossier
      if (head) met.set(id, head)
    }
  return [...met.values()]
}

/** Since when a dossier stands in an agency's figures, and the day on which it came to stand behind a column; if it does. */
export function standsBehind(
  head: Dossier,
  history: Parameters<typeof toldBy>[1],
  { agency, from, to }: Pick<TraceWish, 'agency' | 'from' | 'to'>,
  { behind, unless = [], kinds }: TracedColumn,
): { on: Day; since: Day } | undefined {
  const entries: (Entry & { book: 'lines' })[] = []
  let counted: Counted | undefined
  let open: { since?: Day; late?: Day | undefined } = {}
  for (const told of toldBy(head, history)) {
    if (dayOf(told.event.at) > to) break
    const step = count(counted, told, counted?.line?.field ?? '')
    counted = step.counted
    entries.push(...step.entries.filter((entry) => entry.book === 'lines'))
    const isHere = counted.stands?.open && counted.agency === agency
    open = isHere ? { since: open.since ?? dayOf(told.event.at), late: counted.lateOn } : {}
  }
  const own = entries.filter((entry) => entry.agency === agency && entry.add > 0 && kinds.includes(entry.line.kind))
  const since = own.find(({ measure }) => coming.has(measure))?.on
  const asked = { from, to, channel: head.channel }
  const on = onOf(behind, own, open, asked)
  const isOut = unless.length > 0 && onOf(unless, own, {}, asked) !== undefined
  return on === undefined || since === undefined || isOut ? undefined : { on, since }
}

/** By what a dossier comes to stand in an agency's figures. */
const coming: ReadonlySet<string> = new Set([
  'received-direct',
  'received-online',
  'received-postal',
  'moved-in',
  'refused',
  'given-up',
])

function onOf(
  behind: TracedColumn['behind'],
  own: readonly (Entry & { book: 'lines' })[],
  open: { since?: Day; late?: Day | undefined },
  { from, to, channel }: Period & Pick<Dossier, 'channel'>,
): Day | undefined {
  if (behind === 'open') return open.since
  const isLate = open.late !== undefined && open.late <= to
  if (behind === 'open-in-time') return isLate ? undefined : open.since
  if (behind === 'open-late') return isLate ? open.late : undefined
  if (behind === 'open-late-online') return isLate && channel === 'online' ? open.late : undefined
  const wanted: ReadonlySet<string> = new Set(behind)
  return own.find(({ measure, on }) => wanted.has(measure) && on >= from && on <= to)?.on
}
