import hue from './hue.json' with { type: 'json' }
import { type Officer, roles, type Unit } from './unit.ts'

/** Ngày chính quyền hai cấp bắt đầu: the present units stand from here. */
const twoTiersFrom = '2025-07-01'

const rooms = [
  { room: 'desk', name: 'Bộ phận Một cửa' },
  { room: 'office', name: 'Phòng chuyên môn' },
  { room: 'leaders', name: 'Lãnh đạo' },
] as const

/** Every agency of Huế with its three rooms. */
export const hueUnits: readonly Unit[] = hue.agencies.flatMap((row): Unit[] => {
  const level = levelOf(row.level)
  const shared = { level, agency: row.id, validFrom: twoTiersFrom, predecessors: [], successors: [] }
  const agency: Unit = {
    ...shared,
    id: row.id,
    name: row.name,
    kind: 'agency',
    codeConfidence: row.codeConfidence === 'seen' ? 'seen' : 'generated',
    email: row.email,
    ...(row.adminCode === undefined ? {} : { adminCode: row.adminCode }),
    ...(row.parent === undefined ? {} : { parent: row.parent }),
  }
  const inside = rooms.map(
    ({ room, name }): Unit => ({
      ...shared,
      id: `${row.id}/${room}`,
      name: `${name} - ${row.name}`,
      kind: 'room',
      parent: row.id,
    }),
  )
  return [agency, ...inside]
})

export const hueOfficers: readonly Officer[] = hue.officers.map((row) => ({
  ...row,
  roles: roles.filter((role) => row.roles.includes(role)),
}))

function levelOf(text: string): Unit['level'] {
  if (text === 'province' || text === 'commune' || text === 'vertical') return text
  throw new Error(`unknown level ${text}`)
}
