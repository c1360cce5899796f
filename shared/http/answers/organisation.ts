import type { OrganisationChange } from '../../agencies/changes.ts'
import type { Directory } from '../../agencies/directory.ts'
import { agencyOf, type Unit } from '../../agencies/unit.ts'
import { dayOf } from '../../calendar/day.ts'
import type { Workflow } from '../../catalogue/workflow.ts'
import type { Desk } from '../../desk/desk.ts'
import { announceChange } from '../../desk/keeping/announce-change.ts'
import { checkWorkflow, putWorkflow } from '../../desk/keeping/put-workflow.ts'
import { directory } from '../../desk/surroundings.ts'
import { isObjection } from '../../dossier/objections.ts'
import type { Shown } from '../schemas.ts'
import { showUnit } from '../views/scene.ts'
import type { Answers } from './answer.ts'

export type OrganisationDesk = Pick<Desk, 'catalogue' | 'now' | 'pause' | 'chance'>

/** Tổ chức và quy trình: units and officers of any day, decisions about them, and workflows. */
export const organisation = {
  listUnitVersions: async ({ query }, desk) => {
    const on = query.on ?? dayOf(desk.now())
    const units = await directory(desk, on)
    const { agency } = query
    const wanted = (unit: Unit) => (agency === undefined ? unit.kind === 'agency' : unit.agency === agency)
    return { on, rows: units.units.filter(wanted).map((unit) => showVersion(unit, units)) }
  },

  listOfficers: async ({ query }, desk) => {
    const on = query.on ?? dayOf(desk.now())
    const units = await directory(desk, on)
    const rooms = units.units.filter(({ kind, agency }) => kind === 'room' && agency === query.agency)
    const rows = rooms.flatMap(({ id }) => units.officersOf(id))
    return {
      on,
      rows: rows.map(({ id, name, unit, roles, title }) => ({
        id,
        name,
        unit: showUnit({ directory: units }, unit),
        roles: [...roles],
        title,
      })),
    }
  },

  listChanges: async (_, desk) => ({ rows: (await desk.catalogue.changes()).map(showChange) }),

  announceChange: async ({ person, body, key }, desk) => {
    const change = await announceChange(desk, person, body, key)
    return isObjection(change) ? change : { change: showChange(change) }
  },

  listWorkflows: async (_, desk) => {
    const rows = await desk.catalogue.workflows()
    return { rows: rows.map((row) => ({ ...row, procedureCodes: [...row.procedureCodes] })) }
  },

  readWorkflow: async ({ path, query }, desk) => {
    const workflow = await desk.catalogue.workflow(path.workflow, query.version)
    return workflow && { workflow: showWorkflow(workflow), findings: [...(await checkWorkflow(desk, workflow))] }
  },

  putWorkflow: async ({ body }, desk) => {
    const put = await putWorkflow(desk, body)
    return isObjection(put) ? put : { workflow: showWorkflow(put.workflow), findings: [...put.findings] }
  },

  checkWorkflow: async ({ body }, desk) => ({ findings: [...(await checkWorkflow(desk, body))] }),
} satisfies Answers<'organisation', OrganisationDesk>

function showVersion(unit: Unit, units: Directory): Shown<'listUnitVersions'>['rows'][number] {
  const { id, name, level, kind, parent, adminCode, validFrom, validTo, predecessors, successors } = unit
  const own = agencyOf(id)
  const heir = units.heirOf(own)
  return {
    id,
    name,
    level,
    kind,
    parent,
    adminCode,
    validFrom,
    validTo,
    predecessors: [...predecessors],
    successors: [...successors],
    heir: heir === own ? undefined : showUnit({ directory: units }, heir),
  }
}

type ChangeShown = Shown<'listChanges'>['rows'][number]

/** Each once, also where it was kept before a list that names one twice was refused. */
const each = <T>(all: readonly T[]): T[] => [...new Set(all)]

/** Everything but the digest by which a repeat is known. */
function showChange({ body: _, ...change }: OrganisationChange): ChangeShown {
  if (change.kind === 'merger') return { ...change, from: each(change.from) }
  if (change.kind === 'officer') return { ...change, officer: { ...change.officer, roles: each(change.officer.roles) } }
  if (change.kind !== 'split') return change
  return { ...change, parts: change.parts.map(({ to, procedures }) => ({ to, procedures: each(procedures) })) }
}

function showWorkflow(workflow: Workflow): Shown<'readWorkflow'>['workflow'] {
  const { procedureCodes, steps, mapped, ...rest } = workflow
  return {
    ...rest,
    procedureCodes: each(procedureCodes),
    steps: steps.map(({ next, acts, ...step }) => ({
      ...step,
      ...(next && { next: [...next] }),
      ...(acts && { acts: each(acts) }),
    })),
    ...(mapped && { mapped: mapped.map((row) => ({ ...row })) }),
  }
}
