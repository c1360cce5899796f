import type { UnitId } from '../../agencies/unit.ts'
import { type Day, dayOf, type Instant } from '../../calendar/day.ts'
import { accountableAgency } from '../accountable.ts'
import type { Dossier, DossierEvent, Status } from '../dossier.ts'
import { asAfter } from './history.ts'

/** One telling of a dossier: as it stood after event `n`. */
export interface Telling {
  n: number
  status: Status
  at: Instant
}

/**
 * Sổ đồng bộ. One line a dossier: what the national portal was last sent and last acknowledged, and since when it is owed
 * something. Names, numbers of identity and texts stay out of it.
 */
export interface SyncLine {
  dossier: string
  code?: string
  /** Moves with every write of the line. */
  revision: number
  /** The newest event that has to be told. */
  owed?: { n: number; at: Instant }
  /** Since when the oldest untold event waits; absent while the portal knows all of it. */
  unsentSince?: Instant
  sent?: Telling
  acknowledged?: Telling
  /** The portal's own word on what it would not take; gone with the next acknowledgement. */
  refused?: { n: number; code: string; at: Instant; times: number }
  /** Told once more though nothing moved: what it was told to fetch files by soon runs out. */
  renew?: true
  /** Số hồ sơ of a ministry that numbers for itself. */
  number?: string
  /** Promises that were due, and why the portal saw them late, if it did. */
  answer?: PromiseSeen
  whole?: PromiseSeen
  /** What whoever last tried to tell it saw of its end: where and when it ended, or that it has not yet; absent where nobody has looked. */
  ended?: Ending | 'not-yet'
}

/** Một lời hẹn: when it was due, when we kept it, when the portal learned of that. */
export interface PromiseSeen {
  dueAt: Instant
  keptAt: Instant
  toldAt: Instant
  late: Lateness
}

/** Chậm do người, chậm do đồng bộ: kept in time and told too late is nobody's lateness but the wire's. */
export type Lateness = 'no' | 'people' | 'synchronisation'

/** What of a head the portal shows, beside money that moved: when one of these changed, it has to be told. */
const shown = ['code', 'dueAt', 'finishedAt', 'result', 'supplementCount', 'partAt'] as const

/**
 * Whether the portal must know of an event. A part is no dossier of the applicant's: told too, one request would be counted
 * twice (the whole one bears the code and is told).
 */
export function tellsPortal(
  { act, from, to, was }: Pick<DossierEvent, 'act' | 'from' | 'to' | 'was'>,
  dossier: Dossier,
): boolean {
  if (dossier.parent !== undefined || dossier.code === undefined) return false
  if (from !== to || shown.some((name) => was !== undefined && name in was)) return true
  // It shows whose it is and what it is about: what it refused for that is told again once it is put right.
  if (act === 'amend') return true
  // Of money that moved it must know at once; what was demanded, exempted or cancelled goes with the next telling.
  return act === 'refund' || (act === 'pay' && was?.money !== undefined)
}

/** For which agency and on which day something happened to a request of an applicant's. */
export interface AgencyDay {
  agency: UnitId
  day: Day
}

/** Where and when it ended, and the moment it was promised for. */
export interface Ending extends AgencyDay {
  dueAt: Instant
}

/** As the act of reception has it, whoever has the dossier by now; none for a part, a correction, or before reception. */
export function receptionOf(dossier: Dossier, history: readonly DossierEvent[]): AgencyDay | undefined {
  return whereOf(dossier, history, ({ act }) => act === 'accept')
}

/** As the act has it by which it ended; none for a part, a correction, what is open, and what nobody was promised. */
export function endingOf(dossier: Dossier, history: readonly DossierEvent[]): Ending | undefined {
  const { finishedAt, dueAt } = dossier
  if (finishedAt === undefined || dueAt === undefined) return undefined
  const where = whereOf(dossier, history, ({ at }) => at === finishedAt)
  return where && { ...where, dueAt }
}

function whereOf(
  dossier: Dossier,
  history: readonly DossierEvent[],
  is: (event: DossierEvent) => boolean,
): AgencyDay | undefined {
  if (dossier.parent !== undefined || dossier.corrects !== undefined) return undefined
  const at = history.findIndex(is)
  const event = history[at]
  if (!event) return undefined
  return { agency: accountableAgency(asAfter(event, dossier, history.slice(at + 1))), day: dayOf(event.at) }
}

/** The line after event `n` was found to be owed; `undefined` when it is known already. */
export function owing(line: SyncLine, n: number, at: Instant): SyncLine | undefined {
  if ((line.acknowledged?.n ?? 0) >= n || (line.owed?.n ?? 0) >= n) return undefined
  return { ...unlooked(line), owed: { n, at }, unsentSince: line.unsentSince ?? at }
}

/** An event that nobody has looked at may be the one by which it ended. */
function unlooked(line: SyncLine): SyncLine {
  const { ended, ...rest } = line
  return ended === undefined || ended === 'not-yet' ? rest : line
}

/** The portal took the dossier as it stood after `telling.n`; a later event that is owed meanwhile goes on waiting. */
export function acknowledgedAs(line: SyncLine, telling: Telling, promises: Promises): SyncLine {
  const { unsentSince: _, refused: __, ended: ___, renew: ____, ...rest } = line
  const known = line.acknowledged && line.acknowledged.n > telling.n ? line.acknowledged : telling
  const waits = line.owed && line.owed.n > known.n ? { unsentSince: line.owed.at } : {}
  return { ...rest, ...promises, sent: known, acknowledged: known, ...waits }
}

/** It was sent as it stood, ended or not, and nobody knows whether it arrived; or the portal would not have it. */
export function sentInVain(
  line: SyncLine,
  sent: Telling,
  { refusedAs, ending }: { refusedAs?: string; ending?: Ending | undefined } = {},
): SyncLine {
  const times = line.refused?.n === sent.n ? line.refused.times + 1 : 1
  const refused = refusedAs === undefined ? {} : { refused: { n: sent.n, code: refusedAs, at: sent.at, times } }
  const looked: Pick<SyncLine, 'ended'> =
    ending !== undefined ? { ended: ending } : (line.owed?.n ?? 0) <= sent.n ? { ended: 'not-yet' } : {}
  return { ...line, sent, unsentSince: line.unsentSince ?? sent.at, ...looked, ...refused }
}

/** What the portal has lost, or never had, is owed from the beginning up to event `newest`, also where nobody had noted that it is owed. */
export function owedAnew(line: SyncLine, newest: number, at: Instant): SyncLine {
  const { acknowledged, ...rest } = unlooked(line)
  const n = Math.max(line.owed?.n ?? 0, acknowledged?.n ?? 0, newest)
  return { ...rest, owed: { n, at: line.owed?.at ?? at }, unsentSince: line.unsentSince ?? at }
}

/** The links that the portal was told are renewed by telling it the dossier once more, as it stands. */
export function owedLinks(line: SyncLine, newest: number, at: Instant): SyncLine {
  const n = Math.max(line.owed?.n ?? 0, newest)
  return {
    ...line,
    renew: true,
    owed: { n, at: line.unsentSince === undefined ? at : (line.owed?.at ?? at) },
    unsentSince: line.unsentSince ?? at,
  }
}

export type Promises = Pick<SyncLine, 'answer' | 'whole'>

/**
 * What the portal has seen of the two promises it measures: an answer to what was handed in, and the appointment. Told
 * once, a promise stays as it was told first: a second telling of the same makes nobody late.
 */
export function promisesSeen(
  line: SyncLine,
  dossier: Dossier,
  history: readonly DossierEvent[],
  at: Instant,
): Promises {
  const answer = line.answer ?? answerSeen(history, at)
  const { finishedAt, dueAt } = dossier
  const open = finishedAt === undefined || dueAt === undefined
  const whole = line.whole ?? (open ? undefined : seen(dueAt, finishedAt, at))
  return { ...(answer && { answer }), ...(whole && { whole }) }
}

/** The due moment of the answer is gone from the head once it was given: the event that gave it says what it was. */
function answerSeen(history: readonly DossierEvent[], at: Instant): PromiseSeen | undefined {
  const given = history.find(({ from, to }) => from === 'registered' && to !== 'registered')
  const dueAt = given?.was?.answerDueAt
  return given && typeof dueAt === 'string' ? seen(dueAt, given.at, at) : undefined
}

/** Why the portal shows a dossier late at a moment, told or not yet told: what reports of causes read. */
export function latenessOf(line: SyncLine | undefined, dossier: Dossier, at: Instant): Lateness {
  if (line?.whole) return line.whole.late
  const { dueAt, finishedAt } = dossier
  return dueAt === undefined ? 'no' : seen(dueAt, finishedAt ?? at, at).late
}

function seen(dueAt: Instant, keptAt: Instant, toldAt: Instant): PromiseSeen {
  const late: Lateness = keptAt > dueAt ? 'people' : toldAt > dueAt ? 'synchronisation' : 'no'
  return { dueAt, keptAt, toldAt, late }
}
