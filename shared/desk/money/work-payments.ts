import { dayOf } from '../../calendar/day.ts'
import { accountableAgency } from '../../dossier/accountable.ts'
import type { Dossier, DossierEvent, DossierFile } from '../../dossier/dossier.ts'
import { asAfter } from '../../dossier/history.ts'
import { bookedAt, type Obligation, type PaidPart, type Refund, refundsOf, spread } from '../../dossier/money-book.ts'
import { log } from '../../log.ts'
import { bookReference, isRowOwedBack, type MoneyRow, nameOfRow, type PaymentAttempt } from '../../messages/attempts.ts'
import type { Message } from '../../messages/messages.ts'
import { workFromPlace } from '../carrying-on/from-place.ts'
import type { Desk } from '../desk.ts'
import { giveBackMoney } from './give-back-money.ts'
import { issueMissingReceipts } from './issue-receipt.ts'
import { renewListOf } from './lists-to-renew.ts'
import { followBackWord, isBackWord } from './order-money-back.ts'
import { changeAttempt, withBack } from './payment-attempts.ts'

type Needs = Pick<Desk, 'dossiers' | 'marks' | 'payments' | 'gateways' | 'receipts' | 'catalogue' | 'now'>

/**
 * Sổ thu. What an act did with money is entered under its day, a payment gets its electronic receipt, a refund is asked of
 * the gateway it came by. Reads the history from the worker's place: a bell that comes late, twice or out of order finds
 * nothing left or all of it. Neither the receipt office nor a gateway holds up the book or the other; thrown at the end, the
 * queue asks them again. Throws Outage; the place stays before the event that was not entered.
 */
export async function workPayments(
  desk: Needs,
  { dossier: id }: Extract<Message, { kind: 'doorbell' }>,
): Promise<'worked' | 'absent'> {
  const [file, from] = await Promise.all([desk.dossiers.load(id), desk.marks.cursor(id, 'payments')])
  if (!file) return 'absent'
  // What was written between the two questions is not in the book that was read: it has a bell of its own.
  const events = (await desk.dossiers.history(id, from)).filter(({ n }) => n <= file.dossier.version)
  await workFromPlace(desk, 'payments', events, async (event) => {
    const moves = event.act === 'pay' || event.act === 'refund'
    const isWord = isBackWord(event)
    if (moves) await workEvent(desk, { ...file, dossier: asItWas(event, file.dossier, events) }, event)
    if (isWord) await followBackWord(desk, event)
    const collects = collecting.has(event.act) && event.detail?.cod === true
    if (collects) await enterCollection(desk, file, event)
    return moves || isWord || collects
  })
  const ends = await Promise.allSettled([issueMissingReceipts(desk, file), giveBackMoney(desk, id)])
  for (const end of ends) if (end.status === 'rejected') throw end.reason
  return 'worked'
}

/** Under the agency it belonged to then, as figures have it, also when another has taken over meanwhile; and by the code it has now. */
function asItWas(event: DossierEvent, dossier: Dossier, events: readonly DossierEvent[]): Dossier {
  const { code } = dossier
  const then = asAfter(event, dossier, events.slice(events.indexOf(event) + 1))
  return code === undefined ? then : { ...then, code }
}

async function workEvent(desk: Needs, file: DossierFile, event: DossierEvent): Promise<void> {
  const row = file.money?.find(({ n }) => n === event.detail?.obligation)
  if (!row?.payment) {
    log({ queue: 'payments', code: file.dossier.code ?? event.dossier, outcome: 'no-such-obligation' })
    return
  }
  if (event.act === 'refund') {
    const refund = refundsOf(row).find(({ n }) => n === (event.detail?.refund ?? 1))
    if (!refund) throw new Error('a refund is in the history and not in the book')
    const entered = await enterRefund(desk, file, row, refund)
    const isAsked = await askBack(desk, file, row, refund)
    if (!isAsked && !entered.byHand) await desk.payments.noteRow(dayOf(entered.at), { ...entered, byHand: true })
    return
  }
  await enterPaid(desk, file, row)
  await countParts(desk, event)
  await enterSurplus(desk, file, row, event)
}

/** Nộp thừa: what the post paid over beyond the demand is nobody's fee, and goes back to the payer. */
async function enterSurplus(
  desk: Needs,
  { dossier }: DossierFile,
  { n, payment }: Obligation,
  { detail }: DossierEvent,
): Promise<void> {
  if (!payment || typeof detail?.overVnd !== 'number') return
  const { reference = '', method } = payment
  const [at, day] = [bookedAt(payment), dayOf(bookedAt(payment))]
  const named = { dossier: dossier.id, ...(dossier.code !== undefined && { code: dossier.code }), obligation: n }
  const made: MoneyRow = {
    ...{ kind: 'stray' as const, ...named, agency: accountableAgency(dossier), method, reference },
    ...{ amountVnd: detail.overVnd, items: [], at },
  }
  if (await desk.payments.row(day, nameOfRow(made))) return
  await renewListOf(desk, day)
  await desk.payments.noteRow(day, made)
}

/** What the post had paid over of it before settles it together with this, and goes back to nobody. */
async function countParts(desk: Needs, { detail }: DossierEvent): Promise<void> {
  const parts = (detail?.parts ?? []) as readonly PaidPart[]
  for (const { day, reference } of parts) {
    const row = await desk.payments.row(day, `stray#${reference}`)
    if (!row || !isRowOwedBack(row)) continue
    await renewListOf(desk, day)
    await desk.payments.noteRow(day, { ...row, countedWith: String(detail?.reference) })
  }
}

/** An order whose postman is to collect, and the delivery of one that had been given up. */
const collecting: ReadonlySet<DossierEvent['act']> = new Set(['order-shipment', 'delivered'])

/** Thu hộ: what a postman is to collect is waited for until the post has paid it over. */
async function enterCollection(
  desk: Needs,
  { dossier, money }: DossierFile,
  { act, at, detail }: DossierEvent,
): Promise<void> {
  const reference = String(detail?.orderNumber)
  const row = money?.find(({ codOrder }) => codOrder === reference)
  if (!row) return
  // Given up and delivered before any night noted its end, it is still waited for.
  const isWaitedFor = ({ kind, reference: order }: MoneyRow) => kind === 'collecting' && order === reference
  if (act === 'delivered' && (await desk.payments.openRows()).some(isWaitedFor)) return
  const made = bookRow(dossier, row, { kind: 'collecting', method: 'cod', amountVnd: row.totalVnd, at, reference })
  const kept = await desk.payments.row(dayOf(at), nameOfRow(made))
  if (!kept || (act === 'delivered' && kept.ended)) await desk.payments.noteRow(dayOf(at), made)
}

type Moved = Pick<MoneyRow, 'kind' | 'method' | 'amountVnd' | 'at' | 'reference' | 'receiptNumber' | 'refund'>

/** `beforeVnd`: how much of the same demand was moved that way before, so that each kind of money is told once. */
function bookRow(dossier: Dossier, row: Obligation, moved: Moved, beforeVnd = 0): MoneyRow {
  const before = spread(row.items, beforeVnd)
  return {
    ...moved,
    dossier: dossier.id,
    ...(dossier.code === undefined ? {} : { code: dossier.code }),
    agency: accountableAgency(dossier),
    obligation: row.n,
    ...(row.notice === undefined ? {} : { budget: true as const }),
    items: spread(row.items, beforeVnd + moved.amountVnd).map(({ kind, amountVnd }, at) => {
      return { kind, amountVnd: amountVnd - (before[at]?.amountVnd ?? 0) }
    }),
  }
}

async function enterPaid(desk: Needs, { dossier }: DossierFile, row: Obligation): Promise<void> {
  const { payment } = row
  if (!payment) return
  const { method, amountVnd, reference, receiptNumber } = payment
  const named = reference === undefined ? {} : { reference }
  const moved = { kind: 'paid', method, amountVnd, at: bookedAt(payment), ...named, receiptNumber } as const
  await enter(desk, bookRow(dossier, row, moved))
}

function enterRefund(
  desk: Needs,
  { dossier }: DossierFile,
  row: Obligation,
  { n, amountVnd, at, reference }: Refund,
): Promise<MoneyRow> {
  const moved = {
    ...{ kind: 'refunded' as const, method: row.payment?.method ?? ('cash' as const), amountVnd, at },
    ...(reference === undefined ? {} : { reference }),
    ...(row.payment && { receiptNumber: row.payment.receiptNumber }),
    ...numbered(n),
  }
  const earlier = refundsOf(row).filter((one) => one.n < n)
  return enter(
    desk,
    bookRow(
      dossier,
      row,
      moved,
      earlier.reduce((sum, one) => sum + one.amountVnd, 0),
    ),
  )
}

/** The first of a demand bears no number, as when it was the only one. */
const numbered = (n: number) => (n === 1 ? {} : { refund: n })

/** The row as it stands in the book of its day; entered twice, it is one, with what became of it meanwhile. */
async function enter(desk: Needs, made: MoneyRow): Promise<MoneyRow> {
  const kept = await desk.payments.row(dayOf(made.at), nameOfRow(made))
  if (kept) return kept
  await desk.payments.noteRow(dayOf(made.at), made)
  return made
}

/**
 * Money that came by a gateway goes back by it; what was paid at the counter is given back there, by the act itself. False when
 * no attempt bears what was paid online: then it is the accountant's to transfer.
 */
async function askBack(desk: Needs, { dossier }: DossierFile, row: Obligation, refund: Refund): Promise<boolean> {
  if (row.payment?.method !== 'online') return true
  const paidBy = paidByOf(await desk.payments.attemptsOf(dossier.id), row)
  // An officer who names the transfer's number has given the money back already.
  if (!paidBy) return refund.reference !== undefined
  const { attempt, transaction } = paidBy
  const back = {
    transaction,
    amountVnd: refund.amountVnd,
    why: 'refund',
    ...numbered(refund.n),
    ...(refund.reference === undefined
      ? { state: 'asked' as const }
      : { state: 'given-back' as const, code: refund.reference }),
    at: refund.at,
  } as const
  await changeAttempt(desk, attempt.reference, ({ backs }) => {
    const more = withBack(backs, back)
    return more && { backs: more, state: 'paid', transaction, askAt: undefined }
  })
  return true
}

/**
 * By which attempt a demand was paid. Whoever wrote the act may have ended before the attempt was written: then it is the one
 * attempt for that demand at the gateway the book names.
 */
function paidByOf(attempts: readonly PaymentAttempt[], { n, payment }: Obligation) {
  const isOf = ({ gateway, transaction }: PaymentAttempt) =>
    transaction !== undefined && bookReference(gateway, transaction) === payment?.reference
  const known = attempts.find(isOf)
  if (known?.transaction !== undefined) return { attempt: known, transaction: known.transaction }
  const [attempt, ...others] = attempts.filter(
    ({ obligation, gateway, transaction }) =>
      obligation === n && transaction === undefined && payment?.reference?.startsWith(bookReference(gateway, '')),
  )
  if (!attempt || others.length > 0) return undefined
  return { attempt, transaction: payment?.reference?.slice(bookReference(attempt.gateway, '').length) ?? '' }
}
