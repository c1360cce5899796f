import type { Directory } from '../agencies/directory.ts'
import { type Finding, finding } from './findings.ts'
import type { Step } from './workflow.ts'

/** Whether a step's owner exists, and has somebody for its role; who receives or is competent is known per dossier only. */
export function lintOwner(step: Step, directory: Directory): Finding[] {
  const { agency, room } = step.owner
  if (agency === 'receiving' || agency === 'competent') return []
  const unit = `${agency}/${room}`
  const named = `Bước ${step.n} (${step.name})`
  if (directory.unit(unit) === undefined) {
    return [finding('owner-missing', `${named}: không có đơn vị ${unit} trong danh bạ.`)]
  }
  if (directory.officersOf(unit).some(({ roles }) => roles.includes(step.role))) return []
  return [finding('role-missing', `${named}: tại ${unit} chưa có cán bộ giữ vai trò ${step.role}.`)]
}
