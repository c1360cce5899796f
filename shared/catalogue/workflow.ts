import type { Role, UnitId } from '../agencies/unit.ts'
import type { Day } from '../calendar/day.ts'
import type { Limit } from '../calendar/due.ts'
import type { ActName } from '../dossier/acts.ts'

/** Một bước của quy trình nội bộ: whose it is, and how many working hours it may take. */
export interface Step {
  n: number
  name: string
  owner: { agency: 'receiving' | 'competent' | UnitId; room: 'desk' | 'office' | 'leaders' }
  role: Role
  /** Working hours, eight a day; of a workflow without a published table, hundredths of the limit. */
  hours: number
  /** True when its owner is another agency than the step before. */
  leaves: boolean
  /** Numbers of the steps it may go on to, the usual one first; the following number where none is named. */
  next?: readonly number[]
  /** What may be done there, where it differs from what the step's role brings. */
  acts?: readonly ActName[]
  /** Bước quyết định: the result is signed here; the last step away from the counter where none says so. */
  decides?: boolean
  /** Thủ tục thành phần of a group by life event: the procedure whose work this step is, with a result of its own. */
  member?: string
}

/** Quy trình nội bộ: a published step table mapped to present units, or the assumed default. */
export interface Workflow {
  id: string
  version: number
  name: string
  procedureCodes: readonly string[]
  steps: readonly Step[]
  total: Limit
  /** Whether steps carry hours, or shares of whatever limit the procedure has. */
  reckoned: 'hours' | 'shares'
  /** The day from which dossiers are received under it; those received before keep their own version. */
  validFrom: Day
  decision?: string
  source: string
  assumed?: string
  mapped?: readonly { published: string; present: string; by: 'name' | 'hand' }[]
}

/** What lists show of a workflow; `leaves` where a step of it is another agency's. */
export type WorkflowSummary = Pick<
  Workflow,
  'id' | 'version' | 'name' | 'procedureCodes' | 'validFrom' | 'decision'
> & { leaves?: true }

export function summaryOfWorkflow(workflow: Workflow): WorkflowSummary {
  const { id, version, name, procedureCodes, validFrom, decision, steps } = workflow
  return {
    ...{ id, version, name, procedureCodes, validFrom },
    ...(decision === undefined ? {} : { decision }),
    ...(steps.some((step) => step.leaves) ? { leaves: true } : {}),
  }
}

/** The workflow for procedures that have published no step table. */
export const defaultWorkflowId = 'mac-dinh'

/** Where a step may lead, the usual way first; the last step leads nowhere. */
export function nextOf(step: Pick<Step, 'n' | 'next'>, steps: readonly Pick<Step, 'n'>[]): readonly number[] {
  if (step.next) return step.next
  return steps.some(({ n }) => n === step.n + 1) ? [step.n + 1] : []
}

/** Working hours of a limit; calendar days and months are taken at their working share. */
export function workingHoursOf(limit: Limit): number {
  const hours = { working_day: 8, day: 8 * (5 / 7), month: 8 * 22, hour: 1, immediate: 0 } as const
  return limit.unit === 'immediate' ? 4 : limit.amount * hours[limit.unit]
}

/** Working hours of one step under the limit in use. */
export function hoursOf(step: Step, limit: Limit, reckoned: Workflow['reckoned']): number {
  return reckoned === 'hours' ? step.hours : Math.round(workingHoursOf(limit) * step.hours) / 100
}

export function workflowFor(code: string, workflows: readonly Workflow[]): string {
  return workflows.find((workflow) => workflow.procedureCodes.includes(code))?.id ?? defaultWorkflowId
}
