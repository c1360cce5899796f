import type { Person } from '../../access/person.ts'
import { agencyOf } from '../../agencies/unit.ts'
import { tellRemaining } from '../../calendar/remaining.ts'
import type { Desk } from '../../desk/desk.ts'
import { listOpinions } from '../../desk/dossiers/lists.ts'
import { turnPage } from '../cursors.ts'
import { showDossier } from '../views/dossier.ts'
import { sceneOf, showUnit } from '../views/scene.ts'

/** One page of what an agency is asked and has not answered; what is asked stands in the dossier itself. */
export async function opinionsOnPage(
  desk: Pick<Desk, 'dossiers' | 'digests' | 'catalogue' | 'now' | 'province'>,
  person: Extract<Person, { kind: 'officer' }>,
  { limit = 20, after: sealed }: { limit?: number | undefined; after?: string | undefined },
) {
  const bond = { person: `officer:${person.id}:${person.unit}`, route: 'listOpinions', query: '' } as const
  const [page, scene] = await Promise.all([
    turnPage(desk.digests, bond, sealed, (after) => listOpinions(desk, person, limit, after)),
    sceneOf(desk),
  ])
  if ('faults' in page) return page
  return {
    rows: page.rows.map(({ dossier, consultation, unit, dueAt }) => ({
      dossier: showDossier(dossier, scene, 'officer'),
      consultation,
      unit: showUnit(scene, unit),
      dueAt,
      remaining: tellRemaining(scene.calendarOf(agencyOf(unit)), dueAt, scene.at),
    })),
    next: page.next,
  }
}
