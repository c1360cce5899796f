import type { Directory } from '../agencies/directory.ts'
import { type Limit, tellLimit, tellNumber } from '../calendar/limit.ts'
import { type Finding, finding } from './findings.ts'
import { lintOwner } from './lint-owners.ts'
import { lintRoads, longestRoad } from './lint-roads.ts'
import type { Limits } from './offer.ts'
import type { ProcedureVersion } from './procedure.ts'
import { type Workflow, workingHoursOf } from './workflow.ts'

/** Rà soát quy trình: reads an internal workflow the way a careful clerk would, and tells everything at once. */
export function lintWorkflow(workflow: Workflow, procedure: Limited | undefined, directory: Directory): Finding[] {
  const { steps } = workflow
  if (steps.length === 0) return [finding('no-steps', `Quy trình ${workflow.id} không có bước nào.`)]
  return [
    ...lintSum(workflow),
    ...lintRoads(steps),
    ...steps.flatMap((step) => lintOwner(step, directory)),
    ...(procedure === undefined ? [] : lintLimit(workflow, procedure)),
  ]
}

/** The legal limits of every channel and case. */
type Limited = Pick<ProcedureVersion, 'code' | 'limits' | 'cases'>

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

/** A whole procedure is not carried under a table that the law gives no time for; a shorter case of it is told. */
function lintLimit(workflow: Workflow, { code, limits, cases = [] }: Limited): Finding[] {
  if (workflow.reckoned === 'shares') return []
  const sum = sumOf(workflow)
  // Calendar days are held against working hours by their working share: an hour of rounding is no finding.
  const overOf = (each: Limits = {}) => Object.values(each).find((limit) => sum > longestOf(limit) + 1)
  const says = (limit: Limit, of: string) =>
    `Quy trình mất ${tellNumber(sum)} giờ làm việc, quá thời hạn của ${of}: ${tellLimit(limit)}.`
  const whole = overOf(limits)
  return [
    ...(whole ? [finding('over-legal-limit', says(whole, `thủ tục ${code}`))] : []),
    ...cases.flatMap(({ name, limits: own }) => {
      const over = overOf(own)
      return over ? [finding('over-case-limit', says(over, `thủ tục ${code}, trường hợp ${name}`))] : []
    }),
  ]
}

/** At once is by closing: a working day at most. */
const longestOf = (limit: Limit) => (limit.unit === 'immediate' ? 8 : workingHoursOf(limit))

const round = (hours: number) => Math.round(hours * 100) / 100
