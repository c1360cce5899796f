import { addDays, type Day, dayOf } from '../../calendar/day.ts'
import { type Book, bookOf, booksWith, type Happened, leaving } from '../../counters/beside.ts'
import type { Flow, Line } from '../../counters/cells.ts'
import { receivedFlows, soFar } from '../../counters/figures.ts'
import type { Stood } from '../../reports/figures/figures-report.ts'
import { abreast } from '../carrying-on/abreast.ts'
import type { Desk } from '../desk.ts'
import {
  isOnRow,
  isStoodLate,
  mayStandBehind,
  mostBehind,
  standsBehind,
  type TracedColumn,
  type TraceWish,
} from './stands-behind.ts'
import type { Traced, TracedPage } from './walk-lists.ts'

/** Dossiers whose histories are read before a page ends, found or not. */
const mostRead = 1000
/** Heads that are read at once, and histories that are looked at before anybody is asked whether that is enough. */
const handful = 50

type Needs = Pick<Desk, 'dossiers' | 'counters' | 'now'>

/** Whether the books tell a column whole: who stood so, or what happens to a dossier once at most. Sums and what is done again and again are told by histories. */
export function isTold({ behind }: TracedColumn): boolean {
  if (typeof behind === 'string') return true
  return behind.every((flow) => flow !== 'worked-minutes' && once.has(bookOf(flow)))
}
const once: ReadonlySet<Book | undefined> = new Set<Book>(['came', 'ended', 'returned'])

/**
 * Along the books that were written with the cells. What happened is in them as it was counted, so that nothing but a page's heads is read
 * beside; who stood open is told by whoever stands open now and whoever ended since, and a history runs through the same fold only where
 * that does not say it. `after` and `next` are places in that order; no more is looked for than `most`. Throws Outage.
 */
export async function traceBooks(
  desk: Needs,
  wish: TraceWish,
  column: TracedColumn,
  { most, limit, after }: { most: number; limit: number; after?: string | undefined },
): Promise<TracedPage> {
  const rows: (Traced & { place: string })[] = []
  let read = 0
  const all = oneByOne(stages(desk, wish, column))
  for await (const step of walkBehind(desk, wish, column, all, { size: Math.min(handful, limit), after })) {
    rows.push(...step.rows)
    read += step.read
    const isAll = step.isLast || (after === undefined && rows.length >= most)
    if (rows.length > limit || (rows.length === limit && !isAll)) {
      const page = rows.slice(0, limit)
      return { rows: page, next: page.at(-1)?.place ?? step.place }
    }
    if (isAll) break
    if (read >= mostRead) return { rows, next: step.place }
  }
  return { rows }
}

/** All of them, however many, and no more looked for than the figures know of: a handful in memory. Throws Outage. */
export async function* everyTraced(desk: Needs, asked: TraceWish, column: TracedColumn): AsyncGenerator<Traced> {
  const wish = { ...asked, ...soFar(asked, dayOf(desk.now())) }
  let left = mostBehind(await desk.counters.lines(wish.agency, wish), column, wish)
  for (const stage of stages(desk, wish, column)) {
    if (left <= 0) return
    for await (const { rows } of walkBehind(desk, wish, column, stage, { size: handful })) {
      yield* rows
      left -= rows.reduce((sum, { adds }) => sum + adds, 0)
      if (left <= 0) return
    }
  }
}

/** Somebody who may stand behind a column; `on`, where the books tell that it does, and since when. */
interface Candidate {
  place: string
  dossier: string
  on?: Day
  adds?: number
}

/** What a look at one more handful found, how many histories it took, and the place it came to. */
interface Step {
  rows: readonly (Traced & { place: string })[]
  read: number
  place: string
  isLast: boolean
}

async function* walkBehind(
  desk: Needs,
  wish: TraceWish,
  column: TracedColumn,
  all: AsyncIterable<Candidate>,
  { size, after = '' }: { size: number; after?: string | undefined },
): AsyncGenerator<Step> {
  for await (const { batch, isLast } of inHandfuls(all, size, after)) {
    const heads = new Map((await desk.dossiers.heads(batch.map(({ dossier }) => dossier))).map((one) => [one.id, one]))
    const looks = batch.filter(({ dossier, on }) => {
      const head = heads.get(dossier)
      return on === undefined && head !== undefined && mayStandBehind(head, wish, column)
    })
    const histories = await abreast(looks, ({ dossier }) => desk.dossiers.history(dossier))
    const stands = new Map(
      looks.map(({ dossier }, n) => {
        const head = heads.get(dossier)
        return [dossier, head && standsBehind(head, histories[n] ?? [], wish, column)?.on]
      }),
    )
    const rows = batch.flatMap(({ dossier, place, adds = 1, on = stands.get(dossier) }) => {
      const head = heads.get(dossier)
      return head && on !== undefined ? [{ dossier: head, on, adds, place }] : []
    })
    yield { rows, read: looks.length, place: batch.at(-1)?.place ?? after, isLast }
  }
}

/** Where they are looked for, one after the other: nothing is read of one before it is begun. */
function stages(desk: Needs, wish: TraceWish, column: TracedColumn): readonly AsyncIterable<Candidate>[] {
  const { behind } = column
  if (typeof behind !== 'string') return [happened(desk, wish, column)]
  return isStoodLate(behind) ? stoodLate(desk, wish, column) : [stood(desk, wish, column, behind)]
}

async function* oneByOne<T>(all: readonly AsyncIterable<T>[]): AsyncGenerator<T> {
  for (const one of all) yield* one
}

/** Those past a place, so many at a time; the last of them is known as such. */
async function* inHandfuls(
  all: AsyncIterable<Candidate>,
  size: number,
  after: string,
): AsyncGenerator<{ batch: readonly Candidate[]; isLast: boolean }> {
  let batch: Candidate[] = []
  for await (const one of all) {
    if (one.place <= after) continue
    if (batch.length === size) {
      yield { batch, isLast: false }
      batch = []
    }
    batch.push(one)
  }
  yield { batch, isLast: true }
}

/** What happened in a period: each dossier once, on the first day it did. */
async function* happened(desk: Needs, wish: TraceWish, column: TracedColumn): AsyncGenerator<Candidate> {
  const { behind, unless = [] } = column
  if (typeof behind === 'string' || wish.from > wish.to) return
  const seen = new Set<string>()
  const wanted = new Set<Flow>(behind)
  for await (const { dossier, on, line, flows } of inOrder(desk, wish, behind)) {
    if (seen.has(dossier) || !isOnRow(line, wish, column)) continue
    // What takes it out again is told by the same event.
    const adds = flows.filter((flow) => wanted.has(flow)).length - flows.filter((flow) => unless.includes(flow)).length
    if (adds <= 0) continue
    seen.add(dossier)
    yield { place: `${on}#${dossier}`, dossier, on, adds }
  }
}

/** The books of these flows, day after day. */
async function* inOrder(
  desk: Needs,
  { agency, from, to }: TraceWish,
  flows: readonly Flow[],
): AsyncGenerator<Happened> {
  const places = await Promise.all(
    booksWith(flows).map(async (book: Book) => {
      const rows = desk.counters.happened(agency, book, from, to)[Symbol.asyncIterator]()
      return { rows, next: await rows.next() }
    }),
  )
  const placeOf = ({ on, dossier }: Happened) => `${on}#${dossier}`
  for (;;) {
    const left = places.flatMap((place) => (place.next.done ? [] : [{ place, row: place.next.value }]))
    const [first] = left.toSorted((a, b) => (placeOf(a.row) < placeOf(b.row) ? -1 : 1))
    if (!first) return
    yield first.row
    first.place.next = await first.place.rows.next()
  }
}

/**
 * Who may have stood so at the end of a period, or on its eve: whoever stands open now and came by then, and whoever ended since; to what
 * was left from before comes what was brought, or received, in the period itself.
 */
async function* stood(desk: Needs, wish: TraceWish, column: TracedColumn, behind: Stood): AsyncGenerator<Candidate> {
  const { agency, from, to } = wish
  const isOfEve = behind === 'from-before' || behind === 'total'
  const [until, today] = [isOfEve ? addDays(from, -1) : to, dayOf(desk.now())]
  const mine = (line: Line) => isOnRow(line, wish, column)
  const since = (book: Book) =>
    until < today ? rowsOf(desk.counters.happened(agency, book, addDays(until, 1), today)) : []
  const [open, inTime, late, came] = await Promise.all([
    desk.counters.open(agency),
    since('ended'),
    since('late'),
    behind === 'total' && from <= to ? rowsOf(desk.counters.happened(agency, 'came', from, to)) : [],
  ])
  const ended = [...inTime, ...late]
  const brought: readonly Flow[] = ['moved-in', ...receivedFlows]
  const has = ({ flows, line }: Happened, some: (flow: Flow) => boolean) => flows.some(some) && mine(line)
  const left = new Set(ended.filter(({ flows }) => flows.includes('moved-out')).map(({ dossier }) => dossier))
  // Whoever has stood open since before needs no history; nor does who was received in the period and not taken away again.
  const isTold = behind === 'open' || isOfEve
  const all: Candidate[] = [
    ...open
      .filter((one) => one.since <= until && mine(one.line))
      .map((one) => ({
        place: `1#${one.since}#${one.dossier}`,
        dossier: one.dossier,
        ...(isTold && { on: one.since }),
      })),
    ...ended
      .filter((row) => has(row, (flow) => leaving.has(flow)))
      .map(({ on, dossier }) => ({ place: `2#${on}#${dossier}`, dossier })),
    ...came
      .filter((row) => has(row, (flow) => brought.includes(flow)))
      .map(({ on, dossier, flows }) => {
        const isNew = !left.has(dossier) && receivedFlows.some((flow) => flows.includes(flow))
        return { place: `3#${on}#${dossier}`, dossier, ...(isNew && { on }) }
      }),
  ]
  const known = new Map<string, Candidate>()
  for (const one of all) if (known.get(one.dossier)?.on === undefined) known.set(one.dossier, one)
  yield* [...known.values()].sort((a, b) => (a.place < b.place ? -1 : 1))
}

/**
 * Who may have lain late at the end of a period: whoever stands open now; whoever ended late since; at last whoever ended otherwise, as by an
 * extension. Each once.
 */
function stoodLate(desk: Needs, wish: TraceWish, column: TracedColumn): readonly AsyncIterable<Candidate>[] {
  const { agency, to } = wish
  const today = dayOf(desk.now())
  const met = new Set<string>()
  const isNew = (dossier: string) => !met.has(dossier) && met.add(dossier) !== undefined
  async function* stillOpen(): AsyncGenerator<Candidate> {
    const open = (await desk.counters.open(agency)).map((one) => ({ ...one, place: `1#${one.since}#${one.dossier}` }))
    for (const { since, dossier, line, place } of open.sort((a, b) => (a.place < b.place ? -1 : 1)))
      if (since <= to && isOnRow(line, wish, column) && isNew(dossier)) yield { place, dossier }
  }
  async function* endedSince(book: Book, begins: string): AsyncGenerator<Candidate> {
    if (to >= today) return
    for await (const { on, dossier, line, flows } of desk.counters.happened(agency, book, addDays(to, 1), today))
      if (flows.some((flow) => leaving.has(flow)) && isOnRow(line, wish, column) && isNew(dossier))
        yield { place: `${begins}#${on}#${dossier}`, dossier }
  }
  return [stillOpen(), endedSince('late', '2'), endedSince('ended', '3')]
}

async function rowsOf(all: AsyncIterable<Happened>): Promise<readonly Happened[]> {
  const rows: Happened[] = []
  for await (const row of all) rows.push(row)
  return rows
}
