import { dayOf } from '../../calendar/day.ts'
import { standingResults } from '../../dossier/interlinked/member-results.ts'
import type { ScanLinks } from '../../dossier/papers/scan-links.ts'
import { toldFile } from '../../dossier/papers/told-files.ts'
import type { LinkBearer } from '../../partner-ports.ts'
import type { Desk } from '../desk.ts'
import { isCorrected } from '../dossiers/is-corrected.ts'
import { logRead } from '../dossiers/log-read.ts'
import type { Link } from '../scans/attach-scan.ts'

type Needs = Pick<Desk, 'dossiers' | 'fileLinks' | 'readLog' | 'now'> & { objects: ScanLinks }

/**
 * Cổng DVCQG lấy tệp. A store's short-lived link for a link of ours, logged as read before it is given out; `undefined` for a link
 * that does not hold, and for a file that the portal would not be told of today. Nothing is read before the link holds. Throws Outage.
 */
export async function fetchToldFile(
  desk: Needs,
  { link, requestId, ...by }: LinkBearer & { link: string; requestId: string },
): Promise<Link | undefined> {
  const named = await desk.fileLinks.read(link, by, dayOf(desk.now()))
  const lies = named && (await desk.dossiers.load(named.dossier))
  if (!named || !lies) return undefined
  const { parent, id } = lies.dossier
  const whole = parent === undefined ? lies : await desk.dossiers.load(parent)
  if (!whole) return undefined
  const history = parent === undefined ? [] : await desk.dossiers.history(parent)
  const results = standingResults(whole.dossier, history)
  const scan = toldFile(whole, named, lies.scans, { results, isCorrected: await isCorrected(desk, whole.dossier) })
  if (scan?.cleanKey === undefined) return undefined
  const thing = { what: scan.role === 'result' ? 'result' : 'scan', scan: scan.n } as const
  const portal = { kind: 'job', id: 'portal' } as const
  await logRead(desk, portal, { id, ...(parent !== undefined && { parent }) }, thing, {
    purpose: 'synchronisation',
    requestId,
  })
  return desk.objects.downloadLink(scan.cleanKey, scan.fileName)
}
