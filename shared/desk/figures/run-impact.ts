import type { UnitId } from '../../agencies/unit.ts'
import { type Day, dayOf } from '../../calendar/day.ts'
import { caseOf, type ProcedureVersion } from '../../catalogue/procedure.ts'
import { soFar } from '../../counters/figures.ts'
import { type CostParameter, type Impact, impactOf, papersByName, parametersOn } from '../../reports/impact/impact.ts'
import { agenciesOf } from '../carrying-on/holders.ts'
import type { Desk } from '../desk.ts'
import { directory } from '../surroundings.ts'

export interface ImpactWish {
  procedure: string
  case?: string
  year: number
  /** An agency, or every agency of the city. */
  agency: UnitId | 'all'
  shorterBy: number
}

export interface ImpactRun {
  procedure: ProcedureVersion
  parameters: readonly CostParameter[]
  impact: Impact
  countedTo: Day
}

/** The sheet of the version that speaks at the end of the year, or today. `undefined` when there is none. Throws Outage. */
export async function runImpact(
  desk: Pick<Desk, 'counters' | 'catalogue' | 'now'>,
  { procedure: code, year, agency, ...wish }: ImpactWish,
): Promise<ImpactRun | undefined> {
  const [today, period] = [dayOf(desk.now()), { from: `${year}-01-01`, to: `${year}-12-31` }]
  const on = today < period.to ? today : period.to
  const procedure = await desk.catalogue.procedureOn(code, on)
  if (!procedure) return undefined
  if (wish.case !== undefined && !caseOf(procedure, wish.case)) return undefined
  const agencies = agency === 'all' ? agenciesOf(await directory(desk)) : [agency]
  const lines = await Promise.all(agencies.map((one) => desk.counters.lines(one, soFar(period, today))))
  const papers = await papersOf(desk, procedure, agencies, String(year))
  const parameters = parametersOn(on)
  return { procedure, parameters, countedTo: on, impact: impactOf(procedure, lines.flat(), parameters, wish, papers) }
}

/** Each paper as it was handed in there in a year, under any version of the procedure. */
async function papersOf(
  desk: Pick<Desk, 'counters' | 'catalogue'>,
  procedure: ProcedureVersion,
  agencies: readonly UnitId[],
  year: string,
) {
  const all = (await Promise.all(agencies.map((one) => desk.counters.papers(one, year)))).flat()
  const counts = all.filter((count) => count.procedure === procedure.code)
  const others = [...new Set(counts.map(({ version }) => version))].filter((one) => one !== procedure.version)
  const versions = await Promise.all(others.map((one) => desk.catalogue.procedure(procedure.code, one)))
  return papersByName(procedure, [procedure, ...versions.filter((one) => one !== undefined)], counts)
}
