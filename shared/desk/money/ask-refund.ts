import type { Obligation, Refund } from '../../dossier/money/money-book.ts'
import { bookReference, type MoneyBack, type PaymentAttempt } from '../../messages/attempts.ts'
import type { Desk } from '../desk.ts'
import { numbered } from './enter-in-book.ts'
import { changeAttempt, withBack } from './payment-attempts.ts'

/** By which way a refund goes: `by-hand` is the accountant's to transfer. */
type RefundWay = 'at-the-counter' | 'by-gateway' | 'by-hand' | 'transferred'

/**
 * Money that came by a gateway goes back by it; what was paid at the counter is given back there, by the act itself. Where no
 * attempt bears what was paid online it is the accountant's to transfer, unless whoever ordered the refund has done so. Throws Outage.
 */
export async function askRefund(
  desk: Pick<Desk, 'payments'>,
  dossier: string,
  row: Obligation,
  refund: Refund,
): Promise<RefundWay> {
  if (row.payment?.method !== 'online') return 'at-the-counter'
  const paidBy = payingAttempt(await desk.payments.attemptsOf(dossier), row)
  if (!paidBy) return refund.reference === undefined ? 'by-hand' : 'transferred'
  const { attempt, transaction } = paidBy
  await changeAttempt(desk, attempt.reference, ({ backs }) => {
    const more = withBack(backs, backOf(refund, transaction))
    return more && { backs: more, state: 'paid', transaction, askAt: undefined }
  })
  return 'by-gateway'
}

function backOf({ n, amountVnd, reference, at }: Refund, transaction: string): MoneyBack {
  const state =
    reference === undefined ? ({ state: 'asked' } as const) : ({ state: 'given-back', code: reference } as const)
  return { transaction, amountVnd, why: 'refund', ...numbered(n), ...state, at }
}

interface PayingAttempt {
  attempt: PaymentAttempt
  /** The gateway's number of the payment. */
  transaction: string
}

/** By which attempt a demand was paid, as the book names the gateway and its number. */
function payingAttempt(attempts: readonly PaymentAttempt[], row: Obligation): PayingAttempt | undefined {
  const booked = row.payment?.reference
  if (booked === undefined) return undefined
  for (const attempt of attempts) {
    const { gateway, transaction } = attempt
    if (transaction !== undefined && bookReference(gateway, transaction) === booked) return { attempt, transaction }
  }
  return unwrittenAttempt(attempts, row.n, booked)
}

/** Whoever wrote the act may have ended before the attempt was written: then it is the one attempt for that demand at that gateway. */
function unwrittenAttempt(attempts: readonly PaymentAttempt[], n: number, booked: string): PayingAttempt | undefined {
  const [attempt, ...others] = attempts.filter(
    ({ obligation, gateway, transaction }) =>
      obligation === n && transaction === undefined && booked.startsWith(bookReference(gateway, '')),
  )
  if (!attempt || others.length > 0) return undefined
  return { attempt, transaction: booked.slice(bookReference(attempt.gateway, '').length) }
}
