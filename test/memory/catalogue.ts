import { withFormer } from '../../shared/agencies/directory.ts'
import type { Officer, Unit } from '../../shared/agencies/unit.ts'
import { summaryOf } from '../../shared/aws/catalogue.ts'
import type { DayRow } from '../../shared/calendar/calendar.ts'
import type { ProcedureVersion } from '../../shared/catalogue/procedure.ts'
import type { Workflow } from '../../shared/catalogue/workflow.ts'
import type { Catalogue } from '../../shared/ports.ts'
import { copy } from './copy.ts'

/** Versions by number; the greatest is the current one. */
function versions<T extends { version: number }>() {
  const all = new Map<string, Map<number, T>>()
  const current = (id: string) => {
    const own = all.get(id)
    return own?.get(Math.max(...own.keys()))
  }
  return {
    read: (id: string, version?: number) => copy(version === undefined ? current(id) : all.get(id)?.get(version)),
    put(id: string, content: T) {
      all.set(id, (all.get(id) ?? new Map<number, T>()).set(content.version, copy(content)))
    },
    current: () => [...all.keys()].sort().flatMap((id) => current(id) ?? []),
  }
}

export function memoryCatalogue(): Catalogue {
  const procedures = versions<ProcedureVersion>()
  const workflows = versions<Workflow>()
  const days = new Map<string, DayRow>()
  let units: readonly Unit[] = []
  let officers: readonly Officer[] = []
  return {
    procedure: async (code, version) => procedures.read(code, version),
    policy: async (code, version) => procedures.read(code, version)?.policy,
    procedures: async () => copy(procedures.current().map(summaryOf)),
    putProcedure: async (procedure) => procedures.put(procedure.code, procedure),
    workflow: async (id, version) => workflows.read(id, version),
    putWorkflow: async (workflow) => workflows.put(workflow.id, workflow),
    units: async () => copy(units),
    officers: async () => copy(officers),
    async putUnits(allUnits, allOfficers) {
      units = copy(allUnits)
      officers = copy(withFormer(officers, allOfficers))
    },
    dayRows: async () => copy([...days].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)),
    async putDayRows(rows) {
      for (const row of rows) days.set(`${row.on}#${row.scope}`, copy(row))
    },
  }
}
