import type { Machine } from '../../access/machine.ts'
import type { Person } from '../../access/person.ts'
import { dayOf } from '../../calendar/day.ts'
import type { Desk } from '../../desk/desk.ts'
import type { JobNeeds } from '../../desk/dossiers/perform-as-job.ts'
import { findByCode } from '../../desk/dossiers/read-dossier.ts'
import { beginPayment } from '../../desk/money/begin-payment.ts'
import { feeOwed } from '../../desk/money/fee-owed.ts'
import { giveRowBack } from '../../desk/money/give-row-back.ts'
import { handInStatement } from '../../desk/money/hand-in-statement.ts'
import { orderMoneyBack } from '../../desk/money/order-money-back.ts'
import { receiveCall } from '../../desk/money/receive-call.ts'
import { type PaymentsOfDossier, paymentsOf } from '../../desk/money/show-payments.ts'
import { isObjection } from '../../dossier/objections.ts'
import type { GatewayName, MoneyRow, PaymentAttempt } from '../../messages/attempts.ts'
import { ipnReplies, platformReplies } from '../../messages/payment-replies.ts'
import type { Shown } from '../schemas.ts'
import type { Answers } from './answer.ts'

export type PaymentDesk = JobNeeds & Pick<Desk, 'payments' | 'gateways' | 'payReturnAddress' | 'machines' | 'marks'>

/** Thanh toán: where to pay, what became of it, money that goes back, and the gateways' calls in their own words. */
export const paying = {
  beginPayment: async ({ person, path, body, sourceIp }, desk) =>
    begun(desk, person, path.id, { gateway: body.gateway, payerIp: sourceIp }),
  // The link is handed to the payer: whoever made it pays nothing and learns nothing more than they see of the dossier.
  beginPaymentAtDesk: async ({ person, path, body, sourceIp }, desk) =>
    begun(desk, person, path.id, { gateway: body.gateway, payerIp: sourceIp }),
  beginPaymentForOwner: async ({ person, path, body, sourceIp }, desk) => {
    const dossier = await findByCode(desk, person, path.code)
    return dossier && begun(desk, person, dossier.id, { gateway: body.gateway, payerIp: sourceIp })
  },
  listMyPayments: async ({ person, path }, desk) =>
    showAll(await paymentsOf(desk, person, path.id), (one, isOwed) => showAttempt(one, desk.now(), isOwed)),
  listPayments: async ({ person, path }, desk) =>
    showAll(await paymentsOf(desk, person, path.id), (one, isOwed) => showToOfficer(one, desk.now(), isOwed)),
  orderMoneyBack: async ({ person, path, body, key }, desk) => {
    const attempt = await orderMoneyBack(desk, person, path.id, { ...body, reference: path.reference, key })
    return attempt === undefined || isObjection(attempt) ? attempt : { attempt: showToOfficer(attempt, desk.now()) }
  },
  giveMoneyBackByHand: async ({ person, path, body }, desk) => {
    const row = await giveRowBack(desk, person, { day: path.day, ...body })
    if (row === undefined || isObjection(row)) return row
    const { amountVnd, givenBack } = row
    return givenBack && { day: path.day, reference: body.reference, amountVnd, ...givenBack }
  },
  handInStatement: async ({ person, path, body, key }, desk) => {
    if (path.day > dayOf(desk.now())) {
      return { faults: [{ where: 'path.day', code: 'too-big', detail: 'Ngày này chưa đến, chưa thể có bảng kê.' }] }
    }
    const handed = await handInStatement(desk, person, { day: path.day, ...body }, key)
    if (isObjection(handed)) return handed
    const { day, source, count: rows, n, by, at } = handed
    return { day, source, rows, n, by, at }
  },
  takePlatformCall: async ({ body }, desk) => platformReplies[await receiveCall(desk, 'platform', body)],
  askFeeOwed: async ({ body }, desk) => {
    const found = await feeOwed(desk, body)
    if (found === 'unknown') return { error_code: -1, error_message: 'Không tra cứu được hồ sơ' }
    const { owes } = found
    if (!owes) return { error_code: 0, error_message: 'Không có khoản phải nộp' }
    const items = owes.items.map(({ name, amountVnd }) => ({ NoiDung: name, SoTien: String(amountVnd) }))
    // What an exemption took off belongs to no line: only the sum is told then.
    const lines = owes.exemption ? {} : { DSKhoanNop: items }
    return { error_code: 1, error_message: 'Có khoản phải nộp', SoTien: String(owes.totalVnd), ...lines }
  },
  takeVnpayCall: async ({ query }, desk) => ipnReplies[await receiveCall(desk, 'vnpay', query)],
} satisfies Answers<'paying', PaymentDesk>

async function begun(
  desk: PaymentDesk,
  person: Person | Machine,
  id: string,
  wish: { gateway: GatewayName; payerIp: string },
) {
  const attempt = await beginPayment(desk, person, id, wish)
  return attempt === undefined || isObjection(attempt) ? attempt : { attempt: showAttempt(attempt, desk.now()) }
}

function showAll(
  all: PaymentsOfDossier | undefined,
  show: (attempt: PaymentAttempt, isOwed: boolean) => Shown<'listPayments'>['attempts'][number],
): Shown<'listPayments'> | undefined {
  if (!all) return undefined
  const attempts = all.attempts.map((one) => show(one, all.payable.includes(one.reference)))
  return { attempts, receipts: all.paid.map(showReceipt), refunds: all.refunds.map(({ reason: _, ...one }) => one) }
}

/** With what officers said of money that goes back. */
function showToOfficer(attempt: PaymentAttempt, at: string, isOwed = true) {
  const backs = attempt.backs.map(({ said = [], orders: _, ...back }) => ({ ...back, said: [...said] }))
  return { ...showAttempt(attempt, at, isOwed), backs }
}

/** The link only while it can be used, and while what it was made for is owed. */
function showAttempt(attempt: PaymentAttempt, at: string, isOwed = true) {
  const { reference, obligation, gateway, amountVnd, state, payAt, linkUntil, transaction, backs } = attempt
  const isAlive = isOwed && state === 'open' && at < linkUntil
  return {
    reference,
    obligation,
    gateway,
    amountVnd,
    state,
    at: attempt.at,
    payAt: isAlive ? payAt : undefined,
    linkUntil,
    transaction,
    backs: backs.map(({ said: _, orders: __, ...back }) => ({ ...back, said: undefined })),
  }
}

function showReceipt({ obligation, method, amountVnd, at, receiptNumber = '', receipt, budget }: MoneyRow) {
  const electronic = receipt && 'number' in receipt ? receipt : undefined
  const refused = receipt && 'refused' in receipt ? receipt.refused : undefined
  return { obligation, method, amountVnd, at, receiptNumber, electronic, budget, refused }
}
