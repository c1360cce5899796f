import type { UnitId } from '../agencies/unit.ts'
import { addDays, type Day, dayOf } from '../calendar/day.ts'
import type { BesideBook } from '../counters/beside.ts'
import { soFar } from '../counters/figures.ts'
import type { Dossier } from '../dossier/dossier.ts'
import type { FiguresDefinition } from '../reports/figures-report.ts'
import { abreast } from './abreast.ts'
import { fieldOf } from './count-dossiers.ts'
import type { Desk } from './desk.ts'
import { mayStandBehind, mostBehind, standsBehind, type TracedColumn, type TraceWish } from './stands-behind.ts'

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

/** A column as it is traced; `undefined` when there is none, or no single dossier stands behind it. */
export function tracedColumn(definition: FiguresDefinition | undefined, id: string): TracedColumn | undefined {
  const column = definition?.columns.find((one) => one.id === id)
  const { behind, unless } = column ?? {}
  if (!definition || behind === undefined) return undefined
  return { behind, ...(unless && { unless }), kinds: definition.kinds ?? [] }
}

type Needs = Pick<Desk, 'prints' | 'dossiers' | 'counters' | 'catalogue' | 'now'>

/**
 * Truy ngược. The dossiers behind a cell: each one's history is counted again by the same fold, and those that add to the column are
 * listed, along the receiving register, and beside it along the books of parts, of what was refused and of what was brought by a
 * decision. First what came in the period and in the four hundred days before it, then from the first day anything was counted. A page
 * ends after so many dossiers; `next` is the day to go on from. The figures are asked first: where they know of none, nothing is looked for,
 * and no more is than they know of. Throws Outage.
 */
export async function traceFigures(
  desk: Needs,
  asked: TraceWish,
  column: TracedColumn,
  limit: number,
  after?: Day,
): Promise<{ rows: readonly Traced[]; next?: Day }> {
  const wish = { ...asked, ...soFar(asked, dayOf(desk.now())) }
  const most = mostBehind(await desk.counters.lines(wish.agency, wish), column, wish)
  if (most === 0) return { rows: [] }
  const { from, to, afterwards } = await stretchOf(desk, wish, column, after)
  const goesOn = afterwards === undefined ? {} : { next: afterwards }
  const rows: Traced[] = []
  let [met, read] = [0, 0]
  for await (const { on, all } of byDay(metBetween(desk, wish.agency, column, from, to))) {
    const heads = await ofField(
      desk,
      (await headsOf(desk, all)).filter((head) => mayStandBehind(head, wish, column)),
      wish,
    )
    const histories = await abreast(heads, ({ id }) => desk.dossiers.history(id))
    for (const [n, dossier] of heads.entries()) {
      const stood = standsBehind(dossier, histories[n] ?? [], wish, column)
      // One that the register and a book have on two days is listed on the first.
      if (stood && stood.since === on) rows.push({ dossier, on: stood.on })
    }
    if (after === undefined && rows.length >= most) return { rows }
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
const entering: ReadonlySet<string> = new Set([
  ...['received-direct', 'received-online', 'received-postal', 'digitised', 'refused', 'given-up'],
])

function isOfTheDay({ behind }: TracedColumn): boolean {
  return typeof behind !== 'string' && behind.every((flow) => entering.has(flow))
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
  const others = [...new Set(all.map(({ id }) => id))].filter((id) => !heads.has(id))
  return [...heads.values(), ...(await desk.dossiers.heads(others))]
}

/** Those of a row's field, where one was asked for: it is the pinned version's, as when it was counted. */
async function ofField(desk: Needs, heads: readonly Dossier[], { field }: TraceWish): Promise<readonly Dossier[]> {
  if (field === undefined) return heads
  const fields = await Promise.all(heads.map((head) => fieldOf(desk, head)))
  return heads.filter((_, n) => fields[n]?.replaceAll('#', ' ') === field)
}
