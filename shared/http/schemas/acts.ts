import * as z from 'zod'
import { landDues } from '../../dossier/money/land-slip.ts'
import { lazily, named } from './lazily.ts'
import { moneyActs } from './money-acts.ts'
import { party, postalAddress } from './people.ts'
import { beside } from './periods.ts'
import { said } from './said.ts'
import { t } from './texts.ts'

const submit = lazily(({ version } = said()) => z.strictObject({ act: z.literal('submit'), version }))
const supplement = lazily(({ version, note } = said()) =>
  z.strictObject({ act: z.literal('supplement'), version, note }),
)
const withdraw = lazily(({ version, reason } = said()) =>
  z.strictObject({ act: z.literal('withdraw'), version, reason }),
)

/** Giấy tờ trong túi: names of papers, never of people. */
const listed = () => z.array(z.strictObject({ name: t.line(300), count: z.int().min(1).max(999) })).max(100)
const papers = () => listed().min(1)
const orderCollection = lazily(({ version } = said()) =>
  z
    .strictObject({ act: z.literal('order-collection'), version, from: postalAddress(), papers: papers() })
    .meta({ description: 'Bưu điện đến nhà lấy giấy tờ' }),
)
const recallPapers = lazily(({ version, reason } = said()) =>
  z
    .strictObject({ act: z.literal('recall-papers'), version, reason })
    .meta({ description: 'Thu hồi giấy tờ đang gửi, khi bưu điện chưa thu gom' }),
)
const reportLost = lazily(({ version, reason } = said()) =>
  z.strictObject({ act: z.literal('report-lost'), version, reason }),
)
const reportPapersLost = lazily(({ version, reason } = said()) =>
  z
    .strictObject({ act: z.literal('report-papers-lost'), version, reason })
    .meta({ description: 'Báo mất giấy tờ bưu điện đang thu gom hoặc chuyển' }),
)

const carrying = ({ version, note, reason } = said()) =>
  [
    orderCollection(),
    recallPapers(),
    z.strictObject({
      act: z.literal('send-papers'),
      version,
      to: t.agencyId.or(z.literal('applicant')).meta({ description: 'applicant: gửi trả người nộp' }),
      by: z.enum(['post', 'hand']),
      papers: papers(),
      note,
    }),
    z
      .strictObject({
        act: z.literal('receive-papers'),
        version,
        papers: listed(),
        missing: papers().exactOptional().meta({ description: 'Có trong danh mục, không có trong túi' }),
        note,
      })
      .refine(({ papers: there, missing }) => there.length > 0 || missing !== undefined, {
        ...beside('papers', 'missing'),
        path: ['papers'],
        error: 'Nêu ít nhất một giấy tờ đã nhận, hoặc giấy tờ bị thiếu trong missing.',
      }),
    reportLost(),
    reportPapersLost(),
    z
      .strictObject({
        act: z.literal('void-delivery'),
        version,
        reason,
        letter: t.line(100).meta({ description: 'Số văn bản bưu điện xác nhận đã phát nhầm' }),
        deliverTo: postalAddress().exactOptional().meta({ description: 'Địa chỉ gửi lại, nếu địa chỉ cũ sai' }),
      })
      .meta({
        description: 'Hủy ghi nhận đã phát: bưu điện phát nhầm người; kết quả được cấp lại, trả tại quầy hoặc gửi lại',
      }),
  ] as const

export const citizenAct = named({ id: 'CitizenAct' }, () =>
  z.discriminatedUnion('act', [
    submit(),
    supplement(),
    withdraw(),
    orderCollection(),
    recallPapers(),
    reportLost(),
    reportPapersLost(),
  ]),
)

/** What lay on the counter, at reception or counted anew. */
const counted = () => ({
  handedIn: t
    .once(
      z.strictObject({
        paper: t.paperId,
        form: z.enum(['original', 'certified', 'copy', 'electronic']),
        count: z.int().min(1).max(999),
      }),
      ({ paper, form }) => `${paper} ${form}`,
      'paper',
    )
    .max(200)
    .exactOptional()
    .meta({
      description: 'Hình thức và số lượng từng giấy tờ, in trên giấy tiếp nhận; mỗi hình thức của một giấy tờ một dòng',
    }),
  sets: z.int().min(1).max(99).exactOptional().meta({ description: 'Số bộ hồ sơ' }),
})

const handling = ({ version, note, reason, to, ground, pauseReason, scans } = said()) =>
  [
    z.strictObject({ act: z.literal('assign'), version, officer: t.officerId }),
    z.strictObject({ act: z.literal('reassign'), version, officer: t.officerId, reason }),
    z.strictObject({ act: z.literal('pass-on'), version, to, note }),
    z.strictObject({ act: z.literal('pass-back'), version, reason }),
    z.strictObject({ act: z.literal('transfer'), version, to, note }),
    z.strictObject({ act: z.literal('reject-transfer'), version, reason }),
    z.strictObject({ act: z.literal('hand-back'), version, note }),
    z.strictObject({
      act: z.literal('ask-opinion'),
      version,
      unit: t.unitId,
      question: t.prose(4000),
      hours: z.number().min(0.5).max(800).meta({ description: 'Số giờ làm việc để trả lời' }),
      pauseReason: pauseReason.exactOptional(),
    }),
    z.strictObject({
      act: z.literal('send-out'),
      version,
      partner: z.enum(['tax-office']),
      parcel: z.strictObject({
        sheet: t.line(20),
        number: t.line(20),
        areaM2: z.number().min(0.1).max(100_000_000),
        communeCode: t.communeCode,
        purpose: t.line(200),
      }),
      asks: t.once(z.enum(landDues), String).min(1).max(10),
      pauseReason: pauseReason.exactOptional(),
    }),
    z.strictObject({
      act: z.literal('send-letter'),
      version,
      receiver: t.line(60).meta({ description: 'Mã định danh của cơ quan nhận trên trục liên thông văn bản' }),
      subject: t.prose(1000).meta({ description: 'Trích yếu' }),
      scans,
      parentScans: scans.exactOptional().meta({ description: 'Phần liên thông: tệp gửi kèm của hồ sơ gốc' }),
      pauseReason: pauseReason.exactOptional(),
    }),
    z.strictObject({ act: z.literal('call-back'), version, reason }),
    z.strictObject({
      act: z.literal('answer-opinion'),
      version,
      consultation: z.int().min(1).max(1000),
      answer: t.prose(4000),
    }),
    z.strictObject({ act: z.literal('pause'), version, pauseReason, note, until: t.day.exactOptional() }),
    z.strictObject({ act: z.literal('resume'), version, note }),
    z.strictObject({ act: z.literal('extend'), version, reason, days: z.int().min(1).max(365) }),
    z.strictObject({ act: z.literal('stop'), version, reason, ground }),
  ] as const

const ends = ({ version, note, reason } = said()) =>
  [
    z.strictObject({
      act: z.literal('approve'),
      version,
      resultScan: z.int().min(1).max(10_000),
      resultNumber: t.line(60).exactOptional().meta({ description: 'Để trống: lấy số kế tiếp của sổ kết quả' }),
      outcome: z.enum(['granted', 'rejected']).exactOptional(),
      reason: reason.exactOptional(),
    }),
    z.strictObject({
      act: z.literal('return'),
      version,
      note,
      by: z.enum(['counter', 'online']).exactOptional(),
      taker: z
        .strictObject({
          kind: z.enum(['owner', 'representative']),
          name: t.personName,
          identityPaper: t.line(100).exactOptional().meta({
            description: 'Giấy tờ tùy thân đã xem: loại và số; bỏ trống khi là số định danh của chủ hồ sơ trong hồ sơ',
          }),
          powerOfAttorney: z.boolean().exactOptional(),
        })
        .exactOptional(),
      signed: z.enum(['paper', 'electronic']).exactOptional(),
    }),
    z.strictObject({
      act: z.literal('order-shipment'),
      version,
      cod: z.boolean().exactOptional().meta({ description: 'Bưu tá thu hộ khoản còn phải nộp' }),
    }),
    z.strictObject({ act: z.literal('recall-shipment'), version, reason }),
    z.strictObject({ act: z.literal('correct'), version, reason }),
    z.strictObject({
      act: z.literal('amend'),
      version,
      reason,
      applicant: party().exactOptional(),
      owner: party().exactOptional(),
      summary: t.prose(2000).exactOptional(),
      deliverTo: postalAddress().exactOptional(),
      returnBy: z.enum(['counter', 'post', 'online']).exactOptional(),
      ...counted(),
    }),
  ] as const

/** Everything but what only jobs do. */
export const deskAct = named({ id: 'DeskAct' }, ({ version, note, reason, ground } = said()) =>
  z.discriminatedUnion('act', [
    submit(),
    z.strictObject({
      act: z.literal('accept'),
      version,
      waived: t
        .once(z.strictObject({ paper: t.paperId, reason: t.prose(500) }), ({ paper }) => paper, 'paper')
        .max(100)
        .exactOptional(),
      ...counted(),
    }),
    z.strictObject({ act: z.literal('refuse'), version, reason, ground: ground.exactOptional() }),
    z.strictObject({
      act: z.literal('ask-supplement'),
      version,
      reason,
      papers: t.once(t.line(300), String).min(1).max(100).meta({
        description:
          'Tên giấy tờ bằng lời như người nộp sẽ đọc, không phải mã; có thể là giấy tờ ngoài thành phần hồ sơ',
      }),
      ground: ground.exactOptional(),
    }),
    z.strictObject({ act: z.literal('supplement'), version, note, handedIn: counted().handedIn }),
    ...handling(),
    ...moneyActs(),
    ...ends(),
    ...carrying(),
    withdraw(),
  ]),
)
