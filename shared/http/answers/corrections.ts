import type { Desk } from '../../desk/desk.ts'
import type { GatherNeeds } from '../../desk/figures/gather-figures.ts'
import { codesOf, drawCorrections, readCorrections } from '../../desk/reports/issue-corrections.ts'
import { tooLong } from '../../dossier/objections.ts'
import type { CorrectedRow } from '../../reports/figures/corrections.ts'
import { refuse } from '../problems.ts'
import type { Answers } from './answer.ts'
import { agencyAsked } from './figures.ts'

/** Chênh lệch sau kỳ: own agency's, or any and the sum of all for who watches over all. */
export const corrections = {
  readCorrections: async ({ person, path, query }, desk) => {
    const agency = agencyAsked(person, query.agency)
    if (agency === undefined) return refuse('not-your-agency')
    const read = await readCorrections(desk, agency, path.month, path.report)
    if (!read) return undefined
    const { issue, corrections: found } = read
    const { id, version, title, columns } = issue.report.definition
    const codes = found && (await codesOf(desk, found))
    return {
      ...{ report: id, version, title, agency, month: issue.month, madeAt: issue.madeAt, at: desk.now() },
      comparable: found !== undefined,
      traced: found?.isTraced === true,
      columns: columns.map((column) => ({ id: column.id, head: column.head })),
      rows: (found?.rows ?? []).map(showRow),
      total: found && showRow(found.total),
      by: (found?.by ?? []).map(({ dossier, through, mendedBy, at, key, delta }) => ({
        ...{ dossier, event: through, mendedBy, at, key, delta: [...delta] },
        code: dossier === undefined ? undefined : codes?.get(dossier),
      })),
      unexplained: [...(found?.unexplained ?? [])],
    }
  },
} satisfies Pick<Answers<'reports', GatherNeeds & Pick<Desk, 'issues'>>, 'readCorrections'>

export const correctionFiles = {
  downloadCorrections: async ({ person, path, query }, desk) => {
    const agency = agencyAsked(person, query.agency)
    if (agency === undefined) return refuse('not-your-agency')
    const link = await drawCorrections(desk, agency, path.month, path.report, query.format)
    return link === 'too-many' ? tooLong('path.month') : link
  },
} satisfies Pick<Answers<'printing', GatherNeeds & Pick<Desk, 'issues' | 'objects' | 'draw'>>, 'downloadCorrections'>

function showRow({ key, label, before, now, delta }: CorrectedRow) {
  return { key, label, before: [...before], now: [...now], delta: [...delta] }
}
