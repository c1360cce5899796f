import * as z from 'zod'
import { type HookKind, hookKindNames, hookKinds } from '../../messages/subscriptions.ts'
import { door, lazily } from './lazily.ts'
import * as shown from './shown.ts'
import { t } from './texts.ts'

const text = lazily(() => z.string())
const kind = () => z.enum(shown.namesOf<HookKind>(hookKinds))
const kinds = () => z.array(kind())
const clientId = () => z.string().regex(/^[\w.:-]{1,128}$/, { error: 'Mã hệ thống là `client` ở listAllWebhooks.' })
const webhookId = () =>
  z.string().regex(/^[\w-]{1,40}$/, { error: 'Số hiệu đăng ký là `id` ở subscribeWebhook, listWebhooks.' })

function bearsSignIn(address: string): boolean {
  const { username, password } = URL.canParse(address) ? new URL(address) : { username: '', password: '' }
  return username !== '' || password !== ''
}

const webhook = lazily(() =>
  z
    .strictObject({
      id: text(),
      url: text(),
      kinds: kinds(),
      createdAt: t.instant,
      ended: z
        .strictObject({ at: t.instant, why: z.enum(['asked', 'gone', 'forbidden-address', 'administrator']) })
        .optional()
        .meta({
          description:
            'gone: cổng trả lời 410; forbidden-address: địa chỉ không còn được phép gọi; administrator: quản trị dừng',
        }),
    })
    .meta({ id: 'Webhook', description: 'Một đăng ký gọi báo' }),
)

const ofMachine = lazily(() =>
  webhook().extend({
    client: text(),
    machine: text().optional(),
    endedBy: text().optional().meta({ description: 'Quản trị đã dừng' }),
  }),
)

/** Gọi báo: where a machine wants to be told, and of what. */
export const webhookSchemas = {
  subscribeWebhook: door(() => ({
    key: true,
    body: z.strictObject({
      url: z
        .url({ protocol: /^https?$/, error: 'Phải là một địa chỉ https đầy đủ.' })
        .max(500)
        .check(({ value, issues }) => {
          const wrong = [
            ...(bearsSignIn(value) ? ['Không để tên đăng nhập, mật khẩu trong địa chỉ; mỗi lần gọi đã được ký.'] : []),
            ...(value.includes('#') ? ['Bỏ dấu # và phần sau nó: phần ấy không bao giờ được gửi đến máy chủ.'] : []),
          ]
          if (wrong.length > 0) issues.push({ code: 'custom', input: value, message: wrong.join(' ') })
        })
        .meta({
          description:
            'Máy chủ phải nằm trong danh sách được phép gọi của hệ thống; không có tên đăng nhập, không có phần sau dấu #',
        }),
      kinds: t.once(kind(), String).min(1).max(hookKindNames.length),
    }),
    status: 201,
    answer: z.strictObject({
      webhook: webhook(),
      secret: text().meta({ description: 'Khóa để kiểm tra chữ ký của từng lần gọi; chỉ trao ở đây' }),
    }),
  })),
  listWebhooks: door(() => ({ status: 200, answer: z.strictObject({ rows: z.array(webhook()) }) })),
  endWebhook: door(() => ({
    path: z.strictObject({ webhook: webhookId() }),
    body: z.strictObject({}),
    status: 200,
    answer: z.strictObject({ webhook: webhook() }),
  })),
  listAllWebhooks: door(() => ({
    query: z.strictObject({
      state: z.enum(['open', 'ended']).optional().meta({ description: 'Mặc định open; ended: đã thôi, từng trang' }),
      limit: t.limit,
      after: t.cursor,
    }),
    status: 200,
    answer: z.strictObject({ rows: z.array(ofMachine()), next: text().optional() }),
  })),
  endWebhookOf: door(() => ({
    path: z.strictObject({ client: clientId(), webhook: webhookId() }),
    body: z.strictObject({}),
    status: 200,
    answer: z.strictObject({ webhook: ofMachine() }),
  })),
} as const
