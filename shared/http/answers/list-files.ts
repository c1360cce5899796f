import { agencyOf } from '../../agencies/unit.ts'
import type { Desk } from '../../desk/desk.ts'
import { linkToOverdue, linkToReconciliation } from '../../desk/sheets/draw-lists.ts'
import { printDifferences } from '../../desk/sheets/print-differences.ts'
import { tooLong } from '../../dossier/objections.ts'
import { refuse } from '../problems.ts'
import type { Answers } from './answer.ts'
import { mayRead } from './reports.ts'

type ListsDesk = Pick<
  Desk,
  'reports' | 'payments' | 'syncLedger' | 'catalogue' | 'objects' | 'draw' | 'province' | 'now'
>
type ListRoutes = 'downloadOverdue' | 'downloadReconciliation' | 'downloadDifferences'

/** Lists of a day as files. */
export const listFiles = {
  downloadOverdue: async ({ person, path, query }, desk) => {
    const agency = query.agency ?? agencyOf(person.unit)
    if (!mayRead(person, agency)) return refuse('not-your-agency')
    return drawnOr(await linkToOverdue(desk, path.day, agency, query.format))
  },
  downloadReconciliation: async ({ path, query }, desk) =>
    drawnOr(await linkToReconciliation(desk, path.day, query.format)),
  downloadDifferences: async ({ path, query }, desk) => drawnOr(await printDifferences(desk, path.day, query.format)),
} satisfies Pick<Answers<'printing', ListsDesk>, ListRoutes>

const drawnOr = <T>(link: T | 'too-many') => (link === 'too-many' ? tooLong('path.day') : link)
