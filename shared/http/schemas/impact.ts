import * as z from 'zod'
import { limitUnits } from '../../calendar/limit.ts'
import { door, lazily } from './lazily.ts'
import * as shown from './shown.ts'
import { t } from './texts.ts'

const text = lazily(() => z.string())
const caseId = lazily(() =>
  z.string().regex(/^[0-9A-Za-z._-]{1,60}$/, { error: 'Mã trường hợp là `cases.id` ở chi tiết thủ tục.' }),
)
const limit = lazily(() => z.strictObject({ amount: z.number(), unit: z.enum(limitUnits) }))
const channel = () => z.enum(shown.channels)

const byLaw = lazily(() =>
  z.strictObject({
    channel: channel(),
    papers: z.strictObject({ required: z.int(), originals: z.int(), copies: z.int() }),
    trips: z.number().nullable().meta({ description: 'Chỉ biết khi nộp trực tiếp' }),
    limit: limit().optional().meta({ description: 'Thời hạn theo quy định' }),
    committed: limit().optional().meta({ description: 'Thời hạn cam kết, khi ngắn hơn quy định' }),
    feeVnd: z.int().nullable().meta({ description: 'null khi có nhiều mức hoặc chưa công bố' }),
    hours: z.number().nullable(),
    vnd: z.number().nullable().meta({ description: 'Chi phí một hồ sơ; null khi thiếu một phần' }),
  }),
)

const measured = lazily(() =>
  z.strictObject({
    received: z.strictObject({ direct: z.int(), online: z.int(), postal: z.int() }),
    trips: z.strictObject({ handedIn: z.int(), collected: z.int() }),
    supplementsAsked: z.int(),
    payments: z.int(),
    paidVnd: z.int().meta({ description: 'Đã nộp trừ đã hoàn' }),
    papers: z
      .strictObject({
        originals: z.int(),
        certified: z.int(),
        copies: z.int(),
        electronic: z.int(),
        unsaid: z.int().meta({ description: 'Bản giấy không ghi hình thức' }),
        spared: z.int().meta({ description: 'Giấy tờ được tiếp nhận mà không phải nộp' }),
        perDossier: z
          .number()
          .nullable()
          .meta({ description: 'Bình quân một hồ sơ tiếp nhận; null khi không có hồ sơ' }),
      })
      .meta({ description: 'Giấy tờ thực nộp khi tiếp nhận và khi bổ sung, theo hình thức' }),
    workingDays: z
      .number()
      .nullable()
      .meta({ description: 'Số ngày làm việc bình quân đến khi có kết quả, không tính tạm dừng' }),
  }),
)

const asked = () => ({
  year: t.count(2020, 2100),
  agency: t.agencyId.optional().meta({ description: 'Bỏ trống: cơ quan của mình; all: mọi cơ quan' }),
  case: caseId().optional(),
  shorterBy: t.count(1, 60).default(1).meta({ description: 'Rút ngắn bao nhiêu, theo đơn vị của thời hạn' }),
})

/** Bảng đánh giá tác động của một thủ tục. */
export const impactSchemas = {
  readImpact: door(() => ({
    path: z.strictObject({ code: t.procedureCode }),
    query: z.strictObject(asked()),
    status: 200,
    answer: z
      .strictObject({
        procedure: z.strictObject({ code: text(), version: z.int(), name: text() }),
        case: text().optional(),
        source: text(),
        agency: text(),
        year: z.int(),
        countedTo: t.day.meta({ description: 'Ngày cuối được đếm; năm chưa hết thì là hôm nay' }),
        byLaw: z.array(byLaw()),
        measured: measured(),
        savings: z.strictObject({
          droppedPapers: z
            .array(
              z.strictObject({
                paper: text(),
                name: text(),
                dossiers: z.int(),
                onPaper: z.int().meta({ description: 'Hồ sơ nộp bản giấy: bản sao chỉ tính ở đây' }),
                hours: z.number(),
                vnd: z.number(),
                measured: z
                  .strictObject({
                    brought: z.int().meta({ description: 'Số lượt nộp giấy tờ này' }),
                    copies: z.int().meta({ description: 'Số bản sao đã nộp, gồm bản chứng thực' }),
                    spared: z.int().meta({ description: 'Số lượt không phải nộp' }),
                    hours: z.number(),
                    vnd: z.number(),
                  })
                  .meta({ description: 'Theo số thực nộp trong năm' }),
              }),
            )
            .nullable()
            .meta({ description: 'null khi hỏi một trong nhiều trường hợp: số hồ sơ theo trường hợp không được đếm' }),
          shorterLimits: z.array(
            z.strictObject({
              channel: channel(),
              unit: z.enum(limitUnits),
              by: z.number(),
              dossiers: z.int(),
              saved: z.number().meta({ description: 'Thời gian chờ giảm trong năm, theo đơn vị của thời hạn' }),
            }),
          ),
        }),
        parameters: z.array(
          z.strictObject({
            id: text(),
            name: text(),
            validFrom: t.day,
            value: z.number(),
            source: text(),
            verified: z.boolean(),
          }),
        ),
      })
      .meta({
        id: 'Impact',
        description: 'Chi phí của người dân theo quy định và theo số đếm được, và phần giảm được trong một năm',
      }),
  })),
} as const

/** The same as a file; drawn where the fonts are. */
export const impactFileSchemas = {
  downloadImpact: door(() => ({
    path: z.strictObject({ code: t.procedureCode }),
    query: z.strictObject({ ...asked(), format: z.enum(['json', 'xlsx', 'pdf']).default('xlsx') }),
    status: 200,
    answer: shown.link(),
  })),
} as const
