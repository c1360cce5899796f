import type { UnitId } from '../agencies/unit.ts'
import { type Day, dayOf, type Instant } from '../calendar/day.ts'
import type { Counted, Entry, Flow, Line, Measure } from './cells.ts'
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
const besideBooks = ['parts', 'refused', 'moved', 'steps', 'early'] as const
export type BesideBook = (typeof besideBooks)[number]

/** Sổ phụ: a dossier came to stand in an agency's figures, or a step of it, otherwise than by being received there. */
export interface Entered {
  agency: UnitId
  book: BesideBook
  on: Day
  dossier: string
}

/** Books of what happened to which dossier: as it came, was asked about, paid for, as it ended, in time or late, and was given back. */
export const books = ['came', 'asked', 'paid', 'ended', 'late', 'returned'] as const
export type Book = (typeof books)[number]

/** The book in which each thing that happens is written; what no list is ever asked for has none. */
const bookOfFlow = {
  filed: undefined,
  'received-direct': 'came',
  'received-online': 'came',
  'received-postal': 'came',
  digitised: 'came',
  'moved-in': 'came',
  early: 'ended',
  'on-time': 'ended',
  overdue: 'ended',
  rejected: 'ended',
  'asked-once': 'ended',
  'asked-often': 'ended',
  'asked-often-in-time': 'ended',
  'overdue-online': 'ended',
  'late-elsewhere-ended': 'ended',
  'early-by-law': 'ended',
  'on-time-by-law': 'ended',
  'worked-minutes': 'ended',
  'digitised-throughout': 'ended',
  refused: 'ended',
  'given-up': 'ended',
  withdrawn: 'ended',
  stopped: 'ended',
  'ended-late': 'ended',
  'moved-out': 'ended',
  'supplements-asked': 'asked',
  'obligations-asked': 'asked',
  extended: 'asked',
  corrected: 'asked',
  'papers-original': undefined,
  'papers-certified': undefined,
  'papers-copy': undefined,
  'papers-electronic': undefined,
  'papers-unsaid': undefined,
  'papers-spared': undefined,
  'returned-counter': 'returned',
  'returned-online': 'returned',
  'online-throughout': 'returned',
  'returned-post': 'returned',
  payments: 'paid',
  'payments-online': 'paid',
  'paid-fee': 'paid',
  'paid-charge': 'paid',
  'paid-price': 'paid',
  refunded: 'paid',
  'payments-budget': 'paid',
  'paid-budget': 'paid',
  'refunded-budget': 'paid',
} as const satisfies Record<Flow, Book | undefined>

export const bookOf = (flow: Flow): Book | undefined => bookOfFlow[flow]

/** Flows that make an ending a late one. Such a row goes into the book of late endings, whatever else it says, so that a search for them reads only these. */
export const lateFlows = ['overdue', 'ended-late'] as const satisfies readonly Flow[]
const onlyLate: ReadonlySet<Flow> = new Set([...lateFlows, 'overdue-online', 'late-elsewhere-ended'])

/** The books in which rows with any of these are. */
export function booksWith(some: readonly Flow[]): readonly Book[] {
  const found = some.flatMap((flow): readonly Book[] => {
    const book = bookOfFlow[flow]
    if (book !== 'ended') return book === undefined ? [] : [book]
    return onlyLate.has(flow) ? ['late'] : ['ended', 'late']
  })
  return [...new Set(found)]
}

/** By what a dossier ceases to be open at an agency. */
export const leaving: ReadonlySet<Flow> = new Set([
  ...(['early', 'on-time', 'overdue', 'withdrawn', 'stopped', 'moved-out'] as const),
])

/** Sổ việc: what happened to a dossier on a day, at the agency in whose figures it stands. */
export interface Happened {
  agency: UnitId
  book: Book
  on: Day
  dossier: string
  /** How far its history was counted then. */
  through: number
  line: Line
  flows: readonly Flow[]
}

/** Sổ hồ sơ đang mở: it stands open in an agency's figures since that day. */
export interface StandsOpen {
  agency: UnitId
  dossier: string
  since: Day
  line: Line
}

/** What is written with the cells. */
export interface Beside {
  afterthoughts: readonly Afterthought[]
  entered: readonly Entered[]
  happened: readonly Happened[]
  opened: readonly StandsOpen[]
  closed: readonly Pick<StandsOpen, 'agency' | 'dossier'>[]
}

/** What was counted of one dossier at once: what it was counted to before, and now. */
export interface CountedNow {
  dossier: string
  before?: Counted | undefined
  counted: Counted
}

/** What the entries of one dossier ask to be written beside them, at the moment they are counted. */
export function besideOf(entries: readonly Entry[], now: CountedNow, at: Instant): Beside {
  const { dossier, counted } = now
  const { through } = counted
  const month = dayOf(at).slice(0, 7)
  const late = entries.filter((entry) => entry.book !== 'desks' && entry.on.slice(0, 7) < month)
  const byAgency = Map.groupBy(late.flatMap(additionsOf), ({ agency }) => agency)
  const afterthoughts = [...byAgency].map(([agency, additions]) => ({
    ...{ agency, at, dossier, through },
    additions: additions.map(({ place, mark, add }) => ({ place, mark, add })),
  }))
  return {
    ...{ afterthoughts, entered: enteredIn(entries, dossier) },
    happened: happenedIn(entries, dossier, through),
    ...openChange(entries, now),
  }
}

type LineEntry = Extract<Entry, { book: 'lines' }>
const linesIn = (entries: readonly Entry[]): LineEntry[] => entries.filter((entry) => entry.book === 'lines')
const isBooked = (measure: Measure): measure is Flow => Object.hasOwn(bookOfFlow, measure)

/** Twice on one day is once in a book: a transaction takes no item twice. */
function enteredIn(entries: readonly Entry[], dossier: string): Entered[] {
  const rows = entries.flatMap((entry) => enteredBy(entry, dossier))
  return [...new Map(rows.map((row) => [`${row.agency} ${row.book} ${row.on}`, row])).values()]
}

/** One row for all that happened on a day and stands in the same book. */
function happenedIn(entries: readonly Entry[], dossier: string, through: number): Happened[] {
  const rows = new Map<string, Happened>()
  for (const { agency, on, measure, line, add } of linesIn(entries)) {
    if (add <= 0 || !isBooked(measure)) continue
    const book = bookOf(measure)
    if (book === undefined) continue
    const name = `${agency} ${book} ${on}`
    const known = rows.get(name) ?? { agency, book, on, dossier, through, line, flows: [] }
    rows.set(name, known.flows.includes(measure) ? known : { ...known, flows: [...known.flows, measure] })
  }
  const isLate = ({ flows }: Happened) => lateFlows.some((flow) => flows.includes(flow))
  return [...rows.values()].map((row) => (isLate(row) ? { ...row, book: 'late' } : row))
}

/** Into the book of the open, out of it, or out of one agency's into another's. */
function openChange(entries: readonly Entry[], { dossier, before, counted }: CountedNow) {
  const was = before?.stands?.open ? before.agency : undefined
  const { agency, line } = counted
  const isAt = counted.stands?.open ? agency : undefined
  if (was === isAt) return { opened: [], closed: [] }
  const entered = linesIn(entries).findLast((one) => one.measure === 'open' && one.add > 0 && one.agency === isAt)
  return {
    opened: isAt && line && entered ? [{ agency: isAt, dossier, since: entered.on, line }] : [],
    closed: was === undefined ? [] : [{ agency: was, dossier }],
  }
}

/** What happens to a request before it is received, and is no coming or going. */
export const happensEarly: ReadonlySet<Measure> = new Set<Measure>([
  ...(['supplements-asked', 'obligations-asked', 'extended', 'payments', 'payments-online'] as const),
  ...(['paid-fee', 'paid-charge', 'paid-price', 'refunded'] as const),
  ...(['payments-budget', 'paid-budget', 'refunded-budget'] as const),
])

/** The day of its line in the receiving register, where an entry makes one. */
export function registeredBy(entry: Entry): Day[] {
  const isReceived = entry.book === 'lines' && entry.line.kind === 'whole' && entry.measure.startsWith('received')
  return isReceived && entry.add > 0 && !entry.elsewhere ? [entry.on] : []
}

/** In which books an entry puts its dossier. */
export function enteredBy(entry: Entry, dossier: string): Entered[] {
  if (entry.book === 'desks' || entry.book === 'papers' || entry.add <= 0) return []
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
