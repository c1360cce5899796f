import shipped from './sample/workflows.json' with { type: 'json' }
import type { Workflow } from './workflow.ts'

/** The step tables that are shipped: procedures are bound to them by code. */
export const workflows = shipped as readonly Workflow[]
