import { type Day, formatDay } from '../calendar/day.ts'
import type { Place, PlacedFault } from '../place.ts'
import { type ChangeDeed, type Closing, endedBy, heirsIn, type OrganisationChange } from './changes.ts'
import type { Directory } from './directory.ts'
import { agencyOf, type UnitId } from './unit.ts'

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
  return [...late, ...faultsOfDeed(deed, on, then, known)]
}

function faultsOfDeed(
  deed: ChangeDeed,
  on: Day,
  then: Directory,
  known: readonly OrganisationChange[],
): readonly PlacedFault[] {
  if (deed.kind === 'unit') {
    const { parent } = deed.unit
    return parent === undefined ? [] : standing('body.unit.parent', parent, on, then)
  }
  if (deed.kind === 'officer') return inRoom(deed.officer.unit, on, then)
  if (deed.kind === 'rename') return standing('body.unit', deed.unit, on, then)
  return [...faultsOfClosing(deed, on, then), ...laterFaults(deed, on, known)]
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
