import * as z from 'zod'
import { sheetNames } from '../../dossier/history/sheets.ts'
import { officersPurposes } from '../../dossier/people/data-read.ts'
import { door, lazily, named } from './lazily.ts'
import { inOrder, period } from './periods.ts'
import * as shown from './shown.ts'
import { t } from './texts.ts'

const text = lazily(() => z.string())

export const printRow = named({ id: 'Print', description: 'Một bản in của hồ sơ' }, () =>
  z.strictObject({
    id: text().meta({ examples: ['receipt-2', 'receipt-2-1'] }),
    sheet: z.enum(sheetNames),
    title: text().meta({ description: 'Tên mẫu theo văn bản có hiệu lực vào ngày in' }),
    form: text().optional().meta({ description: 'Số mẫu, nếu có phụ lục quy định' }),
    event: z.int().meta({ description: 'Số thứ tự thao tác làm phát sinh' }),
    revision: z.int().meta({ description: '0 là bản đầu; số lớn hơn là lần in lại' }),
    number: text().optional(),
    at: t.instant,
    by: z.strictObject({ kind: text(), id: text(), name: text().optional() }).optional(),
    reason: text().optional().meta({ description: 'Lý do in lại' }),
    superseded: z
      .boolean()
      .optional()
      .meta({ description: 'Dự thảo xin lỗi in trước theo hạn cũ: hạn đã đổi, dùng bản mới' }),
    sha256: text().optional(),
  }),
)

export const archiveRow = named({ id: 'Archive', description: 'Một bản trích xuất hồ sơ và tình trạng của nó' }, () =>
  z.strictObject({
    id: text(),
    state: z.strictObject({ code: z.enum(['queued', 'ready', 'failed']), term: text() }),
    askedAt: t.instant,
    endedAt: t.instant.optional(),
    size: z.int().optional().meta({ description: 'Byte' }),
    sha256: text().optional(),
    failure: z
      .strictObject({ code: z.enum(['file-gone', 'too-big', 'set-aside']), term: text() })
      .optional()
      .meta({ description: 'Vì sao không trích xuất được; xin lại thì làm lại' }),
  }),
)

/** Mục đích xem: without it, what the officer's role is for. */
const purpose = () =>
  z.enum(officersPurposes).optional().meta({ description: 'Mục đích xem dữ liệu cá nhân, ghi vào nhật ký truy cập' })

const byId = lazily(() => z.strictObject({ id: t.dossierId }))
const bySheet = lazily(() =>
  z.strictObject({
    id: t.dossierId,
    sheet: z
      .string()
      .max(40)
      .regex(/^[a-z]+(-[a-z]+)?-\d{1,6}(-\d{1,3})?$/, { error: 'Phải là mã bản in, ví dụ receipt-2.' }),
  }),
)
const byArchive = lazily(() =>
  z.strictObject({
    id: t.dossierId,
    archive: z
      .string()
      .max(26)
      .regex(/^[0-9a-f]{26}$/, { error: 'Phải là mã bản trích xuất do hệ thống cấp.' }),
  }),
)
const byCode = lazily(() => z.strictObject({ code: t.procedureCode }))

const list = () => ({ path: byId(), status: 200, answer: z.strictObject({ rows: z.array(printRow()) }) }) as const
const download = () => ({ path: bySheet(), status: 200, answer: shown.link() }) as const
const archiveRead = () =>
  ({ path: byArchive(), status: 200, answer: z.strictObject({ archive: archiveRow() }) }) as const
const archiveLink = () => ({ path: byArchive(), status: 200, answer: shown.link() }) as const
const ofProcedure = () => ({ path: byCode(), status: 200, answer: shown.link() }) as const

/** Bản in: sheets of a dossier, the register, and the sheets of the catalogue. */
export const printingSchemas = {
  listSheets: door(list),
  downloadSheet: door(() => ({ ...download(), query: z.strictObject({ purpose: purpose() }) })),
  printSheet: door(() => ({
    path: byId(),
    body: z.strictObject({ sheet: z.enum(sheetNames), purpose: purpose() }),
    status: 200,
    answer: z.strictObject({ print: printRow() }),
  })),
  reprintSheet: door(() => ({
    key: true,
    path: bySheet(),
    body: z.strictObject({ reason: t.line(300), purpose: purpose() }),
    status: 201,
    answer: z.strictObject({ print: printRow() }),
  })),
  printRegister: door(() => ({
    query: inOrder({
      ...period(),
      agency: t.agencyId.optional(),
      format: z.enum(['pdf', 'xlsx']).default('pdf'),
      purpose: purpose(),
    }),
    status: 200,
    answer: shown.link(),
  })),
  listMySheets: door(list),
  downloadMySheet: door(download),
  askArchive: door(() => ({
    path: byId(),
    body: z.strictObject({
      purpose: z.enum(officersPurposes).meta({ description: 'Mục đích, ghi vào nhật ký truy cập khi tải' }),
    }),
    status: 200,
    answer: z.strictObject({ archive: archiveRow() }),
  })),
  readArchive: door(archiveRead),
  downloadArchive: door(archiveLink),
  askMyArchive: door(() => ({ path: byId(), status: 200, answer: z.strictObject({ archive: archiveRow() }) })),
  readMyArchive: door(archiveRead),
  downloadMyArchive: door(archiveLink),
  postingSheet: door(ofProcedure),
  processDocument: door(ofProcedure),
} as const
