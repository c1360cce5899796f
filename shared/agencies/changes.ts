import { addDays, type Day, type Instant } from '../calendar/day.ts'
import { sameRoom, withRooms } from './rooms.ts'
import type { Level, Officer, Unit, UnitId } from './unit.ts'

/**
 * Quyết định về tổ chức. What was decided about units and officers, from which day on. The journal is only added to:
 * what holds on a day, and what held before, is read from it.
 */
export type OrganisationChange = ChangeHead & ChangeDeed

export interface ChangeHead {
  id: string
  /** The first day on which it holds. */
  on: Day
  /** Number of the decision that says so. */
  decision: string
  /** The officer who announced it, and when. */
  by: string
  at: Instant
  /** Digest of what was said, to know a repeat. */
  body: string
}

export type ChangeDeed =
  | { kind: 'unit'; unit: UnitPut }
  | { kind: 'officer'; officer: Officer }
  | { kind: 'rename'; unit: UnitId; name: string }
  | Closing

/** Sáp nhập, chia tách, giải thể: agencies that end, and where their open work goes. */
export type Closing =
  | { kind: 'merger'; from: readonly UnitId[]; to: UnitId }
  | { kind: 'split'; from: UnitId; to: UnitId; parts: readonly { to: UnitId; procedures: readonly string[] }[] }
  | { kind: 'dissolution'; from: UnitId; to: UnitId }

/** A new agency, or a new version of one; its rooms come with it. */
export interface UnitPut {
  id: UnitId
  name: string
  level: Level
  parent?: UnitId
  adminCode?: string
  email?: string
  phone?: string
  address?: string
}

export type ClosingChange = ChangeHead & Closing

export function isClosing(change: OrganisationChange): change is ClosingChange {
  return change.kind === 'merger' || change.kind === 'split' || change.kind === 'dissolution'
}

/** The agencies a closing ends. */
export function endedBy(closing: Closing): readonly UnitId[] {
  return closing.kind === 'merger' ? closing.from : [closing.from]
}

/** Where the work of an ended agency goes: by procedure where a split says so, else to the first heir. */
export function heirIn(closing: Closing, procedure?: string): UnitId {
  if (closing.kind !== 'split' || procedure === undefined) return closing.to
  return closing.parts.find(({ procedures }) => procedures.includes(procedure))?.to ?? closing.to
}

export function heirsIn(closing: Closing): readonly UnitId[] {
  const others = closing.kind === 'split' ? closing.parts.map(({ to }) => to) : []
  return [...new Set([closing.to, ...others])]
}

/** In the order in which they come to hold. */
export function inOrder(changes: readonly OrganisationChange[]): readonly OrganisationChange[] {
  const place = ({ on, at, id }: OrganisationChange) => `${on} ${at} ${id}`
  return changes.toSorted((a, b) => (place(a) < place(b) ? -1 : 1))
}

/** Every version of every unit: what was imported, and what decisions made of it. */
export function versionsOf(units: readonly Unit[], changes: readonly OrganisationChange[]): readonly Unit[] {
  return inOrder(changes).reduce(withChange, units)
}

function withChange(units: readonly Unit[], change: OrganisationChange): readonly Unit[] {
  if (change.kind === 'officer') return units
  if (change.kind === 'unit') return withUnit(units, change.unit, change.on)
  if (change.kind === 'rename') return renamed(units, change.unit, change.name, change.on)
  return closed(units, change, change.on)
}

function withUnit(units: readonly Unit[], put: UnitPut, on: Day): readonly Unit[] {
  const before = units.findLast(({ id }) => id === put.id)
  const { predecessors = [], codeConfidence = 'generated' } = before ?? {}
  const agency: Unit = {
    ...put,
    kind: 'agency',
    agency: put.id,
    codeConfidence,
    validFrom: on,
    predecessors,
    successors: [],
  }
  return [...endBefore(units, on, ({ agency: own }) => own === put.id), ...withRooms(agency)]
}

function renamed(units: readonly Unit[], id: UnitId, name: string, on: Day): readonly Unit[] {
  const old = units.findLast((unit) => unit.id === id)
  if (!old) return units
  const own = units.filter((unit) => unit.agency === id && unit.validTo === undefined)
  const fresh = own.map((unit): Unit => ({ ...unit, name: unit.name.replace(old.name, name), validFrom: on }))
  return [...endBefore(units, on, (unit) => unit.agency === id), ...fresh]
}

function closed(units: readonly Unit[], closing: Closing, on: Day): readonly Unit[] {
  const ended = endedBy(closing)
  const heirs = heirsIn(closing)
  const ending = endBefore(units, on, (unit) => ended.includes(unit.agency))
  return ending.map((unit): Unit => {
    const link = (agency: UnitId) => (unit.kind === 'room' ? sameRoom(unit.id, agency) : agency)
    if (ended.includes(unit.agency) && unit.validTo === addDays(on, -1)) {
      return { ...unit, successors: heirs.map(link) }
    }
    if (!heirs.includes(unit.agency) || unit.validTo !== undefined) return unit
    return { ...unit, predecessors: [...new Set([...unit.predecessors, ...ended.map(link)])] }
  })
}

/** The versions that still hold end on the day before; one that began on that very day never held. */
function endBefore(units: readonly Unit[], on: Day, which: (unit: Unit) => boolean): readonly Unit[] {
  const isOpen = (unit: Unit) => unit.validTo === undefined && which(unit)
  return units
    .filter((unit) => !isOpen(unit) || unit.validFrom < on)
    .map((unit) => (isOpen(unit) ? { ...unit, validTo: addDays(on, -1) } : unit))
}
