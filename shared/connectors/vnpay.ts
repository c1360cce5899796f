import * as z from 'zod'
import { parseInstant, toDate } from '../calendar/day.ts'
import { lazily } from '../lazily.ts'
import { type PaymentNews, type PaymentRequest, totalOf } from '../messages/payments.ts'
import { Outage } from '../outage.ts'
import type { LookedAtCredentials, PaymentGateway, PaymentQuestion, RefundOrder } from '../partner-ports.ts'
import type { Received } from './callbacks.ts'
import { openPartner, type PartnerOptions, readJson } from './partner.ts'
import { hmacHex, isSameText, sha256Hex } from './seals.ts'
import { refundOutcome, refundState, statusOutcome, vnpayOutcome } from './vnpay-codes.ts'
import { compactTime, readCompactTime } from './wire-times.ts'

export interface VnpayOptions extends Omit<PartnerOptions, 'name'> {
  /** `vnp_TmnCode`: the city as the gateway's merchant. */
  merchant: string
  /** The page on which payers choose their bank. */
  payUrl: string
  credentials: LookedAtCredentials<{ secret: string }>
  nowMs: () => number
}

type Fields = Readonly<Record<string, string>>

const signatureField = 'vnp_SecureHash'
const unsigned: ReadonlySet<string> = new Set([signatureField, 'vnp_SecureHashType'])
/** A link to pay lives this long. */
const payMinutes = 15

/**
 * `a=b&c=d` in the order of the names, each part encoded as a form would: what the gateway signs and what it sends. A name that
 * is none of the gateway's is signed by nobody, and read by nobody either.
 */
function queryOf(fields: Fields): string {
  const coded = (text: string) => encodeURIComponent(text).replaceAll('%20', '+')
  return Object.entries(fields)
    .filter(([name, value]) => name.startsWith('vnp_') && !unsigned.has(name) && value !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${coded(name)}=${coded(value)}`)
    .join('&')
}

export function vnpaySignature(fields: Fields, secret: string): string {
  return hmacHex('sha512', secret, queryOf(fields))
}

const ipn = lazily(() =>
  z.object({
    vnp_TmnCode: z.string(),
    vnp_TxnRef: z.string().min(1).max(100),
    vnp_Amount: z.string().regex(/^\d{1,14}$/),
    vnp_ResponseCode: z.string().max(10),
    vnp_TransactionStatus: z.string().max(10),
    vnp_TransactionNo: z.string().max(100),
    vnp_BankCode: z.string().max(50).optional(),
    vnp_PayDate: z.string().max(20).optional(),
    vnp_CurrCode: z.literal('VND').optional(),
    [signatureField]: z.string().max(200),
  }),
)

/**
 * The gateway's call to our server (IPN), or the query its payer's browser brings back: both are signed alike, and only the
 * first may move a dossier. Pure. Names that come twice have to be refused before they are a record.
 */
export function readIpn(fields: Fields, merchant: string, secret: string): Received<PaymentNews> {
  const read = ipn().safeParse(fields)
  if (!read.success) return { forged: 'fields' }
  if (!isSameText(vnpaySignature(fields, secret), read.data[signatureField].toLowerCase()))
    return { forged: 'signature' }
  if (read.data.vnp_TmnCode !== merchant) return { forged: 'merchant' }
  const amountVnd = Number(read.data.vnp_Amount) / 100
  if (!Number.isSafeInteger(amountVnd)) return { forged: 'amount' }
  return understood(newsOf(read.data, amountVnd))
}

/**
 * Money without the gateway's own number is not told from any other: nothing moves by it, and the day's list names it as not asked.
 * Nor is a payment of nothing one.
 */
function understood(news: PaymentNews): Received<PaymentNews> {
  if (news.outcome !== 'paid') return { news }
  if (!isNumber.test(news.transaction)) return { forged: 'number' }
  return news.amountVnd === 0 ? { forged: 'amount' } : { news }
}

/** One to fifteen digits, as published; nought, however long, is none. */
const isNumber = /^(?!0+$)[0-9]{1,15}$/

type Told = Pick<
  z.infer<ReturnType<typeof ipn>>,
  'vnp_TxnRef' | 'vnp_ResponseCode' | 'vnp_TransactionStatus' | 'vnp_TransactionNo'
> & {
  vnp_BankCode?: string | undefined
  vnp_PayDate?: string | undefined
}

function newsOf(told: Told, amountVnd: number): PaymentNews {
  const at = readCompactTime(told.vnp_PayDate ?? '')
  return {
    reference: told.vnp_TxnRef,
    outcome: vnpayOutcome(told.vnp_ResponseCode, told.vnp_TransactionStatus),
    amountVnd,
    code: `${told.vnp_ResponseCode}/${told.vnp_TransactionStatus}`,
    transaction: told.vnp_TransactionNo,
    ...(told.vnp_BankCode ? { bank: told.vnp_BankCode } : {}),
    ...(at === undefined ? {} : { at }),
  }
}

/** Where the payer is sent; amounts go times a hundred. */
export function payLink(
  request: PaymentRequest,
  options: { merchant: string; payUrl: string; secret: string },
): string {
  const until = parseInstant(new Date(toDate(request.at).getTime() + payMinutes * 60_000).toISOString()) ?? request.at
  const fields = {
    vnp_Version: '2.1.0',
    vnp_Command: 'pay',
    vnp_TmnCode: options.merchant,
    vnp_Amount: String(totalOf(request) * 100),
    vnp_CurrCode: 'VND',
    vnp_TxnRef: request.reference,
    vnp_OrderInfo: request.about,
    vnp_OrderType: 'other',
    vnp_Locale: 'vn',
    vnp_ReturnUrl: request.returnTo,
    vnp_IpAddr: request.payerIp,
    vnp_CreateDate: compactTime(request.at),
    vnp_ExpireDate: compactTime(until),
  }
  return `${options.payUrl}?${queryOf(fields)}&${signatureField}=${vnpaySignature(fields, options.secret)}`
}

const answerNames = [
  'vnp_ResponseId',
  'vnp_Command',
  'vnp_ResponseCode',
  'vnp_Message',
  'vnp_TmnCode',
  'vnp_TxnRef',
  'vnp_Amount',
  'vnp_BankCode',
  'vnp_PayDate',
  'vnp_TransactionNo',
  'vnp_TransactionType',
  'vnp_TransactionStatus',
  'vnp_OrderInfo',
  'vnp_PromotionCode',
  'vnp_PromotionAmount',
] as const
const answer = lazily(() => z.record(z.string(), z.coerce.string()))

type Questioned = PaymentQuestion & { transaction?: string }

/** Cổng thanh toán in VNPay's format: a signed link to pay, a signed call back, a signed question. Throws Outage. */
export function createVnpay(options: VnpayOptions): PaymentGateway {
  const { merchant, payUrl, credentials, nowMs } = options
  const gateway = openPartner({ ...options, name: 'vnpay' })
  /** Nothing when the answer is not signed, under the key that was read again neither. */
  const queried = async (question: Questioned) =>
    (await queriedUnder(question, await credentials.read())) ?? queriedUnder(question, await credentials.readAgain())
  const queriedUnder = async (question: Questioned, { secret }: { secret: string }) => {
    const json = questionOf(question, merchant, secret, nowMs())
    const told = await gateway.ask('/merchant_webapi/api/transaction', { json }, readJson(answer))
    const signed = answerNames.map((name) => told[name] ?? '').join('|')
    return isSameText(hmacHex('sha512', secret, signed), (told[signatureField] ?? '').toLowerCase()) ? told : undefined
  }
  return {
    isReady: () => credentials.areComplete(),
    async begin(request) {
      const { secret } = await credentials.read()
      return { payAt: payLink(request, { merchant, payUrl, secret }) }
    },
    async ask(request) {
      const told = await queried(request)
      if (!told) return { forged: 'signature' }
      // 91: the gateway knows no such transaction yet; the payer has not begun.
      if (told.vnp_ResponseCode === '91') return { news: nothingYet(request) }
      const read = ipn().safeParse(told)
      const amountVnd = Number(read.data?.vnp_Amount) / 100
      if (!read.success || told.vnp_TxnRef !== request.reference || !Number.isSafeInteger(amountVnd))
        return { forged: 'fields' }
      return understood({ ...newsOf(read.data, amountVnd), outcome: askedOutcome(told) })
    },
    async giveBack(order) {
      const { secret } = await credentials.read()
      const json = refundOf(order, merchant, secret, nowMs())
      const told = await gateway.send('/merchant_webapi/api/transaction', { json }, readJson(answer))
      // What promotions bring is told of payments only.
      const names = answerNames.filter((name) => !name.startsWith('vnp_Promotion'))
      const signed = names.map((name) => told[name] ?? '').join('|')
      if (!isSameText(hmacHex('sha512', secret, signed), (told[signatureField] ?? '').toLowerCase()))
        throw new Outage('vnpay', new Error('the answer is not signed'))
      // A signed word on another order is none on this one.
      if (told.vnp_ResponseCode === '00' && told.vnp_TxnRef !== order.reference)
        throw new Outage('vnpay', new Error('the answer is about another order'))
      const outcome = refundOutcome(told.vnp_ResponseCode ?? '', told.vnp_TransactionStatus ?? '')
      if (outcome === 'silent') throw new Outage('vnpay', new Error(`code ${told.vnp_ResponseCode}`))
      return outcome
    },
    async howFarBack(order) {
      const told = await queried(order)
      if (!told) throw new Outage('vnpay', new Error('the answer is not signed'))
      // The payment itself, or another one under the same reference, says nothing of this refund.
      const isAbout =
        told.vnp_TransactionNo === order.transaction && told.vnp_TransactionType !== '01' && isOnlyMeant(order, told)
      return told.vnp_ResponseCode === '00' && isAbout ? refundState(told.vnp_TransactionStatus ?? '') : 'under-way'
    },
    async receive(fields) {
      const read = readIpn(fields, merchant, (await credentials.read()).secret)
      // A key that was rotated meanwhile is looked at once before the call counts as forged.
      if (!('forged' in read) || read.forged !== 'signature') return read
      return readIpn(fields, merchant, (await credentials.readAgain()).secret)
    },
  }
}

/**
 * Of an answer 00 says that the question was answered: how the payment stands its status alone says. Of a refund that failed, which the
 * gateway tells in place of the payment it was to give back, the money stays.
 */
function askedOutcome(told: Fields): PaymentNews['outcome'] {
  const { vnp_ResponseCode: response = '', vnp_TransactionStatus: status = '', vnp_TransactionType: type = '01' } = told
  if (response !== '00') return vnpayOutcome(response, status)
  return type !== '01' && status === '02' ? 'paid' : statusOutcome(status)
}

/** Of several refunds of one payment, and of one that may never have been told, an answer has to name the sum, and no other may have the same. */
function isOnlyMeant({ amountVnd, besideVnd = [], bySum }: RefundOrder, { vnp_Amount }: Fields): boolean {
  return (
    (besideVnd.length === 0 && !bySum) || (vnp_Amount === String(amountVnd * 100) && !besideVnd.includes(amountVnd))
  )
}

function nothingYet({ reference }: Pick<PaymentRequest, 'reference'>): PaymentNews {
  return { reference, outcome: 'pending', amountVnd: 0, code: '91', transaction: '' }
}

/**
 * The order's own name is always the same: told again, the gateway answers that it knows it. A new order for money it refused
 * to give has a name of its own, or it would be taken for the one that was refused; so has each refund of one payment.
 */
function refundOf(order: RefundOrder, merchant: string, secret: string, nowMs: number) {
  const anew = order.orders === undefined ? '' : `#${order.orders}`
  const which = order.refund === undefined ? '' : `#refund-${order.refund}`
  const fields = {
    vnp_RequestId: sha256Hex(`${order.reference}#${order.transaction}#${order.amountVnd}${which}${anew}`).slice(0, 32),
    vnp_Version: '2.1.0',
    vnp_Command: 'refund',
    vnp_TmnCode: merchant,
    vnp_TransactionType: order.amountVnd === order.paidVnd ? '02' : '03',
    vnp_TxnRef: order.reference,
    vnp_Amount: String(order.amountVnd * 100),
    vnp_TransactionNo: order.transaction,
    vnp_TransactionDate: compactTime(order.at),
    vnp_CreateBy: 'mot-cua',
    vnp_CreateDate: compactTime(parseInstant(new Date(nowMs).toISOString()) ?? order.at),
    vnp_IpAddr: order.payerIp,
    vnp_OrderInfo: order.about,
  }
  return { ...fields, [signatureField]: hmacHex('sha512', secret, Object.values(fields).join('|')) }
}

/** A transaction's number is optional, and not signed. */
function questionOf(request: Questioned, merchant: string, secret: string, nowMs: number) {
  const now = compactTime(parseInstant(new Date(nowMs).toISOString()) ?? request.at)
  const fields = {
    vnp_RequestId: `${request.reference}-${nowMs}`.replaceAll(/[^\w-]/g, '').slice(-32),
    vnp_Version: '2.1.0',
    vnp_Command: 'querydr',
    vnp_TmnCode: merchant,
    vnp_TxnRef: request.reference,
    vnp_TransactionDate: compactTime(request.at),
    vnp_CreateDate: now,
    vnp_IpAddr: request.payerIp,
    vnp_OrderInfo: request.about,
  }
  const named = request.transaction === undefined ? {} : { vnp_TransactionNo: request.transaction }
  return { ...fields, ...named, [signatureField]: hmacHex('sha512', secret, Object.values(fields).join('|')) }
}
