import type { Machine } from '../../access/machine.ts'
import type { Person } from '../../access/person.ts'
import type { Desk } from '../desk.ts'

export function ownerRefOf(desk: Pick<Desk, 'digests'>, person: Person | Machine): string | undefined {
  return person.kind === 'citizen' ? desk.digests.ofIdentity(person.identityNumber) : undefined
}
