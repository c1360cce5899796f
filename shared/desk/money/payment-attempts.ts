import { type BackName, isSameBack } from '../../dossier/money-book.ts'
import type { MoneyBack, PaymentAttempt } from '../../messages/attempts.ts'
import { Outage } from '../../outage.ts'
import type { Desk } from '../desk.ts'

const rounds = 8

type Change = { [K in keyof PaymentAttempt]?: PaymentAttempt[K] | undefined }

/**
 * Writes what `change` makes of the attempt as it stands; nothing when it makes nothing of it. Answers the attempt as it
 * stands then. Throws Outage when others keep being quicker.
 */
export async function changeAttempt(
  desk: Pick<Desk, 'payments'>,
  reference: string,
  change: (attempt: PaymentAttempt) => Change | undefined,
): Promise<PaymentAttempt> {
  for (let round = 0; round < rounds; round += 1) {
    const attempt = await desk.payments.attempt(reference)
    if (!attempt) throw new Error('an attempt is gone')
    const changed = change(attempt)
    if (!changed) return attempt
    const next = merged(attempt, changed)
    if (await desk.payments.keepAttempt(next)) return next
  }
  throw new Outage('the attempt', new Error('others were quicker'))
}

/** With what changed; a field set to `undefined` is left out. */
function merged(attempt: PaymentAttempt, change: Change): PaymentAttempt {
  const fields = { ...attempt, ...change, revision: attempt.revision + 1 }
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as unknown as PaymentAttempt
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
