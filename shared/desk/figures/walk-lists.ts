import type { UnitId } from '../../agencies/unit.ts'
import { addDays, type Day, dayOf } from '../../calendar/day.ts'
import type { BesideBook } from '../../counters/beside.ts'
import type { Period } from '../../counters/figures.ts'
import type { Dossier, DossierEvent } from '../../dossier/dossier.ts'
import { abreast } from '../carrying-on/abreast.ts'
import type { Desk } from '../desk.ts'

/** A dossier behind a cell: the day on which it came to stand there, and how much it adds. */
export interface Traced {
  dossier: Dossier
  on: Day
  adds: number
}

/** Some of them; `next` is where to go on. */
export interface TracedPage {
  rows: readonly Traced[]
  next?: string
}

/** Dossiers whose histories, and whose heads alone, are read before a page ends, found or not. */
const mostRead = 1000
const mostMet = 5000
/** Days before a period that are looked at first: whoever was received earlier and still stands is rare, and comes last. */
const recentDays = 400

/** What is looked for along the lists of an agency, and in which of them. */
export interface Search extends Period {
  agency: UnitId
  isReceived: boolean
  books: readonly BesideBook[]
  /** Nothing that was listed before the period is behind it. */
  isOfTheDay: boolean
  /** What all of them add by the figures: nobody is looked for once it is found. */
  most: number
  /** Told by the heads alone: those whose histories are worth reading. */
  among(heads: readonly Dossier[]): Promise<readonly Dossier[]> | readonly Dossier[]
  /** And since which day a dossier is in one of the lists. */
  stands(dossier: Dossier, history: readonly DossierEvent[]): { on: Day; since: Day; adds: number } | undefined
}

export type WalkNeeds = Pick<Desk, 'prints' | 'dossiers' | 'counters'>

/**
 * Along the receiving register and the books beside it: first what came in the period and in the four hundred days before it, then from the
 * first day anything was counted. A page ends after so many dossiers; `next` is the day to go on from. Throws Outage.
 */
export async function walkLists(desk: WalkNeeds, search: Search, limit: number, after?: Day): Promise<TracedPage> {
  if (search.most === 0) return { rows: [] }
  const { from, to, afterwards } = await stretchOf(desk, search, after)
  const goesOn = afterwards === undefined ? {} : { next: afterwards }
  const rows: Traced[] = []
  let [met, read, added] = [0, 0, 0]
  for await (const { on, all } of byDay(metBetween(desk, search, from, to))) {
    const heads = await search.among(await headsOf(desk, all))
    const histories = await abreast(heads, ({ id }) => desk.dossiers.history(id))
    for (const [n, dossier] of heads.entries()) {
      const stood = search.stands(dossier, histories[n] ?? [])
      // One that the register and a book have on two days is listed on the first.
      if (!stood || stood.since !== on) continue
      rows.push({ dossier, on: stood.on, adds: stood.adds })
      added += stood.adds
    }
    if (after === undefined && added >= search.most) return { rows }
    met += all.length
    read += heads.length
    if (rows.length < limit && read < mostRead && met < mostMet) continue
    return on < to ? { rows, next: addDays(on, 1) } : { rows, ...goesOn }
  }
  return { rows, ...goesOn }
}

/** The days that are walked now, and the day to go on from when they are done. Nothing is looked for before the first count. */
async function stretchOf(desk: WalkNeeds, { agency, to, from: begin, isOfTheDay }: Search, after?: Day) {
  const first = (await desk.counters.firstDay(agency)) ?? begin
  const recent = laterOf(first, isOfTheDay ? begin : addDays(begin, -recentDays))
  const from = laterOf(first, after ?? recent)
  if (from < recent) return { from, to: addDays(recent, -1) }
  return first < recent && !isOfTheDay ? { from, to, afterwards: first } : { from, to }
}

const laterOf = (one: Day, other: Day): Day => (one > other ? one : other)

/** Named by the register with its head, by a book with its number alone. */
interface Met {
  on: Day
  id: string
  head?: Dossier
}

/** The register and the books of an agency, each in the order of its days. */
function metBetween(desk: WalkNeeds, { agency, isReceived, books }: Search, from: Day, to: Day): AsyncIterable<Met>[] {
  if (from > to) return []
  async function* received(): AsyncGenerator<Met> {
    for await (const { dossier } of desk.prints.walkReceived(agency, from, to))
      yield { on: dayOf(dossier.acceptedAt ?? dossier.createdAt), id: dossier.id, head: dossier }
  }
  async function* entered(book: BesideBook): AsyncGenerator<Met> {
    for await (const { dossier, on } of desk.counters.entered(agency, book, from, to)) yield { on, id: dossier }
  }
  return [...(isReceived ? [received()] : []), ...books.map(entered)]
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
async function headsOf(desk: WalkNeeds, all: readonly Met[]): Promise<Dossier[]> {
  const heads = new Map(all.flatMap(({ id, head }) => (head ? [[id, head] as const] : [])))
  const others = [...new Set(all.map(({ id }) => id))].filter((id) => !heads.has(id))
  return [...heads.values(), ...(await desk.dossiers.heads(others))]
}
