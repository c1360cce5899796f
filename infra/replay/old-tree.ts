import hueFormer from '../../shared/agencies/hue-former.json' with { type: 'json' }
import { withRooms } from '../../shared/agencies/rooms.ts'
import type { Level, Officer, Role, Unit, UnitId } from '../../shared/agencies/unit.ts'

const communes = 145
const departments = 19

/** Cây ba cấp trước 01/7/2025. The nine districts by their names; departments and communes are generated, and say so. */
export function oldTree() {
  const districts = hueFormer.districts.map(({ id, name }) => agencyOf(id, name, 'district', 'H57'))
  const wards = Array.from({ length: communes }, (_, n) => {
    const district = districts[n % districts.length]
    const name = `Xã, phường ${n + 1} thuộc ${district?.name} (sinh ra để phát lại)`
    return agencyOf(`H57.x${String(n + 1).padStart(3, '0')}`, name, 'commune', district?.id)
  })
  const offices = Array.from({ length: departments }, (_, n) =>
    agencyOf(
      `H57.s${String(n + 1).padStart(2, '0')}`,
      `Sở, ban, ngành ${n + 1} (sinh ra để phát lại)`,
      'province',
      'H57',
    ),
  )
  const agencies = [...offices, ...districts, ...wards]
  const officers = agencies.flatMap(({ id }) => [
    officer(id, 'desk', 'reception', 'return-desk'),
    officer(id, 'office', 'handler'),
    officer(id, 'leaders', 'leader'),
  ])
  const idsOf = (level: Level): UnitId[] => agencies.filter((unit) => unit.level === level).map(({ id }) => id)
  return {
    units: agencies.flatMap(withRooms),
    officers,
    province: idsOf('province'),
    district: idsOf('district'),
    commune: idsOf('commune'),
  }
}

export type OldTree = ReturnType<typeof oldTree>

function agencyOf(id: UnitId, name: string, level: Level, parent: UnitId | undefined): Unit {
  return {
    id,
    name,
    level,
    kind: 'agency',
    agency: id,
    ...(parent === undefined ? {} : { parent }),
    codeConfidence: 'generated',
    validFrom: '2018-01-01',
    predecessors: [],
    successors: [],
  }
}

function officer(agency: UnitId, room: string, ...roles: Role[]): Officer {
  return { id: `cb-${agency}-${room}`, name: `Cán bộ ${agency} ${room}`, unit: `${agency}/${room}`, roles }
}
