import type { Clock } from '../clock.ts'
import type { LocalServer } from '../loopback.ts'
import { type PaymentBook, type PaymentKeys, paymentBook } from './payment-book.ts'
import { standInPlatform } from './payment-platform.ts'
import { standInReceipts } from './receipt-office.ts'
import { type Asked, type Reply, startStandIn, textOf } from './stand-in.ts'
import { standInVnpay } from './vnpay.ts'

export interface PaymentsOptions extends PaymentKeys {
  port: number
  file: string | undefined
  clock: Pick<Clock, 'now'>
}

/** Nền tảng thanh toán quốc gia, a gateway in VNPay's format and a receipt office, at one address. */
export function startPayments({ port, file, secret, partnerCode, clock }: PaymentsOptions): Promise<LocalServer> {
  const now = () => new Date(clock.now() + 7 * 3_600_000).toISOString().slice(0, 19).replaceAll(/[-T:]/g, '')
  const platform = standInPlatform({ secret, partnerCode })
  const vnpay = standInVnpay({ secret, partnerCode })

  /** The payer pays (or gives up): answers the very call the gateway would make to our server. */
  function pay({ state, fields }: Asked<PaymentBook>): Reply {
    const reference = textOf(fields.reference)
    const one = state.attempts.find((each) => each.reference === reference)
    if (!one) return { status: 404 }
    const transaction = textOf(fields.transaction) || String(14_000_001 + state.attempts.indexOf(one))
    const amountVnd = fields.amountVnd === undefined ? one.amountVnd : Number(fields.amountVnd)
    one.paid = { transaction, code: textOf(fields.code) || '00', amountVnd, at: now() }
    return { json: one.gateway === 'platform' ? platform.tell(one) : vnpay.tell(one) }
  }

  const shows = (state: PaymentBook) => [
    ['Cổng', 'Mã tham chiếu', 'Số tiền', 'Trạng thái'],
    ...state.attempts.map((one) => [
      one.gateway,
      one.reference,
      String(one.amountVnd),
      one.paid ? `${one.paid.code} ${one.paid.transaction}${one.refunds.length > 0 ? ', hoàn' : ''}` : 'chờ',
    ]),
    ...state.receipts.map((one) => [
      'biên lai',
      one.identity,
      String(one.total),
      `số ${one.number}, ${one.lookUpCode}`,
    ]),
  ]
  return startStandIn({
    port,
    file,
    shape: paymentBook,
    empty: { attempts: [], receipts: [] },
    title: 'Thanh toán',
    services: {
      ...platform.services,
      ...vnpay.services,
      ...standInReceipts({ secret }, now),
      'POST /_control/pay': { name: '_pay', does: pay },
    },
    shows,
  })
}
