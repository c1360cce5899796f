import * as z from 'zod'
import { asideQueues } from '../../messages/aside.ts'
import { door, lazily } from './lazily.ts'
import { t } from './texts.ts'

const text = lazily(() => z.string())
const asideIdText = () => z.string().regex(/^[0-9A-Za-z_-]{8,400}$/, { error: 'Số hiệu tin là `id` ở listSetAsides.' })
const queue = () => z.enum(asideQueues)
const redriven = () => z.strictObject({ at: t.instant, by: text(), times: z.int() })

const row = lazily(() => ({
  id: text(),
  queue: queue(),
  at: t.instant,
  reason: text(),
  redriven: redriven().optional(),
}))

/** What the message was about: where to look, and no person's data. */
export const about = () =>
  z.strictObject({
    kind: z.enum([
      'doorbell',
      'tracking',
      'notice',
      'moved',
      'digest',
      'import',
      'archive',
      'report',
      'issues',
      'compare',
      'catalogue',
      'webhook',
      'mail-outcome',
    ]),
    dossier: text().optional(),
    event: z.int().optional(),
    code: text().optional(),
    orderNumber: text().optional(),
    shipmentState: text().optional(),
    agency: text().optional(),
    day: t.day.optional(),
    client: text().optional().meta({ description: 'Hệ thống đã đăng ký nhận gọi báo' }),
    webhook: text().optional().meta({ description: 'Đăng ký của hệ thống đó' }),
    notice: text().optional().meta({ description: 'Tin báo mà kết quả gửi thư nói tới' }),
  })

const byMessage = () => z.strictObject({ queue: queue(), id: asideIdText() })

/** Tin bị gác lại, for whoever runs the installation. */
export const asideSchemas = {
  countSetAsides: door(() => ({
    status: 200,
    answer: z.strictObject({
      queues: z.array(
        z.strictObject({
          queue: queue(),
          waiting: z.int(),
          isMore: z.boolean().meta({ description: 'Số đếm là ít nhất: chỉ xem các tin gần nhất, còn tin cũ hơn' }),
          oldestAt: t.instant.optional(),
        }),
      ),
    }),
  })),
  listSetAsides: door(() => ({
    path: z.strictObject({ queue: queue() }),
    query: z.strictObject({
      limit: t.limit,
      after: t.cursor,
    }),
    status: 200,
    answer: z.strictObject({ rows: z.array(z.strictObject(row())), next: text().optional() }),
  })),
  readSetAside: door(() => ({
    path: byMessage(),
    status: 200,
    answer: z
      .strictObject({ ...row(), about: about().optional(), explains: z.array(text()), mayRedrive: z.boolean() })
      .meta({ id: 'SetAside', description: 'Tin bị gác lại, kèm giải thích' }),
  })),
  redriveSetAside: door(() => ({ path: byMessage(), status: 200, answer: z.strictObject(row()) })),
} as const
