import type { CatalogueList } from '../../catalogue/portal-lists.ts'
import type { Desk } from '../../desk/desk.ts'
import type { SyncDifference } from '../../dossier/history/sync-difference.ts'
import { turnPage } from '../cursors.ts'
import { showSyncLine } from '../views/sync-line.ts'
import type { Answer } from './answer.ts'

type PortalDesk = Pick<Desk, 'syncLedger' | 'digests'>

const usual = 20

/** Sổ đồng bộ: what the portal is owed, the longest waiting first, and what it showed otherwise on a day. */
export const portalDoors: {
  [Id in 'listUnsent' | 'listDifferences']: Answer<Id, PortalDesk>
} = {
  listUnsent: async ({ query, person }, desk) => {
    const bond = { person: `${person.kind}:${person.id}:${person.unit}`, route: 'listUnsent', query: '' } as const
    const page = await turnPage(desk.digests, bond, query.after, (after) =>
      desk.syncLedger.unsent(query.limit ?? usual, after),
    )
    return 'faults' in page ? page : { rows: page.rows.map(showSyncLine), next: page.next }
  },
  listDifferences: async ({ path: { day }, query: { of } }, desk) =>
    of === 'catalogues'
      ? { day, rows: [], catalogues: (await desk.syncLedger.catalogueLists(day)).map(showList) }
      : { day, rows: (await desk.syncLedger.differences(day)).map(showDifference) },
}

function showList({ of, at, told, unread, rows, more }: CatalogueList) {
  return {
    of,
    at,
    told,
    unread,
    rows: rows.map(({ kind, code, ours, theirs }) => ({ kind, code, ours, theirs })),
    more,
  }
}

function showDifference({ dossier, code, kind, ours, theirs, unsentSince, at, sentAgain }: SyncDifference) {
  return { dossier, code, kind, ours, theirs, unsentSince, at, sentAgain }
}
