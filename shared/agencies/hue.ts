import hue from './hue.json' with { type: 'json' }
import hueFormer from './hue-former.json' with { type: 'json' }
import { withRooms } from './rooms.ts'
import { type Officer, roles, type Unit } from './unit.ts'

/** Ngày chính quyền hai cấp bắt đầu: the present units stand from here. */
const twoTiersFrom = '2025-07-01'

/** Every agency of Huế that stands, with its three rooms. */
const presentUnits: readonly Unit[] = hue.agencies.flatMap((row): Unit[] => {
  const agency: Unit = {
    level: levelOf(row.level),
    agency: row.id,
    validFrom: twoTiersFrom,
    predecessors: [],
    successors: [],
    id: row.id,
    name: row.name,
    kind: 'agency',
    codeConfidence: row.codeConfidence === 'seen' ? 'seen' : 'generated',
    email: row.email,
    ...(row.adminCode === undefined ? {} : { adminCode: row.adminCode }),
    ...(row.parent === undefined ? {} : { parent: row.parent }),
  }
  return withRooms(agency)
})

/** Cấp huyện trước ngày chính quyền hai cấp: kept for old reports and papers; they have no rooms and no work. */
const formerDistricts = hueFormer.districts.map(
  (row): Unit => ({
    id: row.id,
    name: row.name,
    level: 'district',
    kind: 'agency',
    agency: row.id,
    parent: 'H57',
    adminCode: row.adminCode,
    codeConfidence: 'generated',
    validFrom: row.validFrom,
    validTo: row.validTo,
    // Which commune took over what of a district is not known from a source: nothing is filled in.
    predecessors: [],
    successors: [],
  }),
)

/** Mã định danh of the city. */
export const hueProvince = 'H57'

export const hueUnits: readonly Unit[] = [...presentUnits, ...formerDistricts]

export const hueOfficers: readonly Officer[] = hue.officers.map((row) => ({
  ...row,
  roles: roles.filter((role) => row.roles.includes(role)),
}))

function levelOf(text: string): Unit['level'] {
  if (text === 'province' || text === 'commune' || text === 'vertical') return text
  throw new Error(`unknown level ${text}`)
}
