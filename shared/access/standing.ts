import type { Officer } from '../agencies/unit.ts'
import type { Person } from './person.ts'

/**
 * What an officer may still say of themselves. A token keeps its roles until it expires, the directory changes at once:
 * only roles that both name count, and a token for another room than the directory's is no sign-in any more.
 * Whoever the directory does not know is taken at the token's word.
 */
export function standingOf(
  person: Extract<Person, { kind: 'officer' }>,
  listed: readonly Officer[],
): Extract<Person, { kind: 'officer' }> | undefined {
  const own = listed.find((officer) => officer.id === person.id)
  if (!own) return person
  if (own.roles.length > 0 && own.unit !== person.unit) return undefined
  return { ...person, roles: person.roles.filter((role) => own.roles.includes(role)) }
}
