import { answersFor, holdsRole } from '../../access/person.ts'
import type { Desk } from '../../desk/desk.ts'
import type { HandedIn } from '../../messages/reconciliation.ts'
import { differenceTerms } from '../../reports/reconciliation/reconciliation-sheet.ts'
import type { Asked } from '../schemas.ts'

type ReconciliationDesk = Pick<Desk, 'payments'>

/** Đối soát: accountants read what concerns their agency or one it has taken over from, administrators and supervisors everything. */
export const reconciliationDoors = {
  listReconciliations: async ({ query }: Asked<'listReconciliations'>, desk: ReconciliationDesk) => ({
    days: [...(await desk.payments.reconciledDays(query.limit ?? 31))],
  }),

  readReconciliation: async ({ person, path, query }: Asked<'readReconciliation'>, desk: ReconciliationDesk) => {
    const found = await desk.payments.reconciliation(path.day)
    if (!found) return undefined
    const seesAll = holdsRole(person, ['supervisor', 'admin'])
    const own = found.differences.filter(({ agency }) => seesAll || answersFor(person, agency))
    const handed = seesAll ? await desk.payments.handedIn(path.day) : []
    const asked = handed.find((one) => nameOf(one) === query.statement)
    if (query.statement !== undefined && !asked) return undefined
    const { day, at, statements } = found
    const { paidVnd, paidCount, refundedVnd, budgetVnd, budgetRefundedVnd } = found
    const sums = { paidVnd, paidCount, refundedVnd, budgetVnd, budgetRefundedVnd }
    return {
      day,
      at,
      // What the whole city took in is not one agency's to know.
      ...(seesAll ? { sums, handedIn: handed.map(showHandedIn) } : {}),
      ...(asked ? { rows: [...(await desk.payments.rowsOfStatement(asked))] } : {}),
      statements: [...statements],
      differences: own.map((row) => ({ ...row, ...differenceTerms[row.code] })),
    }
  },
}

const nameOf = ({ source, n }: HandedIn) => `${source}-${n}`

function showHandedIn(handed: HandedIn) {
  const { source, n, by, at, count, totalVnd } = handed
  return { name: nameOf(handed), source, n, by, at, count, totalVnd }
}
