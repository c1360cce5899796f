import { log } from '../log.ts'
import type { MoneyBack, PaymentAttempt } from '../messages/attempts.ts'
import type { RefundOrder, RefundState } from '../partner-ports.ts'
import { isSilent, wordOf } from './ask-gateway.ts'
import type { Desk } from './desk.ts'
import { changeAttempt, withBackAt } from './payment-attempts.ts'
import { questionOf } from './payment-request.ts'

/**
 * Tells each gateway what is to go back, and keeps what it said. One order names one payment, so that it is given once
 * however often it is told. Throws Outage while a gateway is silent: the queue tells it again.
 */
export async function giveBackMoney(desk: Pick<Desk, 'payments' | 'gateways'>, dossier: string): Promise<void> {
  for (const attempt of await desk.payments.attemptsOf(dossier)) {
    for (const back of attempt.backs) if (back.state === 'asked') await giveOne(desk, attempt, back)
  }
}

async function giveOne(desk: Pick<Desk, 'payments' | 'gateways'>, attempt: PaymentAttempt, back: MoneyBack) {
  await noteBack(desk, attempt, back, await desk.gateways[attempt.gateway].giveBack(orderOf(attempt, back)))
}

/** Asks how far each refund is that a gateway has taken; it may take days. A gateway that does not answer is asked the next time. */
export async function followBacks(desk: Pick<Desk, 'payments' | 'gateways'>): Promise<void> {
  for (const reference of await desk.payments.toGiveBack()) {
    const attempt = await desk.payments.attempt(reference)
    for (const back of attempt?.backs ?? []) {
      if (!attempt || back.state !== 'under-way') continue
      const told = await wordOf(attempt, () => desk.gateways[attempt.gateway].howFarBack(orderOf(attempt, back)))
      if (!isSilent(told) && told !== 'under-way') await noteBack(desk, attempt, back, told)
    }
  }
}

function orderOf(attempt: PaymentAttempt, { why, transaction, amountVnd }: MoneyBack): RefundOrder {
  const paidVnd = why === 'refund' ? attempt.amountVnd : amountVnd
  return { ...questionOf(attempt), transaction, paidVnd, amountVnd }
}

async function noteBack(
  desk: Pick<Desk, 'payments'>,
  attempt: PaymentAttempt,
  back: MoneyBack,
  told: RefundState | 'by-hand',
) {
  const outcome: Partial<MoneyBack> =
    typeof told === 'string' ? { state: told } : { state: 'refused', code: told.refused }
  await changeAttempt(desk, attempt.reference, ({ backs }) => ({ backs: withBackAt(backs, back, outcome) }))
  log({ job: 'payments', code: attempt.reference, outcome: `refund-${outcome.state}` })
}
