import type { UnitId } from '../../agencies/unit.ts'
import { type Day, dayOf, isWithin } from '../../calendar/day.ts'
import { type BesideBook, enteredBy, happensEarly, registeredBy } from '../../counters/beside.ts'
import type { Counted, Entry, Flow, Line, LineKind, Stock } from '../../counters/cells.ts'
import { count } from '../../counters/count.ts'
import { type LineFigures, type Period, receivedOf } from '../../counters/figures.ts'
import { toldBy } from '../../counters/told.ts'
import type { Dossier, DossierEvent } from '../../dossier/dossier.ts'
import type { FiguresColumn, Stood } from '../../reports/figures/figures-report.ts'

/** Whose column, in which days; where they are said, of one row of it alone. */
export interface TraceWish extends Period {
  agency: UnitId
  procedure?: string
  /** Lĩnh vực, by every key under which it may have been counted; and the agency that sent a part. */
  field?: (key: string) => boolean
  sender?: UnitId
}

/** What stands behind a column: what happened, and to which kinds of dossiers. */
export interface TracedColumn extends Required<Pick<FiguresColumn, 'behind'>>, Pick<FiguresColumn, 'unless'> {
  kinds: readonly LineKind[]
}

type LineEntry = Entry & { book: 'lines' }

const stoodOf: Readonly<Record<Stood, (figures: LineFigures) => number>> = {
  open: ({ end }) => end.open,
  'open-in-time': ({ end }) => end.open - end.late,
  'open-late': ({ end }) => end.late,
  'open-late-online': ({ end }) => end['late-online'],
  'open-late-elsewhere': ({ end }) => end['late-elsewhere'],
  'waiting-supplement': ({ end }) => end['waiting-supplement'],
  'waiting-money': ({ end }) => end['waiting-money'],
  'waiting-other': ({ end }) => end['waiting-other'],
  'late-waiting': ({ end }) => end['late-waiting'],
  'running-in-time': ({ end }) => end.open - end.late - waitingIn(end) + end['late-waiting'],
  'running-late': ({ end }) => end.late - end['late-waiting'],
  'from-before': ({ before }) => before.open,
  total: (figures) => figures.before.open + figures.flows['moved-in'] + receivedOf(figures),
}

const waitingIn = (end: LineFigures['end']): number =>
  end['waiting-supplement'] + end['waiting-money'] + end['waiting-other']

/** What those behind a column add to it at most, by the figures. */
export function mostBehind(lines: readonly LineFigures[], column: TracedColumn, wish: TraceWish): number {
  const { behind, unless = [] } = column
  const of = (figures: LineFigures): number =>
    typeof behind === 'string' ? stoodOf[behind](figures) : flowing(figures, behind) - flowing(figures, unless)
  return lines.filter(({ line }) => isOnRow(line, wish, column)).reduce((sum, figures) => sum + of(figures), 0)
}

const flowing = ({ flows }: LineFigures, names: readonly Flow[]): number =>
  names.reduce((sum, flow) => sum + flows[flow], 0)

/** Whether a line is of a column's kinds and of the row that is traced alone. */
export function isOnRow(
  { kind, procedure, field, from }: Line,
  wish: Pick<TraceWish, 'procedure' | 'field' | 'sender'>,
  { kinds }: Pick<TracedColumn, 'kinds'>,
): boolean {
  if (!kinds.includes(kind) || (wish.procedure !== undefined && procedure !== wish.procedure)) return false
  if (wish.field !== undefined && !wish.field(field)) return false
  return wish.sender === undefined || from === wish.sender
}

/** What happens to a dossier as it ends, and whether it did to one that ended so. */
const ending: Partial<Record<Flow, (head: Dossier) => boolean>> = {
  early: ({ class: own }) => own === 'early',
  'on-time': ({ class: own }) => own !== 'early' && own !== 'overdue',
  overdue: ({ class: own }) => own === 'overdue',
  'overdue-online': ({ class: own, channel }) => own === 'overdue' && channel === 'online',
  'early-by-law': ({ class: own, classByLaw = own }) => classByLaw === 'early',
  'on-time-by-law': ({ class: own, classByLaw = own }) => classByLaw !== 'early' && classByLaw !== 'overdue',
  'ended-late': ({ class: own }) => own === 'overdue',
  rejected: () => true,
  'asked-once': () => true,
  'asked-often': () => true,
  refused: ({ status }) => status === 'refused',
  'given-up': ({ status }) => status !== 'refused',
  withdrawn: ({ status }) => status === 'withdrawn',
  stopped: ({ status }) => status === 'stopped',
}

const late: ReadonlySet<string> = new Set<Stood>([
  ...(['open-late', 'open-late-online', 'open-late-elsewhere', 'running-late'] as const),
])
const waiting: ReadonlySet<string> = new Set<Stood>([
  ...(['waiting-supplement', 'waiting-money', 'waiting-other', 'late-waiting'] as const),
])

export const isStoodLate = (behind: Stood): boolean => late.has(behind)

/** Told by the head alone, so that no history is read for nothing: what ended earlier and was not touched since adds nothing to a period. */
export function mayStandBehind(head: Dossier, { from, to, procedure }: TraceWish, { behind }: TracedColumn): boolean {
  const { finishedAt, updatedAt } = head
  if (procedure !== undefined && head.procedure !== procedure) return false
  const ended = finishedAt === undefined ? undefined : dayOf(finishedAt)
  if (behind === 'from-before' || behind === 'total') return ended === undefined || ended >= from
  if (typeof behind === 'string') {
    if (ended !== undefined && ended <= to) return false
    // Touched since, it may have stood otherwise.
    if (dayOf(updatedAt) > to) return true
    if (late.has(behind)) return head.dueAt !== undefined && dayOf(head.dueAt) < to
    return !waiting.has(behind) || head.clock === 'paused'
  }
  const ends = behind.map((flow) => ending[flow])
  if (ends.every((one) => one !== undefined)) {
    return ended !== undefined && isWithin(ended, { from, to }) && ends.some((one) => one?.(head))
  }
  return ended === undefined || dayOf(updatedAt) >= from
}

/**
 * Since when a dossier stands in an agency's figures, the day on which it came to stand behind a column, and how much it adds there; if it
 * does.
 */
export function standsBehind(
  head: Dossier,
  history: readonly DossierEvent[],
  wish: Omit<TraceWish, 'procedure' | 'field'>,
  { behind, unless = [], kinds }: TracedColumn,
): { on: Day; since: Day; adds: number } | undefined {
  const { agency, from, to, sender } = wish
  const entries: LineEntry[] = []
  let counted: Counted | undefined
  let open: { since?: Day; late?: Day | undefined } = {}
  for (const told of toldBy(head, history)) {
    const step = count(counted, told, counted?.line?.field ?? '')
    counted = step.counted
    entries.push(...step.entries.filter((entry) => entry.book === 'lines'))
    // What is counted anew later stands under its own day: only how the dossier lay is told as of the last day.
    if (dayOf(told.event.at) > to) continue
    const isHere = counted.stands?.open && counted.agency === agency
    open = isHere ? { since: open.since ?? dayOf(told.event.at), late: counted.lateOn } : {}
  }
  const own = entries.filter(
    (entry) =>
      entry.agency === agency &&
      kinds.includes(entry.line.kind) &&
      (sender === undefined || entry.line.from === sender),
  )
  const books: ReadonlySet<string> = new Set(booksOf({ behind, kinds }))
  const [since] = own.flatMap((entry) => [...registeredBy(entry), ...daysIn(entry, books)]).sort()
  const on = onOf(behind, own, open, { from, to, channel: head.channel })
  const adds = typeof behind === 'string' ? 1 : addedBy(own, behind, wish) - addedBy(own, unless, wish)
  return on === undefined || since === undefined || adds <= 0 ? undefined : { on, since, adds }
}

function addedBy(own: readonly LineEntry[], flows: readonly Flow[], period: Period): number {
  const wanted: ReadonlySet<string> = new Set(flows)
  return own
    .filter(({ measure, on }) => wanted.has(measure) && isWithin(on, period))
    .reduce((sum, { add }) => sum + add, 0)
}

const received = ['received-direct', 'received-online', 'received-postal'] as const
const isReceived: ReadonlySet<string> = new Set(received)

const daysIn = (entry: LineEntry, books: ReadonlySet<string>): readonly Day[] =>
  enteredBy(entry, '').flatMap(({ book, on }) => (books.has(book) ? [on] : []))

const refusing: ReadonlySet<string> = new Set(['refused', 'given-up'])

/** In which books the dossiers behind a column stand, beside the receiving register. */
export function booksOf({ kinds, behind }: Pick<TracedColumn, 'kinds' | 'behind'>): readonly BesideBook[] {
  const flows = typeof behind === 'string' ? [] : behind
  return [
    ...(kinds.includes('part') ? (['parts'] as const) : []),
    ...(flows.some((flow) => refusing.has(flow)) ? (['refused'] as const) : []),
    ...(flows.some((flow) => happensEarly.has(flow)) ? (['early'] as const) : []),
    'moved',
  ]
}

function onOf(
  behind: TracedColumn['behind'],
  own: readonly LineEntry[],
  open: { since?: Day; late?: Day | undefined },
  period: Period & Pick<Dossier, 'channel'>,
): Day | undefined {
  const { from, to, channel } = period
  if (typeof behind !== 'string') {
    const wanted: ReadonlySet<string> = new Set(behind)
    return own.find(({ measure, on, add }) => add > 0 && wanted.has(measure) && isWithin(on, period))?.on
  }
  const isLate = open.late !== undefined && open.late <= to
  switch (behind) {
    case 'open':
      return open.since
    case 'open-in-time':
      return isLate ? undefined : open.since
    case 'open-late':
      return isLate ? open.late : undefined
    case 'open-late-online':
      return isLate && channel === 'online' ? open.late : undefined
    case 'open-late-elsewhere':
      return waitsSince(own, 'late-elsewhere', to)
    case 'waiting-supplement':
    case 'waiting-money':
    case 'waiting-other':
    case 'late-waiting':
      return waitsSince(own, behind, to)
    case 'running-in-time':
      return isLate || isWaiting(own, to) ? undefined : open.since
    case 'running-late':
      return isLate && !isWaiting(own, to) ? open.late : undefined
    case 'from-before':
    case 'total':
      return cameOn(own, behind, { from, to })
  }
}

function waitsSince(
  own: readonly LineEntry[],
  stock: Extract<Stock, Stood> | 'late-elsewhere',
  to: Day,
): Day | undefined {
  const changes = own.filter(({ measure, on }) => measure === stock && on <= to)
  const waits = changes.reduce((sum, { add }) => sum + add, 0) > 0
  return waits ? changes.findLast(({ add }) => add > 0)?.on : undefined
}

const isWaiting = (own: readonly LineEntry[], to: Day): boolean =>
  (['waiting-supplement', 'waiting-money', 'waiting-other'] as const).some(
    (stock) => waitsSince(own, stock, to) !== undefined,
  )

/** What an agency had to do with in a period: open on the eve of it; in all, or received, or brought by a decision, and not taken away again. */
function cameOn(own: readonly LineEntry[], behind: 'from-before' | 'total', period: Period): Day | undefined {
  const before = own.filter(({ measure, on }) => measure === 'open' && on < period.from)
  const stood = before.reduce((sum, { add }) => sum + add, 0)
  const inside = own.filter(({ on }) => isWithin(on, period))
  if (behind === 'from-before') return stood > 0 ? before.findLast(({ add }) => add > 0)?.on : undefined
  const came = inside.filter(({ measure }) => measure === 'moved-in' || isReceived.has(measure))
  const went = inside.filter(({ measure }) => measure === 'moved-out').length
  if (stood + came.length - went <= 0) return undefined
  return stood > 0 ? before.findLast(({ add }) => add > 0)?.on : came[0]?.on
}
