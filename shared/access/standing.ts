import type { Directory } from '../agencies/directory.ts'
import { agencyOf } from '../agencies/unit.ts'
import type { Person } from './person.ts'

type Officer = Extract<Person, { kind: 'officer' }>

/**
 * What an officer may still say of themselves. A token keeps its roles until it expires, the directory changes at once:
 * only roles that both name count, and a token for another room than the directory's is no sign-in any more, unless that
 * room ended and the officer's own has taken over from it. Whoever the directory does not know is taken at the token's word.
 */
export function standingOf(
  person: Officer,
  listed: Pick<Directory, 'officer' | 'heirRoomOf' | 'heritageOf'>,
): Officer | undefined {
  const own = listed.officer(person.id)
  const unit = listed.heirRoomOf(person.unit)
  if (own && own.roles.length > 0 && own.unit !== unit) return undefined
  const heritage = listed.heritageOf(agencyOf(unit))
  const roles = own ? person.roles.filter((role) => own.roles.includes(role)) : person.roles
  return { ...person, unit, roles, ...(heritage.length > 0 ? { heritage } : {}) }
}
