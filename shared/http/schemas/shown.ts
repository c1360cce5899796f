import * as z from 'zod'
import { roles } from '../../agencies/unit.ts'
import type { Channel } from '../../catalogue/procedure.ts'
import type { ClockState, DeliveryState, MoneyState, ReturnWay, Status } from '../../dossier/dossier.ts'
import { type Purpose, purposeTerms, type ShownThing, shownThings } from '../../dossier/people/data-read.ts'
import { type DataClass, dataClassTerms } from '../../dossier/people/personal-data.ts'
import { clockTerms, deliveryTerms, moneyTerms, statusTerms } from '../../dossier/terms.ts'
import { lazily, named, namesOf } from './lazily.ts'
import { carriage, consultation, errand, obligation } from './shown-beside.ts'
import { scan } from './shown-files.ts'
import { parties, warning } from './shown-people.ts'
import { t } from './texts.ts'

export { pageOfPapers, paperOnHand } from './shown-files.ts'
export { namesOf, scan }

/** Shapes of answers. They are strict: a field that is not named here never leaves the house. */

export const channels = ['direct', 'online', 'postal'] as const satisfies readonly Channel[]
export const returnWays = ['counter', 'post', 'online'] as const satisfies readonly ReturnWay[]
export const statuses = namesOf<Status>(statusTerms)
const deliveries = namesOf<DeliveryState>(deliveryTerms)
const clocks = ['not-started', 'running', 'paused', 'stopped'] as const satisfies readonly ClockState[]
export const moneys = namesOf<MoneyState>(moneyTerms)

const text = lazily(() => z.string())
const outcome = () => z.enum(['rejected', 'partly']).optional()
export const place = named({ id: 'Unit', description: 'Cơ quan hoặc bộ phận' }, () =>
  z.strictObject({ id: text(), name: text() }),
)

export const officer = lazily(() => z.strictObject({ id: text(), name: text().optional() }))

export const dossier = named({ id: 'Dossier', description: 'Hồ sơ, thông tin cá nhân đã che' }, () =>
  z.strictObject({
    id: text(),
    version: z.int().meta({ description: 'Gửi lại số này khi thực hiện thao tác' }),
    code: text().optional().meta({ description: 'Mã hồ sơ, có từ khi tiếp nhận' }),
    procedure: z.strictObject({ code: text(), version: z.int(), name: text() }),
    case: text().optional(),
    channel: z.enum(channels),
    status: z.strictObject({
      code: z.enum(statuses),
      term: text(),
      national: z.int().optional().meta({ description: 'Mã trạng thái quốc gia 1-10' }),
    }),
    clock: z.enum(clocks),
    money: z.enum(moneys),
    delivery: z.strictObject({ code: z.enum(deliveries), term: text() }),
    receivingUnit: place(),
    competentAgency: place(),
    holder: place(),
    officer: officer().optional(),
    step: z.int().optional(),
    lastStep: z.int().optional(),
    parent: text().optional().meta({ description: 'Hồ sơ gốc, khi đây là phần liên thông' }),
    child: text().optional().meta({ description: 'Phần đang ở cơ quan phối hợp' }),
    partAt: place().optional().meta({ description: 'Cơ quan phối hợp đang giải quyết, khi một phần hồ sơ ở đó' }),
    transferAcknowledgedAt: t.instant.optional(),
    supplementStage: z.enum(['reception', 'appraisal']).optional(),
    supplementCount: z.int(),
    supplementDueAt: t.instant.optional().meta({ description: 'Hạn trả lời yêu cầu bổ sung' }),
    supplementExpiredAt: t.instant.optional().meta({ description: 'Đã hết hạn bổ sung, chờ cán bộ xác nhận' }),
    extensionCount: z.int().optional(),
    errand: errand()
      .optional()
      .meta({ description: 'Việc đang gửi cơ quan ngoài hệ thống; in-transit: chưa có xác nhận' }),
    carriage: carriage().optional().meta({ description: 'Chuyến giấy tờ đang trên đường' }),
    papersAt: text().optional().meta({ description: 'Cơ quan đang giữ giấy tờ bản giấy; applicant: người nộp' }),
    pausedFor: text().optional().meta({ description: 'Mã lý do đang tạm dừng tính thời hạn' }),
    corrects: text().optional().meta({ description: 'Hồ sơ có kết quả được đính chính' }),
    correction: text().optional().meta({ description: 'Hồ sơ đính chính mới nhất' }),
    returnBy: z.enum(returnWays),
    applicant: text().meta({ description: 'Họ tên đã che' }),
    createdAt: t.instant,
    submittedAt: t.instant.optional(),
    acceptedAt: t.instant.optional(),
    answerDueAt: t.instant.optional(),
    dueAt: t.instant.optional(),
    stepDueAt: t.instant.optional(),
    provisional: z.boolean().optional(),
    remaining: text().optional().meta({ description: 'Thời gian làm việc còn lại hoặc đã quá' }),
    stepRemaining: text().optional(),
    finishedAt: t.instant.optional(),
    class: z.enum(['early', 'on-time', 'overdue']).optional(),
    result: z.strictObject({ dossier: text(), scan: z.int(), number: text(), outcome: outcome() }).optional(),
    waybill: text().optional(),
    updatedAt: t.instant,
  }),
)

const actor = lazily(() =>
  z.strictObject({
    kind: z.enum(['citizen', 'officer', 'job']),
    term: text(),
    id: text().optional(),
    name: text().optional(),
    unit: place().optional(),
    standsFor: officer().optional().meta({ description: 'Làm thay cán bộ này' }),
  }),
)

export const historyRow = named({ id: 'HistoryRow', description: 'Một dòng của quá trình xử lý' }, () =>
  z.strictObject({
    dossier: text(),
    n: z.int(),
    at: t.instant,
    agency: place(),
    act: z.strictObject({ code: text(), term: text() }),
    by: actor(),
    from: text().optional(),
    to: text(),
    step: z.int().optional(),
    note: text().optional(),
    reason: text().optional(),
    papers: z.array(text()).optional(),
    dueAt: t.instant.optional(),
    detail: z.record(z.string(), z.unknown()).optional(),
    digest: text().optional(),
  }),
)

/** Giấy tiếp nhận hồ sơ và hẹn trả kết quả, as data. */
export const receipt = named({ id: 'Receipt', description: 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả' }, () =>
  z.strictObject({
    code: text(),
    secret: text().optional().meta({ description: 'Mã tra cứu in trên giấy tiếp nhận' }),
    acceptedAt: t.instant,
    dueAt: t.instant.optional(),
    provisional: z.boolean().optional(),
    office: place(),
    returnBy: z.enum(returnWays),
    components: z.array(
      z.strictObject({ n: z.int(), fileName: text(), paper: text().optional(), size: z.int(), sha256: text() }),
    ),
  }),
)

const step = lazily(() =>
  z.strictObject({
    n: z.int(),
    name: text(),
    role: z.enum(roles),
    hours: z.number(),
    room: place(),
    agency: place(),
    next: z.array(z.int()).meta({ description: 'Các bước có thể chuyển tới, bước thường đi đứng đầu' }),
    acts: z.array(text()).meta({ description: 'Thao tác của bước này' }),
    procedure: z.strictObject({ code: text(), version: z.int(), name: text() }).optional(),
  }),
)

/** Đồng hồ: one due moment and what is left until it. */
export const clock = named({ id: 'Clock', description: 'Một đồng hồ của hồ sơ' }, () =>
  z.strictObject({
    dossier: text().meta({ description: 'Hồ sơ này hoặc phần liên thông của nó' }),
    clock: z.strictObject({ code: z.enum(namesOf(clockTerms)), term: text() }),
    agency: place().meta({ description: 'Cơ quan có lịch làm việc được dùng để tính' }),
    state: z.enum(['running', 'paused', 'ended']),
    from: t.instant,
    dueAt: t.instant.optional().meta({ description: 'Không có khi đang tạm dừng' }),
    remaining: text().optional().meta({ description: 'Còn hoặc quá, theo giờ làm việc; khớp với dueAt' }),
    provisional: z.boolean().meta({ description: 'Có ngày nằm ngoài lịch đã công bố' }),
    countsAsOverdue: z.boolean().meta({ description: 'Chờ trả kết quả không bao giờ làm hồ sơ quá hạn' }),
  }),
)

export const whole = named(
  { id: 'DossierWhole', description: 'Hồ sơ đầy đủ với quá trình xử lý của mọi cơ quan' },
  () =>
    z.strictObject({
      dossier: dossier(),
      parties: parties(),
      warnings: z
        .array(warning())
        .optional()
        .meta({ description: 'Cho cán bộ, đến khi tiếp nhận: những chỗ nên xem lại trước khi cấp mã' }),
      scans: z.array(scan()),
      steps: z.array(step()).optional(),
      ledger: z
        .array(z.record(z.string(), z.unknown()))
        .optional()
        .meta({ description: 'Sổ thời gian: dừng, chạy lại' }),
      clocks: z
        .array(clock())
        .optional()
        .meta({ description: 'Các đồng hồ: trả lời, toàn bộ, cơ quan, bước, trả kết quả' }),
      requiredPapers: z.array(z.strictObject({ id: text(), name: text() })).optional(),
      history: z.array(historyRow()),
      parentScans: z
        .array(scan())
        .optional()
        .meta({ description: 'Tệp của hồ sơ gốc; tải xuống dưới mã của hồ sơ gốc' }),
      kin: z.array(dossier()).optional().meta({ description: 'Phía bên kia của liên thông' }),
      money: z.array(obligation()).optional(),
      consultations: z.array(consultation()).optional(),
      receipt: receipt().optional(),
      results: z
        .array(z.strictObject({ name: text(), number: text(), outcome: z.literal('rejected').optional() }))
        .optional()
        .meta({ description: 'Kết quả từng thủ tục của nhóm; tải theo name' }),
    }),
)

export const done = named({ id: 'Done' }, () =>
  z.strictObject({
    dossier: dossier(),
    event: historyRow(),
    warnings: z
      .array(warning())
      .optional()
      .meta({ description: 'Cho người nộp, ở submit và khi bổ sung trước tiếp nhận: giấy tờ phải có còn thiếu tệp' }),
    receipt: receipt().optional(),
  }),
)

export const opened = named({ id: 'Opened' }, () =>
  z.strictObject({
    dossier: dossier(),
    event: historyRow(),
    warnings: z.array(warning()).meta({ description: 'Những chỗ nên xem lại; hồ sơ vẫn được lập' }),
  }),
)

export const pageOfDossiers = named(
  { id: 'DossierPage', description: 'Một trang; gửi lại next ở tham số after để xem tiếp' },
  () => z.strictObject({ rows: z.array(dossier()), next: text().optional() }),
)

export const pageOfOpinions = named(
  { id: 'OpinionPage', description: 'Ý kiến được hỏi và chưa trả lời; câu hỏi nằm trong hồ sơ' },
  () =>
    z.strictObject({
      rows: z.array(
        z.strictObject({
          dossier: dossier(),
          consultation: z.int().meta({ description: 'Số của câu hỏi trong hồ sơ' }),
          unit: place().meta({ description: 'Phòng, cơ quan được hỏi' }),
          dueAt: t.instant,
          remaining: text(),
        }),
      ),
      next: text().optional(),
    }),
)

export const scanAnswer = named({ id: 'ScanAnswer' }, () => z.strictObject({ scan: scan() }))
/** Một lượt xem dữ liệu cá nhân. */
export const dataRead = named({ id: 'DataRead', description: 'Một lượt xem dữ liệu cá nhân của hồ sơ' }, () =>
  z.strictObject({
    at: t.instant,
    reader: z.strictObject({
      kind: z.enum(['citizen', 'officer', 'machine', 'job']),
      term: text(),
      agency: place().optional(),
      officer: officer().optional(),
    }),
    what: z.strictObject({ code: z.enum(namesOf<ShownThing>(shownThings)), term: text() }),
    scan: z.int().optional(),
    class: z.strictObject({ code: z.enum(namesOf<DataClass>(dataClassTerms)), term: text() }),
    purpose: z.strictObject({ code: z.enum(namesOf<Purpose>(purposeTerms)), term: text() }),
    requestId: text().optional(),
  }),
)
export const pageOfReads = named({ id: 'DataReadPage', description: 'Một trang nhật ký, mới nhất trước' }, () =>
  z.strictObject({ rows: z.array(dataRead()), next: text().optional() }),
)

export const link = named({ id: 'Link', description: 'Liên kết tải xuống ngắn hạn' }, () =>
  z.strictObject({ url: text(), expiresAt: t.instant }),
)
