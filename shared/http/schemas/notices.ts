import * as z from 'zod'
import { noticeKinds } from '../../dossier/history/told-of.ts'
import { agencyNoticeStates } from '../../notices/agency-notice.ts'
import { noticeChannels, noticeStates } from '../../notices/notice.ts'
import { door, named } from './lazily.ts'
import { t } from './texts.ts'

export const notice = named(
  { id: 'Notice', description: 'Một tin đã báo hoặc sẽ báo cho người nộp; không ghi nơi nhận' },
  () =>
    z.strictObject({
      event: z.int().meta({ description: 'Sự kiện mà tin nói tới' }),
      at: t.instant,
      channel: z.enum(noticeChannels),
      kind: z.enum(noticeKinds),
      template: z.int(),
      state: z.enum(noticeStates).meta({
        description:
          'sent: nhà mạng đã nhận; delivered, undelivered: theo báo cáo phát tin; complained: đã tới và bị báo là thư rác; unknown: không biết thư đã đi hay chưa; given-up: quá muộn để báo; overtaken: không còn đúng khi có thể gửi',
      }),
      sendAt: t.instant.meta({ description: 'Không gửi trước lúc này' }),
      settledAt: t.instant.optional(),
      why: z.string().optional().meta({ description: 'Lý do nhà mạng không nhận, hoặc vì sao không còn gửi' }),
      tries: z.int(),
    }),
)

export const agencyNotice = named(
  { id: 'AgencyNotice', description: 'Một tin báo cho cơ quan, đi cùng các tin khác trong thư tổng hợp' },
  () =>
    z.strictObject({
      event: z.int().meta({ description: 'Sự kiện mà tin nói tới' }),
      at: t.instant,
      agency: z.string().meta({ description: 'Cơ quan được báo' }),
      state: z.enum(agencyNoticeStates).meta({
        description:
          'waiting: chờ thư tổng hợp; sent: đã đi; unknown: không biết thư đã đi hay chưa; overtaken: không còn đúng khi thư đi; no-address: cơ quan không có hộp thư',
      }),
      sendAt: t.instant.meta({ description: 'Giờ của thư tổng hợp' }),
      settledAt: t.instant.optional(),
    }),
)

const wishes = () =>
  z.strictObject({
    channels: t.once(z.enum(noticeChannels), String).max(noticeChannels.length).meta({
      description:
        'Kênh muốn nhận tin; để trống là không nhận. Chưa từng chọn: thứ tự của thành phố, tin thường đi một kênh đầu tiên tới được, tin không được bỏ lỡ đi mọi kênh',
    }),
  })

/** Tin báo: for officers, what became of each. */
export const noticeSchemas = {
  listNotices: door(() => ({
    path: z.strictObject({ id: t.dossierId }),
    status: 200,
    answer: z.strictObject({
      notices: z.array(notice()),
      agencyNotices: z.array(agencyNotice()),
      channels: z.array(z.enum(noticeChannels)).meta({
        description:
          'Kênh mà bây giờ tin tới được người nộp: họ muốn, đã để lại nơi nhận, và nơi ấy không hỏng. Trống là không kênh nào: báo trực tiếp hoặc hỏi lại nơi nhận',
      }),
      failingMail: z
        .strictObject({ since: t.instant, why: z.string() })
        .optional()
        .meta({ description: 'Địa chỉ thư trong hồ sơ không nhận được thư; hãy hỏi lại người nộp và sửa' }),
    }),
  })),
} as const

/** Cách nhận tin: for owners. */
export const wishSchemas = {
  readMyNoticeWishes: door(() => ({ status: 200, answer: wishes() })),
  putMyNoticeWishes: door(() => ({ key: true, body: wishes(), status: 200, answer: wishes() })),
} as const
