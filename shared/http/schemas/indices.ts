import * as z from 'zod'
import { indexSetShape } from '../../reports/indices/read-index-set.ts'
import { announced, endsAsAnnounced } from './files.ts'
import { door, lazily, named } from './lazily.ts'
import { inOrder, period } from './periods.ts'
import * as shown from './shown.ts'
import { upload } from './slots.ts'
import { t } from './texts.ts'

const text = lazily(() => z.string())
const share = lazily(() => z.number())
export const indexId = lazily(() =>
  z.string().regex(/^[0-9A-Za-z][0-9A-Za-z._-]{0,39}$/, { error: 'Mã bộ chỉ số là `id` ở listIndices, ví dụ 766.' }),
)
const code = lazily(() =>
  z.string().regex(/^[0-9A-Za-z][0-9A-Za-z._-]{0,39}$/, { error: 'Mã tiêu chí như trong bộ chỉ số, ví dụ 1.1.' }),
)
export const byIndex = lazily(() => z.strictObject({ index: indexId() }))
const ofAgency = () => ({
  ...period(),
  agency: t.agencyId.optional().meta({ description: 'Bỏ trống: cơ quan của mình' }),
})
export const asked = lazily(() => inOrder(ofAgency()))
/** Of an agency, or of all of them together. */
const ofOneOrAll = () => ({
  ...period(),
  agency: t.agencyId.optional().meta({
    description: 'Bỏ trống: cơ quan của mình; all: mọi cơ quan cộng lại, với bộ chỉ số chung cho mọi loại cơ quan',
  }),
})

/** Of an agency that has ended: its heir enters, draws up and appeals. */
export const inPlaceOf = () => ({
  agency: t.agencyId
    .exactOptional()
    .meta({ description: 'Cơ quan đã kết thúc mà cơ quan mình kế thừa; bỏ trống: cơ quan của mình' }),
})

const value = lazily(() =>
  z.discriminatedUnion('kind', [
    z
      .strictObject({ kind: z.literal('share'), count: z.int().min(0).max(1e9), of: z.int().min(0).max(1e9) })
      .meta({ description: '0 trên 0: không có gì để đếm; tiêu chí để trống, phiếu vẫn chấm được' }),
    z.strictObject({ kind: z.literal('points'), points: z.number().min(0).max(1000) }),
    z.strictObject({ kind: z.literal('none') }).meta({ description: 'Rút số liệu đã nhập' }),
  ]),
)

const evidence = lazily(() => z.strictObject({ n: z.int(), fileName: text(), sha256: text() }))

const entry = named(
  { id: 'HandEntry', description: 'Một lần nhập tay; sửa là lần nhập sau, không xóa lần trước' },
  () =>
    z.strictObject({
      index: text(),
      code: text(),
      agency: shown.place(),
      ...period(),
      n: z.int(),
      value: value(),
      source: text(),
      evidence: z.array(evidence()),
      reason: text().optional(),
      at: t.instant,
      by: shown.officer(),
      stands: z.boolean().meta({ description: 'Đang dùng trong chỉ số' }),
      digest: text(),
    }),
)

export const evidenceNumbers = lazily(() => z.array(z.int().min(1).max(10_000)).max(20))

const slot = named({ id: 'EvidenceSlot', description: 'Chỗ tải lên một tệp minh chứng' }, () =>
  z.strictObject({
    scan: shown.scan(),
    upload: upload().optional(),
  }),
)

const criterion = lazily(() =>
  z.strictObject({
    code: text(),
    name: text(),
    max: share(),
    byHand: z.boolean(),
    measure: text().optional().meta({ description: 'Hệ thống đếm gì' }),
    count: share().optional(),
    of: share().optional(),
    times: z
      .strictObject({ count: share(), of: share() })
      .optional()
      .meta({ description: 'Tỷ lệ được nhân vào, khi công thức có nêu' }),
    percent: share().nullable().meta({ description: 'Tỷ lệ tính điểm, đã nhân khi công thức có nêu' }),
    score: share().nullable(),
    traced: z.array(text()).optional().meta({ description: 'Cột báo cáo hoặc danh sách nêu các hồ sơ phía sau' }),
    note: text().optional(),
    entered: z
      .strictObject({
        n: z.int(),
        at: t.instant,
        by: shown.officer(),
        source: text(),
        evidence: z.array(evidence()),
      })
      .optional()
      .meta({ description: 'Số liệu nhập tay: ai, lúc nào, theo nguồn và minh chứng nào' }),
  }),
)

export const indexShown = named(
  {
    id: 'IndexOfAgency',
    description:
      'Chỉ số của một cơ quan; điều hệ thống không biết thì nhập tay hoặc để trống, không tự điền; kỳ chưa hết thì đếm đến hôm nay',
  },
  () =>
    z.strictObject({
      index: text(),
      version: z.int(),
      title: text(),
      source: text(),
      agency: shown.place(),
      ...period(),
      countedTo: t.day.optional().meta({ description: 'Kỳ chưa hết: số liệu đến hết ngày này' }),
      score: share(),
      outOf: share().meta({ description: 'Tổng điểm tối đa của các tiêu chí đã có điểm' }),
      open: share().meta({ description: 'Điểm tối đa của các tiêu chí chưa có số liệu' }),
      byHand: share().meta({ description: 'Phần điểm có được từ số liệu nhập tay' }),
      grade: text().optional().meta({ description: 'Chỉ có khi không còn tiêu chí để trống' }),
      broken: z
        .array(z.strictObject({ code: text(), n: z.int() }))
        .meta({ description: 'Tiêu chí có lịch sử nhập tay đã bị sửa' }),
      groups: z.array(z.strictObject({ name: text(), max: share(), criteria: z.array(criterion()) })),
    }),
)

const set = named({ id: 'IndexSet', description: 'Bộ chỉ số: cây tiêu chí có phiên bản' }, indexSetShape)

/** Bộ chỉ số, số liệu nhập tay và minh chứng. */
export const indexSchemas = {
  listIndices: door(() => ({ status: 200, answer: z.strictObject({ sets: z.array(set()) }) })),
  putIndexSet: door(() => ({ body: indexSetShape(), status: 201, answer: z.strictObject({ set: set() }) })),
  readIndex: door(() => ({ path: byIndex(), query: inOrder(ofOneOrAll()), status: 200, answer: indexShown() })),
  listHandEntries: door(() => ({
    path: byIndex(),
    query: asked(),
    status: 200,
    answer: z.strictObject({
      rows: z.array(entry()),
      broken: z.array(z.strictObject({ code: text(), n: z.int() })),
    }),
  })),
  enterByHand: door(() => ({
    key: true,
    path: byIndex(),
    body: inOrder({
      ...period(),
      ...inPlaceOf(),
      code: code(),
      value: value(),
      source: t.line(500).meta({ description: 'Văn bản, số, ngày' }),
      evidence: evidenceNumbers(),
      reason: t.prose(1000).exactOptional().meta({ description: 'Bắt buộc khi thay số liệu đã nhập' }),
    }),
    status: 201,
    answer: z.strictObject({ entry: entry() }),
  })),
  reserveEvidence: door(() => ({
    path: byIndex(),
    body: inOrder({
      ...period(),
      ...inPlaceOf(),
      ...announced(),
    }).check(endsAsAnnounced),
    status: 201,
    answer: slot(),
  })),
  listEvidence: door(() => ({
    path: byIndex(),
    query: asked(),
    status: 200,
    answer: z.strictObject({ rows: z.array(shown.scan()) }),
  })),
  downloadEvidence: door(() => ({
    path: z.strictObject({ index: indexId(), n: t.count(1, 10_000) }),
    query: asked(),
    status: 200,
    answer: shown.link(),
  })),
} as const

/** The same as a file; drawn where the fonts are. */
export const indexFileSchemas = {
  downloadIndex: door(() => ({
    path: byIndex(),
    query: inOrder({ ...ofOneOrAll(), format: z.enum(['json', 'xlsx', 'pdf']).default('xlsx') }),
    status: 200,
    answer: shown.link(),
  })),
} as const
