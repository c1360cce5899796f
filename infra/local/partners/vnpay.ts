import { hmacHex } from '../../../shared/connectors/seals.ts'
import { vnpaySignature } from '../../../shared/connectors/vnpay.ts'
import { type Attempt, findAttempt, keepAttempt, type PaymentBook, type PaymentKeys } from './payment-book.ts'
import { type Asked, type Reply, type Service, textOf } from './stand-in.ts'

const refundOrder =
  'RequestId Version Command TmnCode TransactionType TxnRef Amount TransactionNo TransactionDate CreateBy CreateDate IpAddr OrderInfo'
const answerOrder =
  'ResponseId Command ResponseCode Message TmnCode TxnRef Amount BankCode PayDate TransactionNo TransactionType TransactionStatus OrderInfo'
const joined = (told: Readonly<Record<string, unknown>>, order: string) =>
  order
    .split(' ')
    .map((name) => textOf(told[`vnp_${name}`]))
    .join('|')

/** A gateway in VNPay's format: its page, its questions and refunds; and its own call, `tell`. */
export function standInVnpay({ secret, partnerCode }: PaymentKeys) {
  const ipnOf = (one: Attempt) => {
    const code = one.paid?.code ?? ''
    const fields = {
      vnp_TmnCode: partnerCode,
      vnp_TxnRef: one.reference,
      vnp_Amount: String((one.paid?.amountVnd ?? 0) * 100),
      vnp_OrderInfo: one.about,
      vnp_ResponseCode: code,
      vnp_TransactionStatus: code === '00' ? '00' : '02',
      vnp_TransactionNo: one.paid?.transaction ?? '',
      vnp_BankCode: 'NCB',
      vnp_PayDate: one.paid?.at ?? '',
    }
    return { ...fields, vnp_SecureHash: vnpaySignature(fields, secret()) }
  }

  function openPage({ state, url }: Asked<PaymentBook>): Reply {
    const fields = Object.fromEntries(url.searchParams)
    if (fields.vnp_SecureHash !== vnpaySignature(fields, secret()))
      return { status: 400, json: { message: 'Sai chữ ký' } }
    const about = fields.vnp_OrderInfo ?? ''
    keepAttempt(state, {
      gateway: 'vnpay',
      reference: fields.vnp_TxnRef ?? '',
      amountVnd: Number(fields.vnp_Amount) / 100,
      about,
    })
    return { json: { message: 'Trang thanh toán' } }
  }

  /** One order, one refund; never more than was paid. */
  function giveBack(one: Attempt | undefined, fields: Asked<PaymentBook>['fields']): Record<string, string> {
    const order = textOf(fields.vnp_RequestId)
    const amountVnd = Number(fields.vnp_Amount) / 100
    const isKnown = one?.refunds.some((each) => each.order === order)
    const given = one?.refunds.reduce((sum, each) => sum + each.amountVnd, 0) ?? 0
    const isTooMuch = given + amountVnd > (one?.paid?.amountVnd ?? 0)
    const code = !one?.paid ? '91' : isKnown ? '94' : isTooMuch ? '02' : '00'
    // An order that is known is told so, and nothing more; a querydr says how far it is.
    if (code === '00') one?.refunds.push({ order, amountVnd })
    return {
      vnp_ResponseCode: code,
      vnp_TmnCode: partnerCode,
      vnp_TxnRef: textOf(fields.vnp_TxnRef),
      vnp_Amount: textOf(fields.vnp_Amount),
      vnp_TransactionNo: one?.paid?.transaction ?? '',
      ...(code === '00' && { vnp_TransactionStatus: '06' }),
    }
  }

  function refund({ state, fields }: Asked<PaymentBook>): Reply {
    const right = hmacHex('sha512', secret(), joined(fields, refundOrder))
    const told =
      fields.vnp_SecureHash === right
        ? giveBack(findAttempt(state, 'vnpay', textOf(fields.vnp_TxnRef)), fields)
        : { vnp_ResponseCode: '97' }
    const whole = { vnp_ResponseId: '1', vnp_Command: 'refund', vnp_Message: '', ...told }
    return { json: { ...whole, vnp_SecureHash: hmacHex('sha512', secret(), joined(whole, answerOrder)) } }
  }

  function queryVnpay(asked: Asked<PaymentBook>): Reply {
    const { state, fields } = asked
    if (fields.vnp_Command === 'refund') return refund(asked)
    const one = findAttempt(state, 'vnpay', textOf(fields.vnp_TxnRef))
    const told: Record<string, string> = {
      vnp_ResponseId: '1',
      vnp_Command: 'querydr',
      vnp_Message: one?.paid ? 'ok' : 'Không tìm thấy giao dịch',
      ...(one?.paid
        ? ipnOf(one)
        : { vnp_ResponseCode: '91', vnp_TmnCode: partnerCode, vnp_TxnRef: textOf(fields.vnp_TxnRef) }),
      vnp_TransactionType: '01',
      ...lastRefund(one),
    }
    const order = `${answerOrder} PromotionCode PromotionAmount`
    return { json: { ...told, vnp_SecureHash: hmacHex('sha512', secret(), joined(told, order)) } }
  }

  /** Of several refunds the gateway tells the last one. */
  function lastRefund(one: Attempt | undefined): Record<string, string> {
    const last = one?.refunds.at(-1)
    if (!last) return {}
    const type = last.amountVnd === one?.paid?.amountVnd ? '02' : '03'
    return { vnp_TransactionType: type, vnp_TransactionStatus: '06', vnp_Amount: String(last.amountVnd * 100) }
  }

  const services: Record<string, Service<PaymentBook>> = {
    'GET /vnpay/vpcpay.html': { name: 'pay-page', does: openPage },
    'POST /vnpay/merchant_webapi/api/transaction': { name: 'query', does: queryVnpay },
  }
  return { services, tell: ipnOf }
}
