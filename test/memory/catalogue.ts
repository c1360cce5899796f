import type { OrganisationChange } from '../../shared/agencies/changes.ts'
import { withFormer } from '../../shared/agencies/directory.ts'
import type { Officer, Unit } from '../../shared/agencies/unit.ts'
import type { Declaration } from '../../shared/calendar/declarations.ts'
import type { ProcedureVersion } from '../../shared/catalogue/procedure.ts'
import {
  isOpenOn,
  lineOf,
  newestLine,
  noRegister,
  type ProcedureDeed,
  type Register,
  versionOn,
  withLine,
} from '../../shared/catalogue/register.ts'
import { type ListedProcedure, listedOf, summaryOf } from '../../shared/catalogue/summary.ts'
import { summaryOfWorkflow, type Workflow } from '../../shared/catalogue/workflow.ts'
import { countingPatterns, type PatternSet } from '../../shared/dossier/numbering.ts'
import type { StandIn } from '../../shared/dossier/standing-in.ts'
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

function memoryProcedures(): MemoryProcedures {
  const versions = new Map<string, ProcedureVersion>()
  const registers = new Map<string, Register>()
  const listed = new Map<string, ListedProcedure>()
  const deeds = new Map<string, ProcedureDeed>()
  const register = (code: string): Register => registers.get(code) ?? noRegister
  const read = (code: string, version: number | undefined) => copy(versions.get(`${code}#${version}`))
  const newest = (code: string) => newestLine(register(code).lines)
  const procedures: MemoryProcedures = {
    procedure: async (code, version) => read(code, version ?? newest(code)?.version),
    async procedureOn(code, day) {
      const line = versionOn(register(code).lines, day)
      return line && isOpenOn(line, day) ? read(code, line.version) : undefined
    },
    register: async (code) => copy(register(code)),
    policy: async (code, version) => read(code, version)?.policy,
    procedures: async (day) => copy([...listed].sort(byKey).flatMap(([, row]) => versionOn(row.versions, day) ?? [])),
    async drafts(limit, after) {
      const codes = [...registers.keys()].sort().filter((code) => newest(code)?.state === 'draft')
      const rest = after === undefined ? codes : codes.filter((code) => code > after)
      const rows = rest.slice(0, limit).flatMap((code) => {
        const draft = read(code, newest(code)?.version)
        return draft ? [summaryOf(draft)] : []
      })
      return { rows, ...(rest.length > limit && { next: rest[limit - 1] ?? '' }) }
    },
    procedureDeed: async (code, said) => copy(deeds.get(`${code}#${said}`)),
    async writeVersion(procedure, line, seen, deed) {
      const { code } = procedure
      if (register(code).revision !== seen.revision) return 'overtaken'
      if (deed) deeds.set(`${code}#${deed.said}`, copy(deed))
      registers.set(code, copy(withLine(seen, line)))
      versions.set(`${code}#${procedure.version}`, copy(procedure))
      if (procedure.state !== 'draft') listed.set(code, copy(listedOf(listed.get(code), procedure, line)))
      return 'written'
    },
    async putProcedure(procedure) {
      await procedures.writeVersion(procedure, lineOf(procedure), register(procedure.code))
    },
  }
  return procedures
}

type MemoryProcedures = Pick<
  Catalogue,
  | 'procedure'
  | 'policy'
  | 'register'
  | 'procedureOn'
  | 'procedures'
  | 'drafts'
  | 'writeVersion'
  | 'procedureDeed'
  | 'putProcedure'
>

const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]) => (a < b ? -1 : 1)

export function memoryCatalogue(): Catalogue {
  const workflows = versions<Workflow>()
  const declarations: Declaration[] = []
  const changes: OrganisationChange[] = []
  const patterns: PatternSet[] = []
  const standIns = new Map<string, StandIn>()
  let units: readonly Unit[] = []
  let officers: readonly Officer[] = []
  return {
    ...memoryProcedures(),
    workflow: async (id, version) => workflows.read(id, version),
    putWorkflow: async (workflow) => workflows.put(workflow.id, workflow),
    async addWorkflow(workflow) {
      if (workflows.read(workflow.id, workflow.version)) return 'taken'
      workflows.put(workflow.id, workflow)
      return 'added'
    },
    workflows: async () => copy(workflows.current().map(summaryOfWorkflow)),
    units: async () => copy(units),
    officers: async () => copy(officers),
    async putUnits(allUnits, allOfficers) {
      units = copy(allUnits)
      officers = copy(withFormer(officers, allOfficers))
    },
    changes: async () => copy(changes),
    async announce(change) {
      const known = changes.find(({ id }) => id === change.id)
      if (!known) changes.push(copy(change))
      return copy(known ?? change)
    },
    declarations: async () => copy(declarations),
    declarationsNow: async () => copy(declarations),
    async declare(declaration) {
      if (declaration.n !== declarations.length + 1) return 'overtaken'
      declarations.push(copy(declaration))
      return 'declared'
    },
    numberPatterns: async () => copy(countingPatterns(patterns)),
    patternSets: async () => copy(patterns),
    async putNumberPattern(set) {
      if (patterns.some(({ n }) => n === set.n)) return false
      patterns.push(copy(set))
      return true
    },
    standIns: async (agency) =>
      copy([...standIns.values()].filter((row) => row.agency === agency).sort((a, b) => (a.id < b.id ? -1 : 1))),
    async putStandIn(standIn) {
      const key = `${standIn.agency}#${standIn.id}`
      const there = standIns.get(key)
      if (standIn.endedAt === undefined ? there : there?.endedAt !== undefined) return false
      standIns.set(key, copy(standIn))
      return true
    },
  }
}
