import * as z from 'zod'
import { door, lazily } from './lazily.ts'
import * as shown from './shown.ts'
import { t } from './texts.ts'

const month = lazily(() => z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, { error: 'Tháng phải có dạng YYYY-MM.' }))
const work = lazily(() => ({
  resolved: z.int().meta({ description: 'Đã giải quyết, gồm cả rút và dừng' }),
  overdue: z.int().meta({ description: 'Trong số đã giải quyết, quá hạn' }),
  openLate: z.int().meta({ description: 'Đang giải quyết, đã quá hạn vào cuối kỳ' }),
}))
const basis = () => z.string().meta({ description: 'Căn cứ xếp hạng, nói bằng lời' })
const standing = lazily(() => ({
  ...work(),
  overduePercent: z
    .number()
    .nullable()
    .meta({ description: 'Trên số đã giải quyết; null khi chưa giải quyết hồ sơ nào' }),
  elsewhere: z.strictObject({ overdue: z.int(), openLate: z.int() }).meta({
    description: 'Trong số quá hạn, do phần liên thông ở cơ quan khác: không tính cho cơ quan này khi xếp hạng',
  }),
  parts: z.strictObject(work()).meta({
    description: 'Phần liên thông cơ quan này giải quyết cho nơi khác, theo hạn riêng của phần',
  }),
  latePercent: z.number().nullable().meta({
    description:
      'Quá hạn thuộc trách nhiệm, trên việc thuộc trách nhiệm (đã giải quyết và đang quá hạn, cả phần liên thông); xếp hạng theo tỷ lệ này',
  }),
  rank: z.int().optional().meta({ description: 'Bằng nhau thì cùng hạng; không có gì để xếp thì không có hạng' }),
}))

const share = () => z.number().nullable().meta({ description: 'Trên số đã giải quyết, phần trăm' })
const reported = lazily(() =>
  z
    .strictObject({
      received: z.int(),
      ...standing(),
      early: z.int(),
      earlyPercent: share(),
      onTime: z.int(),
      onTimePercent: share(),
      extended: z.int().optional().meta({ description: 'Số lần xin lỗi, hẹn lại' }),
    })
    .meta({
      id: 'PublicStanding',
      description: 'Theo các báo cáo đã lập của tháng (II.06a, liên thông); hạng có khi mọi cơ quan đã có báo cáo',
    }),
)

/** Công khai quá hạn, xếp hạng cơ quan. */
export const leagueSchemas = {
  publicOverdue: door(() => ({
    status: 200,
    answer: z
      .strictObject({
        day: t.day.optional().meta({ description: 'Ngày của danh sách mới nhất' }),
        total: z.int(),
        month: month().optional().meta({ description: 'Tháng gần nhất đã lập báo cáo' }),
        basis: basis(),
        agencies: z.array(
          z.strictObject({
            agency: shown.place(),
            overdue: z.int(),
            longest: t.instant.optional().meta({ description: 'Thời điểm đến hạn của hồ sơ quá hạn lâu nhất' }),
            codes: z.array(z.string()).meta({ description: 'Mã hồ sơ quá hạn, lâu nhất trước, nhiều nhất 100' }),
            unanswered: z.int().meta({
              description:
                'Trong số quá hạn, số hồ sơ quá hạn trả lời tiếp nhận: chưa có mã, chưa đứng trong báo cáo tiếp nhận, giải quyết',
            }),
            waiting: z.int().meta({ description: 'Trong số quá hạn, số hồ sơ chờ phần liên thông ở cơ quan khác' }),
            held: z.strictObject({ count: z.int(), codes: z.array(z.string()) }).meta({
              description: 'Hồ sơ quá hạn của nơi khác có phần liên thông đang ở cơ quan này; đã đếm ở nơi ấy',
            }),
            reported: reported().optional(),
          }),
        ),
      })
      .meta({
        id: 'PublicOverdue',
        description:
          'Tình hình giải quyết của tháng gần nhất và hồ sơ quá hạn của từng cơ quan; không có thông tin cá nhân',
      }),
  })),
  league: door(() => ({
    query: z.strictObject({ month: month(), months: t.count(1, 12).default(6) }),
    status: 200,
    answer: z
      .strictObject({
        month: z.string(),
        basis: basis(),
        requests: z
          .strictObject({ received: z.int(), ...work() })
          .optional()
          .meta({ description: 'Hồ sơ của dân ở mọi cơ quan, mỗi hồ sơ đếm một lần' }),
        agencies: z.array(z.strictObject({ agency: shown.place(), ...standing() })),
        rule: z.strictObject({ abovePercent: z.number(), times: z.int(), leastDossiers: z.int() }),
        repeated: z.array(
          z.strictObject({
            agency: shown.place(),
            periods: z.array(z.strictObject({ period: z.string(), ...standing() })),
          }),
        ),
      })
      .meta({
        id: 'League',
        description:
          'Xếp hạng các cơ quan theo tỷ lệ quá hạn thuộc trách nhiệm, và cơ quan tái diễn; tháng chưa hết thì đếm đến hôm nay',
      }),
  })),
} as const
