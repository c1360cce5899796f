import * as z from 'zod'
import { lazily } from '../lazily.ts'

/** Thông điệp LayThuTuc of the national portal's exchange, as much of it as is turned into a row. */
const list = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .nullish()
    .transform((rows) => rows ?? [])
export const layThuTuc = lazily(() => {
  const text = z.string().nullish()
  const agency = z.object({ MADONVI: text, TENDONVI: z.string() })
  return z.object({
    MATTHC: z.string(),
    TENTTHC: z.string(),
    MACOQUANCONGBO: text,
    DIACHITIEPNHAN: text,
    YEUCAU: text,
    ISNGANHDOC: text,
    COQUANTHUCHIEN: list(agency),
    COQUANCOTHAMQUYEN: list(agency),
    COQUANPHOIHOP: list(agency),
    TRINHTUTHUCHIEN: list(z.object({ TRUONGHOP: text, TRINHTU: list(z.object({ TENTRINHTU: z.string() })) })),
    CAPTHUCHIEN: list(z.object({ TENCAP: z.string() })),
    LINHVUCTHUCHIEN: list(z.object({ MALINHVUC: text, TENLINHVUC: z.string() })),
    DOITUONGTHUCHIEN: list(z.object({ TENDOITUONG: z.string() })),
    CACHTHUCTHUCHIEN: list(
      z.object({
        KENH: z.string(),
        THOIGIAN: list(
          z.object({
            THOIGIANGIAIQUYET: text,
            DONVITINH: text,
            MOTA: text,
            PHILEPHI: list(z.object({ DONVI: text, MAPHILEPHI: text, SOTIEN: text, MOTA: text })),
          }),
        ),
      }),
    ),
    THANHPHANHOSO: list(
      z.object({
        TRUONGHOP: text,
        GIAYTO: list(
          z.object({
            MAGIAYTO: text,
            TENGIAYTO: z.string(),
            SOBANCHINH: text,
            SOBANSAO: text,
            TENMAUDON: text,
            URL: text,
          }),
        ),
      }),
    ),
    KETQUATHUCHIEN: list(z.object({ MAKETQUA: text, TENKETQUA: z.string() })),
    CANCUPHAPLY: list(z.object({ SOVANBAN: text, TENVANBAN: text })),
  })
})

export type LayThuTuc = z.output<ReturnType<typeof layThuTuc>>

const channels: Readonly<Record<string, string>> = { '1': 'direct', '2': 'online', '3': 'postal' }
const units: Readonly<Record<string, string>> = {
  'ngày làm việc': 'working_day',
  ngày: 'day',
  giờ: 'hour',
  'giờ làm việc': 'hour',
  tháng: 'month',
}
/** Số hiệu loại tiền: 1 phí, 2 lệ phí; a mark may trail the number. */
const moneyKinds: Readonly<Record<string, string>> = { '1': 'phí', '2': 'lệ phí', '3': 'mức giá' }
const levels: readonly (readonly [RegExp, string])[] = [
  [/xã|phường/iu, 'commune'],
  [/tỉnh|thành phố/iu, 'province'],
  [/bộ|trung ương/iu, 'ministry'],
]

/** A LayThuTuc record as a row of the import. */
export function rowOfLayThuTuc(record: LayThuTuc): object {
  const agencies = [...record.COQUANTHUCHIEN, ...record.COQUANCOTHAMQUYEN, ...record.COQUANPHOIHOP]
  const names = (rows: LayThuTuc['COQUANTHUCHIEN']) => rows.map(({ TENDONVI }) => TENDONVI)
  return {
    // With the publishing agency behind it: the import reads the first eight characters and says so.
    code: record.MATTHC,
    name: record.TENTTHC,
    fields: record.LINHVUCTHUCHIEN.map(({ TENLINHVUC }) => TENLINHVUC),
    field_codes: record.LINHVUCTHUCHIEN.flatMap(({ MALINHVUC }) => MALINHVUC ?? []),
    levels: record.CAPTHUCHIEN.map(({ TENCAP }) => levels.find(([pattern]) => pattern.test(TENCAP))?.[1] ?? 'other'),
    executing_agencies: names(record.COQUANTHUCHIEN),
    authority_agencies: names(record.COQUANCOTHAMQUYEN),
    coordinating_agencies: names(record.COQUANPHOIHOP),
    agency_codes: [record.MACOQUANCONGBO, ...agencies.map(({ MADONVI }) => MADONVI)].flatMap((code) => code || []),
    subjects: record.DOITUONGTHUCHIEN.map(({ TENDOITUONG }) => TENDOITUONG),
    conditions: record.YEUCAU,
    receiving_address: record.DIACHITIEPNHAN,
    channels: record.CACHTHUCTHUCHIEN.flatMap(({ KENH, THOIGIAN }) => THOIGIAN.map((time) => channelOf(KENH, time))),
    documents: record.THANHPHANHOSO.flatMap(({ TRUONGHOP, GIAYTO }) =>
      GIAYTO.map((paper) => ({
        group: TRUONGHOP || undefined,
        name: paper.TENGIAYTO,
        originals: Number(paper.SOBANCHINH ?? 0),
        copies: Number(paper.SOBANSAO ?? 0),
        code: paper.MAGIAYTO || undefined,
        forms: paper.TENMAUDON ? [{ name: paper.TENMAUDON, url: paper.URL || undefined }] : [],
      })),
    ),
    steps: record.TRINHTUTHUCHIEN.flatMap(({ TRUONGHOP, TRINHTU }) =>
      TRINHTU.map(({ TENTRINHTU }) => ({ title: TRUONGHOP, text: TENTRINHTU })),
    ),
    results: record.KETQUATHUCHIEN.map(({ MAKETQUA, TENKETQUA }) => ({ code: MAKETQUA, name: TENKETQUA })),
    legal_basis: record.CANCUPHAPLY.map(({ SOVANBAN, TENVANBAN }) => ({ number: SOVANBAN, title: TENVANBAN })),
    state: 'ACTIVE',
    detail_level: 'full_structured',
  }
}

type Time = LayThuTuc['CACHTHUCTHUCHIEN'][number]['THOIGIAN'][number]

function channelOf(channel: string, { THOIGIANGIAIQUYET: amount, DONVITINH: unit, MOTA, PHILEPHI }: Time) {
  const known = units[(unit ?? '').normalize('NFC').trim().toLowerCase()]
  const days = Number((amount ?? '').replace(',', '.'))
  const isCutoff = known === 'hour' && days === 15 && /sau 15 giờ/iu.test((MOTA ?? '').normalize('NFC'))
  return {
    method: channels[channel] ?? channel,
    time_raw: `${amount ?? ''} ${unit ?? ''}`.trim(),
    time: known === undefined || !(days > 0) ? null : { amount: days, unit: known },
    ...(isCutoff && { time_suspect: true }),
    description: MOTA,
    fees: PHILEPHI.map(({ DONVI, MAPHILEPHI, SOTIEN, MOTA: note }) => ({
      kind: moneyKinds[(MAPHILEPHI ?? '').charAt(0)],
      amount: readMoney(SOTIEN),
      currency: /^(đồng|vnd|vnđ)$/iu.test((DONVI ?? 'Đồng').trim().normalize('NFC')) ? 'VND' : DONVI,
      note: note || undefined,
    })),
  }
}

/** "50.000" is fifty thousand. */
function readMoney(text: string | null | undefined): number | undefined {
  const digits = (text ?? '').replace(/[.,\s]/g, '')
  return /^\d+$/.test(digits) ? Number(digits) : undefined
}
