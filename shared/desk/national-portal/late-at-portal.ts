import type { Directory } from '../../agencies/directory.ts'
import type { UnitId } from '../../agencies/unit.ts'
import type { Instant } from '../../calendar/day.ts'
import { accountableAgency } from '../../dossier/accountable.ts'
import type { Dossier } from '../../dossier/dossier.ts'
import type { Untold } from '../../dossier/history/sync-ledger.ts'
import { latenessOf, type SyncLine } from '../../dossier/history/sync-line.ts'
import { inBatches, only } from '../carrying-on/batches.ts'
import type { Desk } from '../desk.ts'

/** Chậm do đồng bộ: done in time, and the portal, which was not told yet, shows it as late. */
export interface LateAtPortal {
  dossier: string
  code: string
  procedureName: string
  /** When it was due, when it was kept, and since when the portal is owed the news. */
  dueAt: Instant
  keptAt: Instant
  unsentSince: Instant
}

/** Named at most; the rest is counted. */
const mostNamed = 300
/** Heads that one request reads: what it comes to in a backlog that nobody has tried to tell yet. */
const mostHeads = 3000

/**
 * What the portal shows an agency's dossiers late for, that no officer has made late: looked for among all it is owed, of which keys say
 * what ended elsewhere or is not due. What has waited longest is named; `isMore` when there are others, or may be. Throws Outage.
 */
export async function lateAtPortal(
  desk: Pick<Desk, 'dossiers' | 'syncLedger'>,
  agency: UnitId,
  at: Instant,
  units: Directory,
): Promise<{ count: number; rows: readonly LateAtPortal[]; isMore: boolean }> {
  // What ended at an agency that has ended itself since is its heir's by now: the head says so.
  const mayBe = ({ ended }: Untold) =>
    ended === undefined ||
    (ended !== 'not-yet' &&
      ended.dueAt < at &&
      (ended.agency === agency || units.heirOf(ended.agency) !== ended.agency))
  const met = new Set<string>()
  const found: LateAtPortal[] = []
  let isCut = false
  const goesOn = () => {
    isCut = met.size >= mostHeads
    return !isCut
  }
  for await (const batch of inBatches(only(desk.syncLedger.untold(), mayBe), goesOn)) {
    const ids = [...new Set(batch.map(({ dossier }) => dossier))].filter((id) => !met.has(id))
    for (const id of ids) met.add(id)
    const heads = (await desk.dossiers.heads(ids)).filter((head) => isLateThere(head, agency, at))
    const lines = await desk.syncLedger.lines(heads.map(({ id }) => id))
    found.push(...heads.flatMap((head) => rowOf(head, lines.get(head.id))))
  }
  const rows = found.toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1)).slice(0, mostNamed)
  return { count: found.length, rows, isMore: isCut || found.length > rows.length }
}

const placeOf = ({ unsentSince, dossier }: LateAtPortal): string => `${unsentSince}#${dossier}`

const isLateThere = (head: Dossier, agency: UnitId, at: Instant): boolean =>
  head.finishedAt !== undefined &&
  head.parent === undefined &&
  head.corrects === undefined &&
  accountableAgency(head) === agency &&
  latenessOf(undefined, head, at) === 'synchronisation'

/** None of what the portal has learned of the end of. */
function rowOf({ id, code, procedureName, dueAt, finishedAt }: Dossier, line: SyncLine | undefined): LateAtPortal[] {
  if (code === undefined || dueAt === undefined || finishedAt === undefined || line?.whole !== undefined) return []
  return [{ dossier: id, code, procedureName, dueAt, keptAt: finishedAt, unsentSince: line?.unsentSince ?? finishedAt }]
}
