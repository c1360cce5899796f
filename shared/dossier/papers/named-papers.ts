import type { Place } from '../../place.ts'
import type { Act } from '../acts.ts'
import type { Circumstances } from '../circumstances.ts'
import { type Objection, object } from '../objections.ts'

/** Where an act names papers of the procedure, with the id it names there. */
function namedPapers(act: Act): readonly { where: Place; paper: string }[] {
  const listed = (name: string, rows: readonly { paper: string }[] = []) =>
    rows.map(({ paper }, n) => ({ where: `body.${name}.${n}.paper` as const, paper }))
  if (act.act === 'accept') return [...listed('waived', act.waived), ...listed('handedIn', act.handedIn)]
  return act.act === 'amend' || act.act === 'supplement' ? listed('handedIn', act.handedIn) : []
}

/** Whether the papers of the procedure have to be known before the act is decided. */
export function namesPapers(act: Act): boolean {
  return namedPapers(act).length > 0
}

/** A paper that the procedure does not have stands nowhere on a sheet and misleads who reads it; `#n` waives a file of the dossier. */
export function unknownPapers(act: Act, { papers, file }: Circumstances): Objection | undefined {
  if (!papers) return undefined
  const isKnown = (paper: string) => papers.includes(paper) || file.scans.some(({ n }) => paper === `#${n}`)
  const faults = namedPapers(act)
    .filter(({ paper }) => !isKnown(paper))
    .map(({ where, paper }) => ({ where, why: `Thủ tục không có giấy tờ mã “${paper}”.` }))
  return faults.length > 0 ? object('unknown-paper', faults) : undefined
}
