import { dayOf, type Instant } from '../../calendar/day.ts'
import { isSameBack } from '../../dossier/money/money-book.ts'
import { log } from '../../log.ts'
import type { GatewayName, MoneyBack, PaymentAttempt } from '../../messages/attempts.ts'
import type { RefundOrder, RefundState } from '../../partner-ports.ts'
import { inTurns } from '../carrying-on/in-turns.ts'
import type { Desk } from '../desk.ts'
import { isSilent, type Silent, wordOf } from './ask-gateway.ts'
import { mostSilences } from './issue-again.ts'
import { changeAttempt, withBackAt } from './payment-attempts.ts'
import { questionOf } from './payment-request.ts'

type Gives = Pick<Desk, 'payments' | 'gateways' | 'now'>
type Follows = Pick<Desk, 'payments' | 'gateways' | 'marks' | 'now'>

/**
 * Tells each gateway what is to go back, and keeps what it said. One order names one payment, so that it is given once
 * however often it is told. A gateway that is silent holds up no other's: the first silence is thrown at the end, and the queue
 * tells it again. Throws Outage.
 */
export async function giveBackMoney(desk: Gives, dossier: string): Promise<void> {
  const silences: Silent[] = []
  for (const attempt of await desk.payments.attemptsOf(dossier)) {
    for (const back of attempt.backs.filter(({ state }) => state === 'asked')) {
      const told = await wordOf(attempt, () => giveOne(desk, attempt, back))
      if (isSilent(told)) silences.push(told)
      else await noteBack(desk, attempt, back, told)
    }
  }
  if (silences[0]) throw silences[0].silent
}

/**
 * A gateway knows an order by its name for a day. One of an earlier day may have been told then, and its answer lost: it is asked after first,
 * and not told again where it has been carried out.
 */
async function giveOne({ gateways, now }: Gives, attempt: PaymentAttempt, back: MoneyBack) {
  const [gateway, order] = [gateways[attempt.gateway], orderOf(attempt, back)]
  const orderedAt = back.said?.findLast(({ state }) => state === 'asked')?.at ?? back.at
  if (back.orders === undefined && dayOf(orderedAt) < dayOf(now())) {
    const before = await gateway.howFarBack({ ...order, bySum: true })
    if (before === 'given-back') return before
  }
  return gateway.giveBack(order)
}

/**
 * Asks how far each refund is that a gateway has taken; it may take days. A gateway that does not answer several in a
 * row is asked no more this time; an answer nobody understands is that refund's alone. Answers how many moved; nothing when the time was over, and the next run goes on where this one ended.
 */
export async function followBacks(desk: Follows, until: Instant): Promise<number | undefined> {
  const turns: { turn: string; row: PaymentAttempt }[] = []
  for (const reference of await desk.payments.toGiveBack()) {
    const attempt = await desk.payments.attempt(reference)
    if (attempt) turns.push({ turn: `${attempt.at}#${reference}`, row: attempt })
  }
  const silences = new Map<GatewayName, number>()
  return inTurns(desk, { mark: 'BACKS-FOLLOWED', until }, turns, (attempt) => followOne(desk, attempt, silences))
}

async function followOne(desk: Follows, attempt: PaymentAttempt, silences: Map<GatewayName, number>): Promise<boolean> {
  let moved = false
  for (const back of attempt.backs) {
    const before = silences.get(attempt.gateway) ?? 0
    if (back.state !== 'under-way' || before >= mostSilences) continue
    const told = await wordOf(attempt, () => desk.gateways[attempt.gateway].howFarBack(orderOf(attempt, back)))
    silences.set(attempt.gateway, isSilent(told) ? before + 1 : 0)
    if (isSilent(told)) continue
    if (told !== 'under-way') {
      await noteBack(desk, attempt, back, told)
      moved = true
    }
  }
  return moved
}

function orderOf(attempt: PaymentAttempt, { why, transaction, amountVnd, orders, refund }: MoneyBack): RefundOrder {
  const paidVnd = why === 'refund' ? attempt.amountVnd : amountVnd
  const beside = attempt.backs.filter(
    (other) => other.transaction === transaction && other.refund !== refund && !wasTransferred(other),
  )
  return {
    ...{ ...questionOf(attempt), transaction, paidVnd, amountVnd },
    ...(orders === undefined ? {} : { orders }),
    ...(refund === undefined ? {} : { refund }),
    ...(beside.length === 0 ? {} : { besideVnd: beside.map((other) => other.amountVnd) }),
  }
}

/** By whoever refunded it: its gateway was never told of it. */
const wasTransferred = ({ state, code, said = [] }: MoneyBack): boolean =>
  state === 'given-back' && code !== undefined && said.length === 0

async function noteBack(
  desk: Pick<Desk, 'payments'>,
  attempt: PaymentAttempt,
  back: MoneyBack,
  told: RefundState | 'by-hand',
) {
  const outcome: Partial<MoneyBack> =
    typeof told === 'string' ? { state: told } : { state: 'refused', code: told.refused }
  let isOvertaken = false
  await changeAttempt(desk, attempt.reference, ({ backs }) => {
    // Meanwhile an accountant may have said by which transfer it went: that word stands.
    isOvertaken = !backs.some((now) => isSameBack(now, back) && now.state === back.state)
    return isOvertaken ? undefined : { backs: withBackAt(backs, back, outcome) }
  })
  log({ job: 'payments', code: attempt.reference, outcome: `refund-${outcome.state}${isOvertaken ? '-too-late' : ''}` })
}
