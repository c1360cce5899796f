import * as z from 'zod'
import { roles } from '../../agencies/unit.ts'
import { numberKinds } from '../../dossier/numbering.ts'
import { deliveryTerms } from '../../dossier/terms.ts'
import { door, lazily, named } from './lazily.ts'
import { inOrder, period } from './periods.ts'
import { levels, procedure, summary } from './procedures.ts'
import * as shown from './shown.ts'
import { lateRow } from './shown-late.ts'
import { numberPattern, standIn } from './shown-office.ts'
import { t } from './texts.ts'

const text = lazily(() => z.string())
const overdueRow = lazily(() =>
  lateRow().extend({ part: z.literal(true).optional().meta({ description: 'Dòng của phần liên thông' }) }),
)

const overdueReport = named(
  { id: 'OverdueReport', description: 'Báo cáo quá hạn và sắp đến hạn của một cơ quan trong một ngày' },
  () =>
    z.strictObject({
      day: t.day,
      agency: shown.place(),
      at: t.instant,
      overdue: z.array(overdueRow()),
      comingDue: z.array(overdueRow()),
    }),
)

const rowForMachine = lazily(() => overdueRow().omit({ officer: true }))

const reportForMachine = named(
  { id: 'OverdueReportForMachine', description: 'Báo cáo quá hạn của một cơ quan, không nêu tên cán bộ' },
  () => overdueReport().extend({ overdue: z.array(rowForMachine()), comingDue: z.array(rowForMachine()) }),
)

const lookedUp = () => ({
  code: text(),
  procedureName: text(),
  status: z.enum(shown.statuses),
  statusTerm: text(),
  office: text(),
  submittedAt: t.instant.optional(),
  acceptedAt: t.instant.optional(),
  dueAt: t.instant.optional(),
  finishedAt: t.instant.optional(),
  delivery: z.enum(shown.namesOf(deliveryTerms)),
  deliveryTerm: text(),
})

/** Two thousand rows are well below what one answer may carry. */
const rowsOf = lazily(() => ({
  limit: t.count(1, 2000).default(2000).meta({ description: 'Số dòng nhiều nhất của một trang' }),
  after: t.cursor,
}))
const pageOf = <S extends z.ZodType>(report: S) =>
  z.strictObject({ day: t.day, reports: z.array(report), next: text().optional() })

const byDay = lazily(() => z.strictObject({ day: t.day }))

/** What the public asks: law, organisation, and the state of one dossier by its receipt. */
export const publicSchemas = {
  contract: door(() => ({ status: 200, answer: z.looseObject({}) })),
  docs: door(() => ({
    query: z.strictObject({
      q: t.line(200, 0).optional().meta({ description: 'Chỉ những chức năng, mã lỗi có các từ này; có dấu hay không' }),
    }),
    status: 200,
    answer: z.string(),
  })),
  findProcedures: door(() => ({
    query: z.strictObject({
      q: t.line(200).optional(),
      field: t.line(200).optional(),
      level: z.enum(levels).optional(),
      channel: z.enum(shown.channels).optional(),
      agency: t.agencyId.optional(),
      online: z.enum(['full', 'partial']).optional(),
      limit: t.limit,
      after: t.procedureCode.optional(),
    }),
    status: 200,
    answer: z.strictObject({
      total: z.int(),
      rows: z.array(z.strictObject(summary()).meta({ id: 'ProcedureSummary' })),
      next: text().optional(),
    }),
  })),
  procedureFacets: door(() => ({
    query: z.strictObject({
      q: t.line(200).optional(),
      field: t.line(200).optional(),
      level: z.enum(levels).optional(),
      channel: z.enum(shown.channels).optional(),
      agency: t.agencyId.optional(),
      online: z.enum(['full', 'partial']).optional(),
    }),
    status: 200,
    answer: z.strictObject({
      total: z.int(),
      fields: z.array(z.strictObject({ name: text(), count: z.int() })),
      levels: z.array(z.strictObject({ level: z.enum(levels), count: z.int() })),
      agencies: z.array(z.strictObject({ agency: text(), name: text(), count: z.int() })),
      channels: z.array(z.strictObject({ channel: z.enum(shown.channels), count: z.int() })),
    }),
  })),
  readProcedure: door(() => ({
    path: z.strictObject({ code: t.procedureCode }),
    status: 200,
    answer: procedure(),
  })),
  listUnits: door(() => ({
    query: z.strictObject({ level: z.enum(levels).optional() }),
    status: 200,
    answer: z.strictObject({
      rows: z.array(
        z.strictObject({
          id: text(),
          name: text(),
          level: z.enum(levels),
          adminCode: text().optional(),
          address: text().optional(),
          phone: text().optional(),
          email: text().optional(),
        }),
      ),
    }),
  })),
  lookUp: door(() => ({
    body: z.strictObject({
      code: t.dossierCode,
      factor: z
        .string()
        .overwrite((said) => said.trim().toUpperCase())
        .max(40)
        .regex(/^[2-9A-HJ-NP-Z]{6}$/, { error: 'Mã tra cứu gồm 6 chữ cái và chữ số in trên giấy tiếp nhận.' })
        .meta({ description: t.secretLock }),
    }),
    status: 200,
    answer: z
      .strictObject(lookedUp())
      .meta({ id: 'LookedUp', description: 'Trạng thái, các mốc ngày và cơ quan; không có thông tin cá nhân' }),
  })),
} as const

/** What officers ask about themselves and about what is late. */
export const staffSchemas = {
  whoAmI: door(() => ({
    status: 200,
    answer: z.strictObject({
      id: text(),
      name: text(),
      unit: shown.place(),
      agency: shown.place(),
      roles: z.array(z.enum(roles)),
      title: text().optional(),
      colleagues: z.array(z.strictObject({ id: text(), name: text(), roles: z.array(z.enum(roles)) })),
    }),
  })),
  listStandIns: door(() => ({ status: 200, answer: z.strictObject({ rows: z.array(standIn()) }) })),
  letStandIn: door(() => ({
    key: true,
    body: inOrder({
      absent: t.officerId,
      substitute: t.officerId,
      ...period(),
      reason: t.prose(500),
    }),
    status: 201,
    answer: z.strictObject({ standIn: standIn() }),
  })),
  endStandIn: door(() => ({
    path: z.strictObject({ id: t.dossierId }),
    body: z.strictObject({}),
    status: 200,
    answer: z.strictObject({ standIn: standIn() }),
  })),
  listNumberPatterns: door(() => ({ status: 200, answer: z.strictObject({ rows: z.array(numberPattern()) }) })),
  putNumberPattern: door(() => ({
    key: true,
    body: z.strictObject({
      kind: z.enum(numberKinds),
      validFrom: t.day,
      validTo: t.day.exactOptional(),
      pattern: t.line(100),
      source: t.line(500),
    }),
    status: 200,
    answer: z.strictObject({ rows: z.array(numberPattern()) }),
  })),
  overdueDays: door(() => ({
    query: z.strictObject({ limit: t.limit }),
    status: 200,
    answer: z.strictObject({ days: z.array(t.day) }),
  })),
  overdueOfDay: door(() => ({
    path: byDay(),
    query: z.strictObject({
      agency: t.agencyId.optional(),
      tree: t.day
        .optional()
        .meta({ description: 'Tổng hợp theo cây đơn vị của ngày này; bỏ trống: đơn vị đang giữ hồ sơ' }),
      ...rowsOf(),
    }),
    status: 200,
    answer: pageOf(overdueReport()),
  })),
} as const

/** The same as a file. */
export const overdueFileSchemas = {
  downloadOverdue: door(() => ({
    path: byDay(),
    query: z.strictObject({
      agency: t.agencyId.optional().meta({ description: 'Bỏ trống: cơ quan của mình; all: mọi cơ quan' }),
      format: z.enum(['json', 'xlsx', 'pdf']).default('json'),
    }),
    status: 200,
    answer: shown.link(),
  })),
} as const

/** What machines of other agencies and portals ask, without any person's data. */
export const machineSchemas = {
  followDossier: door(() => ({
    path: z.strictObject({ code: t.dossierCode }),
    status: 200,
    answer: z
      .strictObject({
        ...lookedUp(),
        national: z.int().optional().meta({ description: 'Mã trạng thái quốc gia 1-10' }),
        money: z.enum(shown.moneys),
        updatedAt: t.instant,
      })
      .meta({ id: 'Followed', description: 'Trạng thái một hồ sơ của cơ quan; không có thông tin cá nhân' }),
  })),
  overdueForMachine: door(() => ({
    path: byDay(),
    query: z.strictObject(rowsOf()),
    status: 200,
    answer: pageOf(reportForMachine()),
  })),
} as const
