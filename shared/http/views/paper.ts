import type * as z from 'zod'
import type { ListedPaper } from '../../desk/scans/list-papers.ts'
import { reuseTerms } from '../../dossier/papers/papers-on-hand.ts'
import type * as shown from '../schemas/shown.ts'

/** A paper on hand: what it is and where it came from; where it lies is nobody's business. */
export function showPaper(paper: ListedPaper): z.input<ReturnType<typeof shown.paperOnHand>> {
  const { kind, dossier, file, code, procedure, number, at, name, scan } = paper
  const { fileName, type, size, sha256 } = scan
  const stands = kind === 'component' && scan.paper !== undefined ? { id: scan.paper, name } : undefined
  return {
    kind: { code: kind, term: reuseTerms[kind].term },
    ...{ dossier, file, code, procedure, paper: stands, number, fileName, type, size, sha256, at },
  }
}
