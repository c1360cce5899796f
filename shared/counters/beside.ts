import type { UnitId } from '../agencies/unit.ts'
import { type Day, dayOf, type Instant } from '../calendar/day.ts'
import type { Entry, Measure } from './cells.ts'
import { type Addition, additionsOf } from './places.ts'

/**
 * Ghi sau kỳ. What was added to a month that had ended when it was counted: whoever keeps a report of that month learns by it what
 * has changed since, and by which dossier.
 */
export interface Afterthought {
  agency: UnitId
  /** When it was counted. */
  at: Instant
  /** The dossier, and how far its history was counted then; absent where a recount put a figure right. */
  dossier?: string
  through?: number
  mendedBy?: string
  additions: readonly Pick<Addition, 'place' | 'mark' | 'add'>[]
}

/**
 * Books of those that have no line in the receiving register of an agency; `steps` of those of which no more than a step was done there,
 * `early` of those that paid or were asked for something before they were received.
 */
export const besideBooks = ['parts', 'refused', 'moved', 'steps', 'early'] as const
export type BesideBook = (typeof besideBooks)[number]

/** Sổ phụ: a dossier came to stand in an agency's figures, or a step of it, otherwise than by being received there. */
export interface Entered {
  agency: UnitId
  book: BesideBook
  on: Day
  dossier: string
}

/** What is written with the cells. */
export interface Beside {
  afterthoughts: readonly Afterthought[]
  entered: readonly Entered[]
}

/** What the entries of one dossier ask to be written beside them, at the moment they are counted. */
export function besideOf(
  entries: readonly Entry[],
  { dossier, through }: { dossier: string; through: number },
  at: Instant,
): Beside {
  const month = dayOf(at).slice(0, 7)
  const late = entries.filter((entry) => entry.book !== 'desks' && entry.on.slice(0, 7) < month)
  const byAgency = Map.groupBy(late.flatMap(additionsOf), ({ agency }) => agency)
  const afterthoughts = [...byAgency].map(([agency, additions]) => ({
    ...{ agency, at, dossier, through },
    additions: additions.map(({ place, mark, add }) => ({ place, mark, add })),
  }))
  return { afterthoughts, entered: entries.flatMap((entry) => enteredBy(entry, dossier)) }
}

/** What happens to a request before it is received, and is no coming or going. */
export const happensEarly: ReadonlySet<Measure> = new Set<Measure>([
  ...(['supplements-asked', 'obligations-asked', 'extended', 'payments', 'payments-online'] as const),
  ...(['paid-fee', 'paid-charge', 'paid-price', 'refunded'] as const),
])

/** The day of its line in the receiving register, where an entry makes one. */
export function registeredBy(entry: Entry): Day[] {
  const isReceived = entry.book === 'lines' && entry.line.kind === 'whole' && entry.measure.startsWith('received')
  return isReceived && entry.add > 0 && !entry.elsewhere ? [entry.on] : []
}

/** In which books an entry puts its dossier. */
export function enteredBy(entry: Entry, dossier: string): Entered[] {
  if (entry.book === 'desks' || entry.add <= 0) return []
  const { agency, on, measure, elsewhere } = entry
  if (entry.book === 'steps') return elsewhere ? [{ agency, book: 'steps', on, dossier }] : []
  const { line } = entry
  const put = (book: BesideBook) => [{ agency, book, on, dossier }]
  if (measure === 'refused' || measure === 'given-up') return put('refused')
  if (measure === 'moved-in') return put('moved')
  if (entry.early && happensEarly.has(measure)) return put('early')
  if (!measure.startsWith('received')) return []
  if (elsewhere) return put('moved')
  return line.kind === 'part' ? put('parts') : []
}

/** An afterthought's name among those of its agency: in the order in which they were counted. */
export function afterthoughtId({ at, dossier, through, additions }: Afterthought): string {
  return dossier === undefined ? `${at}#mend#${additions[0]?.place ?? ''}` : `${at}#${dossier}#${through ?? 0}`
}
