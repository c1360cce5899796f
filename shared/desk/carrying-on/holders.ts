import type { Directory } from '../../agencies/directory.ts'
import { agencyOf, type UnitId } from '../../agencies/unit.ts'
import type { Dossiers } from '../../ports.ts'

/** Whoever a dossier can lie with: a room's pool, or an officer. */
export type Holder = Parameters<Dossiers['dueBefore']>[0]

export function agenciesOf(units: Directory): readonly UnitId[] {
  return [...new Set(units.units.map((unit) => agencyOf(unit.id)))].sort()
}

/** Every desk of an agency: the pools of its rooms and its officers, also of rooms that are closed and of officers who have left by now. */
export function holdersOf(units: Directory, agency: UnitId): readonly Holder[] {
  const own = units.units.filter((unit) => agencyOf(unit.id) === agency)
  const rooms = own.filter((unit) => unit.kind === 'room').map((unit) => ({ room: unit.id }))
  const officers = own.flatMap((unit) => units.everOf(unit.id)).map((officer) => ({ officer: officer.id }))
  return [...rooms, ...officers]
}

/** Every desk there is. */
export function everyHolder(units: Directory): readonly Holder[] {
  return agenciesOf(units).flatMap((agency) => holdersOf(units, agency))
}
