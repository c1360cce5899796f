import type { PaymentNews } from '../messages/payments.ts'
import type { RefundState } from '../partner-ports.ts'

/** `vnp_ResponseCode` of a payment to ours, as the gateway's published tables have it. */
const responses: Readonly<Record<string, PaymentNews['outcome']>> = {
  '00': 'paid',
  '07': 'pending', // trừ tiền thành công nhưng bị nghi ngờ: bank looks into it
  '09': 'failed', // thẻ chưa đăng ký dịch vụ
  '10': 'failed', // xác thực sai quá số lần
  '11': 'failed', // hết hạn chờ thanh toán
  '12': 'failed', // thẻ bị khóa
  '13': 'failed', // sai OTP
  '24': 'failed', // khách hàng hủy
  '51': 'failed', // không đủ số dư
  '65': 'failed', // vượt hạn mức
  '75': 'failed', // ngân hàng bảo trì
  '79': 'failed', // sai mật khẩu quá số lần
  '99': 'failed', // lỗi khác
}

/** `vnp_TransactionStatus`: where the transaction stands at the gateway. */
const statuses: Readonly<Record<string, PaymentNews['outcome']>> = {
  '00': 'paid',
  '01': 'pending',
  '02': 'failed',
  '04': 'refunded', // giao dịch đảo
  '05': 'refunded', // đang hoàn tiền
  '06': 'refunded',
  '07': 'pending', // nghi ngờ gian lận
  '09': 'paid', // hoàn trả bị từ chối: the money stays
}

const told = (table: Readonly<Record<string, PaymentNews['outcome']>>, code: string) =>
  Object.hasOwn(table, code) ? (table[code] ?? 'unknown') : 'unknown'

/** Where the transaction stands, by its status alone. */
export const statusOutcome = (status: string): PaymentNews['outcome'] => told(statuses, status)

/** Paid only when both say so; where they disagree or one is not known, nothing is known. */
export function vnpayOutcome(response: string, status: string): PaymentNews['outcome'] {
  const [one, other] = [told(responses, response), told(statuses, status)]
  if (one === other || (one === 'paid' && other !== 'failed')) return other
  return one === 'failed' && other === 'pending' ? 'pending' : 'unknown'
}

/** `vnp_TransactionStatus` of a refund: 05 is with the gateway, 06 with the bank, which is as far as the gateway follows it. */
const refundStatuses: Readonly<Record<string, 'given-back' | 'under-way' | 'refused'>> = {
  '00': 'given-back',
  '02': 'refused',
  '05': 'under-way',
  '06': 'given-back',
  '09': 'refused',
}

/** `vnp_ResponseCode` of an order: 00 is taken, 94 is in work already, by an order told before. */
const taken: ReadonlySet<string> = new Set(['00', '94'])
/** Silence in another dress: told again later. */
const silent: ReadonlySet<string> = new Set(['98', '99'])

/** What the answer to an order says. Money is back only where the status says so; that an order is known does not. */
export function refundOutcome(response: string, status: string): RefundState | 'silent' {
  if (silent.has(response)) return 'silent'
  if (!taken.has(response)) return { refused: response }
  return response === '00' ? refundState(status) : 'under-way'
}

/** Of a refund that was taken; a status nobody knows says nothing yet. */
export function refundState(status: string): RefundState {
  const said = Object.hasOwn(refundStatuses, status) ? refundStatuses[status] : 'under-way'
  return said === 'refused' ? { refused: status } : (said ?? 'under-way')
}
