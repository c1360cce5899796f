import { agencyOf, type UnitId } from '../agencies/unit.ts'
import { addDays, type Day, dayOf } from '../calendar/day.ts'
import type { Channel } from '../catalogue/procedure.ts'
import { accountableAgency } from '../dossier/accountable.ts'
import type { Dossier, DossierEvent, Status } from '../dossier/dossier.ts'
import type { Counted, Desk, Entry, Flow, Line, Measure, Stock } from './cells.ts'
import { flowsOf, hasFiles, isMoney } from './happenings.ts'
import { papersOf } from './papers.ts'
import { stepOf } from './steps-done.ts'

/** One event, with the head as it was after it. */
export interface Told {
  event: DossierEvent
  head: Dossier
}

const open: ReadonlySet<Status> = new Set(['accepted', 'in-progress', 'supplement-requested', 'obligation-requested'])

/**
 * Phép đếm. What one event adds to the cells: pure, told only by the events in their order, so that projector and replay
 * count alike. `field` is the field of the pinned procedure version.
 */
export function count(
  before: Counted | undefined,
  { event, head }: Told,
  field: string,
): { entries: Entry[]; counted: Counted } {
  const on = dayOf(event.at)
  if (head.status === 'draft') return { entries: [], counted: { ...before, through: event.n } }
  const line = before?.line ?? lineOf(head, field)
  const standing = standingOf(head)
  const lateOn = lateFrom(before, standing, head, on)
  const stands: Standing =
    lateOn !== undefined && head.clock === 'paused' ? { ...standing, 'late-waiting': 1 } : standing
  const fellElsewhere = lateOn !== undefined && fallsElsewhere(before, lateOn, on, stands)
  const partLate = before?.partLate === true || bringsLatePart(event)
  const agency = hasAny(stands) ? homeOf(head, line) : (before?.agency ?? homeOf(head, line))
  const desk = hasAny(stands) ? deskOf(head, line, stands) : undefined
  const wasOpen = before?.stands?.open !== undefined
  const enters = stands.open !== undefined && !wasOpen
  const papers = papersOf(event, head, { before, agency, line, enters, wasOpen })
  const wasDigitised = before?.digitised ?? false
  const isDigitised = wasDigitised || (enters && hasFiles(event))
  const counted: Counted = {
    through: event.n,
    agency,
    line,
    ...(hasAny(stands) ? { stands } : {}),
    ...(isDigitised ? { digitised: true } : {}),
    ...(papers.brought ? { brought: papers.brought } : {}),
    ...(lateOn === undefined ? {} : { lateOn }),
    ...(fellElsewhere ? { fellElsewhere } : {}),
    ...(partLate ? { partLate } : {}),
    ...(desk ? { desk } : {}),
  }
  const of = (measure: Measure, add: number, day: Day = on, where = agency): Entry => ({
    book: 'lines',
    agency: where,
    line,
    on: day,
    measure,
    add,
    ...(head.nonTerritorial && line.kind === 'whole' ? { elsewhere: true } : {}),
    ...(head.acceptedAt === undefined && line.kind === 'whole' ? { early: true } : {}),
  })
  const moves = before?.agency !== undefined && before.agency !== agency
  const was = before?.stands ?? {}
  const entries: Entry[] = [
    ...(moves && was.open ? [of('moved-out', 1, on, before.agency), of('moved-in', 1)] : []),
    ...stockChanges(before, counted, of),
    ...lateChanges(before, counted, on, of, head.channel),
    ...deskChanges(before?.desk, desk),
    ...flowsOf(event, head, was, stands, wasDigitised).map(([flow, add]: readonly [Flow, number]) =>
      of(flow, add, on, isMoney(flow) ? homeOf(head, line) : agency),
    ),
    ...(endedElsewhere(before, stands, head, partLate) ? [of('late-elsewhere-ended', 1)] : []),
    ...papers.entries,
    ...stepOf(event, head, was).map((step) =>
      line.kind === 'correction' || step.agency !== agency ? { ...step, elsewhere: true as const } : step,
    ),
  ]
  return { entries: entries.filter(({ add }) => add !== 0), counted }
}

type Standing = Partial<Record<Stock, 1>>
type Of = (measure: Measure, add: number, day?: Day, where?: UnitId) => Entry

const hasAny = (stands: Standing): boolean => Object.keys(stands).length > 0

function lineOf(head: Dossier, field: string): Line {
  const { procedure, parent, corrects } = head
  if (parent !== undefined) return { kind: 'part', field, procedure, from: agencyOf(head.receivingUnit) }
  return { kind: corrects === undefined ? 'whole' : 'correction', field, procedure }
}

/** A part belongs to the agency that works on it, everything else to the one that answers for it. */
export function homeOf(head: Dossier, { kind }: Pick<Line, 'kind'>): UnitId {
  return kind === 'part' ? agencyOf(head.holder) : accountableAgency(head)
}

function standingOf(head: Dossier): Standing {
  const { status, supplementStage, clock, pausedFor, child } = head
  if (status === 'registered') return { pending: 1 }
  if (status === 'supplement-requested' && supplementStage === 'reception') return { pending: 1 }
  if (!open.has(status)) return {}
  const waits: Stock | undefined =
    clock !== 'paused'
      ? undefined
      : status === 'supplement-requested'
        ? 'waiting-supplement'
        : status === 'obligation-requested' || pausedFor === 'financial-obligation'
          ? 'waiting-money'
          : 'waiting-other'
  return { open: 1, ...(waits && { [waits]: 1 }), ...(child === undefined ? {} : { away: 1 }) }
}

/** The first day on which it counts as late. While the clock is paused that is so only of what had run out before the pause. */
function lateFrom(before: Counted | undefined, stands: Standing, head: Dossier, on: Day): Day | undefined {
  if (!stands.open) return undefined
  const known = before?.lateOn
  if (head.clock === 'paused') return known !== undefined && known <= on ? known : undefined
  return head.dueAt === undefined ? undefined : addDays(dayOf(head.dueAt), 1)
}

/** Where a dossier lies that waits to be answered or decided; `undefined` of every other. */
export function deskNow(head: Dossier): Desk | undefined {
  const stands = standingOf(head)
  return hasAny(stands) ? deskOf(head, lineOf(head, ''), stands) : undefined
}

function deskOf(head: Dossier, { kind }: Line, stands: Standing): Desk {
  const clock = stands.pending ? 'answer' : 'whole'
  const dueAt = stands.pending ? head.answerDueAt : head.dueAt
  const isWaiting = head.clock === 'paused' || (stands.pending !== undefined && head.status !== 'registered')
  const due = isWaiting ? 'waiting' : dueAt === undefined ? 'none' : dayOf(dueAt)
  return { due, clock, kind, room: head.holder, ...(head.officer === undefined ? {} : { officer: head.officer }) }
}

function stockChanges(before: Counted | undefined, now: Counted, of: Of): Entry[] {
  const was = before?.stands ?? {}
  const is = now.stands ?? {}
  const isMoved = before?.agency !== now.agency
  // In one order, in whichever a table hands back what stood.
  const names = new Set([...stockNames(was), ...stockNames(is)].sort())
  return [...names].flatMap((stock) => {
    if (was[stock] && is[stock] && !isMoved) return []
    const out = was[stock] ? [of(stock, -1, undefined, before?.agency)] : []
    return is[stock] ? [...out, of(stock, 1)] : out
  })
}

const stockNames = (standing: Standing): Stock[] => {
  const names: Stock[] = []
  for (const name in standing) names.push(name as Stock)
  return names
}

/**
 * Lateness is entered ahead, under the day on which it will begin, so that nothing has to happen then. What ends first is taken
 * out under that day, or under today if that is later.
 */
function lateChanges(before: Counted | undefined, now: Counted, on: Day, of: Of, channel: Channel): Entry[] {
  const [was, is] = [before?.lateOn, now.lateOn]
  const isSame = was === is && before?.agency === now.agency
  const notBefore = (day: Day): Day => (day > on ? day : on)
  const names: readonly Stock[] = channel === 'online' ? ['late', 'late-online'] : ['late']
  const move = (late: Stock, out: boolean, into: boolean): Entry[] => [
    ...(was === undefined || !out ? [] : [of(late, -1, notBefore(was), before?.agency)]),
    ...(is === undefined || !into ? [] : [of(late, 1, notBefore(is))]),
  ]
  const [wasThere, isThere] = [isElsewhere(before), isElsewhere(now)]
  return [
    ...(isSame ? [] : names.flatMap((late) => move(late, true, true))),
    ...(isSame && wasThere === isThere ? [] : move('late-elsewhere', wasThere, isThere)),
  ]
}

/** Liên thông: whether another agency has a part of it when it falls late; once it has, that stays as it was. */
function fallsElsewhere(before: Counted | undefined, lateOn: Day, on: Day, is: Standing): boolean {
  if (lateOn > on) return is.away !== undefined
  return before?.lateOn === lateOn ? before.fellElsewhere === true : before?.stands?.away !== undefined
}

const bringsLatePart = ({ act, detail }: DossierEvent): boolean =>
  (act === 'receive-back' || act === 'transfer-rejected') && detail?.class === 'overdue'

/** Whether the lateness is not the waiting agency's own: the part is still out, or came back late by its own clock. */
const isElsewhere = (counted: Counted | undefined): boolean =>
  counted?.fellElsewhere === true && (counted.stands?.away !== undefined || counted.partLate === true)

function endedElsewhere(before: Counted | undefined, is: Standing, head: Dossier, partLate: boolean): boolean {
  if (!before?.stands?.open || is.open || head.class !== 'overdue' || !before.fellElsewhere) return false
  // Withdrawn or stopped with the part still out, nobody there has ended it in time.
  const isCut = head.status === 'withdrawn' || head.status === 'stopped'
  return partLate || (isCut && before.stands.away !== undefined)
}

function deskChanges(was: Desk | undefined, is: Desk | undefined): Entry[] {
  if (was && is && sameDesk(was, is)) return []
  return [
    ...(was ? [{ book: 'desks', agency: agencyOf(was.room), desk: was, add: -1 } as const] : []),
    ...(is ? [{ book: 'desks', agency: agencyOf(is.room), desk: is, add: 1 } as const] : []),
  ]
}

function sameDesk(a: Desk, b: Desk): boolean {
  return a.due === b.due && a.room === b.room && a.officer === b.officer && a.clock === b.clock && a.kind === b.kind
}
