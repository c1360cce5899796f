import { log } from '../../log.ts'
import type { GatewayName } from '../../messages/attempts.ts'
import type { PaymentJudgement } from '../../messages/payments.ts'
import { Outage } from '../../outage.ts'
import type { Desk } from '../desk.ts'
import type { JobNeeds } from '../dossiers/perform-as-job.ts'
import { takePaymentNews } from './take-payment-news.ts'

/** A gateway's own call. Nothing is read before its signature holds; told again, it moves nothing. Throws Outage. */
export async function receiveCall(
  desk: JobNeeds & Pick<Desk, 'payments' | 'gateways'>,
  gateway: GatewayName,
  fields: Readonly<Record<string, string>>,
): Promise<PaymentJudgement | 'forged'> {
  // It tells again until it hears that it was understood.
  if (!(await desk.gateways[gateway].isReady())) throw new Outage(gateway, new Error('its key is not there'))
  const told = await desk.gateways[gateway].receive(fields)
  if ('news' in told) return takePaymentNews(desk, gateway, told.news)
  log({ job: 'payments', code: gateway, outcome: `forged-${told.forged}` })
  return 'forged'
}
