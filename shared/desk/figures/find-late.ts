import type { UnitId } from '../../agencies/unit.ts'
import type { Calendar } from '../../calendar/calendar.ts'
import { addDays, type Day, dayOf, type Instant, instantOn } from '../../calendar/day.ts'
import { leaving } from '../../counters/beside.ts'
import { type Period, soFar } from '../../counters/figures.ts'
import { toldBy } from '../../counters/told.ts'
import type { Dossier, DossierEvent } from '../../dossier/dossier.ts'
import { overdueOf } from '../../reports/figures/figures-definitions.ts'
import type { LateFound, Placed } from '../../reports/figures/sources.ts'
import { lateReasonOf } from '../../reports/overdue/late-causes.ts'
import { abreast } from '../carrying-on/abreast.ts'
import { type GoesOn, inBatches } from '../carrying-on/batches.ts'
import type { Desk } from '../desk.ts'
import { type LateThere, lateThere } from '../national-portal/late-there.ts'
import { calendars } from '../surroundings.ts'
import { everyTraced } from './trace-books.ts'

export type LateNeeds = Pick<Desk, 'dossiers' | 'counters' | 'catalogue' | 'syncLedger' | 'province' | 'now'>

/** Only whole requests: lateness of a part is counted at the agency that received the whole. */
const kinds = ['whole'] as const

/** A dossier that was late at an agency, with its head as it stands. */
export interface LateDossier {
  agency: UnitId
  dossier: Dossier
  late: LateFound
}

/**
 * Quá hạn trong kỳ, with its cause: what agencies resolved late in the period, what lay late at its end, and what only the national
 * portal shows late. Along the books of what ended late, here or there, and of what stands open: reads what was late, and what the portal
 * is owed; a handful of them in memory, until `goesOn` says no. Throws Outage.
 */
export async function* walkLate(
  desk: LateNeeds,
  agencies: readonly UnitId[],
  { from, to }: Period,
  goesOn: GoesOn = () => true,
): AsyncGenerator<LateDossier> {
  const calendarOf = await calendars(desk)
  const now = desk.now()
  const last = to < dayOf(now) ? to : dayOf(now)
  const span = { from, to: last, end: last < dayOf(now) ? instantOn(addDays(last, 1), 0) : now }
  const lateHere = async (agency: UnitId, all: readonly Found[]) =>
    (await abreast(all, (one) => lateOne(desk, agency, one, span.end, calendarOf(agency)))).flat()
  for (const agency of agencies) {
    for await (const batch of inBatches(endedLate(desk, agency, span), goesOn)) yield* await lateHere(agency, batch)
    const open = everyTraced(desk, { agency, from, to }, { behind: 'open-late', kinds })
    for await (const batch of inBatches(open, goesOn)) {
      const found = batch.map(({ dossier: { id }, on }) => ({ dossier: id, on }))
      yield* await lateHere(agency, found)
    }
  }
  for await (const one of lateThere(desk, agencies, span, goesOn)) yield foundThere(one, span.end)
}

interface Found {
  dossier: string
  on: Day
}

/** What ended there late in these days. */
async function* endedLate({ counters }: LateNeeds, agency: UnitId, { from, to }: Period): AsyncGenerator<Found> {
  for await (const { dossier, on, flows, line } of counters.happened(agency, 'late', from, to)) {
    if (line.kind === 'whole' && flows.some((flow) => flow !== 'moved-out' && leaving.has(flow))) yield { dossier, on }
  }
}

/** How many `walkLate` looks at by the figures alone: what ended late in the period and what lay late at its end. Throws Outage. */
export async function lookedAt(
  { counters, now }: Pick<Desk, 'counters' | 'now'>,
  agency: UnitId,
  period: Period,
): Promise<number> {
  const lines = await counters.lines(agency, soFar(period, dayOf(now())))
  return lines
    .filter(({ line }) => line.kind === 'whole')
    .reduce((sum, figures) => sum + overdueOf(figures) + figures.end.late, 0)
}

/** All of them; `too-many` when more than `most` dossiers would have to be looked at. Throws Outage. */
export async function findLate(
  desk: LateNeeds,
  agencies: readonly UnitId[],
  period: Period,
  most = Number.POSITIVE_INFINITY,
): Promise<{ found: readonly Placed<'late'>[]; looked: number } | 'too-many'> {
  const found: Placed<'late'>[] = []
  let looked = 0
  const goesOn = () => {
    looked += 1
    return looked <= most
  }
  for await (const { agency, late } of walkLate(desk, agencies, period, goesOn)) found.push({ agency, thing: late })
  return looked > most ? 'too-many' : { found, looked }
}

async function lateOne(
  desk: LateNeeds,
  agency: UnitId,
  { dossier: id, on }: Found,
  end: Instant,
  calendar: Calendar,
): Promise<readonly LateDossier[]> {
  const clocked = await desk.dossiers.clocked(id)
  if (!clocked) return []
  const { dossier, history } = clocked
  const { cause } = lateReasonOf(clocked, history, calendar, end)
  const late = { ...placeAt(dossier, history, dossier.dueAt ?? end), cause, isLateHere: true, on }
  return [{ agency, dossier, late }]
}

function foundThere({ agency, dossier, history }: LateThere, end: Instant): LateDossier {
  const at = dossier.finishedAt ?? end
  const there = { cause: 'synchronisation', isLateHere: false, on: dayOf(at) } as const
  return { agency, dossier, late: { ...placeAt(dossier, history, at), ...there } }
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
