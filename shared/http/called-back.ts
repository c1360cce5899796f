import * as z from 'zod'
import type { ZodOpenApiPathItemObject } from 'zod-openapi'
import { hookKindNames, hookKinds } from '../messages/subscriptions.ts'
import { catalogue } from './examples/catalogue.ts'
import { lazily } from './schemas/lazily.ts'
import { machineSchemas } from './schemas/open-doors.ts'
import { t } from './schemas/texts.ts'

const says = hookKindNames.map((kind) => `\`${kind}\`: ${hookKinds[kind]}`).join('; ')

/** What a front end that subscribed is sent: one event of one dossier, and the dossier as it stood after it. */
export const toldCall = lazily(() =>
  z
    .strictObject({
      kinds: z
        .array(z.enum(hookKindNames))
        .meta({ description: `Vì sao được báo. ${says}. Lúc tiếp nhận hồ sơ có ngày hẹn nên cũng là \`due-moved\`.` }),
      event: z.int().meta({ description: 'Việc thứ mấy trong quá trình xử lý; cùng một hồ sơ thì tăng dần' }),
      at: t.instant,
      dossier: machineSchemas.followDossier().answer,
    })
    .meta({ id: 'ToldCall', description: 'Một lần gọi báo' }),
)

const example = {
  kinds: ['accepted', 'due-moved'],
  event: 3,
  at: '2026-03-10T09:00:00+07:00',
  dossier: catalogue.followDossier.answer,
}

const headers = z.object({
  'webhook-id': z
    .string()
    .meta({ description: 'Như nhau ở mọi lần gọi lại của cùng một tin: nhớ lấy, lần sau bỏ qua' }),
  'webhook-timestamp': z.string().meta({ description: 'Giây từ 1970; bỏ tin lệch quá năm phút với đồng hồ của mình' }),
  'webhook-signature': z.string().meta({
    description:
      '`v1,` và base64 của HMAC-SHA256 trên `webhook-id.webhook-timestamp.nội dung`, khóa là secret được trao khi đăng ký',
  }),
})

/** Gọi báo: the calls that go out, as the document tells them. */
export function calledBack(tag: string): Record<string, ZodOpenApiPathItemObject> {
  return {
    told: {
      post: {
        operationId: 'toldOfDossier',
        summary: 'Báo cho cổng đã đăng ký',
        description:
          'Hệ thống gọi đến địa chỉ đã đăng ký; tin của một hồ sơ đến theo thứ tự, tin sau chỉ đến khi tin trước được nhận.',
        tags: [tag],
        security: [],
        requestParams: { header: headers },
        requestBody: { required: true, content: { 'application/json': { schema: toldCall(), example } } },
        responses: {
          '2XX': { description: 'Đã nhận; trả lời trong năm giây.' },
          410: { description: 'Thôi đăng ký.' },
          '4XX': { description: 'Gọi lại trong bốn giờ, rồi gác lại cho người quản trị.' },
        },
      },
    },
  }
}
