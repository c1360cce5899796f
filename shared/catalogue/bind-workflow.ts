import type { ProcedureVersion } from './procedure.ts'
import { type Workflow, workflowFor } from './workflow.ts'

/**
 * Gắn quy trình. A procedure with the workflow that names its code; where the catalogue published no limit that can be
 * reckoned with, the total of a published step table stands in, and says so.
 */
export function bindWorkflow(procedure: ProcedureVersion, workflows: readonly Workflow[]): ProcedureVersion {
  const workflow = workflowFor(procedure.code, workflows)
  const table = workflows.find((row) => row.id === workflow)
  const named = table?.procedureCodes.includes(procedure.code) ? table : undefined
  const bound = { ...procedure, workflow, ...(named && isOnTheSpot(named) && { onTheSpot: true }) }
  if (procedure.state !== 'draft' || named === undefined) return bound
  if (Object.keys(procedure.limits).length > 0 || procedure.channels.length === 0) return bound
  return {
    ...bound,
    state: 'published',
    limits: { any: named.total },
    limitAssumed: `Danh mục không ghi thời hạn; lấy tổng của quy trình nội bộ: ${named.source}`,
  }
}

/** 04 tại chỗ: received, appraised, decided and returned at one counter, so that the dossier never leaves it. */
function isOnTheSpot({ steps }: Pick<Workflow, 'steps'>): boolean {
  return steps.length > 0 && steps.every(({ owner, leaves }) => owner.room === 'desk' && !leaves)
}
