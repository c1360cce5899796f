import { agencyOf } from '../../agencies/unit.ts'
import { dayOf, earlier, type Instant } from '../../calendar/day.ts'
import type { MoneyBook } from '../../dossier/money/money-book.ts'
import { log } from '../../log.ts'
import { bookReference, type GatewayName, type MoneyBack, type PaymentAttempt } from '../../messages/attempts.ts'
import { type ExpectedPayment, judgePayment, type PaymentJudgement, type PaymentNews } from '../../messages/payments.ts'
import { Outage } from '../../outage.ts'
import type { Desk } from '../desk.ts'
import { type JobNeeds, performAsJob } from '../dossiers/perform-as-job.ts'
import { changeAttempt, withBack } from './payment-attempts.ts'

type Needs = JobNeeds & Pick<Desk, 'payments'>

const rounds = 4

/**
 * Báo có. What a gateway says of an attempt, by its call or when asked: told twice, late, out of order or by two at once it
 * does the same. Money that settles nothing is kept with the attempt until it is back. Throws Outage.
 */
export async function takePaymentNews(desk: Needs, gateway: GatewayName, news: PaymentNews): Promise<PaymentJudgement> {
  const attempt = await desk.payments.attempt(news.reference)
  const judgement =
    attempt?.gateway === gateway ? await judged(desk, attempt, news) : await strayed(desk, gateway, news)
  log({ job: 'payments', code: news.reference, outcome: judgement })
  return judgement
}

async function judged(desk: Needs, attempt: PaymentAttempt, news: PaymentNews): Promise<PaymentJudgement> {
  // Once it is put down to go back it settles nothing any more: it may have gone by hand, which the gateway never learns.
  const kept = attempt.backs.filter(({ transaction }) => transaction === news.transaction)
  const before = goesBack.find((one) => kept.some(({ why }) => why === one))
  if (news.outcome === 'paid' && before) return before
  for (let round = 0; round < rounds; round += 1) {
    const file = await desk.dossiers.load(attempt.dossier)
    const judgement = judgePayment(news, expectedOf(attempt, news, file?.money))
    if (judgement !== 'settles') {
      await note(desk, attempt, news, judgement)
      return judgement
    }
    if (await settle(desk, attempt, news)) {
      await note(desk, attempt, news, 'settles')
      return 'settles'
    }
    // The dossier moved meanwhile, or takes no money in its state: what its book says now decides.
  }
  const closed = (await desk.dossiers.load(attempt.dossier))?.dossier.status
  if (closed === undefined) throw new Outage('the dossier', new Error('it is not there'))
  await note(desk, attempt, news, 'paid-late')
  return 'paid-late'
}

/** The same act as at the counter, under a key that names the payment: a second time it is the first. */
async function settle(desk: Needs, attempt: PaymentAttempt, news: PaymentNews): Promise<boolean> {
  const done = await performAsJob(desk, {
    job: 'payments',
    dossier: attempt.dossier,
    act: {
      act: 'pay',
      amountVnd: news.amountVnd,
      method: 'online',
      reference: bookReference(attempt.gateway, news.transaction),
      obligation: attempt.obligation,
      paidAt: paidAtOf(desk, news),
    },
    key: `paid:${attempt.reference}:${news.transaction}`,
    isDue: ({ money }) => money === 'requested',
  })
  return done === 'done'
}

/** What our own book says of the demand the attempt is for, in the words of the judgement. */
function expectedOf(attempt: PaymentAttempt, news: PaymentNews, book: MoneyBook | undefined): ExpectedPayment {
  const { reference, gateway, amountVnd, transaction } = attempt
  const row = book?.find(({ n }) => n === attempt.obligation)
  if (transaction !== undefined) return { reference, amountVnd, state: 'paid', transaction }
  const kept = row?.payment?.reference
  // Written by the act, and the worker ended before it was written here.
  if (kept === bookReference(gateway, news.transaction))
    return { reference, amountVnd, state: 'paid', transaction: news.transaction }
  if (row?.payment) return { reference, amountVnd, state: 'paid', transaction: kept ?? row.payment.receiptNumber }
  if (row?.state === 'requested') return { reference, amountVnd: row.totalVnd, state: 'requested' }
  return { reference, amountVnd, state: 'cancelled' }
}

const goesBack = ['paid-twice', 'paid-late', 'amount-differs'] as const satisfies (MoneyBack['why'] &
  PaymentJudgement)[]
type GoesBack = (typeof goesBack)[number]
const isBack = (judgement: PaymentJudgement): judgement is GoesBack => goesBack.some((one) => one === judgement)

async function note(desk: Needs, { reference }: PaymentAttempt, news: PaymentNews, judgement: PaymentJudgement) {
  const { transaction, code, amountVnd } = news
  await changeAttempt(desk, reference, (now) => {
    if (judgement === 'settles' || judgement === 'paid-before')
      return now.transaction === transaction ? undefined : { state: 'paid', transaction, code, askAt: undefined }
    if (isBack(judgement)) {
      const back = { transaction, amountVnd, why: judgement, state: 'kept', at: desk.now() } as const
      // Nobody need ask any more: that it was paid is known.
      const backs = withBack(now.backs, back)
      return (
        backs && { backs, code, askAt: undefined, ...(now.transaction === undefined && { state: 'failed' as const }) }
      )
    }
    // It is asked about all the same: the payer may try again on the page that is still open.
    if (judgement === 'fails') return now.state === 'failed' ? undefined : { state: 'failed', code }
    return undefined
  })
}

/** Under the day it was paid, however late it is told, while a night still looks back so far. */
function paidAtOf(desk: Pick<Needs, 'now'>, { at }: PaymentNews): Instant {
  const now = desk.now()
  return at !== undefined && at > earlier(now, 6 * 86_400) ? at : now
}

/** Money under a reference that is none of ours is remembered for the reconciliation of the day. */
async function strayed(desk: Needs, gateway: GatewayName, news: PaymentNews): Promise<PaymentJudgement> {
  if (news.outcome !== 'paid') return 'unknown-payment'
  const at = paidAtOf(desk, news)
  await desk.payments.noteStray(dayOf(at), {
    kind: 'stray',
    dossier: '',
    agency: agencyOf(desk.province),
    obligation: 0,
    method: 'online',
    amountVnd: news.amountVnd,
    items: [],
    at,
    reference: bookReference(gateway, news.transaction),
  })
  return 'unknown-payment'
}
