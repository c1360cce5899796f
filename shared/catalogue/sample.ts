import { readFileSync } from 'node:fs'
import { hueOfficers, hueUnits } from '../agencies/hue.ts'
import type { Officer, Unit } from '../agencies/unit.ts'
import type { Day } from '../calendar/day.ts'
import { bindWorkflow } from './bind-workflow.ts'
import { readProcedureRow } from './import.ts'
import type { ProcedureVersion } from './procedure.ts'
import { workflows } from './shipped-workflows.ts'
import type { Workflow } from './workflow.ts'

/** The day the sample is in force from: before any date a first start would open a dossier on. */
const sampleFrom: Day = '2025-07-01'

export interface Sample {
  procedures: ProcedureVersion[]
  workflows: Workflow[]
  units: Unit[]
  officers: Officer[]
}

/** What a first start loads. The rows go through the same import as any other file. */
export function loadSample(): Sample {
  const text = readFileSync(new URL('./sample/procedures.jsonl', import.meta.url), 'utf8')
  const sampled = sampleWorkflows()
  const procedures = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const read = readProcedureRow(JSON.parse(line), sampleFrom)
      if (read.kind === 'refused')
        throw new Error(`The sample holds a row that is refused: ${read.code} ${read.reason}`)
      return bindWorkflow(read.procedure, sampled)
    })
  return { procedures, workflows: sampled, units: [...hueUnits], officers: [...hueOfficers] }
}

export function sampleWorkflows(): Workflow[] {
  return [...workflows]
}
