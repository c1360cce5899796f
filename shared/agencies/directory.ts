import type { Day } from '../calendar/day.ts'
import { lazily } from '../lazily.ts'
import { heirIn, inOrder, isClosing, type OrganisationChange, versionsOf } from './changes.ts'
import { sameRoom } from './rooms.ts'
import { agencyOf, type Officer, type Unit, type UnitId } from './unit.ts'

/** Danh bạ. Units and officers as they are on a day, found by id. */
export interface Directory {
  /** Each unit once: as it is on the day, or as it last was. */
  units: readonly Unit[]
  unit: (id: UnitId) => Unit | undefined
  officer: (id: string) => Officer | undefined
  /** Those who hold a role there now. */
  officersOf: (unit: UnitId) => readonly Officer[]
  /** Those and who has left: what lay on their desks lies there until it is taken up. */
  everOf: (unit: UnitId) => readonly Officer[]
  /** A unit as it was on a day; `undefined` when it did not exist then. */
  unitOn: (id: UnitId, day: Day) => Unit | undefined
  /** Whether a unit existed on any day from the first to the last, both included. */
  stoodIn: (id: UnitId, from: Day, to: Day) => boolean
  /** Who has an agency's work now, by procedure where a split tells them apart; itself while it stands. */
  heirOf: (agency: UnitId, procedure?: string) => UnitId
  /** The room that has a room's work now. */
  heirRoomOf: (room: UnitId, procedure?: string) => UnitId
  /** The agencies whose archive an agency has taken over. */
  heritageOf: (agency: UnitId) => readonly UnitId[]
}

/** The directory of a day. Without a day only what was imported counts, whatever has been decided. */
export function directoryOf(
  units: readonly Unit[],
  officers: readonly Officer[],
  changes: readonly OrganisationChange[] = [],
  day: Day = '0000-00-00',
): Directory {
  const versions = Map.groupBy(versionsOf(units, changes), ({ id }) => id)
  const past = inOrder(changes).filter(({ on }) => on <= day)
  const unitOn = (id: UnitId, on: Day) => versions.get(id)?.findLast((unit) => isValid(unit, on))
  const unit = (id: UnitId) => unitOn(id, day) ?? newestBefore(versions.get(id) ?? [], day)
  const heirOf = (agency: UnitId, procedure?: string) => follow(agency, procedure, past, unit)
  const heirRoomOf = (room: UnitId, procedure?: string) => {
    const own = agencyOf(room)
    const heir = heirOf(own, procedure)
    if (heir === own) return room
    const same = sameRoom(room, heir)
    return unit(same) ? same : `${heir}/desk`
  }
  const named = officersAfter(officers, past).map((officer) => ({ ...officer, unit: heirRoomOf(officer.unit) }))
  const byId = new Map(named.map((officer) => [officer.id, officer]))
  const all = [...versions.keys()].flatMap((id) => unit(id) ?? [])
  // Every request of an officer asks for it: the agencies are gone through once, not each time.
  const heritages = lazily(() =>
    Map.groupBy(
      all.flatMap(({ id, kind }) => (kind === 'agency' && heirOf(id) !== id ? [id] : [])),
      (id) => heirOf(id),
    ),
  )
  return {
    units: all,
    unit,
    officer: (id) => byId.get(id),
    everOf: (room) => named.filter((officer) => officer.unit === room),
    officersOf: (room) => named.filter((officer) => officer.unit === room && officer.roles.length > 0),
    unitOn,
    stoodIn: (id, from, to) =>
      (versions.get(id) ?? []).some(
        ({ validFrom, validTo }) => validFrom <= to && (validTo === undefined || validTo >= from),
      ),
    heirOf,
    heirRoomOf,
    heritageOf: (agency) => heritages().get(agency) ?? [],
  }
}

function isValid(unit: Unit, day: Day): boolean {
  return unit.validFrom <= day && (unit.validTo === undefined || day <= unit.validTo)
}

/** As it last was before a day; one that is still to come as it will be. */
function newestBefore(versions: readonly Unit[], day: Day): Unit | undefined {
  return versions.findLast(({ validFrom }) => validFrom <= day) ?? versions[0]
}

/** From heir to heir, until one stands. Decisions that lead in a circle lead no further than once around. */
function follow(
  agency: UnitId,
  procedure: string | undefined,
  past: readonly OrganisationChange[],
  unit: (id: UnitId) => Unit | undefined,
): UnitId {
  const seen = new Set<UnitId>()
  let at = agency
  while (!seen.has(at)) {
    seen.add(at)
    const closing = past.filter(isClosing).findLast((change) => endsAgency(change, at))
    // What was founded anew after it had ended stands again.
    if (!closing || (unit(at)?.validFrom ?? '') >= closing.on) return at
    at = heirIn(closing, procedure)
  }
  return at
}

function endsAgency(change: OrganisationChange, agency: UnitId): boolean {
  if (change.kind === 'merger') return change.from.includes(agency)
  return (change.kind === 'split' || change.kind === 'dissolution') && change.from === agency
}

function officersAfter(officers: readonly Officer[], past: readonly OrganisationChange[]): readonly Officer[] {
  const byId = new Map(officers.map((officer) => [officer.id, officer]))
  for (const change of past) if (change.kind === 'officer') byId.set(change.officer.id, change.officer)
  return [...byId.values()]
}

/** Who is no longer named stays listed without a role: history still shows the name, and no token of theirs opens a door. */
export function withFormer(before: readonly Officer[], now: readonly Officer[]): readonly Officer[] {
  const named = new Set(now.map(({ id }) => id))
  return [...now, ...before.filter(({ id }) => !named.has(id)).map((officer) => ({ ...officer, roles: [] }))]
}
