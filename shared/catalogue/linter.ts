import type { Directory } from '../agencies/directory.ts'
import { tellLimit, tellNumber } from '../calendar/limit.ts'
import type { ProcedureVersion } from './procedure.ts'
import { type Step, type Workflow, workingHoursOf } from './workflow.ts'

export interface Finding {
  code: 'steps-do-not-add-up' | 'numbering-gap' | 'owner-missing' | 'over-legal-limit' | 'no-steps'
  says: string
}

/** Reads an internal workflow the way a careful clerk would. Published tables do hold such faults: they are told, not mended. */
export function lintWorkflow(
  workflow: Workflow,
  procedure: Pick<ProcedureVersion, 'code' | 'limits'> | undefined,
  directory: Directory,
): Finding[] {
  if (workflow.steps.length === 0) return [{ code: 'no-steps', says: `Quy trình ${workflow.id} không có bước nào.` }]
  return [
    ...lintSum(workflow),
    ...lintNumbering(workflow.steps),
    ...workflow.steps.flatMap((step) => lintOwner(step, directory)),
    ...(procedure === undefined ? [] : lintLimit(workflow, procedure)),
  ]
}

function sumOf({ steps }: Workflow): number {
  return round(steps.reduce((sum, { hours }) => sum + hours, 0))
}

function lintSum(workflow: Workflow): Finding[] {
  const sum = sumOf(workflow)
  const total = workflow.reckoned === 'shares' ? 100 : round(workingHoursOf(workflow.total))
  if (sum === total) return []
  const unit = workflow.reckoned === 'shares' ? 'phần trăm' : 'giờ làm việc'
  return [
    {
      code: 'steps-do-not-add-up',
      says: `Các bước cộng lại ${tellNumber(sum)} ${unit}, tổng công bố ${tellNumber(total)} ${unit}.`,
    },
  ]
}

function lintNumbering(steps: readonly Step[]): Finding[] {
  const wrong = steps.findIndex(({ n }, index) => n !== index + 1)
  const step = steps[wrong]
  if (step === undefined) return []
  return [{ code: 'numbering-gap', says: `Số thứ tự bước không liên tục: sau bước ${wrong} là bước ${step.n}.` }]
}

function lintOwner(step: Step, directory: Directory): Finding[] {
  const { agency, room } = step.owner
  if (agency === 'receiving' || agency === 'competent') return []
  if (directory.unit(`${agency}/${room}`) !== undefined) return []
  return [
    { code: 'owner-missing', says: `Bước ${step.n} (${step.name}): không có đơn vị ${agency}/${room} trong danh bạ.` },
  ]
}

function lintLimit(workflow: Workflow, procedure: Pick<ProcedureVersion, 'code' | 'limits'>): Finding[] {
  if (workflow.reckoned === 'shares') return []
  const sum = sumOf(workflow)
  // Calendar days are held against working hours by their working share: an hour of rounding is no finding.
  const over = Object.values(procedure.limits).find((limit) => sum > workingHoursOf(limit) + 1)
  if (over === undefined) return []
  return [
    {
      code: 'over-legal-limit',
      says: `Quy trình mất ${tellNumber(sum)} giờ làm việc, quá thời hạn của thủ tục ${procedure.code}: ${tellLimit(over)}.`,
    },
  ]
}

const round = (hours: number) => Math.round(hours * 100) / 100
