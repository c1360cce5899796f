import type * as z from 'zod'
import type { Scan } from '../../dossier/dossier.ts'
import { scanTerms } from '../../dossier/terms.ts'
import type * as shown from '../schemas/shown.ts'

/** A file with its size, digest and verdict; where it lies is nobody's business. */
export function showScan(scan: Scan): z.input<ReturnType<typeof shown.scan>> {
  const { n, paper, role, fileName, type, size, sha256, state, reason, at, verdictAt, letter } = scan
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
  }
}
