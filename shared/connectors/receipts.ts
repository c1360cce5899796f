import * as z from 'zod'
import { lazily } from '../lazily.ts'
import type { ReceiptDraft } from '../messages/outgoing.ts'
import { Outage } from '../outage.ts'
import type { Credentials, Receipts } from '../partner-ports.ts'
import { moneyInWords } from './money-in-words.ts'
import { openPartner, type PartnerOptions, readJson } from './partner.ts'
import { keepSession } from './session.ts'
import { compactTime, readCompactTime } from './wire-times.ts'

export interface ReceiptsOptions extends Omit<PartnerOptions, 'name'> {
  credentials: Credentials<{ username: string; password: string }>
  nowMs: () => number
}

/** Method of payment as receipts name it. */
const methods = { cash: 'TM', transfer: 'CK', online: 'TTTT', cod: 'COD' } as const satisfies Record<
  ReceiptDraft['method'],
  string
>

/** The office's own trouble, told with status 200: the receipt is asked for again, under the payment's identity. */
const isTrouble = (code: string): boolean => code === '99'

/** A receipt's fields; the sum is the sum of its items, in figures and in words. */
export function receiptFields(draft: ReceiptDraft) {
  const total = draft.items.reduce((sum, item) => sum + item.amountVnd, 0)
  return {
    MaGiaoDich: draft.identity,
    MauSo: draft.form,
    KyHieu: draft.serial,
    DonViThu: draft.collector.name,
    MaSoThue: draft.collector.taxCode,
    NguoiNop: draft.payer.name,
    ...(draft.payer.taxCode ? { MaSoThueNguoiNop: draft.payer.taxCode } : {}),
    ...(draft.payer.address ? { DiaChi: draft.payer.address } : {}),
    MaHoSo: draft.dossierCode,
    NgayNop: compactTime(draft.paidAt),
    HinhThucThanhToan: methods[draft.method],
    DSKhoanThu: draft.items.map(({ name, amountVnd }) => ({ TenKhoanThu: name, SoTien: amountVnd })),
    TongTien: total,
    TongTienBangChu: moneyInWords(total),
  }
}

const shapes = lazily(() => {
  const text = z.union([z.string(), z.number()]).transform(String)
  const issued = z.object({
    error_code: text,
    SoBienLai: text.nullish(),
    KyHieu: z.string().nullish(),
    MaTraCuu: z.string().nullish(),
    NgayPhatHanh: z.string().nullish(),
  })
  const signedIn = z.object({
    error_code: text,
    token: z.string().nullish(),
    expires_in: z.coerce.number().default(600),
  })
  return { issued, signedIn }
})

/** Biên lai điện tử: one for a payment, however often it is asked for; its identity is the payment's. Throws Outage. */
export function createReceipts(options: ReceiptsOptions): Receipts {
  const { credentials, nowMs } = options
  const office = openPartner({ ...options, name: 'receipts' })
  const session = keepSession({
    partner: 'receipts',
    credentials,
    nowMs,
    login: async (json) => {
      const answer = await office.send(
        '/login',
        { json },
        readJson(() => shapes().signedIn),
      )
      return answer.token ? { token: answer.token, seconds: answer.expires_in } : 'refused'
    },
  })
  return {
    issue: (draft) =>
      session(async (token) => {
        const said = { json: receiptFields(draft), headers: { authorization: `Bearer ${token}` } }
        const answer = await office.send('/bienlai/phathanh', said, (told) =>
          told.status === 401 ? undefined : readJson(() => shapes().issued)(told),
        )
        if (answer === undefined) return 'refused'
        const { SoBienLai: number, KyHieu: serial, MaTraCuu: lookUpCode, NgayPhatHanh } = answer
        if (isTrouble(answer.error_code)) throw new Outage('receipts', new Error('it has trouble of its own'))
        if (answer.error_code !== '0') return { refused: `mã ${answer.error_code}` }
        if (!number || !lookUpCode) return { refused: 'biên lai không có số hoặc mã tra cứu' }
        const issuedAt = readCompactTime(NgayPhatHanh ?? '') ?? draft.paidAt
        return { number, serial: serial ?? draft.serial, lookUpCode, issuedAt }
      }),
  }
}
