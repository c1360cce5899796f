import type { PaymentNews } from '../messages/payments.ts'

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

/** Paid only when both say so; where they disagree or one is not known, nothing is known. */
export function vnpayOutcome(response: string, status: string): PaymentNews['outcome'] {
  const [one, other] = [told(responses, response), told(statuses, status)]
  if (one === other || (one === 'paid' && other !== 'failed')) return other
  return one === 'failed' && other === 'pending' ? 'pending' : 'unknown'
}

/** What the gateway wants to hear: it repeats its call until the answer is 00 or 02. */
export const ipnReplies = {
  settles: { RspCode: '00', Message: 'Confirm Success' },
  fails: { RspCode: '00', Message: 'Confirm Success' },
  'still-open': { RspCode: '00', Message: 'Confirm Success' },
  'paid-before': { RspCode: '02', Message: 'Order already confirmed' },
  'paid-twice': { RspCode: '02', Message: 'Order already confirmed' },
  'paid-late': { RspCode: '02', Message: 'Order already confirmed' },
  'amount-differs': { RspCode: '04', Message: 'Invalid amount' },
  'unknown-payment': { RspCode: '01', Message: 'Order not found' },
  forged: { RspCode: '97', Message: 'Invalid signature' },
} as const
