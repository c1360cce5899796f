import { agencyOf, type Unit, type UnitId } from './unit.ts'

const rooms = [
  { room: 'desk', name: 'Bộ phận Một cửa' },
  { room: 'office', name: 'Phòng chuyên môn' },
  { room: 'leaders', name: 'Lãnh đạo' },
] as const

/** An agency with the three rooms every agency has. */
export function withRooms(agency: Unit): Unit[] {
  const { level, validFrom } = agency
  const inside = rooms.map(
    ({ room, name }): Unit => ({
      level,
      agency: agency.id,
      validFrom,
      predecessors: [],
      successors: [],
      id: `${agency.id}/${room}`,
      name: `${name} - ${agency.name}`,
      kind: 'room',
      parent: agency.id,
    }),
  )
  return [agency, ...inside]
}

/** The room of the same kind in another agency. */
export function sameRoom(room: UnitId, agency: UnitId): UnitId {
  return `${agency}${room.slice(agencyOf(room).length)}`
}
