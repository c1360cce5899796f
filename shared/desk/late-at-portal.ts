import type { UnitId } from '../agencies/unit.ts'
import type { Instant } from '../calendar/day.ts'
import { accountableAgency } from '../dossier/accountable.ts'
import { latenessOf } from '../dossier/sync-line.ts'
import type { Desk } from './desk.ts'

/** Chậm do đồng bộ: answered or done in time, and the portal, which was not told yet, shows it as late. */
export interface LateAtPortal {
  dossier: string
  code: string
  procedureName: string
  /** When it was due, when it was kept, and since when the portal is owed the news. */
  dueAt: Instant
  keptAt: Instant
  unsentSince: Instant
}

/** What has waited longest is looked through first; after a long silence of the portal the rest is not counted here. */
const mostLines = 300

/**
 * What the portal shows an agency's dossiers late for, that no officer has made late: read from the ledger of what it is
 * owed. `isMore` when the ledger holds more than was looked through. Throws Outage.
 */
export async function lateAtPortal(
  desk: Pick<Desk, 'dossiers' | 'syncLedger'>,
  agency: UnitId,
  at: Instant,
): Promise<{ rows: readonly LateAtPortal[]; isMore: boolean }> {
  const { rows: lines, next } = await desk.syncLedger.unsent(mostLines)
  const heads = await desk.dossiers.heads(lines.map(({ dossier }) => dossier))
  const byId = new Map(heads.map((dossier) => [dossier.id, dossier]))
  const found = lines.map((line): LateAtPortal[] => {
    const dossier = byId.get(line.dossier)
    const { code, dueAt, finishedAt } = dossier ?? {}
    if (!dossier || code === undefined || dueAt === undefined || finishedAt === undefined) return []
    if (accountableAgency(dossier) !== agency || line.unsentSince === undefined) return []
    if (latenessOf(line, dossier, at) !== 'synchronisation') return []
    const { id, procedureName } = dossier
    return [{ dossier: id, code, procedureName, dueAt, keptAt: finishedAt, unsentSince: line.unsentSince }]
  })
  return { rows: found.flat(), isMore: next !== undefined }
}
