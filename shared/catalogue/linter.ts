import type { Directory } from '../agencies/directory.ts'
import { tellLimit, tellNumber } from '../calendar/limit.ts'
import { type Finding, finding } from './findings.ts'
import { lintOwner } from './lint-owners.ts'
import { lintRoads, longestRoad } from './lint-roads.ts'
import type { ProcedureVersion } from './procedure.ts'
import { type Workflow, workingHoursOf } from './workflow.ts'

/** Rà soát quy trình: reads an internal workflow the way a careful clerk would, and tells everything at once. */
export function lintWorkflow(
  workflow: Workflow,
  procedure: Pick<ProcedureVersion, 'code' | 'limits'> | undefined,
  directory: Directory,
): Finding[] {
  const { steps } = workflow
  if (steps.length === 0) return [finding('no-steps', `Quy trình ${workflow.id} không có bước nào.`)]
  return [
    ...lintSum(workflow),
    ...lintRoads(steps),
    ...steps.flatMap((step) => lintOwner(step, directory)),
    ...(procedure === undefined ? [] : lintLimit(workflow, procedure)),
  ]
}

/** Of several ways through, the longest: that is what the limit must cover. */
function sumOf({ steps }: Workflow): number {
  return round(longestRoad(steps))
}

function lintSum(workflow: Workflow): Finding[] {
  const sum = sumOf(workflow)
  const total = workflow.reckoned === 'shares' ? 100 : round(workingHoursOf(workflow.total))
  if (sum === total) return []
  const unit = workflow.reckoned === 'shares' ? 'phần trăm' : 'giờ làm việc'
  return [
    finding(
      'steps-do-not-add-up',
      `Các bước cộng lại ${tellNumber(sum)} ${unit}, tổng công bố ${tellNumber(total)} ${unit}.`,
    ),
  ]
}

function lintLimit(workflow: Workflow, procedure: Pick<ProcedureVersion, 'code' | 'limits'>): Finding[] {
  if (workflow.reckoned === 'shares') return []
  const sum = sumOf(workflow)
  // Calendar days are held against working hours by their working share: an hour of rounding is no finding.
  const over = Object.values(procedure.limits).find((limit) => sum > workingHoursOf(limit) + 1)
  if (over === undefined) return []
  return [
    finding(
      'over-legal-limit',
      `Quy trình mất ${tellNumber(sum)} giờ làm việc, quá thời hạn của thủ tục ${procedure.code}: ${tellLimit(over)}.`,
    ),
  ]
}

const round = (hours: number) => Math.round(hours * 100) / 100
