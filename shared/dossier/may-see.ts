import type { Machine } from '../access/machine.ts'
import type { Person } from '../access/person.ts'
import { agencyOf, type UnitId } from '../agencies/unit.ts'
import type { Dossier } from './dossier.ts'

/** Which dossier: the owner; officers and machines of an agency that has or had it, or whose archive it has taken over; officers of one that owes an opinion; the supervisors. Nobody else learns that it exists. */
export function maySee(person: Person | Machine, dossier: Dossier, ownerRef: string | undefined): boolean {
  if (person.kind === 'job') return true
  if (person.kind === 'citizen') return dossier.parent === undefined && ownerRef === dossier.ownerRef
  if (dossier.status === 'draft' && dossier.channel === 'online') return false
  if (person.kind === 'machine')
    return [person.agency, ...(person.heritage ?? [])].some((agency) => dossier.agencies.includes(agency))
  if (person.roles.includes('supervisor')) return true
  return ownOf(person).some((agency) => dossier.agencies.includes(agency) || dossier.consulted?.includes(agency))
}

/**
 * Of who may see a dossier, who also has things made of it: prints, archives, links to pay by. Neither a supervisor's sight nor a question
 * that an agency was asked lends an officer's other roles any power there.
 */
export function mayWorkWith(person: Person | Machine, { agencies }: Dossier): boolean {
  return person.kind !== 'officer' || ownOf(person).some((agency) => agencies.includes(agency))
}

function ownOf({ unit, heritage = [] }: Extract<Person, { kind: 'officer' }>): readonly UnitId[] {
  return [agencyOf(unit), ...heritage]
}
