import type { Directory } from '../../agencies/directory.ts'
import type { UnitId } from '../../agencies/unit.ts'
import { type Calendar, isWorkingDay } from '../../calendar/calendar.ts'
import { addDays, type Day, dayOf, isDay } from '../../calendar/day.ts'
import { type Period, soFar } from '../../counters/figures.ts'
import type { Placed, Source } from '../../reports/figures/sources.ts'
import { abreast } from '../carrying-on/abreast.ts'
import type { Desk } from '../desk.ts'
import { calendars } from '../surroundings.ts'
import { findLate, lookedAt } from './find-late.ts'

export type GatherNeeds = Pick<
  Desk,
  'counters' | 'catalogue' | 'dossiers' | 'prints' | 'syncLedger' | 'province' | 'now'
>

/** Dossiers that a report may look at while somebody waits for it; what needs more is made as a job. */
export const mostLookedAt = 2000

/** More dossiers would have to be looked at than were asked for. */
export type TooMany = 'too-many'

export interface Asked extends Period {
  agencies: readonly UnitId[]
  /** Every agency was asked for. */
  isCity: boolean
  units: Directory
  /** Dossiers that may be looked at; no end where absent. */
  most?: number | undefined
}

type Gather<S extends Source> = (desk: GatherNeeds, asked: Asked) => Promise<readonly Placed<S>[] | TooMany>

/** Where each kind of thing is read. Throws Outage. */
export const gather: { [S in Source]: Gather<S> } = {
  lines: (desk, { agencies, ...asked }) => {
    const period = soFar(asked, dayOf(desk.now()))
    return each(agencies, (agency) => desk.counters.lines(agency, period))
  },
  steps: (desk, { agencies, from, to }) =>
    each(agencies, (agency) => desk.counters.steps(agency, from.slice(0, 7), to.slice(0, 7))),
  procedures: offeredProcedures,
  async desks(desk, { agencies }) {
    const calendarOf = await calendars(desk)
    const today = dayOf(desk.now())
    return each(agencies, async (agency) => {
      const counts = await desk.counters.desks(agency)
      return counts.map((one) =>
        isDay(one.due) ? { ...one, workingDays: workingDaysTo(calendarOf(agency), today, one.due) } : one,
      )
    })
  },
  async late(desk, asked) {
    if (asked.most !== undefined) {
      // Told by the figures, so that nobody waits for what will not be shown.
      const counts = await abreast(asked.agencies, (agency) => lookedAt(desk, agency, asked))
      if (counts.reduce((sum, count) => sum + count, 0) > asked.most) return 'too-many'
    }
    const all = await findLate(desk, asked.agencies, asked, asked.most)
    return all === 'too-many' ? all : all.found
  },
}

async function each<T>(agencies: readonly UnitId[], read: (agency: UnitId) => Promise<readonly T[]>) {
  const parts = await abreast(agencies, async (agency) => (await read(agency)).map((thing) => ({ agency, thing })))
  return parts.flat()
}

/** As the catalogue stands on the last day of the period. */
export async function offeredProcedures(
  desk: { catalogue: Pick<Desk['catalogue'], 'procedures' | 'workflows'> },
  { to, agencies, isCity, units }: Asked,
): Promise<readonly Placed<'procedures'>[]> {
  const [all, workflows] = await Promise.all([desk.catalogue.procedures(to), desk.catalogue.workflows()])
  const withProcess = new Set(workflows.flatMap(({ procedureCodes }) => procedureCodes))
  const leaving = workflows.filter(({ leaves }) => leaves)
  const interlinked = new Set(leaving.flatMap(({ procedureCodes }) => procedureCodes))
  const communes = agencies.filter((agency) => units.unit(agency)?.level === 'commune')
  const placesOf = (competent: (typeof all)[number]['competent']): readonly (UnitId | '')[] => {
    if (competent.kind === 'agency') return isCity || agencies.includes(competent.agency) ? [competent.agency] : []
    return isCity ? [''] : communes
  }
  return all.flatMap((procedure) =>
    placesOf(procedure.competent).flatMap((agency) =>
      procedure.levels.map((level, at) => ({
        agency,
        thing: {
          ...{ procedure, level, isFirst: at === 0, hasProcess: withProcess.has(procedure.code) },
          ...(interlinked.has(procedure.code) ? { isInterlinked: true as const } : {}),
        },
      })),
    ),
  )
}

/** Days counted ahead or back before "many" is said. */
const mostDays = 60

/** Working days from today until a due day: 0 is today, below zero is past. */
export function workingDaysTo(calendar: Calendar, today: Day, due: Day): number {
  const [first, last] = due < today ? [due, today] : [today, due]
  let days = 0
  for (let day = first; day < last && days < mostDays; ) {
    day = addDays(day, 1)
    if (isWorkingDay(calendar, day)) days += 1
  }
  return due < today ? -Math.max(1, days) : days
}
