import { dayOf } from '../../calendar/day.ts'
import { soFar } from '../../counters/figures.ts'
import type { Dossier } from '../../dossier/dossier.ts'
import type { FiguresDefinition } from '../../reports/figures/figures-report.ts'
import type { Desk } from '../desk.ts'
import { fieldOf } from './count-dossiers.ts'
import {
  booksOf,
  mayStandBehind,
  mostBehind,
  standsBehind,
  type TracedColumn,
  type TraceWish,
} from './stands-behind.ts'
import { isTold, traceBooks } from './trace-books.ts'
import { type TracedPage, type WalkNeeds, walkLists } from './walk-lists.ts'

/** A column of counted lines as it is traced; `undefined` when there is none, or no single dossier stands behind it. */
export function tracedColumn(definition: FiguresDefinition | undefined, id: string): TracedColumn | undefined {
  const column = definition?.columns.find((one) => one.id === id)
  const { behind, unless } = column ?? {}
  if (!definition || behind === undefined) return undefined
  return { behind, ...(unless && { unless }), kinds: definition.kinds ?? [] }
}

type Needs = WalkNeeds & Pick<Desk, 'catalogue' | 'now'>

/**
 * Truy ngược. The dossiers behind a cell of counted lines: by the books where they tell it, otherwise each one's history is counted again by
 * the same fold; those that add to the column are listed, with how much they add: together as much as the cell says. The figures are asked first: where they know of none, nothing
 * is looked for, and no more is than they know of. Throws Outage.
 */
export async function traceFigures(
  desk: Needs,
  asked: TraceWish,
  column: TracedColumn,
  limit: number,
  after?: string,
): Promise<TracedPage> {
  const wish = { ...asked, ...soFar(asked, dayOf(desk.now())) }
  const most = mostBehind(await desk.counters.lines(wish.agency, wish), column, wish)
  if (most === 0) return { rows: [] }
  if (isTold(column)) return traceBooks(desk, wish, column, { most, limit, after })
  const search = {
    ...{ agency: wish.agency, from: wish.from, to: wish.to },
    isReceived: column.kinds.includes('whole'),
    books: booksOf(column),
    isOfTheDay: isOfTheDay(column),
    most,
    among: (heads: readonly Dossier[]) =>
      ofField(
        desk,
        heads.filter((head) => mayStandBehind(head, wish, column)),
        wish,
      ),
    stands: (dossier: Dossier, history: Parameters<typeof standsBehind>[1]) =>
      standsBehind(dossier, history, wish, column),
  }
  return walkLists(desk, search, limit, after)
}

/** Flows that happen on the very day on which a book has the dossier. */
const entering: ReadonlySet<string> = new Set([
  ...['received-direct', 'received-online', 'received-postal', 'digitised', 'papers-spared', 'refused', 'given-up'],
])

function isOfTheDay({ behind }: TracedColumn): boolean {
  return typeof behind !== 'string' && behind.every((flow) => entering.has(flow))
}

/** Those of a row's field, where one was asked for: it is the pinned version's, as when it was counted. */
async function ofField(desk: Needs, heads: readonly Dossier[], { field }: TraceWish): Promise<readonly Dossier[]> {
  if (field === undefined) return heads
  const fields = await Promise.all(heads.map((head) => fieldOf(desk, head)))
  return heads.filter((_, n) => field(fields[n]?.replaceAll('#', ' ') ?? ''))
}
