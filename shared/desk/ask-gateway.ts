import { log, traceOf } from '../log.ts'
import type { PaymentAttempt } from '../messages/attempts.ts'
import type { PaymentNews } from '../messages/payments.ts'
import { Outage } from '../outage.ts'
import type { Desk } from './desk.ts'
import { questionOf } from './payment-request.ts'

/**
 * A gateway's own word on an attempt, or why there is none. For whoever asks several: what is wrong with one gateway, be it
 * down or without its key, is that gateway's silence and no other's.
 */
export async function askGateway(
  desk: Pick<Desk, 'gateways'>,
  attempt: PaymentAttempt,
): Promise<{ news: PaymentNews } | { forged: string } | { silent: unknown }> {
  try {
    const told = await desk.gateways[attempt.gateway].ask(questionOf(attempt))
    if ('forged' in told) log({ job: 'payments', code: attempt.reference, outcome: `forged-${told.forged}` })
    return told
  } catch (error) {
    const outcome = error instanceof Outage ? 'silent' : 'defect'
    log({ job: 'payments', code: attempt.gateway, outcome, ...traceOf(error) })
    return { silent: error }
  }
}
