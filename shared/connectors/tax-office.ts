import * as z from 'zod'
import { type Day, isDay } from '../calendar/day.ts'
import { lazily } from '../lazily.ts'
import type { LandSlip, TaxNotice } from '../messages/offices.ts'
import { Outage } from '../outage.ts'
import type { Credentials, TaxOffice } from '../partner-ports.ts'
import { openPartner, type PartnerOptions, readJson } from './partner.ts'
import { hmacHex } from './seals.ts'
import { areKeysRefused, isSlipUnknown, isTrouble, obligationCodes, obligationOf } from './tax-office-codes.ts'
import { underKeys } from './under-keys.ts'

export interface TaxOfficeOptions extends Omit<PartnerOptions, 'name'> {
  /** The sender on the exchange. */
  senderCode: string
  credentials: Credentials<{ secret: string }>
}

const spelled = (day: Day) => day.replaceAll('-', '')
const shapes = lazily(() => {
  const day = z
    .string()
    .regex(/^\d{8}$/)
    .transform((text) => `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`)
    .refine(isDay)
  const code = z.union([z.string(), z.number()]).transform(String)
  const sum = z.coerce
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number)
  const taken = z.object({ error_code: code })
  const notice = z
    .object({
      SoPhieuChuyen: z.string().trim(),
      SoThongBao: z.string().min(1).max(100),
      NgayThongBao: day,
      HanNop: day,
      DSKhoanNop: z.array(z.object({ MaKhoan: code, SoTien: sum, MaTieuMuc: code.default('') })).min(1),
    })
    .transform(
      (told): TaxNotice => ({
        slip: told.SoPhieuChuyen,
        notice: told.SoThongBao,
        issuedOn: told.NgayThongBao,
        dueOn: told.HanNop,
        items: told.DSKhoanNop.map(({ MaKhoan, SoTien, MaTieuMuc }) => ({
          kind: obligationOf(MaKhoan),
          code: MaKhoan,
          amountVnd: SoTien,
          budgetCode: MaTieuMuc,
        })),
      }),
    )
  const answered = z.object({ error_code: code, ThongBao: notice.nullish() })
  return { taken, answered }
})

/** A slip in the office's fields; no identity number is made up. */
export function slipFields(slip: LandSlip) {
  const { payer, parcel } = slip
  return {
    SoPhieuChuyen: slip.number,
    MaHoSo: slip.dossierCode,
    NgayChuyen: spelled(slip.sentOn),
    NguoiSuDungDat: payer.name,
    ...(payer.identityNumber ? { SoDinhDanh: payer.identityNumber } : {}),
    ...(payer.taxCode ? { MaSoThue: payer.taxCode } : {}),
    ...(payer.address ? { DiaChi: payer.address } : {}),
    SoTo: parcel.sheet,
    SoThua: parcel.number,
    DienTich: parcel.areaM2,
    MaXa: parcel.communeCode,
    MucDichSuDung: parcel.purpose,
    DSKhoanDeNghi: slip.asks.map((kind) => obligationCodes[kind]),
  }
}

/** Cơ quan thuế: slips go there, notices come back; both keyed by the slip's number. Throws Outage. */
export function createTaxOffice(options: TaxOfficeOptions): TaxOffice {
  const { senderCode, credentials } = options
  const office = openPartner({ ...options, name: 'tax-office' })
  const said = <T extends { error_code: string }>(
    by: 'send' | 'ask',
    path: string,
    json: object,
    shape: () => z.ZodType<T>,
  ): Promise<T> => {
    return underKeys('tax-office', credentials, async ({ secret }) => {
      const seal = hmacHex('sha256', secret, JSON.stringify(json))
      const headers = { 'x-ma-don-vi': senderCode, 'x-chu-ky': seal }
      const told = await office[by](path, { json, headers }, readJson(shape))
      if (isTrouble(told.error_code)) throw new Outage('tax-office', new Error('it has trouble of its own'))
      return areKeysRefused(told.error_code) ? ('keys-refused' as const) : told
    })
  }
  return {
    async send(slip) {
      const answer = await said('send', '/phieuchuyen', slipFields(slip), () => shapes().taken)
      return answer.error_code === '0' ? 'taken' : { refused: `mã ${answer.error_code}` }
    },
    async ask(number) {
      const answer = await said('ask', '/thongbao', { SoPhieuChuyen: number }, () => shapes().answered)
      const { error_code: code } = answer
      if (isSlipUnknown(code)) return undefined
      // Whatever else it says is no word on the notice: taken for "none", it would read as cancelled.
      if (code !== '0') throw new Outage('tax-office', new Error(`code ${code} is in no table`))
      if (!answer.ThongBao) return undefined
      if (answer.ThongBao.slip !== number) throw new Outage('tax-office', new Error('a notice for another slip'))
      return answer.ThongBao
    },
  }
}
