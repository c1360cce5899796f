import { actorOf, type Person } from '../../access/person.ts'
import { type Day, dayOf, formatDay } from '../../calendar/day.ts'
import { lintWorkflow } from '../../catalogue/linter.ts'
import type { ProcedureVersion } from '../../catalogue/procedure.ts'
import { decideProcedure, type ProcedureAct, validFromOf } from '../../catalogue/procedure-acts.ts'
import { sameDayFaults, weighPublication } from '../../catalogue/publication.ts'
import { lineOf, type Register, type VersionLine } from '../../catalogue/register.ts'
import { digestOf, keyOf } from '../../dossier/history/history.ts'
import { type Objection, object } from '../../dossier/objections.ts'
import { retrying } from '../carrying-on/retrying.ts'
import type { Desk } from '../desk.ts'
import { calendars, directory, workflowOn } from '../surroundings.ts'

export type KeepingNeeds = Pick<Desk, 'catalogue' | 'now' | 'pause' | 'chance' | 'province'>

export interface KeptProcedure {
  line: VersionLine
  revision: number
  warnings: readonly string[]
}

/**
 * Công khai, tạm ngừng, mở lại, bãi bỏ, sửa: one act on one version of a procedure. The same request repeated gives the same
 * line and writes nothing. `undefined` when there is no such version. Throws Outage.
 */
export async function actOnProcedure(
  desk: KeepingNeeds,
  person: Person,
  code: string,
  act: ProcedureAct,
  key: string,
): Promise<KeptProcedure | Objection | undefined> {
  type Answer = KeptProcedure | Objection | undefined
  const said = digestOf({ key: keyOf(person, key), code })
  return retrying<Answer>(desk, async () => {
    const body = digestOf(act)
    const seen = await desk.catalogue.register(code)
    // Asked after the register: whoever finds the act done there finds its deed.
    const done = await desk.catalogue.procedureDeed(code, said)
    if (done) return { answer: done.body === body ? done : object('key-reused') }
    const procedure = await desk.catalogue.procedure(code, act.version)
    const known = seen.lines.find(({ version }) => version === act.version)
    if (!procedure || !known) return { answer: undefined }
    // What refuses it now may be this very act, said twice at once.
    const refused = async (no: Objection) => ((await hasMoved(desk, code, seen)) ? 'again' : { answer: no })
    const weighed = await weigh(desk, act, procedure, seen)
    if (weighed.faults.length > 0) return refused(object('publication-refused', weighed.faults))
    const decided = decideProcedure(act, procedure, seen, dayOf(desk.now()))
    if ('refused' in decided)
      return refused(object('version-not-so', [{ where: 'body.version', why: decided.refused }]))
    const line = signed(lineOf(decided.next, kept(known, act)), { person, at: desk.now(), act, why: decided.why })
    const deed = { said, body, line, revision: seen.revision + 1, warnings: weighed.warnings }
    const written = await desk.catalogue.writeVersion(decided.next, line, seen, deed)
    return written === 'overtaken' ? 'again' : { answer: deed }
  })
}

/** A version is read after the register: another may have written both meanwhile. */
async function hasMoved(desk: KeepingNeeds, code: string, { revision }: Register): Promise<boolean> {
  return (await desk.catalogue.register(code)).revision !== revision
}

async function weigh(desk: KeepingNeeds, act: ProcedureAct, procedure: ProcedureVersion, { lines }: Register) {
  if (act.act !== 'publish') return { faults: [], warnings: [] }
  const postedOn = dayOf(desk.now())
  const validFrom = validFromOf(act, procedure, postedOn)
  const decidedOn = act.decidedOn ?? procedure.decidedOn
  const said = {
    decision: act.decision ?? procedure.decision,
    validFrom,
    postedOn,
    ...(decidedOn === undefined ? {} : { decidedOn }),
  }
  const dates = weighPublication(procedure, said, (await calendars(desk))(desk.province))
  const steps = await weighSteps(desk, procedure, validFrom)
  const sameDay = sameDayFaults(validFrom, procedure, lines)
  return { faults: [...dates.faults, ...sameDay, ...steps.faults], warnings: [...dates.warnings, ...steps.warnings] }
}

/** The workflow it would be carried under from its first day, held against the limits that this version brings. */
async function weighSteps(desk: KeepingNeeds, procedure: ProcedureVersion, day: Day) {
  const [workflow, units] = await Promise.all([workflowOn(desk, procedure.workflow, day), directory(desk, day)])
  if (!workflow) {
    const why = `không có quy trình ${procedure.workflow} có hiệu lực ngày ${formatDay(day)}`
    return { faults: [{ where: 'procedure.workflow' as const, why }], warnings: [] }
  }
  const findings = lintWorkflow(workflow, procedure, units)
  const refused = findings.filter(({ severity }) => severity === 'refuse')
  const told = findings.filter(({ severity }) => severity === 'explain')
  return {
    faults: refused.map(({ says }) => ({ where: 'procedure.workflow' as const, why: says })),
    warnings: told.map(({ says }) => says),
  }
}

/** What the import knows a version by stays with it; an edited one was never imported. */
function kept({ taken, rules }: VersionLine, { act }: ProcedureAct): Partial<VersionLine> {
  if (act === 'edit') return {}
  return { ...(taken !== undefined && { taken }), ...(rules !== undefined && { rules }) }
}

interface Signature {
  person: Person
  at: string
  act: ProcedureAct
  why: string | undefined
}

function signed(line: VersionLine, { person, at, act, why }: Signature): VersionLine {
  return {
    ...line,
    by: actorOf(person).id,
    at,
    act: act.act,
    ...(why !== undefined && { why }),
  }
}

/** Everything known of a code. */
export async function readRegister(desk: Pick<Desk, 'catalogue'>, code: string): Promise<Register | undefined> {
  const register = await desk.catalogue.register(code)
  return register.lines.length === 0 ? undefined : register
}
