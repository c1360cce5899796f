import type { Person } from '../access/person.ts'
import type { Directory } from '../agencies/directory.ts'
import { agencyOf, type Officer, type UnitId } from '../agencies/unit.ts'
import { addMonths, type Day, dayOf, formatDay, type Instant } from '../calendar/day.ts'
import { type Objection, object } from './objections.ts'

/** Phân công làm thay. Who stands in for an absent colleague, between two days; kept for ever, ended by a date. */
export interface StandIn {
  id: string
  agency: UnitId
  absent: string
  substitute: string
  from: Day
  to: Day
  reason: string
  setBy: string
  setAt: Instant
  /** Where and as what the absent one worked when it was set: what they become later is not given away with it. */
  place?: Pick<Officer, 'unit' | 'roles'>
  endedBy?: string
  endedAt?: Instant
}

export type StandInWish = Pick<StandIn, 'absent' | 'substitute' | 'from' | 'to' | 'reason'>

/** Colleagues for whom the officer may act now. It does not reach further: whom the absent stood in for is not among them, nor the post to which the absent was moved or raised. */
export function standsForOn(rows: readonly StandIn[], officer: string, day: Day, directory: Directory): Officer[] {
  const now = rows.filter(
    (row) => row.substitute === officer && row.endedAt === undefined && row.from <= day && day <= row.to,
  )
  return now.flatMap((row) => {
    const absent = directory.officer(row.absent)
    if (!absent || agencyOf(absent.unit) !== directory.heirOf(row.agency)) return []
    const { unit, roles } = row.place ?? absent
    const still = absent.roles.filter((role) => roles.includes(role))
    return still.length > 0 && directory.heirRoomOf(unit) === absent.unit ? [{ ...absent, roles: still }] : []
  })
}

/** Set by a head of the agency; a head of a room sets it for the room, and never for a leader. */
export function setStandIn(
  wish: StandInWish,
  person: Extract<Person, { kind: 'officer' }>,
  directory: Directory,
  { at, id, known }: { at: Instant; id: string; known: readonly StandIn[] },
): StandIn | Objection {
  const absent = directory.officer(wish.absent)
  const agency = agencyOf(person.unit)
  const isColleague = (officer: Officer | undefined) =>
    officer !== undefined && officer.roles.length > 0 && agencyOf(officer.unit) === agency
  const strangers = (['absent', 'substitute'] as const).filter((name) => !isColleague(directory.officer(wish[name])))
  if (strangers.length > 0 || !absent) {
    const why = `Không phải cán bộ đang có nhiệm vụ của ${agency}.`
    return object(
      'not-your-colleague',
      strangers.map((name) => ({ where: `body.${name}` as const, why })),
    )
  }
  if (wish.absent === wish.substitute) {
    return object('not-your-colleague', [{ where: 'body.substitute', why: 'Không ai làm thay chính mình.' }])
  }
  if (!maySet(person, absent)) {
    const why =
      'Trưởng phòng chỉ phân công cho cán bộ phòng mình, không cho lãnh đạo; lãnh đạo phân công cho cả cơ quan.'
    return object('not-your-act', [{ where: 'body.absent', why }])
  }
  if (wish.to < wish.from || wish.to < dayOf(at)) return object('wrong-days')
  if (wish.to >= addMonths(wish.from, mostMonths)) {
    return object('wrong-days', [{ where: 'body.to', why: `Mỗi lần phân công nhiều nhất ${mostMonths} tháng.` }])
  }
  const twin = known.find(
    (row) => row.endedAt === undefined && isSamePair(row, wish) && row.from <= wish.to && wish.from <= row.to,
  )
  if (twin) {
    const why = `Đã phân công hai cán bộ này từ ${formatDay(twin.from)} đến ${formatDay(twin.to)}.`
    return object('wrong-days', [{ where: 'body.from', why }])
  }
  const place = { unit: absent.unit, roles: absent.roles }
  return { ...wish, id, agency, setBy: person.id, setAt: at, place }
}

/** Longer than that somebody is not absent, but gone: the post is given to another. */
const mostMonths = 12

const isSamePair = (row: StandIn, wish: StandInWish) => row.absent === wish.absent && row.substitute === wish.substitute

export function maySet(person: Extract<Person, { kind: 'officer' }>, absent: Officer): boolean {
  if (person.roles.includes('leader')) return true
  const isLeaders = absent.roles.includes('leader')
  return person.roles.includes('unit-head') && !isLeaders && person.unit === absent.unit
}
