import * as z from 'zod'
import {
  callbackOrder,
  initOrder,
  queryOrder,
  sealOfFields,
} from '../../../shared/connectors/payment-platform-codes.ts'
import { hmacHex } from '../../../shared/connectors/seals.ts'
import { vnpaySignature } from '../../../shared/connectors/vnpay.ts'
import type { Clock } from '../clock.ts'
import type { LocalServer } from '../loopback.ts'
import { type Asked, type Reply, type Service, startStandIn, textOf } from './stand-in.ts'

const attempt = z.object({
  gateway: z.enum(['platform', 'vnpay']),
  reference: z.string(),
  amountVnd: z.number(),
  about: z.string(),
  paid: z.object({ transaction: z.string(), code: z.string(), amountVnd: z.number(), at: z.string() }).nullable(),
  refunds: z.array(z.object({ order: z.string(), amountVnd: z.number() })).default([]),
})
const receipt = z.object({
  identity: z.string(),
  number: z.number(),
  lookUpCode: z.string(),
  total: z.number(),
  at: z.string(),
})
const book = z.object({ attempts: z.array(attempt), receipts: z.array(receipt) })
type Book = z.infer<typeof book>
type Attempt = z.infer<typeof attempt>

export interface PaymentsOptions {
  port: number
  file: string | undefined
  /** Shared by all three, as a group's credentials are. */
  secret: () => string
  partnerCode: string
  clock: Pick<Clock, 'now'>
}

const pdf = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n', 'latin1')
const forged = { status: 200, json: { error_code: '97', error_message: 'Sai mã xác thực' } }

/** Nền tảng thanh toán quốc gia, a gateway in VNPay's format and a receipt office, at one address. */
export function startPayments({ port, file, secret, partnerCode, clock }: PaymentsOptions): Promise<LocalServer> {
  const now = () => new Date(clock.now() + 7 * 3_600_000).toISOString().slice(0, 19).replaceAll(/[-T:]/g, '')
  const find = (state: Book, gateway: Attempt['gateway'], reference: string) =>
    state.attempts.find((one) => one.gateway === gateway && one.reference === reference)
  const keep = (state: Book, made: Omit<Attempt, 'paid' | 'refunds'>) => {
    const known = find(state, made.gateway, made.reference)
    if (!known) state.attempts.push({ ...made, paid: null, refunds: [] })
  }

  const callbackOf = (one: Attempt) => {
    const fields = {
      LoaiBanTin: 'CALLBACK',
      MaLoi: one.paid?.code ?? '',
      MaDoiTac: partnerCode,
      MaThamChieu: one.reference,
      SoTien: String(one.paid?.amountVnd ?? 0),
      MaTienTe: 'VND',
      MaGiaoDich: one.paid?.transaction ?? '',
      MaNganHang: 'NCB',
      ThoiGianGD: one.paid?.at ?? '',
      ThongTinGiaoDich: one.about,
    }
    return { ...fields, MaXacThuc: sealOfFields(fields, callbackOrder, secret()) }
  }
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

  function begin({ state, fields, headers }: Asked<Book>): Reply {
    if (fields.MaXacThuc !== sealOfFields(fields, initOrder, secret())) return forged
    const reference = textOf(fields.MaThamChieu)
    keep(state, {
      gateway: 'platform',
      reference,
      amountVnd: Number(fields.SoTien),
      about: textOf(fields.ThongTinGiaoDich),
    })
    return { json: { error_code: '0', UrlThanhToan: `http://${headers.host}/?ref=${encodeURIComponent(reference)}` } }
  }

  function query({ state, fields }: Asked<Book>): Reply {
    if (fields.MaXacThuc !== sealOfFields(fields, queryOrder, secret())) return forged
    const one = find(state, 'platform', textOf(fields.MaThamChieu))
    return { json: one?.paid ? { error_code: '0', GiaoDich: callbackOf(one) } : { error_code: '9' } }
  }

  function sheet({ state, fields }: Asked<Book>): Reply {
    return find(state, 'platform', textOf(fields.MaThamChieu))?.paid ? { pdf } : { status: 404 }
  }

  function openPage({ state, url }: Asked<Book>): Reply {
    const fields = Object.fromEntries(url.searchParams)
    if (fields.vnp_SecureHash !== vnpaySignature(fields, secret()))
      return { status: 400, json: { message: 'Sai chữ ký' } }
    const about = fields.vnp_OrderInfo ?? ''
    keep(state, {
      gateway: 'vnpay',
      reference: fields.vnp_TxnRef ?? '',
      amountVnd: Number(fields.vnp_Amount) / 100,
      about,
    })
    return { json: { message: 'Trang thanh toán' } }
  }

  /** One order, one refund; never more than was paid. */
  function giveBack(one: Attempt | undefined, fields: Asked<Book>['fields']): Record<string, string> {
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

  const refundOrder =
    'RequestId Version Command TmnCode TransactionType TxnRef Amount TransactionNo TransactionDate CreateBy CreateDate IpAddr OrderInfo'
  const answerOrder =
    'ResponseId Command ResponseCode Message TmnCode TxnRef Amount BankCode PayDate TransactionNo TransactionType TransactionStatus OrderInfo'
  const joined = (told: Readonly<Record<string, unknown>>, order: string) =>
    order
      .split(' ')
      .map((name) => textOf(told[`vnp_${name}`]))
      .join('|')

  function refund({ state, fields }: Asked<Book>): Reply {
    const right = hmacHex('sha512', secret(), joined(fields, refundOrder))
    const told =
      fields.vnp_SecureHash === right
        ? giveBack(find(state, 'vnpay', textOf(fields.vnp_TxnRef)), fields)
        : { vnp_ResponseCode: '97' }
    const whole = { vnp_ResponseId: '1', vnp_Command: 'refund', vnp_Message: '', ...told }
    return { json: { ...whole, vnp_SecureHash: hmacHex('sha512', secret(), joined(whole, answerOrder)) } }
  }

  function queryVnpay(asked: Asked<Book>): Reply {
    const { state, fields } = asked
    if (fields.vnp_Command === 'refund') return refund(asked)
    const one = find(state, 'vnpay', textOf(fields.vnp_TxnRef))
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

  function issue({ state, fields }: Asked<Book>): Reply {
    const identity = textOf(fields.MaGiaoDich)
    const known = state.receipts.find((one) => one.identity === identity)
    const made = known ?? {
      identity,
      number: state.receipts.length + 1,
      lookUpCode: `TC${String(state.receipts.length + 1).padStart(8, '0')}`,
      total: Number(fields.TongTien),
      at: now(),
    }
    if (!known) state.receipts.push(made)
    return {
      json: {
        error_code: '0',
        SoBienLai: made.number,
        KyHieu: textOf(fields.KyHieu),
        MaTraCuu: made.lookUpCode,
        NgayPhatHanh: made.at,
      },
    }
  }

  /** The payer pays (or gives up): answers the very call the gateway would make to our server. */
  function pay({ state, fields }: Asked<Book>): Reply {
    const reference = textOf(fields.reference)
    const one = state.attempts.find((each) => each.reference === reference)
    if (!one) return { status: 404 }
    const transaction = textOf(fields.transaction) || `GD${String(state.attempts.indexOf(one) + 1).padStart(6, '0')}`
    const amountVnd = fields.amountVnd === undefined ? one.amountVnd : Number(fields.amountVnd)
    one.paid = { transaction, code: textOf(fields.code) || '00', amountVnd, at: now() }
    return { json: one.gateway === 'platform' ? callbackOf(one) : ipnOf(one) }
  }

  const services: Record<string, Service<Book>> = {
    'POST /platform/init': { name: 'init', does: begin, saysNo: { error_code: '99' } },
    'POST /platform/query': { name: 'query', does: query, saysNo: { error_code: '99' } },
    'POST /platform/receipt': { name: 'receipt', does: sheet },
    'GET /vnpay/vpcpay.html': { name: 'pay-page', does: openPage },
    'POST /vnpay/merchant_webapi/api/transaction': { name: 'query', does: queryVnpay },
    'POST /receipts/login': {
      name: 'login',
      does: ({ fields }) => ({
        json: fields.password === secret() ? { error_code: '0', token: secret() } : { error_code: '1' },
      }),
    },
    'POST /receipts/bienlai/phathanh': { name: 'issue', does: issue, saysNo: { error_code: '99' } },
    'POST /_control/pay': { name: '_pay', does: pay },
  }
  const shows = (state: Book) => [
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
    shape: book,
    empty: { attempts: [], receipts: [] },
    title: 'Thanh toán',
    services,
    shows,
  })
}
