import * as z from 'zod'
import { everyReport } from '../../reports/figures/every-report.ts'
import { groupings } from '../../reports/grouping.ts'
import { type LateCause, lateCauses } from '../../reports/overdue/late-causes.ts'
import { door, lazily, named } from './lazily.ts'
import { inOrder, period } from './periods.ts'
import * as shown from './shown.ts'
import { lateRow } from './shown-late.ts'
import { t } from './texts.ts'

const text = lazily(() => z.string())
export const reportId = lazily(() => z.enum(everyReport.map(({ id }) => id)))
export const columnId = lazily(() =>
  z.string().regex(/^[A-Za-z-]{1,40}$/, { error: 'Tên cột là `columns.id` của báo cáo: chữ cái và gạch nối.' }),
)
const cells = () => z.array(z.number().nullable())
const row = lazily(() => z.strictObject({ key: text(), label: text(), cells: cells() }))
const causes = shown.namesOf<LateCause>(lateCauses)

const asked = () => ({
  ...period(),
  agency: t.agencyId.optional().meta({ description: 'Bỏ trống: cơ quan của mình; all: mọi cơ quan' }),
  by: z.enum(groupings).optional().meta({ description: 'Phân tổ; bỏ trống: cách phân tổ thường dùng của báo cáo' }),
})

export const figures = named(
  {
    id: 'Figures',
    description: 'Bảng số liệu của một kỳ, có cả dòng bằng không; kỳ chưa hết thì đếm đến hôm nay và notes nói rõ',
  },
  () =>
    z.strictObject({
      report: text(),
      version: z.int(),
      title: text(),
      form: text().optional(),
      source: text(),
      agency: text(),
      ...period(),
      by: z.enum(groupings),
      at: t.instant,
      columns: z.array(z.strictObject({ id: text(), head: text(), traceable: z.boolean() })),
      rows: z.array(row()),
      total: row(),
      manifest: z.strictObject({ rowCount: z.int(), sha256: text(), faults: z.array(text()) }),
      targets: z.array(
        z.strictObject({
          column: text(),
          head: text(),
          percent: z.number().nullable(),
          target: z.number(),
          source: text(),
          isMet: z.boolean().nullable().meta({ description: 'null: không có mẫu số, không đánh giá' }),
        }),
      ),
      notes: z.array(text()),
    }),
)

/** Báo cáo số liệu. */
export const figuresSchemas = {
  listFigures: door(() => ({
    status: 200,
    answer: z.strictObject({
      reports: z.array(
        z.strictObject({
          id: text(),
          version: z.int(),
          title: text(),
          form: text().optional(),
          source: text(),
          by: z.array(z.enum(groupings)).meta({ description: 'Các cách phân tổ, thường dùng trước' }),
        }),
      ),
    }),
  })),
  readFigures: door(() => ({
    path: z.strictObject({ report: reportId() }),
    query: inOrder(asked()),
    status: 200,
    answer: figures(),
  })),
} as const

/** The same as a file; drawn where the fonts are. */
export const figuresFileSchemas = {
  downloadFigures: door(() => ({
    path: z.strictObject({ report: reportId() }),
    query: inOrder({ ...asked(), format: z.enum(['json', 'xlsx', 'pdf']).default('xlsx') }),
    status: 200,
    answer: shown.link(),
  })),
} as const

/** Of a table the row that is traced: its key as it was told apart. */
export const oneRow = () => ({
  by: z.enum(groupings).optional().meta({ description: 'Cách phân tổ của bảng có dòng ở row' }),
  row: t.line(200).optional().meta({ description: 'Chỉ dòng có key này khi phân tổ theo by' }),
  procedure: t.procedureCode.optional().meta({ description: 'Chỉ dòng của thủ tục này (by=procedure)' }),
  field: t.line(200).optional().meta({ description: 'Chỉ dòng của lĩnh vực này, theo key của dòng (by=field)' }),
  sender: t.agencyId.optional().meta({ description: 'Chỉ dòng của nơi chuyển đến này (by=sender)' }),
})

/** What stands behind them. */
export const traceSchemas = {
  traceFigures: door(() => ({
    path: z.strictObject({ report: reportId(), column: columnId() }),
    query: inOrder({
      ...period(),
      agency: t.agencyId.optional().meta({ description: 'Bỏ trống: cơ quan của mình; all: mọi cơ quan' }),
      ...oneRow(),
      limit: t.limit,
      after: t.cursor,
    }),
    status: 200,
    answer: z.strictObject({
      rows: z.array(
        z.strictObject({
          dossier: text(),
          code: text().optional(),
          procedure: text(),
          procedureName: text(),
          on: t.day,
          adds: z.int().meta({ description: 'Cộng vào ô bao nhiêu; các dòng cộng lại bằng số của ô' }),
          status: text(),
          class: z.enum(['early', 'on-time', 'overdue']).optional(),
        }),
      ),
      next: text().optional().meta({
        description:
          'Còn ngày chưa đọc. Tìm trong kỳ và 400 ngày trước kỳ, sau đó từ ngày đầu tiên có số liệu: cứ đọc tiếp đến khi không còn next',
      }),
    }),
  })),
  listLate: door(() => ({
    query: z.strictObject({
      agency: t.agencyId.optional(),
      limit: t.limit,
      after: t.cursor,
    }),
    status: 200,
    answer: z
      .strictObject({
        agency: shown.place(),
        at: t.instant,
        count: z.int().meta({ description: 'Tất cả hồ sơ đang quá hạn' }),
        desks: z
          .array(z.strictObject({ room: shown.place(), officer: shown.officer().optional(), count: z.int() }))
          .meta({ description: 'Tất cả nằm ở bàn nào, nhiều nhất trước' }),
        byCause: z
          .array(z.strictObject({ cause: z.enum(causes), term: text(), count: z.int() }))
          .meta({ description: 'Nguyên nhân của các dòng trong trang này' }),
        next: text().optional().meta({ description: 'Còn hồ sơ sau trang này; lâu nhất đứng trước' }),
        rows: z.array(
          lateRow().extend({
            cause: z.enum(causes),
            why: text(),
            minutes: z.record(text(), z.int()),
          }),
        ),
        atPortal: z
          .strictObject({
            count: z.int().meta({ description: 'Tất cả, kể cả hồ sơ không nêu tên' }),
            isMore: z.boolean().meta({ description: 'Còn hồ sơ ngoài các dòng đã nêu: lâu nhất đứng trước' }),
            rows: z.array(
              z.strictObject({
                dossier: text(),
                code: text(),
                procedureName: text(),
                dueAt: t.instant,
                keptAt: t.instant,
                unsentSince: t.instant,
              }),
            ),
          })
          .meta({ description: 'Xong đúng hạn nhưng Cổng DVCQG hiện là trễ vì chưa được báo: chậm do đồng bộ' }),
      })
      .meta({ id: 'Late', description: 'Hồ sơ quá hạn lúc này: hồ sơ nào, ở bàn ai, vì sao' }),
  })),
} as const
