import { type BackName, isSameBack } from '../../dossier/money/money-book.ts'
import type { MoneyBack, PaymentAttempt } from '../../messages/attempts.ts'
import { Outage } from '../../outage.ts'
import { type Changes, withChanges } from '../../with-changes.ts'
import type { Desk } from '../desk.ts'

const rounds = 8

/**
 * Writes what `change` makes of the attempt as it stands; nothing when it makes nothing of it. Answers the attempt as it
 * stands then. Throws Outage when others keep being quicker.
 */
export async function changeAttempt(
  desk: Pick<Desk, 'payments'>,
  reference: string,
  change: (attempt: PaymentAttempt) => Changes<PaymentAttempt> | undefined,
): Promise<PaymentAttempt> {
  for (let round = 0; round < rounds; round += 1) {
    const attempt = await desk.payments.attempt(reference)
    if (!attempt) throw new Error('an attempt is gone')
    const changed = change(attempt)
    if (!changed) return attempt
    const next = withChanges(attempt, { ...changed, revision: attempt.revision + 1 })
    if (await desk.payments.keepAttempt(next)) return next
  }
  throw new Outage('the attempt', new Error('others were quicker'))
}

/** The list with this money on it, once: what settled nothing is the same money whatever it is called later; each refund is another matter. */
export function withBack(backs: readonly MoneyBack[], back: MoneyBack): readonly MoneyBack[] | undefined {
  const isThere = backs.some(
    ({ transaction, why, refund }) =>
      transaction === back.transaction && (why === 'refund') === (back.why === 'refund') && refund === back.refund,
  )
  return isThere ? undefined : [...backs, back]
}

/** The list with one of its rows moved on. */
export function withBackAt(
  backs: readonly MoneyBack[],
  back: BackName,
  change: Partial<MoneyBack>,
): readonly MoneyBack[] {
  return backs.map((row) => (isSameBack(row, back) ? { ...row, ...change } : row))
}
