import { agencyOf } from '../../agencies/unit.ts'
import { type Day, dayOf, type Instant } from '../../calendar/day.ts'
import type { MoneyRow, PaymentAttempt } from '../../messages/attempts.ts'
import type { GatewayWord } from '../../messages/reconciliation.ts'
import type { Sides } from '../../reports/reconciliation/reconciliation.ts'
import type { Desk } from '../desk.ts'
import type { JobNeeds } from '../dossiers/perform-as-job.ts'
import { askGateway, wordOf } from './ask-gateway.ts'
import { takePaymentNews } from './take-payment-news.ts'

type Needs = JobNeeds & Pick<Desk, 'payments' | 'gateways'>

/** Attempts between two looks at the clock, and how many gateways are asked at once. */
const pieceSize = 20
const lanes = 2

/**
 * What the gateways say this night of a day's attempts, piece by piece: what is said once is kept, and asked no more this
 * night. Nothing when the time is over, or when another run has the piece in hand.
 */
export async function wordsOn(
  desk: Needs,
  day: Day,
  begun: readonly MoneyRow[],
  until: Instant,
): Promise<ReadonlyMap<string, GatewayWord> | undefined> {
  const night = dayOf(desk.now())
  const said = new Map((await desk.payments.words(day, night)).map((word) => [word.reference, word]))
  const rest = begun.map(({ reference = '' }) => reference).filter((reference) => !said.has(reference))
  for (let from = 0; from < rest.length; from += pieceSize) {
    if (desk.now() >= until) return undefined
    const [first, ...more] = await askPiece(desk, rest.slice(from, from + pieceSize))
    if (!first) break
    if (!(await desk.payments.keepWords(day, night, [first, ...more]))) return undefined
    for (const word of [first, ...more]) said.set(word.reference, word)
  }
  return said
}

async function askPiece(desk: Needs, references: readonly string[]): Promise<readonly GatewayWord[]> {
  const words: GatewayWord[] = references.map((reference) => ({ reference }))
  const askLane = async (lane: number) => {
    for (const word of words.filter((_, place) => place % lanes === lane)) {
      const attempt = await desk.payments.attempt(word.reference)
      if (!isAskable(attempt)) continue
      const told = await askGateway(desk, attempt)
      if (!('news' in told)) continue
      word.told = told.news
      // Money nobody told of is entered as if its call had come; where that fails the list names it.
      if (told.news.outcome === 'paid' && told.news.transaction !== attempt.transaction)
        await wordOf(attempt, () => takePaymentNews(desk, attempt.gateway, told.news))
    }
  }
  await Promise.all(Array.from({ length: lanes }, (_, lane) => askLane(lane)))
  return words
}

/** One that its gateway heard of. */
const isAskable = (attempt: PaymentAttempt | undefined): attempt is PaymentAttempt =>
  attempt !== undefined && attempt.state !== 'begun' && attempt.state !== 'refused'

/** The attempts of that day as they stand now, each with its gateway's word; one gateway's silence is told, and stops nothing. */
export async function attemptsOf(
  desk: Pick<Desk, 'payments'>,
  begun: readonly MoneyRow[],
  words: ReadonlyMap<string, GatewayWord>,
): Promise<Sides['attempts']> {
  const asked: Sides['attempts'][number][] = []
  for (const { reference = '', code, agency } of begun) {
    const attempt = await desk.payments.attempt(reference)
    if (!isAskable(attempt)) continue
    const told = words.get(reference)?.told
    asked.push({
      attempt,
      agency: agencyOf(agency),
      ...(code === undefined ? {} : { code }),
      ...(told ? { told } : {}),
    })
  }
  return asked
}
