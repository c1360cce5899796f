import type { Paper } from '../catalogue/procedure.ts'
import type { HandedIn } from '../dossier/acts.ts'
import type { Scan } from '../dossier/dossier.ts'
import type { Facts } from './facts.ts'

export const paperForms = {
  original: 'Bản chính',
  certified: 'Bản sao chứng thực',
  copy: 'Bản sao',
  electronic: 'Bản điện tử',
} as const satisfies Record<HandedIn['form'], string>
type PaperForm = HandedIn['form']

/**
 * Thành phần hồ sơ: a row for each paper that was there at reception, with its form and how many. What the officer counted goes
 * first; uncounted, an online paper is electronic and one of the counter is what the procedure asks for.
 */
export function paperRows(facts: Facts): readonly (readonly string[])[] {
  const counted = handedIn(countedLast(facts, 'handedIn'))
  const own = filesAtReception(facts)
  const files = facts.papers.flatMap((paper) => {
    const said = counted.filter((row) => row.paper === paper.id)
    if (said.length > 0) return said.map((row) => [paper.name, paperForms[row.form], String(row.count)])
    if (own.some((scan) => scan.paper === paper.id)) return [[paper.name, ...usualForm(paper, facts)]]
    return []
  })
  const unnamed = unnamedOf(facts, own).map(({ fileName }) => [fileName, paperForms.electronic, '1'])
  const waived = waivedRows(facts).filter(({ id }) => !own.some((scan) => scan.paper === id))
  const rows = [...files, ...unnamed, ...waived.map(({ row }) => row)]
  return rows.map((row, index) => [String(index + 1), ...row])
}

/** As the officer counted it at reception; on a reprint, as it was counted anew since. */
export function countedLast({ event, history, revision }: Facts, name: 'handedIn' | 'sets'): unknown {
  const anew = revision && history.findLast((later) => later.act === 'amend' && later.detail?.[name] !== undefined)
  return (anew ?? event).detail?.[name]
}

/** Papers that travel with a dossier: name and how many of each, as last counted on the counter, else as usual. */
export function papersInside(facts: Facts, scans: readonly Scan[]): readonly (readonly [string, string])[] {
  const events = [facts.history, ...facts.kin.map(({ history }) => history)].flat()
  const last = events.findLast(({ act, detail }) => (act === 'accept' || act === 'amend') && detail?.handedIn)
  const added = events.filter(({ act, detail }) => act === 'supplement' && detail?.handedIn)
  const counted = newestOf([...(last ? [last] : []), ...added].map(({ detail }) => handedIn(detail?.handedIn)))
  const files = newestOfEach(scans.filter(({ role, state }) => role === 'component' && state === 'clean'))
  const named = facts.papers.flatMap((paper): (readonly [string, string])[] => {
    const said = counted.filter((row) => row.paper === paper.id)
    if (said.length > 0) return [[paper.name, String(said.reduce((sum, { count }) => sum + count, 0))]]
    return files.some((scan) => scan.paper === paper.id) ? [[paper.name, usualForm(paper, facts)[1]]] : []
  })
  return [...named, ...unnamedOf(facts, files).map(({ fileName }) => [fileName, '1'] as const)]
}

/** What came with a supplement stands in the place of what was handed in before of the same paper. */
function newestOf(counts: readonly (readonly HandedIn[])[]): readonly HandedIn[] {
  const of = (paper: string) => counts.findLast((rows) => rows.some((row) => row.paper === paper))
  return counts.flatMap((rows) => rows.filter(({ paper }) => of(paper) === rows))
}

function filesAtReception({ file, event }: Facts) {
  const proofs: readonly unknown[] = Array.isArray(event.detail?.scans) ? event.detail.scans : []
  const numbers = new Set(proofs.map((proof) => Object(proof).n))
  return newestOfEach(file.scans.filter((scan) => numbers.has(scan.n) && scan.state === 'clean'))
}

/** Newest file of each paper: an earlier one was replaced by it. */
function newestOfEach(scans: readonly Scan[]): readonly Scan[] {
  return scans.filter(
    (scan) => scan.paper === undefined || !scans.some((later) => later.n > scan.n && later.paper === scan.paper),
  )
}

function unnamedOf({ papers }: Facts, scans: readonly Scan[]): readonly Scan[] {
  return scans.filter(({ paper }) => paper === undefined || !papers.some(({ id }) => id === paper))
}

function usualForm(paper: Paper, { file }: Facts): readonly [string, string] {
  if (file.dossier.channel === 'online') return [paperForms.electronic, '1']
  if (paper.originals > 0 && paper.copies > 0) {
    return [`${paperForms.original}, ${paperForms.copy.toLowerCase()}`, String(paper.originals + paper.copies)]
  }
  return paper.copies > 0
    ? [paperForms.copy, String(paper.copies)]
    : [paperForms.original, String(paper.originals || 1)]
}

/** A paper that was accepted without a file: why. `#n` names a file that was set aside, not a paper. */
function waivedRows({ event, papers }: Facts): readonly { id: string; row: readonly string[] }[] {
  const waived: readonly unknown[] = Array.isArray(event.detail?.waived) ? event.detail.waived : []
  return waived.flatMap((said) => {
    const { paper, reason }: { paper?: unknown; reason?: unknown } = Object(said)
    const named = papers.find(({ id }) => id === paper)
    return named ? [{ id: named.id, row: [named.name, `Không phải nộp: ${String(reason)}`, '0'] }] : []
  })
}

function handedIn(said: unknown): readonly HandedIn[] {
  if (!Array.isArray(said)) return []
  return said.flatMap((row: unknown): HandedIn[] => {
    const { paper, form, count }: { paper?: unknown; form?: unknown; count?: unknown } = Object(row)
    const known = typeof paper === 'string' && isForm(form) && typeof count === 'number'
    return known ? [{ paper, form, count }] : []
  })
}

function isForm(text: unknown): text is PaperForm {
  return typeof text === 'string' && Object.hasOwn(paperForms, text)
}
