import { agencyOf, type Role, type UnitId } from '../agencies/unit.ts'

/** Who acts: a citizen, an officer, or a named job of the system. Every event bears one. */
export type Person =
  | { kind: 'citizen'; id: string; identityNumber: string; name: string }
  | {
      kind: 'officer'
      id: string
      name: string
      unit: UnitId
      roles: readonly Role[]
      /** Agencies that have ended and whose archive the officer's own has taken over. */
      heritage?: readonly UnitId[]
      /** Set while acting for an absent colleague, in that colleague's unit and roles. */
      standsFor?: string
    }
  | { kind: 'job'; id: JobName }

export type JobName =
  | 'archive'
  | 'transfers'
  | 'postal-returns'
  | 'overdue-report'
  | 'scan-verdict'
  | 'supplement-deadlines'
  | 'payments'
  | 'calendar-recount'
  | 're-home'
  | 'portal'

/** What history keeps of a person: no name, no identity number. */
export interface Actor {
  kind: Person['kind']
  id: string
  unit?: UnitId
  /** Làm thay: the absent colleague for whom it was done. */
  standsFor?: string
}

export function actorOf(person: Person): Actor {
  if (person.kind !== 'officer') return { kind: person.kind, id: person.id }
  const { id, unit, standsFor } = person
  return { kind: 'officer', id, unit, ...(standsFor === undefined ? {} : { standsFor }) }
}

/** The agency that is meant where none is named, and those for which it was meant before they ended. */
export function ownAgencies({ unit, heritage = [] }: Extract<Person, { kind: 'officer' }>): readonly UnitId[] {
  return [agencyOf(unit), ...heritage]
}

/** The own agency or one whose archive it has taken over: what is still owed by an agency that has ended, its heir does. */
export function answersFor(person: Extract<Person, { kind: 'officer' }>, agency: UnitId): boolean {
  return agencyOf(person.unit) === agency || (person.heritage?.includes(agency) ?? false)
}

export function holdsRole(person: Person, roles: readonly Role[]): boolean {
  return person.kind === 'officer' && person.roles.some((role) => roles.includes(role))
}
