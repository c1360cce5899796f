import type { Role, UnitId } from '../agencies/unit.ts'

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
    }
  | { kind: 'job'; id: JobName }

export type JobName = 'transfers' | 'postal-returns' | 'overdue-report' | 'scan-verdict' | 're-home'

/** What history keeps of a person: no name, no identity number. */
export interface Actor {
  kind: Person['kind']
  id: string
  unit?: UnitId
}

export function actorOf(person: Person): Actor {
  return person.kind === 'officer'
    ? { kind: 'officer', id: person.id, unit: person.unit }
    : { kind: person.kind, id: person.id }
}

export function holdsRole(person: Person, roles: readonly Role[]): boolean {
  return person.kind === 'officer' && person.roles.some((role) => roles.includes(role))
}
