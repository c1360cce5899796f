import { earlier, type Instant, toDate } from '../../calendar/day.ts'
import type { GatewayName, PaymentAttempt } from '../../messages/attempts.ts'
import { Outage } from '../../outage.ts'
import type { Desk } from '../desk.ts'
import type { JobNeeds } from '../dossiers/perform-as-job.ts'
import { askGateway } from './ask-gateway.ts'
import { changeAttempt } from './payment-attempts.ts'
import { takePaymentNews } from './take-payment-news.ts'

type Needs = JobNeeds & Pick<Desk, 'payments' | 'gateways'>

/** How long a link is given out, and how long after its beginning an attempt is asked about: minutes, then once a day later. */
export const paymentWindow = { linkSeconds: 15 * 60, askMinutes: [17, 30, 60, 120, 240, 480, 1440, 2880] } as const

const page = 50
const runMs = 60_000

const askAtOf = (at: Instant, minutes: number): Instant => earlier(at, -60 * minutes)

export function firstAskAt(at: Instant): Instant {
  return askAtOf(at, paymentWindow.askMinutes[0])
}

/**
 * Hỏi cổng. Asks about attempts whose call never came, the longest waiting first, for at most a minute; a gateway that is
 * silent is left for the next run, the other one is not. Answers how many were asked. Throws Outage of our own table, and
 * at its end what is wrong with a gateway other than silence.
 */
export async function askPayments(desk: Needs): Promise<number> {
  const startedMs = toDate(desk.now()).getTime()
  const silent = new Map<GatewayName, unknown>()
  const seen = new Set<string>()
  let asked = 0
  while (toDate(desk.now()).getTime() - startedMs < runMs) {
    const found = await desk.payments.toAsk(desk.now(), page + seen.size)
    const fresh = found.filter((reference) => !seen.has(reference))
    if (fresh.length === 0) break
    for (const reference of fresh) {
      seen.add(reference)
      const attempt = await desk.payments.attempt(reference)
      if (attempt?.askAt === undefined || attempt.askAt > desk.now() || silent.has(attempt.gateway)) continue
      const told = await askGateway(desk, attempt)
      if ('silent' in told) {
        silent.set(attempt.gateway, told.silent)
        continue
      }
      if ('news' in told) await takePaymentNews(desk, attempt.gateway, told.news)
      await changeAttempt(desk, reference, (now) => (now.askAt === undefined ? undefined : askedOnceMore(now)))
      asked += 1
    }
  }
  for (const why of silent.values()) if (!(why instanceof Outage)) throw why
  return asked
}

/** The next time, or none: an attempt nobody paid in two days is given up, and counts all the same if money comes. */
function askedOnceMore({ at, asked, state }: PaymentAttempt) {
  const minutes = paymentWindow.askMinutes[asked + 1]
  const end = state === 'failed' ? state : 'expired'
  if (minutes === undefined) return { state: end, asked: asked + 1, askAt: undefined } as const
  return { asked: asked + 1, askAt: askAtOf(at, minutes) }
}
