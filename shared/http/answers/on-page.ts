import type { Person } from '../../access/person.ts'
import type { Desk } from '../../desk/desk.ts'
import type { Dossier } from '../../dossier/dossier.ts'
import type { Page } from '../../ports.ts'
import { turnPage } from '../cursors.ts'
import type { RouteId } from '../routes.ts'
import { showDossier } from '../views/dossier.ts'
import { sceneOf } from '../views/scene.ts'

/** Rows on a page when nobody asks for another number: with the one that tells of a next page, two read units. */
const usual = 20

/** One page of a list of dossiers, its cursor sealed to this person and this question. */
export async function onPage(
  desk: Pick<Desk, 'catalogue' | 'digests' | 'now' | 'province'>,
  person: Exclude<Person, { kind: 'job' }>,
  route: RouteId,
  query: { limit?: number | undefined; after?: string | undefined; of?: string },
  list: (limit: number, after?: string) => Promise<Page<Dossier>>,
) {
  const room = person.kind === 'officer' ? person.unit : ''
  const bond = { person: `${person.kind}:${person.id}:${room}`, route, query: query.of ?? '' }
  const [page, scene] = await Promise.all([
    turnPage(desk.digests, bond, query.after, (after) => list(query.limit ?? usual, after)),
    sceneOf(desk),
  ])
  if ('faults' in page) return page
  return {
    rows: page.rows.map((dossier) => showDossier(dossier, scene, person.kind)),
    next: page.next,
  }
}
