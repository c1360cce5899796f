import type { UnitId } from '../agencies/unit.ts'
import type { Calendar } from '../calendar/calendar.ts'
import { addDays, type Day, dayOf, type Instant, instantOn } from '../calendar/day.ts'
import { leaving } from '../counters/beside.ts'
import { type Period, soFar } from '../counters/figures.ts'
import { toldBy } from '../counters/told.ts'
import type { Dossier, DossierEvent } from '../dossier/dossier.ts'
import { latenessOf } from '../dossier/sync-line.ts'
import { resolvedAndEndedOf } from '../reports/figures-definitions.ts'
import { lateReasonOf } from '../reports/late-causes.ts'
import type { LateFound } from '../reports/sources.ts'
import { abreast } from './abreast.ts'
import type { Desk } from './desk.ts'
import { calendars } from './surroundings.ts'
import { everyTraced } from './trace-books.ts'

export type LateNeeds = Pick<Desk, 'dossiers' | 'counters' | 'catalogue' | 'syncLedger' | 'province' | 'now'>

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
 * Quá hạn trong kỳ, with its cause: what an agency resolved late in the period, what lay late at its end, and what only the national
 * portal shows late. Along the books of what ended and of what stands open: reads what was late, and of what ended in its time the head
 * and the line of the portal; a handful of them in memory, until `goesOn` says no. Throws Outage.
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
  const span = { from, to: last, end: last < dayOf(now) ? instantOn(addDays(last, 1), 0) : now }
  const lateHere = async (all: readonly Found[]) =>
    (await abreast(all, ({ dossier, on }) => lateOne(desk, dossier, on, span.end, calendar))).flat()
  for await (const batch of inBatches(endedIn(desk, agency, 'late', span), goesOn)) yield* await lateHere(batch)
  for await (const batch of inBatches(endedIn(desk, agency, 'ended', span), goesOn))
    yield* await lateThere(desk, batch, span.end)
  const open = everyTraced(desk, { agency, from, to }, { behind: 'open-late', kinds })
  for await (const batch of inBatches(open, goesOn)) {
    yield* await lateHere(batch.map(({ dossier: { id }, on }) => ({ dossier: id, on })))
  }
}

interface Found {
  dossier: string
  on: Day
}

/** What ended there in these days, late or in its time. */
async function* endedIn(
  { counters }: LateNeeds,
  agency: UnitId,
  book: 'late' | 'ended',
  { from, to }: Period,
): AsyncGenerator<Found> {
  for await (const { dossier, on, flows, line } of counters.happened(agency, book, from, to)) {
    if (line.kind === 'whole' && flows.some((flow) => flow !== 'moved-out' && leaving.has(flow))) yield { dossier, on }
  }
}

/** A handful at a time, until `goesOn` says no. */
async function* inBatches<T>(all: AsyncIterable<T>, goesOn: () => boolean): AsyncGenerator<readonly T[]> {
  let batch: T[] = []
  for await (const one of all) {
    if (!goesOn()) return
    batch.push(one)
    if (batch.length < handful) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/** How many `walkLate` would look at, by the figures alone: what ended in the period and what lay late at its end. Throws Outage. */
export async function lookedAt(
  { counters, now }: Pick<Desk, 'counters' | 'now'>,
  agency: UnitId,
  period: Period,
): Promise<number> {
  const lines = await counters.lines(agency, soFar(period, dayOf(now())))
  return lines
    .filter(({ line }) => line.kind === 'whole')
    .reduce((sum, figures) => sum + resolvedAndEndedOf(figures) + figures.end.late, 0)
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

async function lateOne(
  desk: LateNeeds,
  id: string,
  on: Day,
  end: Instant,
  calendar: Calendar,
): Promise<readonly LateDossier[]> {
  const clocked = await desk.dossiers.clocked(id)
  if (!clocked) return []
  const { dossier, history } = clocked
  const { cause } = lateReasonOf(clocked, history, calendar, end)
  const late = { ...placeAt(dossier, history, dossier.dueAt ?? end), cause, isLateHere: true, on }
  return [{ dossier, late }]
}

/** What ended in its time is late at the portal at most: its history is read only where the portal says so. */
async function lateThere(desk: LateNeeds, ended: readonly Found[], end: Instant): Promise<readonly LateDossier[]> {
  const ids = ended.map(({ dossier }) => dossier)
  const lines = await desk.syncLedger.lines(ids)
  // Of what the portal was told in time nothing more is read.
  const doubtful = ids.filter((id) => (lines.get(id)?.whole?.late ?? 'synchronisation') === 'synchronisation')
  const heads = await desk.dossiers.heads(doubtful)
  const late = heads.filter((dossier) => latenessOf(lines.get(dossier.id), dossier, end) === 'synchronisation')
  return abreast(late, async (dossier) => {
    const history = await desk.dossiers.history(dossier.id)
    const on = dayOf(dossier.finishedAt ?? end)
    const there = { cause: 'synchronisation', isLateHere: false, on } as const
    return { dossier, late: { ...placeAt(dossier, history, dossier.finishedAt ?? end), ...there } }
  })
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
