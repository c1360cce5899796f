import type { Officer, Unit, UnitId } from './unit.ts'

/** Danh bạ. Units and officers, found by id. */
export interface Directory {
  units: readonly Unit[]
  unit: (id: UnitId) => Unit | undefined
  officer: (id: string) => Officer | undefined
  /** Those who hold a role there now. */
  officersOf: (unit: UnitId) => readonly Officer[]
}

export function directoryOf(units: readonly Unit[], officers: readonly Officer[]): Directory {
  const unitById = new Map(units.map((unit) => [unit.id, unit]))
  const officerById = new Map(officers.map((officer) => [officer.id, officer]))
  return {
    units,
    unit: (id) => unitById.get(id),
    officer: (id) => officerById.get(id),
    officersOf: (unit) => officers.filter((officer) => officer.unit === unit && officer.roles.length > 0),
  }
}

/** Who is no longer named stays listed without a role: history still shows the name, and no token of theirs opens a door. */
export function withFormer(before: readonly Officer[], now: readonly Officer[]): readonly Officer[] {
  const named = new Set(now.map(({ id }) => id))
  return [...now, ...before.filter(({ id }) => !named.has(id)).map((officer) => ({ ...officer, roles: [] }))]
}
