import * as z from 'zod'
import { officersPurposes } from '../../dossier/people/data-read.ts'
import { everyReport } from '../../reports/figures/every-report.ts'
import { groupings } from '../../reports/grouping.ts'
import { mostYears } from '../../reports/report-job.ts'
import { columnId, figures, oneRow, reportId } from './figures.ts'
import { door, lazily, named } from './lazily.ts'
import { inOrder, period, within } from './periods.ts'
import * as shown from './shown.ts'
import { t } from './texts.ts'

const text = lazily(() => z.string())
const agency = () => t.agencyId.optional().meta({ description: 'Bỏ trống: cơ quan của mình' })
const span = () => ({ ...period(mostYears), agency: agency() })
const formats = () => z.enum(['json', 'xlsx', 'pdf']).default('xlsx')

/** Months are walked one by one. */
const bounded = within(mostYears * 12, `Kỳ dài nhất ${mostYears} năm; hãy yêu cầu từng phần.`)

const wish = lazily(() =>
  z.discriminatedUnion('kind', [
    inOrder({
      kind: z.literal('figures').meta({ description: 'Một báo cáo số liệu, kể cả loại phải xem từng hồ sơ' }),
      report: reportId(),
      by: z.enum(groupings).optional(),
      ...span(),
      format: formats(),
    }).refine(...bounded),
    inOrder({
      kind: z.literal('register').meta({ description: 'Sổ theo dõi hồ sơ, không giới hạn số hồ sơ' }),
      ...span(),
      purpose: z
        .enum(officersPurposes)
        .optional()
        .meta({ description: 'Mục đích xem dữ liệu cá nhân, ghi vào nhật ký truy cập' }),
      format: formats(),
    }).refine(...bounded),
    inOrder({
      kind: z.literal('late').meta({ description: 'Từng hồ sơ quá hạn trong kỳ, nơi giữ và nguyên nhân' }),
      ...span(),
      format: formats(),
    }).refine(...bounded),
    z.strictObject({
      kind: z
        .literal('late-now')
        .meta({ description: 'Từng hồ sơ đang quá hạn lúc lập, theo bàn đang giữ, và nguyên nhân' }),
      agency: agency(),
      format: formats(),
    }),
    inOrder({
      kind: z.literal('trace').meta({ description: 'Từng hồ sơ đứng sau một cột số liệu' }),
      report: reportId(),
      column: columnId(),
      ...oneRow(),
      ...span(),
      format: formats(),
    }).refine(...bounded),
  ]),
)

const jobRow = named({ id: 'ReportJob', description: 'Một báo cáo được yêu cầu và tình trạng của nó' }, () =>
  z.strictObject({
    id: text(),
    kind: z.enum(['figures', 'register', 'late', 'late-now', 'trace']),
    report: text().optional(),
    agency: text(),
    from: t.day,
    to: t.day,
    format: z.enum(['json', 'xlsx', 'pdf']),
    state: z.strictObject({ code: z.enum(['queued', 'ready', 'failed']), term: text() }),
    askedAt: t.instant,
    endedAt: t.instant.optional(),
    rowCount: z.int().optional(),
    rowsSha256: text().optional().meta({ description: 'SHA-256 của các dòng; số liệu như nhau thì bằng nhau' }),
    size: z.int().optional().meta({ description: 'Byte' }),
    sha256: text().optional().meta({ description: 'SHA-256 của tệp' }),
    failure: z.strictObject({ code: z.enum(['too-big', 'no-such-report', 'set-aside']), term: text() }).optional(),
  }),
)

const byJob = lazily(() =>
  z.strictObject({
    job: z
      .string()
      .max(26)
      .regex(/^[0-9a-f]{26}$/, { error: 'Phải là mã báo cáo do hệ thống cấp.' }),
  }),
)

/** Báo cáo được yêu cầu. */
export const reportJobSchemas = {
  askReport: door(() => ({
    key: true,
    body: wish(),
    status: 200,
    answer: z.strictObject({ job: jobRow() }),
  })),
  readReportJob: door(() => ({ path: byJob(), status: 200, answer: z.strictObject({ job: jobRow() }) })),
  downloadReportJob: door(() => ({ path: byJob(), status: 200, answer: shown.link() })),
} as const

const month = lazily(() => z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, { error: 'Tháng phải có dạng YYYY-MM.' }))
const byIssue = lazily(() =>
  z.strictObject({
    month: month(),
    report: z.enum(everyReport.filter(({ monthly }) => monthly !== undefined).map(({ id }) => id)),
  }),
)
const whose = () => t.agencyId.optional().meta({ description: 'Bỏ trống: cơ quan của mình; all: tổng hợp mọi cơ quan' })
const ofAgency = () => z.strictObject({ agency: whose() })

/** Báo cáo tháng, as they were made. */
export const issueSchemas = {
  listIssues: door(() => ({
    path: z.strictObject({ month: month() }),
    query: ofAgency(),
    status: 200,
    answer: z.strictObject({
      agency: shown.place(),
      month: text(),
      issues: z.array(
        z.strictObject({
          report: text(),
          version: z.int(),
          title: text(),
          form: text().optional(),
          madeAt: t.instant,
          madeBy: text(),
          rowCount: z.int(),
          sha256: text(),
          faults: z.array(text()),
        }),
      ),
    }),
  })),
  readIssue: door(() => ({ path: byIssue(), query: ofAgency(), status: 200, answer: figures() })),
} as const

const cells = () => z.array(z.number().nullable())
const corrected = lazily(() =>
  z.strictObject({ key: text(), label: text(), before: cells(), now: cells(), delta: cells() }),
)

/** Chênh lệch sau kỳ. */
export const correctionSchemas = {
  readCorrections: door(() => ({
    path: byIssue(),
    query: ofAgency(),
    status: 200,
    answer: z
      .strictObject({
        report: text(),
        version: z.int(),
        title: text(),
        agency: text(),
        month: text(),
        madeAt: t.instant,
        at: t.instant,
        comparable: z.boolean().meta({
          description: 'Sai khi mẫu báo cáo đã đổi phiên bản, hoặc phải xem nhiều hồ sơ hơn một yêu cầu cho phép',
        }),
        traced: z.boolean().meta({
          description: 'Sai: chỉ nêu chênh lệch, không nêu do đâu (danh mục, nguyên nhân quá hạn)',
        }),
        columns: z.array(z.strictObject({ id: text(), head: text() })),
        rows: z.array(corrected()).meta({ description: 'Chỉ những dòng có chênh lệch' }),
        total: corrected().optional(),
        by: z.array(
          z.strictObject({
            dossier: text().optional(),
            code: text().optional(),
            event: z.int().optional().meta({ description: 'Lịch sử đã đếm đến sự kiện này' }),
            mendedBy: text().optional().meta({ description: 'Số liệu được sửa theo đếm lại' }),
            at: t.instant.meta({ description: 'Ghi vào số liệu lúc' }),
            key: text(),
            delta: cells(),
          }),
        ),
        unexplained: z.array(text()).meta({ description: 'Chênh lệch không truy được' }),
      })
      .meta({ id: 'Corrections', description: 'Báo cáo tháng như đã lập, như hiện nay, và vì sao khác' }),
  })),
} as const

export const correctionFileSchemas = {
  downloadCorrections: door(() => ({
    path: byIssue(),
    query: z.strictObject({ agency: whose(), format: z.enum(['xlsx', 'pdf']).default('xlsx') }),
    status: 200,
    answer: shown.link(),
  })),
} as const

/** The files of an issue. */
export const issueFileSchemas = {
  downloadIssue: door(() => ({
    path: byIssue(),
    query: z.strictObject({ agency: whose(), format: formats() }),
    status: 200,
    answer: shown.link(),
  })),
} as const
