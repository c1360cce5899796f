import { type Day, formatDay, lastInSight } from '../calendar/day.ts'
import type { Place, PlacedFault } from '../place.ts'
import { type ChangeDeed, type Closing, endedBy, heirsIn, type OrganisationChange, type UnitPut } from './changes.ts'
import type { Directory } from './directory.ts'
import { agencyOf, type Level, type UnitId } from './unit.ts'

/**
 * Why a decision cannot hold from its day on; nothing when it can. `then` is the directory of that day with everything
 * decided before; `known` is the journal.
 */
export function faultsOfChange(
  deed: ChangeDeed,
  on: Day,
  today: Day,
  then: Directory,
  known: readonly OrganisationChange[],
): readonly PlacedFault[] {
  const late = on < today ? [{ where: 'body.on' as const, why: `Ngày hiệu lực ${formatDay(on)} đã qua.` }] : []
  const last = lastInSight(today)
  const far = on > last ? [{ where: 'body.on' as const, why: `Ngày hiệu lực muộn nhất là ${formatDay(last)}.` }] : []
  return [...late, ...far, ...faultsOfDeed(deed, on, then, known)]
}

function faultsOfDeed(
  deed: ChangeDeed,
  on: Day,
  then: Directory,
  known: readonly OrganisationChange[],
): readonly PlacedFault[] {
  if (deed.kind === 'unit') {
    return [...faultsOfParent(deed.unit, on, then, known), ...faultsOfKind(deed.unit, on, then)]
  }
  if (deed.kind === 'officer') return inRoom(deed.officer.unit, on, then)
  if (deed.kind === 'rename') return standing('body.unit', deed.unit, on, then)
  return [...faultsOfClosing(deed, on, then), ...laterFaults(deed, on, known)]
}

/** An agency stands under one that stands, and never, by however many steps or on whatever later day, under itself. */
function faultsOfParent(
  put: UnitPut,
  on: Day,
  then: Directory,
  known: readonly OrganisationChange[],
): readonly PlacedFault[] {
  const { id, parent } = put
  if (parent === undefined) return []
  if (parent === id) return [{ where: 'body.unit.parent', why: `${id} không thể thuộc chính nó.` }]
  const later = known.filter((change) => change.kind === 'unit' && change.on > on)
  const until = later.find((change) => change.kind === 'unit' && change.unit.id === id)?.on
  const days = [on, ...later.map((change) => change.on).filter((day) => until === undefined || day < until)]
  const circle = days.find((day) => isUnder(parent, id, day, then))
  if (circle === undefined) return standing('body.unit.parent', parent, on, then)
  return [{ where: 'body.unit.parent', why: `${parent} thuộc ${id} trong ngày ${formatDay(circle)}: thành vòng.` }]
}

function isUnder(unit: UnitId, above: UnitId, day: Day, then: Directory): boolean {
  const seen = new Set<UnitId>()
  for (let at: UnitId | undefined = unit; at !== undefined && !seen.has(at); at = then.unitOn(at, day)?.parent) {
    if (at === above) return true
    seen.add(at)
  }
  return false
}

/** Digits of an administrative code, by level; other levels bear none that has to be told apart. */
const codeDigits: Partial<Record<Level, number>> = { province: 2, district: 3, commune: 5 }

/** What an agency is stays what it is, and a place on the map has one agency. */
function faultsOfKind({ id, level, adminCode }: UnitPut, on: Day, then: Directory): readonly PlacedFault[] {
  const before = then.unitOn(id, on)
  const moved =
    before && before.level !== level
      ? [{ where: 'body.unit.level' as const, why: `${id} đang là cấp ${before.level}; cấp khác là cơ quan khác.` }]
      : []
  if (adminCode === undefined) return moved
  const where = 'body.unit.adminCode'
  const digits = codeDigits[level]
  if (digits !== undefined && adminCode.length !== digits) {
    return [...moved, { where, why: `Mã đơn vị hành chính cấp ${level} gồm ${digits} chữ số.` }]
  }
  const twin = then.units.find(
    (unit) =>
      unit.kind === 'agency' &&
      unit.id !== id &&
      unit.adminCode === adminCode &&
      then.unitOn(unit.id, on) !== undefined,
  )
  return twin ? [...moved, { where, why: `Mã này là của ${twin.id} (${twin.name}).` }] : moved
}

/** Procedures that a split hands on: each is known and goes to one heir. */
export function faultsOfParts(deed: ChangeDeed, isKnown: (code: string) => boolean): readonly PlacedFault[] {
  if (deed.kind !== 'split') return []
  const named = deed.parts.flatMap(({ procedures }, part) =>
    procedures.map((code, n) => ({ code, where: `body.parts.${part}.procedures.${n}` as const })),
  )
  return named.flatMap(({ code, where }, n) => {
    if (!isKnown(code)) return [{ where, why: `Danh mục không có thủ tục ${code}.` }]
    const first = named.find((one) => one.code === code)
    return first === named[n] || !first ? [] : [{ where, why: `Thủ tục ${code} đã giao ở ${first.where.slice(5)}.` }]
  })
}

function inRoom(room: UnitId, on: Day, then: Directory): readonly PlacedFault[] {
  if (then.unitOn(room, on)?.kind === 'room') return []
  return [{ where: 'body.officer.unit', why: `Không có phòng ${room} đang hoạt động trong ngày hiệu lực.` }]
}

function faultsOfClosing(closing: Closing, on: Day, then: Directory): readonly PlacedFault[] {
  const ended = endedBy(closing)
  const heirs = heirsIn(closing)
  // A circle of heirs would hand dossiers round for ever.
  const circle = heirs
    .filter((heir) => ended.includes(heir))
    .map((heir) => ({ where: 'body.to' as const, why: `${heir} vừa kết thúc vừa nhận hồ sơ của chính mình.` }))
  return [
    ...ended.flatMap((unit) => standing('body.from', unit, on, then)),
    ...heirs.flatMap((unit) => standing('body.to', unit, on, then)),
    ...circle,
  ]
}

/** What was already decided for a later day about the same agencies would be undone by the way. */
function laterFaults(closing: Closing, on: Day, known: readonly OrganisationChange[]): readonly PlacedFault[] {
  const ended = endedBy(closing)
  const later = known.filter((change) => change.on >= on && touches(change).some((unit) => ended.includes(unit)))
  return later.map((change) => ({
    where: 'body.from',
    why: `Đã có quyết định ${change.decision} có hiệu lực từ ${formatDay(change.on)} về cùng cơ quan.`,
  }))
}

function touches(change: OrganisationChange): readonly UnitId[] {
  if (change.kind === 'unit') return [change.unit.id]
  if (change.kind === 'rename') return [change.unit]
  if (change.kind === 'officer') return [agencyOf(change.officer.unit)]
  return [...endedBy(change), ...heirsIn(change)]
}

function standing(where: Place, unit: UnitId, on: Day, then: Directory): readonly PlacedFault[] {
  if (then.unitOn(unit, on)?.kind === 'agency' && then.heirOf(unit) === unit) return []
  return [{ where, why: `Không có cơ quan ${unit} đang hoạt động trong ngày hiệu lực.` }]
}
