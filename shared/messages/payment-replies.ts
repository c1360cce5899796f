import type { PaymentJudgement } from './payments.ts'

/** What a gateway in VNPay's format wants to hear: it repeats its call until the answer is 00 or 02. */
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
} as const satisfies Record<PaymentJudgement | 'forged', { RspCode: string; Message: string }>

/** What the national platform hears. No published text names its codes: ours follow its own, where 00 is success. */
export const platformReplies = {
  settles: { MaLoi: '00', MoTaLoi: 'Đã ghi nhận' },
  fails: { MaLoi: '00', MoTaLoi: 'Đã ghi nhận' },
  'still-open': { MaLoi: '00', MoTaLoi: 'Đã ghi nhận' },
  'paid-before': { MaLoi: '00', MoTaLoi: 'Đã ghi nhận trước đó' },
  'paid-twice': { MaLoi: '00', MoTaLoi: 'Đã nộp trước đó; khoản này chờ hoàn' },
  'paid-late': { MaLoi: '00', MoTaLoi: 'Hồ sơ không còn phải nộp; khoản này chờ hoàn' },
  'amount-differs': { MaLoi: '04', MoTaLoi: 'Số tiền không khớp' },
  'unknown-payment': { MaLoi: '01', MoTaLoi: 'Không có mã tham chiếu này' },
  forged: { MaLoi: '97', MoTaLoi: 'Sai mã xác thực' },
} as const satisfies Record<PaymentJudgement | 'forged', { MaLoi: string; MoTaLoi: string }>
