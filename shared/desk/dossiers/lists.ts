import type { Person } from '../../access/person.ts'
import { agencyOf } from '../../agencies/unit.ts'
import type { Dossier } from '../../dossier/dossier.ts'
import type { OpinionAsked } from '../../dossier/interlinked/consultations.ts'
import type { Page } from '../../ports.ts'
import type { Desk } from '../desk.ts'

/** Việc cần làm: what lies on an officer's own desk or in the room's pool, nearest due first; or an absent colleague's, while standing in. */
export async function listWork(
  desk: Pick<Desk, 'dossiers'>,
  person: Person,
  of: 'me' | 'room' | { colleague: string },
  limit: number,
  after?: string,
): Promise<Page<Dossier>> {
  if (person.kind !== 'officer') return { rows: [] }
  const officer = of === 'me' ? person.id : of === 'room' ? undefined : of.colleague
  return desk.dossiers.workOf(officer === undefined ? { room: person.unit } : { officer }, limit, after)
}

export async function listMine(
  desk: Pick<Desk, 'dossiers' | 'digests'>,
  person: Person,
  limit: number,
  after?: string,
): Promise<Page<Dossier>> {
  if (person.kind !== 'citizen') return { rows: [] }
  return desk.dossiers.ofOwner(desk.digests.ofIdentity(person.identityNumber), limit, after)
}

/** Ý kiến được hỏi: what waits for an opinion of the officer's agency, each naming the room that was asked. */
export async function listOpinions(
  desk: Pick<Desk, 'dossiers'>,
  person: Person,
  limit: number,
  after?: string,
): Promise<Page<OpinionAsked>> {
  if (person.kind !== 'officer') return { rows: [] }
  return desk.dossiers.opinionsOf(agencyOf(person.unit), limit, after)
}
