import type { ActOf } from '../acts.ts'
import { advance, type Circumstances, type Outcome } from '../circumstances.ts'
import { isSameNumber } from '../numbering.ts'
import { type Objection, object } from '../objections.ts'
import {
  bookFull,
  hasRoom,
  keptVnd,
  type MoneyBook,
  moneyStateOf,
  mostRefundBytes,
  type Obligation,
  type Refund,
  refundsOf,
  withRow,
} from './money-book.ts'
import { tellVnd } from './vnd.ts'

/**
 * Hoàn phí: what was paid for one demand and not given back yet, or a part of it; also after the dossier has ended. Money of the
 * state budget is given back by its own offices: then the act writes down by which order.
 */
export function refund(act: ActOf<'refund'>, c: Circumstances): Outcome | Objection {
  const { dossier, money } = c.file
  const kept = money?.filter((row) => keptVnd(row) > 0) ?? []
  if (dossier.parent || kept.length === 0) return object('nothing-paid')
  const [row, ...others] = act.obligation === undefined ? kept : kept.filter(({ n }) => n === act.obligation)
  if (!row?.payment || others.length > 0) {
    return object(row ? 'obligation-unnamed' : 'nothing-paid', [{ where: 'body.obligation', why: namesOf(kept) }])
  }
  const left = keptVnd(row)
  if (act.amountVnd > left) return object('wrong-amount', [{ where: 'body.amountVnd', why: amountsOf(row) }])
  if (row.notice !== undefined && act.reference === undefined) {
    const why = 'Tiền đã nộp ngân sách: cơ quan thuế, Kho bạc hoàn; ghi số lệnh hoàn trả.'
    return object('reference-missing', [{ where: 'body.reference', why }])
  }
  const before = refundsOf(row)
  const { reference: named } = act
  if (named !== undefined && before.some(({ reference = '' }) => isSameNumber(reference, named))) {
    return object('payment-known', [
      { where: 'body.reference', why: 'Chứng từ này đã ghi cho một lần hoàn của khoản này.' },
    ])
  }
  const reference = act.reference === undefined ? {} : { reference: act.reference }
  const n = before.length + 1
  const given: Refund = { n, amountVnd: act.amountVnd, reason: act.reason, ...reference, at: c.at }
  const { refund: _, ...rest } = row
  const state = act.amountVnd === left ? 'refunded' : 'paid'
  const book = withRow(money, { ...rest, state, refunds: [...before, given] })
  // What ends a demand is always taken: there is one of it.
  if (state === 'paid' && !hasRoom(book, mostRefundBytes)) return bookFull('body.amountVnd')
  const detail = {
    obligation: row.n,
    refund: n,
    amountVnd: act.amountVnd,
    receiptNumber: row.payment.receiptNumber,
    ...(row.notice === undefined ? {} : { notice: row.notice }),
    ...reference,
  }
  const event = { act: 'refund', reason: act.reason, detail, wants: ['payments'] } as const
  return { changes: [{ next: advance(dossier, c.at, { money: moneyStateOf(book) }), event, money: book }] }
}

function amountsOf(row: Obligation): string {
  const [paid, left] = [row.payment?.amountVnd ?? 0, keptVnd(row)]
  const told = `Đã nộp ${tellVnd(paid)}`
  return left === paid ? `${told}.` : `${told}, đã hoàn ${tellVnd(paid - left)}, còn ${tellVnd(left)}.`
}

/** The demands that money can be given back of, as an officer knows them. */
function namesOf(kept: MoneyBook): string {
  const names = kept.map((row) => `${row.n} (${row.payment?.receiptNumber}, còn ${tellVnd(keptVnd(row))})`)
  return `Hồ sơ có khoản đã nộp số ${names.join(', ')}.`
}
