import { dayOf, formatDay, lastInSight } from '../../calendar/day.ts'
import { type Finding, finding } from '../../catalogue/findings.ts'
import { lintWorkflow } from '../../catalogue/linter.ts'
import type { Workflow } from '../../catalogue/workflow.ts'
import { digestOf } from '../../dossier/history/history.ts'
import { type Objection, object } from '../../dossier/objections.ts'
import { abreast } from '../carrying-on/abreast.ts'
import type { Desk } from '../desk.ts'
import { directory } from '../surroundings.ts'

type Needs = Pick<Desk, 'catalogue' | 'now'>

/** A workflow as somebody wants it; `version` is the one it was made from, 0 for a new one. */
export type WorkflowDraft = Workflow

/** What the linter says of a draft on the day it is to hold, for every procedure it names. */
export async function checkWorkflow(desk: Needs, draft: WorkflowDraft): Promise<readonly Finding[]> {
  return found(desk, draft, await unknownProcedures(desk, draft))
}

async function found(desk: Needs, draft: WorkflowDraft, unknown: readonly { why: string }[]): Promise<Finding[]> {
  const units = await directory(desk, draft.validFrom)
  const codes = new Set(draft.procedureCodes)
  // The list holds what speaks on that day; a draft is held against its workflow when it is published.
  const procedures = (await desk.catalogue.procedures(draft.validFrom)).filter(({ code }) => codes.has(code))
  const alone = lintWorkflow(draft, undefined, units)
  const withLimits = procedures.flatMap((procedure) => lintWorkflow(draft, procedure, units))
  const overLimit = withLimits.filter(({ code }) => code === 'over-legal-limit' || code === 'over-case-limit')
  return [...alone, ...unknown.map(({ why }) => finding('unknown-procedure', why)), ...overLimit]
}

/**
 * Ban hành quy trình: always a new version, which dossiers received from its day on are carried under; those before keep
 * theirs. Put twice it is one version. Throws Outage.
 */
export async function putWorkflow(
  desk: Needs,
  draft: WorkflowDraft,
): Promise<{ workflow: Workflow; findings: readonly Finding[] } | Objection> {
  const workflow = { ...draft, version: draft.version + 1 }
  const unknown = await unknownProcedures(desk, draft)
  const findings = await found(desk, draft, unknown)
  const newest = (await desk.catalogue.workflow(draft.id))?.version ?? 0
  if (newest !== draft.version) return repeated(desk, workflow, findings, newest)
  const refused = findings
    .filter(({ severity, code }) => severity === 'refuse' && code !== 'unknown-procedure')
    .map(({ code, says }) => ({ where: 'body' as const, why: `${code}: ${says}` }))
  const today = dayOf(desk.now())
  const late =
    draft.validFrom < today
      ? [{ where: 'body.validFrom' as const, why: `Ngày ${formatDay(draft.validFrom)} đã qua.` }]
      : []
  const last = lastInSight(today)
  const far =
    draft.validFrom > last
      ? [{ where: 'body.validFrom' as const, why: `Ngày có hiệu lực muộn nhất là ${formatDay(last)}.` }]
      : []
  const faults = [...late, ...far, ...unknown, ...refused]
  if (faults.length > 0) return object('workflow-refused', faults)
  const added = await desk.catalogue.addWorkflow(workflow)
  return added === 'added' ? { workflow, findings } : repeated(desk, workflow, findings, workflow.version)
}

/** Overtaken by somebody else, or by this very wish before. */
async function repeated(desk: Needs, workflow: Workflow, findings: readonly Finding[], newest: number) {
  const kept = await desk.catalogue.workflow(workflow.id, workflow.version)
  return kept && digestOf(kept) === digestOf(workflow)
    ? { workflow: kept, findings }
    : object('workflow-moved', [{ where: 'body.version', why: `Phiên bản mới nhất là ${newest}.` }])
}

/** Procedures it is for, and members of a group, that the catalogue does not know. */
async function unknownProcedures(desk: Needs, { procedureCodes, steps }: WorkflowDraft) {
  const named = [
    ...procedureCodes.map((code, n) => ({ where: `body.procedureCodes.${n}` as const, code })),
    ...steps.flatMap(({ member }, n) =>
      member === undefined ? [] : [{ where: `body.steps.${n}.member` as const, code: member }],
    ),
  ]
  const codes = [...new Set(named.map(({ code }) => code))]
  const registers = await abreast(codes, (code) => desk.catalogue.register(code))
  const known = new Set(codes.filter((_, index) => registers[index]?.lines.length))
  return named
    .filter(({ code }) => !known.has(code))
    .map(({ where, code }) => ({ where, why: `Không có thủ tục ${code} trong danh mục.` }))
}
