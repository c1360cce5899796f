import type { UnitId } from '../agencies/unit.ts'
import { addDays, type Day, dayOf } from '../calendar/day.ts'
import type { BesideBook } from '../counters/beside.ts'
import type { Counted, Entry, LineKind } from '../counters/cells.ts'
import { count } from '../counters/count.ts'
import { type Period, soFar } from '../counters/figures.ts'
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

/** Dossiers whose histories, and whose heads alone, are read before a page ends, found or not. */
const mostRead = 1000
const mostMet = 5000
/** Days before a period that are looked at first: whoever was received earlier and still stands is rare, and comes last. */
export const recentDays = 400

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

type Needs = Pick<Desk, 'prints' | 'dossiers' | 'counters' | 'now'>

/**
 * Truy ngược. The dossiers behind a cell: each one's history is counted again by the same fold, and those that add to the column are
 * listed, along the receiving register, and beside it along the books of parts, of what was refused and of what was brought by a
 * decision. First what came in the period and in the four hundred days before it, then from the first day anything was counted. A page
 * ends after so many dossiers; `next` is the day to go on from. Throws Outage.
 */
export async function traceFigures(
  desk: Needs,
  asked: TraceWish,
  column: TracedColumn,
  limit: number,
  after?: Day,
): Promise<{ rows: readonly Traced[]; next?: Day }> {
  const wish = { ...asked, ...soFar(asked, dayOf(desk.now())) }
  const { from, to, afterwards } = await stretchOf(desk, wish, column, after)
  const goesOn = afterwards === undefined ? {} : { next: afterwards }
  const rows: Traced[] = []
  let [met, read] = [0, 0]
  for await (const { on, all } of byDay(metBetween(desk, wish.agency, column, from, to))) {
    const heads = (await headsOf(desk, all)).filter((head) => mayStandBehind(head, wish))
    const histories = await Promise.all(heads.map(({ id }) => desk.dossiers.history(id)))
    for (const [n, dossier] of heads.entries()) {
      const stood = standsBehind(dossier, histories[n] ?? [], wish, column)
      // One that the register and a book have on two days is listed on the first.
      if (stood && stood.since === on) rows.push({ dossier, on: stood.on })
    }
    met += all.length
    read += heads.length
    if (rows.length < limit && read < mostRead && met < mostMet) continue
    return on < to ? { rows, next: addDays(on, 1) } : { rows, ...goesOn }
  }
  return { rows, ...goesOn }
}

/** The days that are walked now, and the day to go on from when they are done. Nothing is looked for before the first count. */
async function stretchOf(desk: Needs, wish: TraceWish, column: TracedColumn, after?: Day) {
  const { to } = wish
  const first = (await desk.counters.firstDay(wish.agency)) ?? addDays(to, 1)
  const recent = laterOf(first, isOfTheDay(column) ? wish.from : addDays(wish.from, -recentDays))
  const from = laterOf(first, after ?? recent)
  if (from < recent) return { from, to: addDays(recent, -1) }
  return first < recent && !isOfTheDay(column) ? { from, to, afterwards: first } : { from, to }
}

const laterOf = (one: Day, other: Day): Day => (one > other ? one : other)

/** Flows that happen on the very day on which a book has the dossier. */
const entering = ['received', 'digitised', 'refused', 'given-up'] as const

function isOfTheDay({ behind }: TracedColumn): boolean {
  return typeof behind !== 'string' && behind.every((flow) => entering.some((name) => flow.startsWith(name)))
}

const booksOf = ({ kinds, behind }: TracedColumn): readonly BesideBook[] => {
  const refusals = typeof behind !== 'string' && behind.some((flow) => refusing.has(flow))
  return [...(kinds.includes('part') ? (['parts'] as const) : []), ...(refusals ? (['refused'] as const) : []), 'moved']
}

const refusing: ReadonlySet<string> = new Set(['refused', 'given-up'])

/** Named by the register with its head, by a book with its number alone. */
interface Met {
  on: Day
  id: string
  head?: Dossier
}

/** The register and the books of an agency, each in the order of its days. */
function metBetween(desk: Needs, agency: UnitId, column: TracedColumn, from: Day, to: Day): AsyncIterable<Met>[] {
  if (from > to) return []
  async function* received(): AsyncGenerator<Met> {
    for await (const { dossier } of desk.prints.walkReceived(agency, from, to))
      yield { on: dayOf(dossier.acceptedAt ?? dossier.createdAt), id: dossier.id, head: dossier }
  }
  async function* entered(book: BesideBook): AsyncGenerator<Met> {
    for await (const { dossier, on } of desk.counters.entered(agency, book, from, to)) yield { on, id: dossier }
  }
  return [...(column.kinds.includes('whole') ? [received()] : []), ...booksOf(column).map(entered)]
}

/** What several lists have on one day, day after day; days that none of them has cost nothing. */
async function* byDay(lists: readonly AsyncIterable<Met>[]): AsyncGenerator<{ on: Day; all: readonly Met[] }> {
  const places = await Promise.all(
    lists.map(async (list) => {
      const rows = list[Symbol.asyncIterator]()
      return { rows, next: await rows.next() }
    }),
  )
  for (;;) {
    const [on] = places.flatMap(({ next }) => (next.done ? [] : [next.value.on])).sort()
    if (on === undefined) return
    const all: Met[] = []
    for (const place of places)
      while (!place.next.done && place.next.value.on === on) {
        all.push(place.next.value)
        place.next = await place.rows.next()
      }
    yield { on, all }
  }
}

/** Each once, though the register and a book have it. */
async function headsOf(desk: Needs, all: readonly Met[]): Promise<Dossier[]> {
  const heads = new Map(all.flatMap(({ id, head }) => (head ? [[id, head] as const] : [])))
  for (const { id } of all) {
    const head = heads.get(id) ?? (await desk.dossiers.load(id))?.dossier
    if (head) heads.set(id, head)
  }
  return [...heads.values()]
}

/** Told by the head alone: what has ended and was not touched since the period began adds nothing to it. */
function mayStandBehind({ procedure, finishedAt, updatedAt }: Dossier, wish: TraceWish): boolean {
  if (wish.procedure !== undefined && procedure !== wish.procedure) return false
  return finishedAt === undefined || dayOf(updatedAt) >= wish.from
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
