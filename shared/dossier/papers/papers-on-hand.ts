import type { Instant } from '../../calendar/day.ts'
import type { Dossier, DossierFile, Scan } from '../dossier.ts'
import type { Standing } from './told-files.ts'
import { isHandedIn, isOvertaken } from './uploads.ts'

/** Bằng chứng dùng dữ liệu: what a component was before it came, with the code by which the national model tells it (0 and 1 were handed in anew). */
export const reuseTerms = {
  component: { term: 'tái sử dụng từ thành phần hồ sơ đã nộp', evidence: 2 },
  result: { term: 'tái sử dụng từ kết quả đã trả', evidence: 3 },
} as const
export type ReuseKind = keyof typeof reuseTerms

/** A paper by its dossier and by the name under which its owner fetches it there: `3`, `result`, `result-2`. */
export interface PaperName {
  dossier: string
  file: string
}

/** Tái sử dụng. Where a component came from instead of an upload, and the request that put it here. */
export interface Reused extends PaperName {
  kind: ReuseKind
  /** Mã hồ sơ of the dossier it came from. */
  code: string
  key: string
  body: string
}

/** Giấy tờ đã có: handed in with a dossier that was received, or given back as its result. */
export interface PaperOnHand extends PaperName {
  kind: ReuseKind
  code: string
  scan: Scan
  /** When it was announced; of a result when it was given. */
  at: Instant
  /** Số kết quả. */
  number?: string
}

/** Whether anything of a dossier may be used again: it was received, and its owner has not taken it back. */
export function isKept({ code, parent, status }: Dossier): boolean {
  return code !== undefined && parent === undefined && status !== 'withdrawn'
}

/** Its clean components, newest first: neither one that another has replaced, nor what was gathered for a request and not handed in yet. */
export function componentsOnHand({ dossier, scans }: DossierFile): readonly PaperOnHand[] {
  const { id, code } = dossier
  if (code === undefined || !isKept(dossier)) return []
  const asked = dossier.supplementAskedAt ?? (dossier.status === 'supplement-requested' ? dossier.pausedAt : undefined)
  const files = scans.filter((scan) => isHandedIn(scan) && (asked === undefined || (scan.linkedAt ?? scan.at) < asked))
  return files
    .filter((scan) => isFit(scan) && scan.reused === undefined && !isOvertaken(scan, files))
    .map((scan): PaperOnHand => ({ kind: 'component', dossier: id, file: String(scan.n), code, scan, at: scan.at }))
    .toReversed()
}

/** Kết quả đã trả: what its owner has been given and no correction has replaced; a refusal is nobody's paper. */
export function resultsGiven(
  dossier: Dossier,
  { results, isCorrected }: Standing,
): readonly { file: string; result: NonNullable<Dossier['result']> }[] {
  if (!isKept(dossier) || dossier.status !== 'returned' || dossier.returnedAt === undefined || isCorrected) return []
  return results
    .map((result, at) => ({ file: results.length > 1 ? `result-${at + 1}` : 'result', result }))
    .filter(({ result }) => result.outcome !== 'rejected')
}

/** A file that anybody may be given. */
export function isFit({ state, cleanKey }: Scan): boolean {
  return state === 'clean' && cleanKey !== undefined
}
