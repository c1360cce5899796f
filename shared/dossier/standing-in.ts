import type { Person } from '../access/person.ts'
import type { Directory } from '../agencies/directory.ts'
import { agencyOf, type Officer, type UnitId } from '../agencies/unit.ts'
import { type Day, dayOf, type Instant } from '../calendar/day.ts'
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
  endedBy?: string
  endedAt?: Instant
}

export type StandInWish = Pick<StandIn, 'absent' | 'substitute' | 'from' | 'to' | 'reason'>

/** Colleagues for whom the officer may act now. It does not reach further: whom the absent stood in for is not among them. */
export function standsForOn(rows: readonly StandIn[], officer: string, day: Day, directory: Directory): Officer[] {
  const now = rows.filter(
    (row) => row.substitute === officer && row.endedAt === undefined && row.from <= day && day <= row.to,
  )
  return [...new Set(now.map((row) => row.absent))].flatMap((id) => {
    const absent = directory.officer(id)
    return absent && absent.roles.length > 0 ? [absent] : []
  })
}

/** Set by a head of the agency; a head of a room sets it for the room, and never for a leader. */
export function setStandIn(
  wish: StandInWish,
  person: Extract<Person, { kind: 'officer' }>,
  directory: Directory,
  at: Instant,
  id: string,
): StandIn | Objection {
  const absent = directory.officer(wish.absent)
  const substitute = directory.officer(wish.substitute)
  const agency = agencyOf(person.unit)
  const areColleagues = [absent, substitute].every(
    (officer) => officer && officer.roles.length > 0 && agencyOf(officer.unit) === agency,
  )
  if (!areColleagues || !absent || wish.absent === wish.substitute) return object('not-your-colleague')
  if (!maySet(person, absent)) return object('not-your-act')
  if (wish.to < wish.from || wish.to < dayOf(at)) return object('wrong-days')
  return { ...wish, id, agency, setBy: person.id, setAt: at }
}

export function maySet(person: Extract<Person, { kind: 'officer' }>, absent: Officer): boolean {
  if (person.roles.includes('leader')) return true
  const isLeaders = absent.roles.includes('leader')
  return person.roles.includes('unit-head') && !isLeaders && person.unit === absent.unit
}
