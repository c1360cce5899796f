import type { Person } from '../access/person.ts'
import { agencyOf } from '../agencies/unit.ts'
import type { Instant } from '../calendar/day.ts'
import { maySee } from '../dossier/may-see.ts'
import { type Objection, object } from '../dossier/objections.ts'
import { log } from '../log.ts'
import type { BackSaid, MoneyBack, PaymentAttempt } from '../messages/attempts.ts'
import type { RefundOrder, RefundState } from '../partner-ports.ts'
import { isSilent, wordOf } from './ask-gateway.ts'
import type { Desk } from './desk.ts'
import { changeAttempt, withBackAt } from './payment-attempts.ts'
import { questionOf } from './payment-request.ts'

/**
 * Trả lại tiền thừa. An officer's word on money that settled nothing: the gateway is asked to give it back, or, with the
 * number of a transfer, it has been given back by hand. Who said it and when stands with the money for good. Said twice, it
 * is done once; another number than the one it was given back by is refused.
 */
export async function orderMoneyBack(
  desk: Pick<Desk, 'dossiers' | 'payments' | 'doorbells' | 'now'>,
  person: Extract<Person, { kind: 'officer' }>,
  id: string,
  said: { reference: string; transaction: string; transfer?: string | undefined },
): Promise<PaymentAttempt | Objection | undefined> {
  const dossier = (await desk.dossiers.load(id))?.dossier
  if (!dossier || !maySee(person, dossier, undefined)) return undefined
  if (agencyOf(person.unit) !== agencyOf(dossier.receivingUnit)) return object('not-your-unit')
  const attempt = await desk.payments.attempt(said.reference)
  const back = attempt?.backs.find(({ transaction }) => transaction === said.transaction)
  if (attempt?.dossier !== id || !back) return object('nothing-kept')
  const wanted: Partial<MoneyBack> =
    said.transfer === undefined ? { state: 'asked' } : { state: 'given-back', code: said.transfer }
  const mayMove = said.transfer === undefined ? ['kept', 'refused'] : ['kept', 'refused', 'by-hand', 'under-way']
  if (back.state !== wanted.state && !mayMove.includes(back.state)) return object('nothing-kept')
  const standing = (backs: readonly MoneyBack[]) =>
    backs.find(({ transaction, why }) => transaction === back.transaction && why === back.why)
  const word = wordOfOfficer(person, desk.now(), said.transfer)
  const next = await changeAttempt(desk, said.reference, ({ backs }) => {
    const now = standing(backs)
    if (!now || !mayMove.includes(now.state)) return undefined
    return { backs: withBackAt(backs, back, { ...wanted, said: [...(now.said ?? []), word] }) }
  })
  // Another was quicker with another word, or it went back by another transfer: what they said stands.
  const stands = standing(next.backs)
  if (stands?.state !== wanted.state || (said.transfer !== undefined && stands?.code !== said.transfer))
    return object('nothing-kept')
  if (said.transfer === undefined) await desk.doorbells.ring('payments', id, dossier.version, `back-${next.revision}`)
  return next
}

function wordOfOfficer({ id }: Pick<Person, 'id'>, at: Instant, transfer: string | undefined): BackSaid {
  return transfer === undefined ? { by: id, at, state: 'asked' } : { by: id, at, state: 'given-back', transfer }
}

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
