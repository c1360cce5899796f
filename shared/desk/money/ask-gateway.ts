import { log, traceOf } from '../../log.ts'
import type { PaymentAttempt } from '../../messages/attempts.ts'
import type { PaymentNews } from '../../messages/payments.ts'
import { Outage } from '../../outage.ts'
import type { Desk } from '../desk.ts'
import { questionOf } from './payment-request.ts'

/** No word, and why. */
export interface Silent {
  silent: unknown
}

export const isSilent = (told: unknown): told is Silent => typeof told === 'object' && told !== null && 'silent' in told

/**
 * What a gateway answers, or why it does not. For whoever asks several: what is wrong with one gateway, be it down or without
 * its key, is that gateway's silence and no other's.
 */
export async function wordOf<T>(
  { gateway }: Pick<PaymentAttempt, 'gateway'>,
  ask: () => Promise<T>,
): Promise<T | Silent> {
  try {
    return await ask()
  } catch (error) {
    const outcome = error instanceof Outage ? 'silent' : 'defect'
    log({ job: 'payments', code: gateway, outcome, ...traceOf(error) })
    return { silent: error }
  }
}

/** A gateway's own word on an attempt. */
export async function askGateway(
  desk: Pick<Desk, 'gateways'>,
  attempt: PaymentAttempt,
): Promise<{ news: PaymentNews } | { forged: string } | Silent> {
  const told = await wordOf(attempt, () => desk.gateways[attempt.gateway].ask(questionOf(attempt)))
  if ('forged' in told) log({ job: 'payments', code: attempt.reference, outcome: `forged-${told.forged}` })
  return told
}
