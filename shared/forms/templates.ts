import type { Day } from '../calendar/day.ts'
import type { SheetName } from '../dossier/history/sheets.ts'

/** What is printed of no single dossier. */
export type OtherSheetName = 'register' | 'posting' | 'process'

/** One version of a sheet: its number in the annex, its name, and the days between which it is printed. */
export interface Template {
  version: number
  /** "01" to "07"; absent where no annex prescribes the sheet. */
  form?: string
  title: string
  /** Behind the running number of the agency and year: "12/PXL". Seen is only PXL; the others are assumed. */
  suffix?: string
  /** The desk's name in the second header line. */
  office: string
  /** Fields of procedures in which the name differs from everybody's. */
  fields?: readonly string[]
  validFrom: Day
  validTo?: Day
  source: string
}

const old = {
  office: 'Bộ phận Tiếp nhận và Trả kết quả',
  validFrom: '2019-01-06',
  validTo: '2025-09-14',
  source: 'TT 01/2018/TT-VPCP',
} as const
/** In force from its own day until somebody reads another one in the gazette. */
const now = {
  office: 'Trung tâm Phục vụ hành chính công',
  validFrom: '2025-09-15',
  source: 'TT 03/2025/TT-VPCP',
} as const
/** No annex names these: systems in use print them, and their name has not changed. */
const practice = { validFrom: '2019-01-06', source: 'thông lệ' } as const

const receiptTitle = 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả'
const supplementTitle = 'Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ'
const refusalTitle = 'Phiếu từ chối tiếp nhận giải quyết hồ sơ'
const oldApologyTitle = 'Phiếu xin lỗi và hẹn lại ngày trả kết quả'
const controlTitle = 'Phiếu kiểm soát quá trình giải quyết hồ sơ'
const registerTitle = 'Sổ theo dõi hồ sơ'

/** Newest last; a sheet without a row on a day did not exist then. */
export const templates: Record<SheetName | OtherSheetName, readonly Template[]> = {
  receipt: [
    { ...old, version: 1, form: '01', title: receiptTitle },
    { ...now, version: 2, form: '01', title: receiptTitle },
  ],
  supplement: [
    { ...old, version: 1, form: '02', title: supplementTitle, suffix: 'PBS' },
    { ...now, version: 2, form: '02', title: supplementTitle, suffix: 'PBS' },
  ],
  refusal: [
    { ...old, version: 1, form: '03', title: refusalTitle, suffix: 'PTC' },
    { ...now, version: 2, form: '03', title: refusalTitle, suffix: 'PTC' },
  ],
  apology: [
    { ...old, version: 1, form: '04', title: oldApologyTitle, suffix: 'PXL' },
    {
      ...now,
      version: 2,
      form: '04',
      title: 'Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết',
      suffix: 'PXL',
    },
    // The procedures of civil status published in 2026 still call it by its old name.
    { ...now, version: 3, form: '04', title: oldApologyTitle, suffix: 'PXL', fields: ['Hộ tịch'] },
  ],
  'apology-draft': [
    { ...practice, version: 1, title: 'Dự thảo văn bản xin lỗi và hẹn lại, chờ ký', office: now.office },
  ],
  stop: [{ ...now, version: 1, form: '05', title: 'Thông báo dừng giải quyết hồ sơ', suffix: 'TBD' }],
  control: [
    { ...old, version: 1, form: '05', title: controlTitle },
    { ...now, version: 2, form: '06', title: controlTitle },
  ],
  register: [
    { ...old, version: 1, form: '06', title: registerTitle },
    { ...now, version: 2, form: '07', title: registerTitle },
  ],
  handover: [{ ...practice, version: 1, title: 'Phiếu bàn giao hồ sơ, kết quả', suffix: 'PBG', office: now.office }],
  fee: [{ ...practice, version: 1, title: 'Biên lai thu phí, lệ phí', suffix: 'BL', office: now.office }],
  posting: [{ ...practice, version: 1, title: 'Niêm yết thủ tục hành chính', office: now.office }],
  process: [{ ...practice, version: 1, title: 'Quy trình giải quyết thủ tục hành chính', office: now.office }],
}

/** The version of a sheet that is printed on a day; one that names a field of the procedure goes before the general one. */
export function templateOn(
  sheet: SheetName | OtherSheetName,
  day: Day,
  fields: readonly string[] = [],
): Template | undefined {
  const valid = templates[sheet].filter(
    (row) => row.validFrom <= day && (row.validTo === undefined || day <= row.validTo),
  )
  return (
    valid.findLast((row) => row.fields?.some((field) => fields.includes(field))) ??
    valid.findLast((row) => row.fields === undefined)
  )
}

/** "Mẫu số 01 (TT 03/2025/TT-VPCP)". */
export function formLine({ form, source }: Template): string | undefined {
  return form === undefined ? undefined : `Mẫu số ${form} (${source})`
}
