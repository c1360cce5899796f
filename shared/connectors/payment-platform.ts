import * as z from 'zod'
import { toDate } from '../calendar/day.ts'
import { lazily } from '../lazily.ts'
import { type PaymentNews, type PaymentRequest, totalOf } from '../messages/payments.ts'
import type { LookedAtCredentials, PaymentGateway, ReceiptSheets } from '../partner-ports.ts'
import { isForBrowsers } from './addresses.ts'
import type { Received } from './callbacks.ts'
import { openPartner, type PartnerOptions, readJson } from './partner.ts'
import {
  areKeysRefused,
  callbackOrder,
  feeQuestionOrder,
  initOrder,
  outcomeOfCode,
  queryOrder,
  sealOfFields,
} from './payment-platform-codes.ts'
import { isSameText } from './seals.ts'
import { UnwantedStatus } from './transport.ts'
import { underKeys } from './under-keys.ts'
import { compactTime, readCompactTime } from './wire-times.ts'

export interface PaymentPlatformOptions extends Omit<PartnerOptions, 'name'> {
  /** `MaDoiTac`: the city as the platform's partner. */
  partnerCode: string
  credentials: LookedAtCredentials<{ secret: string }>
  nowMs: () => number
}

type Fields = Readonly<Record<string, string>>

const currency = 'VND'
const version = '1.0.6'
/** A payment dated further ahead than this, or older than this, is no news. The gateway repeats its call for days. */
const window = { aheadMs: 10 * 60_000, behindMs: 30 * 24 * 3_600_000 }

const callback = lazily(() =>
  z.object({
    LoaiBanTin: z.string().max(50),
    MaLoi: z.string().max(20),
    MaDoiTac: z.string().max(100),
    MaThamChieu: z.string().min(1).max(100),
    SoTien: z.string().regex(/^\d{1,15}$/),
    MaTienTe: z.string().max(10),
    MaGiaoDich: z.string().max(100),
    MaNganHang: z.string().max(50),
    ThoiGianGD: z.string().max(20),
    ThongTinGiaoDich: z.string().max(500),
    MaXacThuc: z.string().max(200),
  }),
)

/**
 * The platform's call to our server. Pure. A field with the sign that joins fields is refused: moved across a boundary it
 * would keep its hash.
 */
export function readPlatformCall(
  fields: Fields,
  partnerCode: string,
  secret: string,
  nowMs: number,
): Received<PaymentNews> {
  const read = callback().safeParse(fields)
  if (!read.success) return { forged: 'fields' }
  const told = read.data
  if (callbackOrder.some((name) => told[name].includes('|'))) return { forged: 'separator' }
  if (!isSameText(sealOfFields(told, callbackOrder, secret), told.MaXacThuc.toLowerCase()))
    return { forged: 'signature' }
  if (told.MaDoiTac !== partnerCode) return { forged: 'partner' }
  if (told.MaTienTe !== currency) return { forged: 'currency' }
  const at = readCompactTime(told.ThoiGianGD)
  const age = at === undefined ? Number.NaN : nowMs - toDate(at).getTime()
  if (!(age <= window.behindMs && age >= -window.aheadMs)) return { forged: 'time' }
  const outcome = outcomeOfCode(told.MaLoi)
  // Money without the platform's own number is not told from any other: nothing moves by it, and the day's list names it as not asked.
  if (outcome === 'paid' && told.MaGiaoDich === '') return { forged: 'number' }
  if (outcome === 'paid' && Number(told.SoTien) === 0) return { forged: 'amount' }
  return {
    news: {
      reference: told.MaThamChieu,
      outcome,
      amountVnd: Number(told.SoTien),
      code: told.MaLoi,
      transaction: told.MaGiaoDich,
      ...(told.MaNganHang ? { bank: told.MaNganHang } : {}),
      ...(at === undefined ? {} : { at }),
    },
  }
}

const feeQuestion = lazily(() =>
  z.object({
    MaDoiTac: z.string().max(100),
    MaHoSo: z.string().min(1).max(100),
    ThoiGianGD: z.string().max(20),
    MaXacThuc: z.string().max(200),
  }),
)

/** A question is asked of this moment: a copy of it is none some minutes later. */
const questionMs = 15 * 60_000

/** The portal's question for what a dossier owes. Pure. */
export function readFeeQuestion(
  fields: Fields,
  partnerCode: string,
  secret: string,
  nowMs: number,
): { dossierCode: string } | { forged: string } {
  const read = feeQuestion().safeParse(fields)
  if (!read.success) return { forged: 'fields' }
  const told = read.data
  if (feeQuestionOrder.some((name) => told[name].includes('|'))) return { forged: 'separator' }
  if (!isSameText(sealOfFields(told, feeQuestionOrder, secret), told.MaXacThuc.toLowerCase()))
    return { forged: 'signature' }
  if (told.MaDoiTac !== partnerCode) return { forged: 'partner' }
  const at = readCompactTime(told.ThoiGianGD)
  const isNow = at !== undefined && Math.abs(nowMs - toDate(at).getTime()) <= questionMs
  return isNow ? { dossierCode: told.MaHoSo } : { forged: 'time' }
}

/** INIT: what is paid, for what, to whom. An identity number that is not known is left out, never made up. */
export function initFields(request: PaymentRequest, partnerCode: string) {
  const { procedure, agency, beneficiary, payer, items } = request
  return {
    LoaiBanTin: 'INIT',
    PhienBan: version,
    MaDoiTac: partnerCode,
    MaThamChieu: request.reference,
    SoTien: String(totalOf(request)),
    LoaiHinhThanhToan: 'PAY',
    MaKenhThanhToan: '',
    MaThietBi: 'WEB',
    NgonNgu: 'vi',
    MaTienTe: currency,
    MaNganHang: '',
    ThongTinGiaoDich: request.about.replaceAll('|', ' '),
    ThoiGianGD: compactTime(request.at),
    Ip: request.payerIp,
    ThongTinBienLai: {
      MaDichVu: '1',
      MaDVC: procedure.code,
      TenDVC: procedure.name,
      MaTTHC: procedure.code,
      TenTTHC: procedure.name,
      MaDonVi: agency.id,
      TenDonVi: agency.name,
      MaHoSo: request.dossierCode,
      TKThuHuong: beneficiary.account,
      MaNHThuHuong: beneficiary.bank,
      TenTKThuHuong: beneficiary.holder,
      HoTenNguoiNop: payer.name,
      ...(payer.identityNumber ? { SoCMNDNguoiNop: payer.identityNumber } : {}),
      ...(payer.address ? { DiaChi: payer.address } : {}),
      PhiLePhi: items.map(({ code, name, kind, amountVnd }) => ({
        LoaiPhiLePhi: kind === 'fee' ? '1' : '2',
        MaPhiLePhi: code,
        TenPhiLePhi: name,
        SoTien: String(amountVnd),
      })),
      // Where the item of the budget stands in it no published text says: under the tax office's own name for it.
      DSKhoanNop: items.map(({ name, amountVnd, budgetCode }) => ({
        NoiDung: name,
        SoTien: String(amountVnd),
        ...(budgetCode === undefined ? {} : { MaTieuMuc: budgetCode }),
      })),
    },
  }
}

const shapes = lazily(() => {
  const text = z.union([z.string(), z.number()]).transform(String)
  const begun = z.object({ error_code: text, UrlThanhToan: z.string().max(2000).nullish() })
  const queried = z.object({ error_code: text, GiaoDich: z.record(z.string(), z.coerce.string()).nullish() })
  return { begun, queried }
})

/** Nền tảng thanh toán của Cổng Dịch vụ công quốc gia, messages of version 1.0.6. Throws Outage. */
export function createPaymentPlatform(options: PaymentPlatformOptions): PaymentGateway & ReceiptSheets {
  const { partnerCode, credentials, nowMs } = options
  const platform = openPartner({ ...options, name: 'payment-platform' })
  /** Said under the keys of the moment; nothing is decided while they are refused. */
  const said = async <T extends { error_code: string }>(
    by: 'send' | 'ask',
    path: string,
    [fields, order]: readonly [Readonly<Record<string, unknown>>, readonly string[]],
    shape: () => z.ZodType<T>,
  ) =>
    underKeys('payment-platform', credentials, async ({ secret }) => {
      const json = { ...fields, MaXacThuc: sealOfFields(fields, order, secret) }
      const answer = await platform[by](path, { json }, readJson(shape))
      return areKeysRefused(answer.error_code) ? ('keys-refused' as const) : { answer, secret }
    })
  const sealed = async <F extends Readonly<Record<string, unknown>>>(fields: F, order: readonly string[]) => {
    const { secret } = await credentials.read()
    return { ...fields, MaXacThuc: sealOfFields(fields, order, secret) }
  }
  const question = (kind: string, reference: string, at: string) => ({
    LoaiBanTin: kind,
    PhienBan: version,
    MaDoiTac: partnerCode,
    MaThamChieu: reference,
    ThoiGianGD: at,
  })
  return {
    isReady: () => credentials.areComplete(),
    async begin(request) {
      const { answer } = await said(
        'send',
        '/init',
        [initFields(request, partnerCode), initOrder],
        () => shapes().begun,
      )
      if (answer.error_code !== '0') return { refused: `mã ${answer.error_code}` }
      const payAt = answer.UrlThanhToan
      // The payer is sent there by us: nothing but https may stand in it, wherever the answer came from.
      if (!payAt || !isForBrowsers(payAt, options.network)) return { refused: 'không có địa chỉ thanh toán' }
      return { payAt }
    },
    async ask(request) {
      const asked = question('QUERY', request.reference, compactTime(request.at))
      const { answer, secret } = await said('ask', '/query', [asked, queryOrder], () => shapes().queried)
      if (answer.error_code === '0' && answer.GiaoDich) {
        const read = readPlatformCall(answer.GiaoDich, partnerCode, secret, nowMs())
        return 'news' in read && read.news.reference !== request.reference ? { forged: 'reference' } : read
      }
      const { reference } = request
      return { news: { reference, outcome: 'pending', amountVnd: 0, code: answer.error_code, transaction: '' } }
    },
    // No published message gives money back: the agency transfers it.
    giveBack: async () => 'by-hand',
    howFarBack: async () => 'under-way',
    async receive(fields) {
      const read = readPlatformCall(fields, partnerCode, (await credentials.read()).secret, nowMs())
      if (!('forged' in read) || read.forged !== 'signature') return read
      return readPlatformCall(fields, partnerCode, (await credentials.readAgain()).secret, nowMs())
    },
    async askedAbout(fields) {
      const read = readFeeQuestion(fields, partnerCode, (await credentials.read()).secret, nowMs())
      if (!('forged' in read) || read.forged !== 'signature') return read
      return readFeeQuestion(fields, partnerCode, (await credentials.readAgain()).secret, nowMs())
    },
    async sheetOf(request) {
      const json = await sealed(question('BIENLAI', request.reference, compactTime(request.at)), queryOrder)
      return platform.ask('/receipt', { json }, ({ status, bytes }) => {
        if (status === 404) return undefined
        if (status !== 200 || bytes === undefined || Buffer.from(bytes.subarray(0, 5)).toString() !== '%PDF-')
          throw new UnwantedStatus(status)
        return bytes
      })
    },
  }
}
