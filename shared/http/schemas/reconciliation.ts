import * as z from 'zod'
import { differenceCodes, statementSources } from '../../messages/reconciliation.ts'
import { door, lazily, named } from './lazily.ts'
import * as shown from './shown.ts'
import { t } from './texts.ts'

const text = lazily(() => z.string())
const byDay = lazily(() => z.strictObject({ day: t.day }))

const difference = named({ id: 'MoneyDifference', description: 'Một khoản lệch và việc cần làm' }, () =>
  z.strictObject({
    code: z.enum(differenceCodes),
    says: text(),
    todo: text(),
    agency: text(),
    dossier: text().optional(),
    reference: text(),
    day: t.day.optional().meta({ description: 'Ngày của dòng sổ; khoản cũ chưa xong vẫn có trong danh sách mới nhất' }),
    oursVnd: z.int().optional(),
    theirsVnd: z.int().optional(),
  }),
)

/** Đối soát ba bên: sổ, cổng, và biên lai, bưu điện hoặc kho bạc. */
export const reconciliationSchemas = {
  listReconciliations: door(() => ({
    query: z.strictObject({ limit: t.limit }),
    status: 200,
    answer: z.strictObject({ days: z.array(t.day) }),
  })),
  readReconciliation: door(() => ({
    path: byDay(),
    query: z.strictObject({
      statement: z
        .string()
        .regex(/^(platform|vnpay|treasury)-[1-9][0-9]{0,5}$/, {
          error: 'Phải là nguồn và lần nộp, như vnpay-2; nguồn là platform, vnpay hoặc treasury.',
        })
        .optional()
        .meta({ description: 'Cho xem cả các dòng của lần nộp bảng kê này: nguồn và lần nộp, như vnpay-2' }),
    }),
    status: 200,
    answer: z.strictObject({
      day: t.day,
      at: t.instant,
      sums: z
        .strictObject({
          paidVnd: z.int(),
          paidCount: z.int(),
          refundedVnd: z.int(),
          budgetVnd: z.int().optional().meta({ description: 'Trong số đã nộp: nộp ngân sách theo thông báo thuế' }),
          budgetRefundedVnd: z.int().optional().meta({ description: 'Trong số đã hoàn: ngân sách hoàn' }),
        })
        .optional(),
      statements: z.array(z.enum(statementSources)).meta({ description: 'Bảng kê đã nộp và đã đối chiếu' }),
      differences: z.array(difference()),
      handedIn: z
        .array(
          z.strictObject({
            name: text(),
            source: z.enum(statementSources),
            n: z.int(),
            by: text(),
            at: t.instant,
            count: z.int(),
            totalVnd: z.int(),
          }),
        )
        .optional()
        .meta({
          description: 'Mọi lần nộp bảng kê của ngày này: ai, lúc nào; lần mới nhất của mỗi nguồn được đối chiếu',
        }),
      rows: z
        .array(z.strictObject({ reference: text(), amountVnd: z.int() }))
        .optional()
        .meta({ description: 'Các dòng của lần nộp được hỏi' }),
    }),
  })),
} as const

/** The same as a file. */
export const reconciliationFileSchemas = {
  downloadReconciliation: door(() => ({
    path: byDay(),
    query: z.strictObject({ format: z.enum(['json', 'xlsx', 'pdf']).default('xlsx') }),
    status: 200,
    answer: shown.link(),
  })),
} as const

/** By hand: statements of sources that no published message asks, and money given back that no attempt bears. */
export const statementSchemas = {
  giveMoneyBackByHand: door(() => ({
    path: byDay(),
    body: z.strictObject({
      reference: t.line(100).meta({ description: 'Số tham chiếu của khoản, như trong danh sách lệch' }),
      transfer: t.line(100).meta({ description: 'Số chứng từ chuyển trả' }),
    }),
    status: 200,
    answer: z.strictObject({
      day: t.day,
      reference: text(),
      amountVnd: z.int(),
      by: text(),
      at: t.instant,
      transfer: text(),
    }),
  })),
  handInStatement: door(() => ({
    key: true,
    path: byDay(),
    body: z.strictObject({
      source: z.enum(statementSources),
      rows: z
        .array(z.strictObject({ reference: t.line(100), amountVnd: z.int().min(0).max(1_000_000_000_000) }))
        .max(2000),
    }),
    status: 200,
    answer: z.strictObject({
      day: t.day,
      source: z.enum(statementSources),
      rows: z.int(),
      n: z.int(),
      by: text(),
      at: t.instant,
    }),
  })),
} as const
