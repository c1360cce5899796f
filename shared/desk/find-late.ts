import type { UnitId } from '../agencies/unit.ts'
import type { Calendar } from '../calendar/calendar.ts'
import { addDays, type Day, dayOf, type Instant, instantOn } from '../calendar/day.ts'
import type { Period } from '../counters/figures.ts'
import { toldBy } from '../counters/told.ts'
import { accountableAgency } from '../dossier/accountable.ts'
import type { Dossier, DossierEvent } from '../dossier/dossier.ts'
import { latenessOf, type SyncLine } from '../dossier/sync-line.ts'
import { lateReasonOf } from '../reports/late-causes.ts'
import type { LateFound } from '../reports/sources.ts'
import { abreast } from './abreast.ts'
import type { Desk } from './desk.ts'
import { standsBehind } from './stands-behind.ts'
import { calendars } from './surroundings.ts'
import { recentDays } from './walk-lists.ts'

export type LateNeeds = Pick<Desk, 'dossiers' | 'prints' | 'counters' | 'catalogue' | 'syncLedger' | 'province' | 'now'>

/** Requests of applicants: a part is late at whoever received the whole. */
const kinds = ['whole'] as const
/** Dossiers of one handful, whose lines at the portal are asked for at once. */
const handful = 100

/** A dossier that was late, with its head as it stands. */
export interface LateDossier {
  dossier: Dossier
  late: LateFound
}

/**
 * Quá hạn trong kỳ, with its cause: what an agency received and resolved late in the period, what lay late at its end, and what
 * only the national portal shows late. Walks the receiving register and then what a decision on the organisation brought, each
 * dossier once and a handful of them in memory, until `goesOn` says no: 400 days back, and from the first count on while the figures
 * know of more that were late. What is late at the portal alone is looked for in those days only. Throws Outage.
 */
export async function* walkLate(
  desk: LateNeeds,
  agency: UnitId,
  { from, to }: Period,
  goesOn: () => boolean = () => true,
): AsyncGenerator<LateDossier> {
  const calendar = (await calendars(desk))(agency)
  const now = desk.now()
  const last = to < dayOf(now) ? to : dayOf(now)
  const end = last < dayOf(now) ? instantOn(addDays(last, 1), 0) : now
  const look = async (batch: readonly Dossier[]) => {
    const ended = batch.filter(({ finishedAt }) => finishedAt !== undefined).map(({ id }) => id)
    const lines = await desk.syncLedger.lines(ended)
    const found = await abreast(batch, async (dossier) => {
      const span = { agency, from, to: last, end, line: lines.get(dossier.id) }
      return (await lateOne(desk, dossier, span, calendar)).map((late) => ({ dossier, late }))
    })
    return found.flat()
  }
  // Nothing stood with an agency before its first count; empty months cost a question each.
  const first = await desk.counters.firstDay(agency)
  const before = addDays(from, -recentDays)
  const recent = first !== undefined && first > before ? first : before
  let found = 0
  for await (const batch of inBatches(
    standing(desk, agency, recent, last),
    (one) => mayBeLate(one, from, last),
    goesOn,
  )) {
    const late = await look(batch)
    found += late.filter((one) => one.late.isLateHere).length
    yield* late
  }
  if (first === undefined || first >= recent || found >= (await lateCounted(desk, agency, { from, to: last }))) return
  const older = standing(desk, agency, first, addDays(recent, -1))
  for await (const batch of inBatches(older, (one) => mayBeLate(one, from, last), goesOn)) yield* await look(batch)
}

/** As many as the figures say were late here: once all of them are found, nobody looks further back. */
async function lateCounted(desk: LateNeeds, agency: UnitId, period: Period): Promise<number> {
  const whole = (await desk.counters.lines(agency, period)).filter(({ line }) => line.kind === 'whole')
  return whole.reduce((sum, { flows, end }) => sum + flows.overdue + flows['ended-late'] + end.late, 0)
}

/** Those that pass, a handful at a time, until `goesOn` says no. */
async function* inBatches(
  all: AsyncIterable<Dossier>,
  passes: (dossier: Dossier) => boolean,
  goesOn: () => boolean,
): AsyncGenerator<readonly Dossier[]> {
  let batch: Dossier[] = []
  for await (const dossier of all) {
    if (!goesOn()) return
    if (!passes(dossier)) continue
    batch.push(dossier)
    if (batch.length < handful) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/** Those that came to stand with an agency: by being received there, or moved there. A moved one has no line in its register. */
async function* standing(desk: LateNeeds, agency: UnitId, from: Day, to: Day): AsyncGenerator<Dossier> {
  const moved = new Set<string>()
  for await (const { dossier } of desk.counters.entered(agency, 'moved', from, to)) moved.add(dossier)
  for await (const { dossier } of desk.prints.walkReceived(agency, from, to)) {
    moved.delete(dossier.id)
    yield dossier
  }
  yield* await desk.dossiers.heads([...moved])
}

/** All of them; `too-many` when more than `most` dossiers would have to be looked at. Throws Outage. */
export async function findLate(
  desk: LateNeeds,
  agency: UnitId,
  period: Period,
  most = Number.POSITIVE_INFINITY,
): Promise<{ found: readonly LateFound[]; looked: number } | 'too-many'> {
  const found: LateFound[] = []
  let looked = 0
  const goesOn = () => {
    looked += 1
    return looked <= most
  }
  for await (const { late } of walkLate(desk, agency, period, goesOn)) found.push(late)
  return looked > most ? 'too-many' : { found, looked }
}

/** Told by the head alone: ended before the period, or not due by its end, it is late in no way. */
function mayBeLate({ finishedAt, dueAt }: Dossier, from: Day, to: Day): boolean {
  if (finishedAt !== undefined && dayOf(finishedAt) < from) return false
  return dueAt !== undefined && dayOf(dueAt) <= to
}

/** The days that are asked about, and what the portal was told of the dossier. */
interface Span extends Period {
  agency: UnitId
  end: Instant
  line: SyncLine | undefined
}

/** What ended in its time is late at the portal at most: its history is read only where the portal says so. */
async function lateOne(
  desk: LateNeeds,
  dossier: Dossier,
  span: Span,
  calendar: Calendar,
): Promise<readonly LateFound[]> {
  const { finishedAt } = dossier
  const hasEnded = finishedAt !== undefined && dayOf(finishedAt) <= span.to
  if (hasEnded && dossier.class !== 'overdue') return lateThere(desk, dossier, finishedAt, span)
  const clocked = await desk.dossiers.clocked(dossier.id)
  if (!clocked) return []
  const { history } = clocked
  const stood =
    standsBehind(dossier, history, span, { behind: ['overdue', 'ended-late'], kinds }) ??
    standsBehind(dossier, history, span, { behind: 'open-late', kinds })
  if (!stood) return hasEnded ? lateThere(desk, dossier, finishedAt, span) : []
  const { cause } = lateReasonOf(clocked, history, calendar, span.end)
  return [{ ...placeAt(dossier, history, dossier.dueAt ?? span.end), cause, isLateHere: true, on: stood.on }]
}

async function lateThere(
  desk: LateNeeds,
  dossier: Dossier,
  finishedAt: Instant,
  { agency, end, line }: Span,
): Promise<readonly LateFound[]> {
  if (latenessOf(line, dossier, end) !== 'synchronisation') return []
  const history = await desk.dossiers.history(dossier.id)
  // Whoever had it before or after it ended is not asked.
  if (accountableAgency(headAt(dossier, history, finishedAt)) !== agency) return []
  const there = { cause: 'synchronisation', isLateHere: false, on: dayOf(finishedAt) } as const
  return [{ ...placeAt(dossier, history, finishedAt), ...there }]
}

function headAt(dossier: Dossier, history: readonly DossierEvent[], at: Instant): Dossier {
  return toldBy(dossier, history).findLast(({ event }) => event.at <= at)?.head ?? dossier
}

/** Whose desk it lay on at that moment. */
function placeAt(dossier: Dossier, history: readonly DossierEvent[], at: Instant) {
  const { holder, officer, step } = headAt(dossier, history, at)
  return {
    dossier: dossier.id,
    procedure: dossier.procedure,
    room: holder,
    ...(officer === undefined ? {} : { officer }),
    ...(step === undefined ? {} : { step }),
  }
}
