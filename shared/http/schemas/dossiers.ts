import * as z from 'zod'
import { officersPurposes } from '../../dossier/people/data-read.ts'
import { announced, endsAsAnnounced } from './files.ts'
import { door, lazily } from './lazily.ts'
import { business, party, postalAddress } from './people.ts'
import { beside, inOrder } from './periods.ts'
import * as shown from './shown.ts'
import { slot } from './slots.ts'
import { t } from './texts.ts'

/** How to reach a citizen whose name and identity number come from the token. */
const contact = lazily(() =>
  z.strictObject({
    phone: t.phone.exactOptional(),
    email: t.email.exactOptional(),
    address: t.line(300).exactOptional(),
  }),
)

const wish = () => ({
  procedure: t.procedureCode,
  case: t.line(60).exactOptional(),
  competentAgency: t.agencyId
    .exactOptional()
    .meta({ description: 'Phi địa giới: UBND cấp xã giải quyết, khi nơi tiếp nhận là nơi khác' }),
  summary: t.prose(2000).exactOptional(),
  returnBy: z.enum(shown.returnWays),
  deliverTo: postalAddress().exactOptional(),
})

const file = () => ({ paper: t.paperId.exactOptional(), ...announced() })

const month = () =>
  z
    .string()
    .max(7)
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/, { error: 'Tháng phải có dạng YYYY-MM.' })

/** Personal data: in a body, never in an address, which logs keep. */
const peopleAsked = lazily(() =>
  inOrder({
    name: t.line(100).exactOptional(),
    identityNumber: t.identityNumber.exactOptional(),
    phone: t.phone.exactOptional(),
    code: t.dossierCode.exactOptional(),
    from: month().exactOptional(),
    to: month().exactOptional(),
    purpose: z.enum(officersPurposes).exactOptional(),
  })
    .refine(({ name, identityNumber, phone, code }) => [name, identityNumber, phone, code].some((said) => said), {
      ...beside('name', 'identityNumber', 'phone', 'code'),
      error: 'Cần ít nhất một trong: họ tên, số định danh, điện thoại, mã hồ sơ.',
    })
    .meta({ id: 'PeopleAsked', description: 'Từ nguyên vẹn, có dấu hay không dấu; tháng lập hồ sơ' }),
)

const byId = lazily(() => z.strictObject({ id: t.dossierId }))
const byScan = lazily(() => z.strictObject({ id: t.dossierId, n: t.count(1, 10_000) }))
const fileNames = /^(result(-[1-9]\d?)?|[1-9]\d{0,4})$/
const fileName = () =>
  z.string().regex(fileNames, {
    error: 'Phải là số thứ tự tệp, "result", hoặc "result-2" là kết quả thứ hai của nhóm.',
  })
/** `result` stands for the decision's own file, wherever in a liên thông it was made. */
const byScanOrResult = lazily(() =>
  z.strictObject({
    id: t.dossierId,
    n: fileName().meta({
      override: {
        anyOf: [
          { type: 'integer', minimum: 1, maximum: 99_999 },
          { type: 'string', pattern: '^result(-[1-9][0-9]?)?$' },
        ],
      },
    }),
  }),
)
const paged = lazily(() => z.strictObject({ limit: t.limit, after: t.cursor }))

const confirm = door(() => ({ path: byScan(), status: 200, answer: shown.scanAnswer() }))
const download = door(() => ({ path: byScanOrResult(), status: 200, answer: shown.link() }))
const reads = door(() => ({ path: byId(), query: paged(), status: 200, answer: shown.pageOfReads() }))
/** Mục đích xem: without it, what the officer's role is for. */
const forPurpose = lazily(() =>
  z.strictObject({
    purpose: z
      .enum(officersPurposes)
      .optional()
      .meta({ description: 'Mục đích xem dữ liệu cá nhân, ghi vào nhật ký truy cập' }),
  }),
)
const read = door(() => ({ path: byId(), status: 200, answer: shown.whole() }))

/** Dossiers as citizens and officers open, read and move them. */
export const dossierSchemas = {
  openOnline: door(() => ({
    key: true,
    body: z.strictObject({
      ...wish(),
      receivingUnit: t.agencyId,
      applicant: contact().exactOptional(),
      business: business()
        .exactOptional()
        .meta({ description: 'Doanh nghiệp là chủ hồ sơ; người đăng nhập nộp với tư cách đại diện theo pháp luật' }),
    }),
    status: 201,
    answer: shown.opened(),
  })),
  listMine: door(() => ({ query: paged(), status: 200, answer: shown.pageOfDossiers() })),
  readMine: read,
  reserveMyScan: door(() => ({
    path: byId(),
    body: z.strictObject(file()).check(endsAsAnnounced),
    status: 201,
    answer: slot(),
  })),
  confirmMyScan: confirm,
  listMyPapers: door(() => ({ query: paged(), status: 200, answer: shown.pageOfPapers() })),
  reuseMyPaper: door(() => ({
    key: true,
    path: byId(),
    body: z.strictObject({ dossier: t.dossierId, file: fileName(), paper: t.paperId.exactOptional() }),
    status: 201,
    answer: shown.scanAnswer(),
  })),
  downloadMyScan: download,

  openAtDesk: door(() => ({
    key: true,
    body: z.strictObject({
      ...wish(),
      channel: z.enum(['direct', 'postal']),
      applicant: party(),
      owner: party().exactOptional(),
    }),
    status: 201,
    answer: shown.opened(),
  })),
  reserveScan: door(() => ({
    path: byId(),
    body: z.strictObject({ ...file(), role: z.enum(['component', 'result', 'letter']) }).check(endsAsAnnounced),
    status: 201,
    answer: slot(),
  })),
  confirmScan: confirm,
  listWork: door(() => ({
    query: z.strictObject({
      of: z.enum(['me', 'room']).default('room'),
      colleague: t.officerId.optional().meta({ description: 'Việc của cán bộ đang được làm thay' }),
      limit: t.limit,
      after: t.cursor,
    }),
    status: 200,
    answer: shown.pageOfDossiers(),
  })),
  listOpinions: door(() => ({ query: paged(), status: 200, answer: shown.pageOfOpinions() })),
  findByCode: door(() => ({
    query: z.strictObject({ code: t.dossierCode }),
    status: 200,
    answer: z.strictObject({ dossier: shown.dossier() }),
  })),
  searchDossiers: door(() => ({
    body: peopleAsked(),
    status: 200,
    answer: z.strictObject({
      rows: z.array(shown.dossier()),
      more: z.boolean().meta({ description: 'Còn nữa: hãy hỏi kỹ hơn' }),
    }),
  })),
  readDossier: door(() => ({ path: byId(), query: forPurpose(), status: 200, answer: shown.whole() })),
  downloadScan: door(() => ({ path: byScanOrResult(), query: forPurpose(), status: 200, answer: shown.link() })),
  readsOfMine: reads,
  readsOfDossier: reads,
} as const
