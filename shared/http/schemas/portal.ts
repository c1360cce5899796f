import * as z from 'zod'
import { catalogueKinds } from '../../catalogue/portal-differences.ts'
import { door, lazily } from './lazily.ts'
import * as shown from './shown.ts'
import { t } from './texts.ts'

const text = lazily(() => z.string())
const status = () => z.enum(shown.statuses)

const telling = lazily(() => z.strictObject({ event: z.int(), status: status(), at: t.instant }))
const promise = () =>
  z.strictObject({
    dueAt: t.instant,
    keptAt: t.instant,
    toldAt: t.instant,
    late: z.enum(['no', 'people', 'synchronisation']).meta({ description: 'Chậm do người hay do đồng bộ' }),
  })

/** Sổ đồng bộ: one line a dossier. */
const line = lazily(() =>
  z
    .strictObject({
      dossier: text(),
      code: text().optional(),
      owed: z.strictObject({ event: z.int(), at: t.instant }).optional(),
      unsentSince: t.instant.optional().meta({ description: 'Sự kiện chưa báo lâu nhất, từ lúc nào' }),
      sent: telling().optional(),
      acknowledged: telling().optional(),
      refused: z.strictObject({ event: z.int(), code: text(), at: t.instant, times: z.int() }).optional(),
      number: text().optional(),
      answer: promise().optional(),
      whole: promise().optional(),
    })
    .meta({ id: 'SyncLine', description: 'Cổng DVCQG đã được báo gì, đã xác nhận gì về một hồ sơ' }),
)

const difference = () =>
  z.strictObject({
    dossier: text(),
    code: text(),
    kind: z.enum(['missing-there', 'behind-there', 'ahead-there', 'unknown-there']),
    ours: status(),
    theirs: text().meta({ description: 'Mã trạng thái như Cổng ghi; để trống nếu Cổng không có hồ sơ' }),
    unsentSince: t.instant.optional(),
    at: t.instant,
    sentAgain: z.boolean(),
  })

const catalogueList = lazily(() =>
  z
    .strictObject({
      of: text().meta({ description: 'agencies, fields, procedures, hoặc procedure:<mã> khi so từng thủ tục' }),
      at: t.instant,
      told: z.int().meta({ description: 'Số dòng Cổng trả lời' }),
      unread: z.enum(['too-long']).optional().meta({ description: 'Câu trả lời quá dài, không so được' }),
      rows: z.array(
        z.strictObject({
          kind: z.enum(catalogueKinds),
          code: text().meta({ description: 'Mã đã làm sạch; nguyên văn khi không đọc được' }),
          ours: text().optional().meta({ description: 'Ở đây' }),
          theirs: text().optional().meta({ description: 'Ở Cổng' }),
        }),
      ),
      more: z.int().optional().meta({ description: 'Số chênh lệch không giữ lại vì quá nhiều' }),
    })
    .meta({ id: 'CatalogueDifferences', description: 'Chênh lệch giữa một danh mục của Cổng DVCQG và của hệ thống' }),
)

const byDay = lazily(() => z.strictObject({ day: t.day }))

/** What stands beside a dossier is asked for by the dossier's own readers. */
export const portalLineSchemas = {
  readSync: door(() => ({ path: z.strictObject({ id: t.dossierId }), status: 200, answer: line() })),
} as const

export const portalSchemas = {
  listUnsent: door(() => ({
    query: z.strictObject({ limit: t.limit, after: t.cursor }),
    status: 200,
    answer: z.strictObject({ rows: z.array(line()), next: text().optional() }),
  })),
  listDifferences: door(() => ({
    path: byDay(),
    query: z.strictObject({
      of: z.enum(['dossiers', 'catalogues']).default('dossiers').meta({ description: 'Của hồ sơ, hay của danh mục' }),
    }),
    status: 200,
    answer: z.strictObject({
      day: t.day,
      rows: z.array(difference()).meta({ description: 'Chênh lệch của hồ sơ' }),
      catalogues: z.array(catalogueList()).optional(),
    }),
  })),
} as const

/** A link is checked as a whole, and whatever it lacks is told to nobody. */
export const toldFileSchemas = {
  fetchToldFile: door(() => ({
    path: z.strictObject({
      link: text().meta({ description: 'Nguyên văn như đã báo ở DuongDanTaiTepTin, DuongDanTepTinKetQua' }),
    }),
    status: 302,
    answer: z.strictObject({ url: text() }),
  })),
} as const

export const portalSheetSchemas = {
  downloadDifferences: door(() => ({
    path: byDay(),
    query: z.strictObject({ format: z.enum(['xlsx', 'pdf']).default('xlsx') }),
    status: 200,
    answer: shown.link(),
  })),
} as const
