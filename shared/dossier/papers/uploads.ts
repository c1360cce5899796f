import { formatInstant, type Instant, instantOf, toDate } from '../../calendar/day.ts'
import type { PlacedFault } from '../../place.ts'
import type { Circumstances } from '../circumstances.ts'
import type { Dossier, Scan, Status } from '../dossier.ts'
import { scanTerms } from '../terms.ts'

/** While components are gathered: by the citizen, and by the counter that receives. */
export const gathering: Record<'citizen' | 'reception', ReadonlySet<Status>> = {
  citizen: new Set(['draft', 'supplement-requested']),
  reception: new Set(['registered', 'supplement-requested']),
}

/** Whether a component has come: one that was announced only, or that came too late, is no part of what was handed in. */
export function isHandedIn({ role, state }: Pick<Scan, 'role' | 'state'>): boolean {
  return role === 'component' && state !== 'slot' && state !== 'late'
}

/**
 * Whether a component that nobody confirmed comes after its dossier was handed in: the event that names the files of the
 * submission is written, and this one is not among them.
 */
export function comesLate({ role, state, by }: Scan, { status }: Dossier): boolean {
  return (
    role === 'component' && state === 'slot' && !gathering[by.kind === 'citizen' ? 'citizen' : 'reception'].has(status)
  )
}

/** How long an upload link lives: after that, a file that was announced and never came stands in nobody's way. */
const uploadMinutes = 15

/** The moment from which a link is of no use any more. */
const linkEndsAt = ({ linkedAt, at }: Scan): Instant =>
  instantOf(new Date(toDate(linkedAt ?? at).getTime() + uploadMinutes * 60_000))

/** Announced anew: another file for the same paper, or one of the same name. */
export function isOvertaken({ n, role, paper, fileName }: Scan, scans: readonly Scan[]): boolean {
  return scans.some(
    (later) =>
      later.n > n && later.role === role && (paper === undefined ? later.fileName === fileName : later.paper === paper),
  )
}

/** Whether a file was announced and will not come: its link has run out, or the same was announced again. It is no part of anything. */
export function isForgotten(scan: Scan, scans: readonly Scan[], at: Instant): boolean {
  return scan.state === 'slot' && (linkEndsAt(scan) <= at || isOvertaken(scan, scans))
}

/** Announced components that may still be on their way, by the last link that was given out. */
export function unfinishedUploads(c: Circumstances): PlacedFault[] {
  const { scans } = c.file
  return scans
    .filter((scan) => scan.role === 'component' && scan.state === 'slot' && !isForgotten(scan, scans, c.at))
    .map((scan) => {
      const until = formatInstant(linkEndsAt(scan))
      const why = `${uploadFault(scan).why} hoặc chưa xác nhận; hãy tải lên rồi xác nhận (confirm), xin chỗ mới cho tệp cùng tên hoặc cùng giấy tờ, hoặc chờ đến ${until} thì tệp này không tính nữa`
      return { where: `dossier.scans.${scan.n}` as const, why }
    })
}

/** Nothing can be read of them, whoever looks; what could not be looked through for malware is the officer's question. */
const unusable: ReadonlySet<Scan['state']> = new Set(['infected', 'unreadable', 'encrypted', 'mismatched', 'empty'])

/** Components that were found unusable and that no later file for the same paper, or of the same name, has replaced. */
export function unusableFiles(scans: readonly Scan[]): PlacedFault[] {
  const files = scans.filter(isHandedIn)
  return files
    .filter((scan) => unusable.has(scan.state) && !isOvertaken(scan, files))
    .map((scan) => {
      const { where, why } = uploadFault(scan)
      return { where, why: `${why}; hãy gửi tệp khác cùng tên hoặc cùng giấy tờ để thay tệp này` }
    })
}

/** What stands in the way of a file, in words. */
export function uploadFault(scan: Scan): PlacedFault {
  const { n, fileName, state, reason } = scan
  return {
    where: `dossier.scans.${n}`,
    why: `${fileName}: ${reason ? `${scanTerms[state]}: ${reason}` : scanTerms[state]}`,
  }
}
