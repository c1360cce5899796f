import { type Directory, directoryOf } from '../agencies/directory.ts'
import { agencyOf, type UnitId } from '../agencies/unit.ts'
import type { Calendar } from '../calendar/calendar.ts'
import { type Day, dayOf } from '../calendar/day.ts'
import { calendarsOf } from '../calendar/declarations.ts'
import type { ClockPolicy, Limit } from '../calendar/due.ts'
import { tellLimit } from '../calendar/limit.ts'
import { feesFor, legalLimitFor, limitFor, type ProcedureVersion, requiredPapersFor } from '../catalogue/procedure.ts'
import { hoursOf, type Workflow } from '../catalogue/workflow.ts'
import type { Dossier, DossierFile, Plan, PlannedStep } from '../dossier/dossier.ts'
import type { Desk } from './desk.ts'

/** Units and officers as they are today; or on another day. */
export async function directory(
  desk: { catalogue: Pick<Desk['catalogue'], 'units' | 'officers' | 'changes'>; now: Desk['now'] },
  day?: Day,
): Promise<Directory> {
  const { catalogue, now } = desk
  const [units, officers, changes] = await Promise.all([catalogue.units(), catalogue.officers(), catalogue.changes()])
  const on = day ?? dayOf(now())
  const known = directories.get(units)
  if (known && known.on === on && known.officers === officers && known.changes === changes) return known.built
  const built = directoryOf(units, officers, changes, on)
  directories.set(units, { officers, changes, on, built })
  return built
}

/** What was built from lists that are remembered lives as long as these very lists. */
const directories = new WeakMap<object, { officers: object; changes: object; on: Day; built: Directory }>()

/** The calendar of each agency: the nation's days, then the province's, then its own. */
export async function calendars(desk: Pick<Desk, 'catalogue' | 'province'>): Promise<(agency: UnitId) => Calendar> {
  return calendarsOf(await desk.catalogue.declarations(), desk.province)
}

export const defaultPolicy: ClockPolicy = { afterSupplement: 'add', dueAt: 'same-hour', cutoff: '15:00' }

/** The newest version of a workflow that is in force on a day. */
export async function workflowOn(desk: Pick<Desk, 'catalogue'>, id: string, day: Day): Promise<Workflow | undefined> {
  let workflow = await desk.catalogue.workflow(id)
  while (workflow && workflow.validFrom > day) {
    workflow = workflow.version > 1 ? await desk.catalogue.workflow(id, workflow.version - 1) : undefined
  }
  return workflow
}

/** The plan a dossier is received under: limits, papers and steps of this version, owners resolved to rooms. */
export async function planFor(
  desk: Pick<Desk, 'catalogue'>,
  procedure: ProcedureVersion,
  dossier: Dossier,
  units: Directory,
  day: Day,
): Promise<Plan | undefined> {
  const { channel, case: own } = dossier
  const limit = limitFor(procedure, channel, own)
  const workflow = await workflowOn(desk, procedure.workflow, day)
  if (!workflow || !limit) return undefined
  const fees = feesFor(procedure, channel, own)
  const receiving = agencyOf(dossier.receivingUnit)
  const members = await membersOn(desk, workflow, day)
  if (!members) return undefined
  const steps = workflow.steps.map((step): PlannedStep => {
    const { owner } = step
    const member = step.member === undefined ? undefined : members.get(step.member)
    const work = member?.code ?? procedure.code
    const named =
      owner.agency === 'receiving' ? receiving : owner.agency === 'competent' ? dossier.competentAgency : owner.agency
    const agency = units.heirOf(named, work)
    return {
      n: step.n,
      name: step.name,
      role: step.role,
      hours: hoursOf(step, limit, workflow.reckoned),
      agency,
      room: units.heirRoomOf(`${named}/${owner.room}`, work),
      ...(step.next && { next: step.next }),
      ...(step.acts && { acts: step.acts }),
      ...(step.decides && { decides: true }),
      ...(member && { member }),
    }
  })
  return {
    procedure: procedure.code,
    procedureVersion: procedure.version,
    workflow: workflow.id,
    workflowVersion: workflow.version,
    ...(own === undefined ? {} : { case: own }),
    limit,
    ...promised(limit, legalLimitFor(procedure, channel, own)),
    ...(fees.length > 0 ? { fees } : {}),
    ...(procedure.exemptions?.length ? { exemptions: procedure.exemptions } : {}),
    requiredPapers: requiredPapersFor(procedure, own).map(({ id, name }) => ({ id, name })),
    supplementLimit: procedure.supplementLimit,
    steps,
  }
}

/** What reception will ask for: as it is pinned, or, before there is a plan, as the dossier's version says. Throws Outage. */
export async function requiredPapersOf(
  desk: Pick<Desk, 'catalogue'>,
  { dossier, plan }: Pick<DossierFile, 'dossier' | 'plan'>,
): Promise<Plan['requiredPapers']> {
  if (plan) return plan.requiredPapers
  const procedure = await desk.catalogue.procedure(dossier.procedure, dossier.procedureVersion)
  return procedure ? requiredPapersFor(procedure, dossier.case).map(({ id, name }) => ({ id, name })) : []
}

/** Member procedures of a group as they stand on the day; `undefined` when dossiers are opened under one of them no longer. */
async function membersOn(desk: Pick<Desk, 'catalogue'>, { steps }: Workflow, day: Day) {
  const codes = [...new Set(steps.flatMap(({ member }) => member ?? []))]
  const found = await Promise.all(codes.map((code) => desk.catalogue.procedureOn(code, day)))
  const members = new Map<string, NonNullable<PlannedStep['member']>>()
  for (const procedure of found) {
    if (!procedure) return undefined
    const { code, version, name } = procedure
    members.set(code, { code, version, name: shortName(name) })
  }
  return members
}

/** Characters of a procedure's name that a head carries: it stays within a kilobyte, the version has all of it. */
const mostOfName = 300

export function shortName(name: string): string {
  return name.length <= mostOfName ? name : `${name.slice(0, mostOfName - 1).trimEnd()}…`
}

/** The legal limit stands beside a committed one; equal ones are told once. */
function promised(limit: Limit, legal: Limit | undefined): Pick<Plan, 'legalLimit'> {
  return legal === undefined || tellLimit(legal) === tellLimit(limit) ? {} : { legalLimit: legal }
}
