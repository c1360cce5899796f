import type { Dossier, DossierFile, Scan, Status } from '../dossier.ts'

/** A file by the dossier it lies with and its number there, which no other file is ever given. */
export interface FileName {
  dossier: string
  n: number
}

/** What stands as the result today, of a group each member's; nothing of it once a correction has replaced it. */
export interface Standing {
  results: readonly NonNullable<Dossier['result']>[]
  isCorrected: boolean
}

/** Of these nothing is handed out: nothing is handed in yet, or its owner has taken it back. */
const shut: ReadonlySet<Status> = new Set(['draft', 'withdrawn'])

/**
 * Tệp được báo cho Cổng. A clean component of the dossier as it was told, or a result that stands, which may lie with the part
 * of a liên thông that made it; `undefined` for every other file, and for a result that a correction has replaced.
 */
export function toldFile(
  { dossier }: DossierFile,
  { dossier: id, n }: FileName,
  scans: readonly Scan[],
  { results, isCorrected }: Standing,
): Scan | undefined {
  if (dossier.code === undefined || dossier.parent !== undefined || shut.has(dossier.status)) return undefined
  const scan = scans.find((one) => one.n === n)
  if (scan?.state !== 'clean' || scan.cleanKey === undefined) return undefined
  if (scan.role === 'component') return id === dossier.id ? scan : undefined
  const stands = results.some((result) => result.dossier === id && result.scan === n)
  return scan.role === 'result' && stands && !isCorrected ? scan : undefined
}
