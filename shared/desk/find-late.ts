import { agencyOf, type UnitId } from '../agencies/unit.ts'
import type { Calendar } from '../calendar/calendar.ts'
import { addDays, type Day, dayOf, type Instant, instantOn } from '../calendar/day.ts'
import type { Period } from '../counters/figures.ts'
import { toldBy } from '../counters/told.ts'
import type { Dossier, DossierEvent } from '../dossier/dossier.ts'
import { latenessOf } from '../dossier/sync-line.ts'
import { lateReasonOf } from '../reports/late-causes.ts'
import type { LateFound } from '../reports/sources.ts'
import type { Desk } from './desk.ts'
import { calendars } from './surroundings.ts'
import { standsBehind } from './trace-figures.ts'

type Needs = Pick<Desk, 'dossiers' | 'prints' | 'counters' | 'catalogue' | 'syncLedger' | 'province' | 'now'>

/** Days before a period on which what is late in it may have been received. */
const backDays = 400
/** Requests of applicants: a part is late at whoever received the whole. */
const kinds = ['whole'] as const
/** Dossiers looked at at once. */
const abreast = 16

/** A dossier that was late, with its head as it stands. */
export interface LateDossier {
  dossier: Dossier
  late: LateFound
}

/**
 * Quá hạn trong kỳ, with its cause: what an agency received and resolved late in the period, what lay late at its end, and what
 * only the national portal shows late. Walks the receiving register and then what a decision on the organisation brought, each
 * dossier once and a handful of them in memory, until `goesOn` says no. Throws Outage.
 */
export async function* walkLate(
  desk: Needs,
  agency: UnitId,
  { from, to }: Period,
  goesOn: () => boolean = () => true,
): AsyncGenerator<LateDossier> {
  const calendar = (await calendars(desk))(agency)
  const now = desk.now()
  const last = to < dayOf(now) ? to : dayOf(now)
  const end = last < dayOf(now) ? instantOn(addDays(last, 1), 0) : now
  const look = async (batch: readonly Dossier[]) => {
    const read = batch.map(async (dossier) => {
      const late = await lateOne(desk, dossier, { agency, from, to: last, end }, calendar)
      return late.map((one) => ({ dossier, late: one }))
    })
    return (await Promise.all(read)).flat()
  }
  let batch: Dossier[] = []
  for await (const dossier of standing(desk, agency, addDays(from, -backDays), last)) {
    if (!goesOn()) return
    if (!mayBeLate(dossier, from, last)) continue
    batch.push(dossier)
    if (batch.length < abreast) continue
    yield* await look(batch)
    batch = []
  }
  yield* await look(batch)
}

/** Those that came to stand with an agency: by being received there, or moved there. A moved one has no line in its register. */
async function* standing(desk: Needs, agency: UnitId, from: Day, to: Day): AsyncGenerator<Dossier> {
  const moved = new Set<string>()
  for await (const { dossier } of desk.counters.entered(agency, 'moved', from, to)) moved.add(dossier)
  for await (const { dossier } of desk.prints.walkReceived(agency, from, to)) {
    moved.delete(dossier.id)
    yield dossier
  }
  for (const id of moved) {
    const file = await desk.dossiers.load(id)
    if (file) yield file.dossier
  }
}

/** All of them; `too-many` when more than `most` dossiers would have to be looked at. Throws Outage. */
export async function findLate(
  desk: Needs,
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

async function lateOne(
  desk: Needs,
  dossier: Dossier,
  { agency, from, to, end }: Period & { agency: UnitId; end: Instant },
  calendar: Calendar,
): Promise<readonly LateFound[]> {
  const history = await desk.dossiers.history(dossier.id)
  const wish = { agency, from, to }
  const stood =
    standsBehind(dossier, history, wish, { behind: ['overdue', 'ended-late'], kinds }) ??
    standsBehind(dossier, history, wish, { behind: 'open-late', kinds })
  const on = stood?.on
  if (on !== undefined) {
    const file = await desk.dossiers.load(dossier.id)
    if (!file) return []
    const { cause } = lateReasonOf(file, history, calendar, end)
    return [{ ...placeAt(dossier, history, dossier.dueAt ?? end), cause, isLateHere: true, on }]
  }
  const { finishedAt } = dossier
  if (finishedAt === undefined || dayOf(finishedAt) > to) return []
  // Whoever had it before or after it ended is not asked.
  if (agencyOf(headAt(dossier, history, finishedAt).receivingUnit) !== agency) return []
  const line = await desk.syncLedger.line(dossier.id)
  if (latenessOf(line, dossier, end) !== 'synchronisation') return []
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
