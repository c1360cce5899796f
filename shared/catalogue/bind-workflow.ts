import type { ProcedureVersion } from './procedure.ts'
import { type Workflow, workflowFor } from './workflow.ts'

/**
 * Gắn quy trình. A procedure with the workflow that names its code; where the catalogue published no limit that can be
 * reckoned with, the total of a published step table stands in, and says so.
 */
export function bindWorkflow(procedure: ProcedureVersion, workflows: readonly Workflow[]): ProcedureVersion {
  const workflow = workflowFor(procedure.code, workflows)
  const table = workflows.find((row) => row.id === workflow)
  const bound = { ...procedure, workflow }
  if (procedure.state !== 'draft' || !table?.procedureCodes.includes(procedure.code)) return bound
  if (Object.keys(procedure.limits).length > 0 || procedure.channels.length === 0) return bound
  return {
    ...bound,
    state: 'published',
    limits: { any: table.total },
    limitAssumed: `Danh mục không ghi thời hạn; lấy tổng của quy trình nội bộ: ${table.source}`,
  }
}
