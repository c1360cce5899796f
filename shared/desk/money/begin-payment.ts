import type { Machine } from '../../access/machine.ts'
import type { Person } from '../../access/person.ts'
import { dayOf, earlier, formatInstant } from '../../calendar/day.ts'
import { accountableAgency } from '../../dossier/accountable.ts'
import type { DossierFile } from '../../dossier/dossier.ts'
import { maySee, mayWorkWith } from '../../dossier/may-see.ts'
import { collectedAt, type Obligation, openObligation } from '../../dossier/money/money-book.ts'
import { type Objection, object } from '../../dossier/objections.ts'
import { type GatewayName, type MoneyRow, type PaymentAttempt, referenceOf } from '../../messages/attempts.ts'
import { Outage } from '../../outage.ts'
import type { Desk } from '../desk.ts'
import { ownerRefOf } from '../dossiers/owner-ref.ts'
import type { JobNeeds } from '../dossiers/perform-as-job.ts'
import { firstAskAt, paymentWindow } from './ask-payments.ts'
import { changeAttempt } from './payment-attempts.ts'
import { mayTake, questionOf, requestFor } from './payment-request.ts'
import { takePaymentNews } from './take-payment-news.ts'

type Needs = JobNeeds & Pick<Desk, 'payments' | 'gateways' | 'payReturnAddress'>

const rounds = 5

/**
 * Thanh toán trực tuyến. Where to pay what the dossier owes now. Asked again while the link lives it is the same attempt;
 * after that the gateway is asked first whether it was paid, so that nobody pays twice. By the owner, or by an officer or a
 * machine whose agency has or had the dossier, who hands the link on. Throws Outage.
 */
export async function beginPayment(
  desk: Needs,
  person: Person | Machine,
  id: string,
  { gateway, payerIp }: { gateway: GatewayName; payerIp: string },
): Promise<PaymentAttempt | Objection | undefined> {
  for (let round = 0; round < rounds; round += 1) {
    const file = await desk.dossiers.load(id)
    if (!file || !maySee(person, file.dossier, ownerRefOf(desk, person))) return undefined
    if (!mayWorkWith(person, file.dossier)) return object('not-your-unit')
    const row = openObligation(file.money)
    if (file.dossier.parent !== undefined || !row) return object('nothing-owed')
    if (row.codOrder !== undefined) return withPostman(row, file)
    if (!mayTake(gateway, row))
      return object('payment-refused', [{ where: 'body.gateway', why: 'khoản nộp ngân sách không nộp qua cổng này' }])
    if (!(await desk.gateways[gateway].isReady()))
      return object('payment-refused', [{ where: 'body.gateway', why: 'cổng này chưa được nối với hệ thống' }])
    const attempts = await desk.payments.attemptsOf(id)
    const alive = attempts.findLast((attempt) => isSameWish(attempt, row, gateway) && desk.now() < attempt.linkUntil)
    if (alive) return opened(desk, alive, file, row, payerIp)
    if (await wasPaidMeanwhile(desk, attempts, row)) continue
    const made = attemptOf(desk, file, row, gateway, attempts.length + 1)
    // Written before the gateway is told: whatever happens then, the attempt is asked about.
    await desk.payments.noteRow(dayOf(made.at), begunRow(made, file))
    if (await desk.payments.keepAttempt(made)) return opened(desk, made, file, row, payerIp)
  }
  return object('too-busy')
}

function isSameWish(attempt: PaymentAttempt, row: Obligation, gateway: GatewayName): boolean {
  const isAlive = attempt.state === 'begun' || attempt.state === 'open'
  return isAlive && attempt.obligation === row.n && attempt.gateway === gateway && attempt.amountVnd === row.totalVnd
}

/** Whoever has paid the postman is told so, and not to pay again. */
function withPostman(row: Obligation, { dossier }: DossierFile): Objection {
  const at = collectedAt(row, dossier)
  if (at === undefined) return object('cod-out')
  const told = `Bưu tá đã thu khoản này khi phát bưu gửi lúc ${formatInstant(at)}`
  return object('cod-out', [{ where: 'body.gateway', why: `${told}; chờ bưu điện nộp về, không phải nộp nữa.` }])
}

/**
 * Asks about earlier attempts for the same demand whose end is not known; true when one of them settled it. Nobody was given
 * a link of one that has none: it was never paid, and its gateway's trouble holds up no other.
 */
async function wasPaidMeanwhile(desk: Needs, attempts: readonly PaymentAttempt[], row: Obligation): Promise<boolean> {
  const unknown = attempts.filter(
    ({ obligation, askAt, payAt }) => obligation === row.n && askAt !== undefined && payAt !== undefined,
  )
  for (const attempt of unknown) {
    const told = await desk.gateways[attempt.gateway].ask(questionOf(attempt))
    if (!('news' in told)) throw new Outage(attempt.gateway, new Error(told.forged))
    const judged = await takePaymentNews(desk, attempt.gateway, told.news)
    if (judged === 'settles' || judged === 'paid-before') return true
  }
  return false
}

function attemptOf(
  desk: Needs,
  { dossier }: DossierFile,
  row: Obligation,
  gateway: GatewayName,
  count: number,
): PaymentAttempt {
  const at = desk.now()
  return {
    reference: referenceOf(dossier.id, row.n, count),
    dossier: dossier.id,
    obligation: row.n,
    gateway,
    amountVnd: row.totalVnd,
    about: `Thanh toan ho so ${dossier.code ?? dossier.id}`,
    state: 'begun',
    at,
    linkUntil: earlier(at, -paymentWindow.linkSeconds),
    askAt: firstAskAt(at),
    asked: 0,
    backs: [],
    revision: 1,
  }
}

/** The attempt in the book of its day, where the reconciliation finds it; written first, so that none is missing there. */
function begunRow({ dossier, obligation, amountVnd, at, reference }: PaymentAttempt, file: DossierFile): MoneyRow {
  const { code } = file.dossier
  return {
    kind: 'begun',
    dossier,
    ...(code === undefined ? {} : { code }),
    agency: accountableAgency(file.dossier),
    obligation,
    method: 'online',
    amountVnd,
    items: [],
    at,
    reference,
  }
}

/** Tells the gateway, once more when nobody knows whether it heard: under one reference it is one attempt there. */
async function opened(
  desk: Needs,
  attempt: PaymentAttempt,
  file: DossierFile,
  row: Obligation,
  payerIp: string,
): Promise<PaymentAttempt | Objection> {
  if (attempt.payAt !== undefined) return attempt
  const request = await requestFor(desk, attempt, file, row, payerIp)
  if (!request)
    return object('payment-refused', [{ where: 'body.gateway', why: 'cơ quan chưa có tài khoản thụ hưởng' }])
  const told = await desk.gateways[attempt.gateway].begin(request)
  if ('refused' in told) {
    const refused = { state: 'refused', code: told.refused, askAt: undefined } as const
    await changeAttempt(desk, attempt.reference, ({ state }) => (state === 'begun' ? refused : undefined))
    return object('payment-refused', [{ where: 'body.gateway', why: told.refused }])
  }
  const { payAt } = told
  return changeAttempt(desk, attempt.reference, ({ state }) =>
    state === 'begun' ? { state: 'open', payAt } : undefined,
  )
}
