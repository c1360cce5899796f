import type { UnitId } from '../agencies/unit.ts'
import { type Day, dayOf } from '../calendar/day.ts'
import type { Counted, Entry, Flow, LineKind } from '../counters/cells.ts'
import { count } from '../counters/count.ts'
import { type LineFigures, type Period, receivedOf } from '../counters/figures.ts'
import { toldBy } from '../counters/told.ts'
import type { Dossier, DossierEvent } from '../dossier/dossier.ts'
import type { FiguresColumn, Stood } from '../reports/figures-report.ts'

/** Whose column, in which days; where they are said, of one row of it alone. */
export interface TraceWish extends Period {
  agency: UnitId
  procedure?: string
  /** Lĩnh vực, as it stands as the key of a row; and the agency that sent a part. */
  field?: string
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
  'waiting-supplement': ({ end }) => end['waiting-supplement'],
  'waiting-money': ({ end }) => end['waiting-money'],
  'late-waiting': ({ end }) => end['late-waiting'],
  'from-before': ({ before, flows }) => before.open + flows['moved-in'],
  total: (figures) => figures.before.open + figures.flows['moved-in'] + receivedOf(figures),
}

/** How many stand behind a column at most, by the figures. What happens to a dossier twice, and money, counts more often. */
export function mostBehind(
  lines: readonly LineFigures[],
  { behind, kinds }: TracedColumn,
  { procedure, field, sender }: TraceWish,
): number {
  const of = (figures: LineFigures): number =>
    typeof behind === 'string' ? stoodOf[behind](figures) : behind.reduce((sum, flow) => sum + figures.flows[flow], 0)
  return lines
    .filter(({ line }) => kinds.includes(line.kind) && (procedure === undefined || line.procedure === procedure))
    .filter(({ line }) => field === undefined || line.field === field)
    .filter(({ line }) => sender === undefined || line.from === sender)
    .reduce((sum, figures) => sum + of(figures), 0)
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

/** Told by the head alone, so that no history is read for nothing: what ended earlier and was not touched since adds nothing to a period. */
export function mayStandBehind(head: Dossier, { from, to, procedure }: TraceWish, { behind }: TracedColumn): boolean {
  const { finishedAt, updatedAt } = head
  if (procedure !== undefined && head.procedure !== procedure) return false
  const ended = finishedAt === undefined ? undefined : dayOf(finishedAt)
  if (behind === 'from-before' || behind === 'total') return ended === undefined || ended >= from
  if (typeof behind === 'string') return ended === undefined || ended > to
  const ends = behind.map((flow) => ending[flow])
  if (ends.every((one) => one !== undefined)) {
    return ended !== undefined && ended >= from && ended <= to && ends.some((one) => one?.(head))
  }
  return ended === undefined || dayOf(updatedAt) >= from
}

/** Since when a dossier stands in an agency's figures, and the day on which it came to stand behind a column; if it does. */
export function standsBehind(
  head: Dossier,
  history: readonly DossierEvent[],
  wish: Omit<TraceWish, 'procedure' | 'field'>,
  { behind, unless = [], kinds }: TracedColumn,
): { on: Day; since: Day } | undefined {
  const { agency, from, to, sender } = wish
  const entries: LineEntry[] = []
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
  const own = entries.filter(
    (entry) =>
      entry.agency === agency &&
      kinds.includes(entry.line.kind) &&
      (sender === undefined || entry.line.from === sender),
  )
  const since = own.find(({ measure, add }) => add > 0 && coming.has(measure))?.on
  const asked = { from, to, channel: head.channel }
  const on = onOf(behind, own, open, asked)
  const isOut = unless.length > 0 && onOf(unless, own, {}, asked) !== undefined
  return on === undefined || since === undefined || isOut ? undefined : { on, since }
}

const received = ['received-direct', 'received-online', 'received-postal'] as const
const isReceived: ReadonlySet<string> = new Set(received)
/** By what a dossier comes to stand in an agency's figures. */
const coming: ReadonlySet<string> = new Set([...received, 'moved-in', 'refused', 'given-up'])

function onOf(
  behind: TracedColumn['behind'],
  own: readonly LineEntry[],
  open: { since?: Day; late?: Day | undefined },
  { from, to, channel }: Period & Pick<Dossier, 'channel'>,
): Day | undefined {
  if (typeof behind !== 'string') {
    const wanted: ReadonlySet<string> = new Set(behind)
    return own.find(({ measure, on, add }) => add > 0 && wanted.has(measure) && on >= from && on <= to)?.on
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
    case 'waiting-supplement':
    case 'waiting-money':
    case 'late-waiting':
      return waitsSince(own, behind, to)
    case 'from-before':
    case 'total':
      return cameOn(own, behind, { from, to })
  }
}

function waitsSince(
  own: readonly LineEntry[],
  stock: 'waiting-supplement' | 'waiting-money' | 'late-waiting',
  to: Day,
): Day | undefined {
  const changes = own.filter(({ measure, on }) => measure === stock && on <= to)
  const waits = changes.reduce((sum, { add }) => sum + add, 0) > 0
  return waits ? changes.findLast(({ add }) => add > 0)?.on : undefined
}

/** What an agency had to do with in a period: open on the eve of it, or brought by a decision and not taken away again, or received. */
function cameOn(own: readonly LineEntry[], behind: 'from-before' | 'total', { from, to }: Period): Day | undefined {
  const before = own.filter(({ measure, on }) => measure === 'open' && on < from)
  const stood = before.reduce((sum, { add }) => sum + add, 0)
  const inside = own.filter(({ on }) => on >= from && on <= to)
  const came = inside.filter(({ measure }) => measure === 'moved-in' || (behind === 'total' && isReceived.has(measure)))
  const went = inside.filter(({ measure }) => measure === 'moved-out').length
  if (stood + came.length - went <= 0) return undefined
  return stood > 0 ? before.findLast(({ add }) => add > 0)?.on : came[0]?.on
}
