import type * as z from 'zod'
import type { Instant } from '../../calendar/day.ts'
import type { Slot } from '../../desk/scans/attach-scan.ts'
import type { Scan } from '../../dossier/dossier.ts'
import { reuseTerms } from '../../dossier/papers/papers-on-hand.ts'
import { isForgotten } from '../../dossier/papers/uploads.ts'
import { scanTerms } from '../../dossier/terms.ts'
import type * as shown from '../schemas/shown.ts'

/** The files of a dossier, without those that were announced and will not come. */
export function showScans(scans: readonly Scan[], at: Instant) {
  return scans.filter((scan) => !isForgotten(scan, scans, at)).map(showScan)
}

/** A file with its size, digest and verdict; where it lies is nobody's business. */
export function showScan(scan: Scan): z.input<ReturnType<typeof shown.scan>> {
  const { n, paper, role, fileName, type, size, sha256, state, reason, at, verdictAt, letter, reused } = scan
  return {
    n,
    paper,
    role,
    letter: letter && { ...letter },
    fileName,
    type,
    size,
    sha256,
    state: { code: state, term: scanTerms[state] },
    reason,
    at,
    verdictAt,
    reused: reused && {
      kind: { code: reused.kind, term: reuseTerms[reused.kind].term },
      evidence: reuseTerms[reused.kind].evidence,
      code: reused.code,
      file: reused.file,
    },
  }
}

/** Where to put it; nothing of that when it has come already. */
export function showSlot({ scan, link }: Slot) {
  return { scan: showScan(scan), ...(link && { upload: { method: 'PUT' as const, ...link } }) }
}
