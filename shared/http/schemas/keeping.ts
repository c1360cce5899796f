import * as z from 'zod'
import { limitUnits, longestLimit } from '../../calendar/limit.ts'
import { type ImportFindingCode, importFindings } from '../../catalogue/import-findings.ts'
import { rowStates } from '../../catalogue/import-run.ts'
import { importFile } from './files.ts'
import { door, lazily, named } from './lazily.ts'
import { levels, procedure, states, summary } from './procedures.ts'
import * as shown from './shown.ts'
import { t } from './texts.ts'

const text = lazily(() => z.string())
/** Of other shapes, or of none. */
const anyJson = ['object', 'array', 'string', 'number', 'boolean', 'null'] as const
const byCode = () => z.strictObject({ code: t.procedureCode })
const importId = () =>
  z
    .string()
    .regex(/^[0-9A-Za-z-]{8,64}$/, { error: 'Số hiệu đợt nhập là `run.id` ở announceImport, `rows.id` ở listImports.' })
const byImport = () => z.strictObject({ id: importId() })
const version = () => z.int().min(1)
const reason = () => t.prose(2000)
const vnd = () => z.int().min(0).max(100_000_000_000)

/** A limit as it is said: its channel, or `any`. */
const limitSaid = lazily(() =>
  z.strictObject({
    channel: z.enum([...shown.channels, 'any']),
    unit: z.enum(limitUnits),
    amount: z.number().min(0).max(longestLimit),
  }),
)
const limitsSaid = () => t.once(limitSaid(), ({ channel }) => channel, 'channel').max(4)
const feesSaid = () =>
  z
    .array(
      z.strictObject({
        kind: z.enum(['fee', 'charge', 'price']),
        amountVnd: vnd().nullable(),
        channel: z.enum([...shown.channels, 'any']),
        note: t.prose(2000).exactOptional(),
      }),
    )
    .max(100)
const clip = () => z.strictObject({ title: t.line(200), url: z.url({ protocol: /^https$/ }).max(1000) })

const change = lazily(() =>
  z.strictObject({
    name: t.line(2000).exactOptional(),
    limits: limitsSaid().exactOptional(),
    committed: limitsSaid().exactOptional(),
    committedBy: t.line(500).exactOptional(),
    fees: feesSaid().exactOptional(),
    papers: t
      .once(
        z.strictObject({
          id: t.paperId,
          name: t.line(3000),
          originals: z.int().min(0).max(99),
          copies: z.int().min(0).max(99),
          required: z.boolean(),
          code: t.line(60).exactOptional(),
          electronicForm: z.boolean(),
        }),
        ({ id }) => id,
        'id',
      )
      .max(300)
      .exactOptional(),
    cases: t
      .once(
        z.strictObject({
          id: t.line(40),
          name: t.line(300),
          limits: limitsSaid().exactOptional(),
          committed: limitsSaid().exactOptional(),
          fees: feesSaid().exactOptional(),
          papers: t.once(t.paperId, String).max(300).exactOptional(),
          requires: t.once(t.paperId, String).max(300).exactOptional(),
        }),
        ({ id }) => id,
        'id',
      )
      .max(50)
      .exactOptional()
      .meta({ description: 'Trường hợp: những gì khác với thủ tục; danh sách rỗng thì không chia trường hợp' }),
    policy: z
      .strictObject({
        afterSupplement: z.enum(['add', 'restart']),
        dueAt: z.enum(['same-hour', 'end-of-day']),
        cutoff: z
          .string()
          .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'Giờ phải có dạng HH:mm.' })
          .exactOptional(),
      })
      .exactOptional(),
    pauseReasons: t
      .once(
        z.strictObject({
          code: t.line(40),
          name: t.line(300),
          ground: t.prose(2000),
          consultation: z.literal(true).exactOptional(),
        }),
        (one) => one.code,
        'code',
      )
      .max(50)
      .exactOptional(),
    exemptions: t
      .once(
        z.strictObject({
          id: t.line(20),
          who: t.line(300),
          percent: z.number().min(1).max(100),
          ground: t.prose(2000),
          kinds: t.once(z.enum(['fee', 'charge', 'price']), String).exactOptional(),
        }),
        ({ id }) => id,
        'id',
      )
      .max(100)
      .exactOptional(),
    channels: t.once(z.enum(shown.channels), String).max(3).exactOptional(),
    results: z.array(t.line(1000)).max(50).exactOptional(),
    online: z.enum(['full', 'partial']).exactOptional(),
    byPost: z.boolean().exactOptional(),
    onTheSpot: z.boolean().exactOptional(),
    nonTerritorial: z.boolean().exactOptional(),
    workflow: t.line(60).exactOptional(),
    clips: z.array(clip()).max(20).exactOptional(),
    conditions: t.prose(20_000).exactOptional(),
    decision: t.line(100).exactOptional(),
    decidedOn: t.day.exactOptional(),
    effectiveOn: t.day.exactOptional(),
    supplementLimit: z.int().min(0).max(9).exactOptional(),
    receptionSupplementLimit: z.int().min(0).max(9).exactOptional(),
    supplementDays: z.int().min(1).max(365).exactOptional(),
    extensionLimit: z.int().min(0).max(9).exactOptional(),
    extensionDays: z
      .int()
      .min(1)
      .max(365)
      .exactOptional()
      .meta({ description: 'Số ngày làm việc nhiều nhất của một lần hẹn lại; bỏ trống thì theo tham số chung' }),
    correctionDays: z.int().min(1).max(365).exactOptional(),
  }),
)

const act = named(
  { id: 'ProcedureAct', description: 'Công khai, tạm ngừng, mở lại, bãi bỏ, sửa thành phiên bản mới' },
  () =>
    z.discriminatedUnion('act', [
      z.strictObject({
        act: z.literal('publish'),
        version: version(),
        validFrom: t.day.exactOptional(),
        decision: t.line(100).exactOptional(),
        decidedOn: t.day.exactOptional(),
      }),
      z.strictObject({ act: z.literal('suspend'), version: version(), reason: reason() }),
      z.strictObject({ act: z.literal('resume'), version: version(), reason: reason() }),
      z.strictObject({
        act: z.literal('abolish'),
        version: version(),
        reason: reason(),
        decision: t.line(100),
        lastDay: t.day,
      }),
      z.strictObject({ act: z.literal('edit'), version: version(), change: change() }),
    ]),
)

const line = named({ id: 'ProcedureVersionLine' }, () =>
  z.strictObject({
    version: z.int(),
    state: z.enum(states),
    validFrom: t.day,
    validTo: t.day.optional(),
    decision: text(),
    imported: z.boolean(),
    act: text().optional(),
    why: text().optional(),
    by: text().optional(),
    at: t.instant.optional(),
  }),
)

const codes = Object.keys(importFindings).filter((code): code is ImportFindingCode => code in importFindings)
const [firstCode = 'unreadable', ...restCodes] = codes
const findingCode = lazily(() => z.enum([firstCode, ...restCodes]))
const counts = lazily(() => z.strictObject(Object.fromEntries(rowStates.map((state) => [state, z.int()] as const))))

const run = named({ id: 'ImportRun', description: 'Đợt nhập danh mục và báo cáo chất lượng của nó' }, () =>
  z.strictObject({
    id: text(),
    fileName: text(),
    size: z.int(),
    state: z.enum(['awaiting-file', 'queued', 'running', 'set-aside', 'done', 'failed']),
    at: t.instant,
    startedAt: t.instant.optional(),
    finishedAt: t.instant.optional(),
    failure: text().optional(),
    rowsDone: z.int(),
    counts: counts(),
    became: z.record(text(), z.int()),
    shapes: z.record(text(), z.int()),
    findings: z.array(z.strictObject({ code: findingCode(), says: text(), weight: text(), rows: z.int() })),
  }),
)

const row = named(
  { id: 'QuarantinedRow', description: 'Một dòng cách ly: dòng gốc, bản đã làm sạch và phát hiện' },
  () =>
    z.strictObject({
      line: z.int(),
      shape: text(),
      code: text(),
      state: z.enum([...rowStates, 'waiting']),
      became: text().optional(),
      version: z.int().optional(),
      reason: text().optional(),
      findings: z.array(z.strictObject({ code: findingCode(), says: text(), detail: text().optional() })),
      raw: z
        .unknown()
        .meta({ override: { anyOf: [{ $ref: '#/components/schemas/ImportRow' }, { type: [...anyJson] }] } }),
      cleaned: procedure().optional(),
    }),
)

/** Quản trị danh mục: what an administrator asks of the catalogue. */
export const keepingSchemas = {
  announceImport: door(() => ({
    key: true,
    body: z.strictObject({ fileName: importFile(), size: z.int().min(1), sha256: t.sha256 }),
    status: 201,
    answer: z.strictObject({
      run: run(),
      upload: z.strictObject({
        method: z.literal('PUT'),
        url: text(),
        headers: z.record(text(), text()),
        expiresAt: t.instant,
      }),
    }),
  })),
  startImport: door(() => ({ path: byImport(), status: 200, answer: z.strictObject({ run: run() }) })),
  listImports: door(() => ({
    query: z.strictObject({ limit: t.limit, after: t.cursor }),
    status: 200,
    answer: z.strictObject({ rows: z.array(run()), next: text().optional() }),
  })),
  readImport: door(() => ({ path: byImport(), status: 200, answer: z.strictObject({ run: run() }) })),
  readQuarantine: door(() => ({
    path: byImport(),
    query: z.strictObject({ sheet: t.count(1, 100_000).optional(), state: z.enum(rowStates).optional() }),
    status: 200,
    answer: z.strictObject({ rows: z.array(row()), isLast: z.boolean() }),
  })),
  downloadImportReport: door(() => ({ path: byImport(), status: 200, answer: shown.link() })),
  listDrafts: door(() => ({
    query: z.strictObject({ limit: t.limit, after: t.cursor }),
    status: 200,
    answer: z.strictObject({
      rows: z.array(z.strictObject({ ...summary(), state: z.enum(states) })),
      next: text().optional(),
    }),
  })),
  readVersions: door(() => ({
    path: byCode(),
    status: 200,
    answer: z.strictObject({ code: text(), revision: z.int(), versions: z.array(line()) }),
  })),
  readVersion: door(() => ({
    path: z.strictObject({ code: t.procedureCode, version: t.count(1, 999_999) }),
    status: 200,
    answer: z.strictObject({ line: line(), procedure: procedure() }),
  })),
  actOnProcedure: door(() => ({
    key: true,
    path: byCode(),
    body: act(),
    status: 200,
    answer: z.strictObject({ line: line(), revision: z.int(), warnings: z.array(text()) }),
  })),
} as const

export { levels }
