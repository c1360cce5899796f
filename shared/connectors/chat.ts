import * as z from 'zod'
import { lazily } from '../lazily.ts'
import { Outage } from '../outage.ts'
import type { Credentials, Messenger } from '../partner-ports.ts'
import { chatAnswerOf } from './chat-codes.ts'
import { openPartner, type PartnerOptions, readJson } from './partner.ts'

export interface ChatOptions extends Omit<PartnerOptions, 'name'> {
  credentials: Credentials<{ accessToken: string }>
}

const shapes = lazily(() => {
  const answer = z.object({ error: z.int() })
  return { answer }
})

/**
 * Tin trong ứng dụng trò chuyện (Zalo's form): an approved template with its fields, to the telephone of the person. The
 * identity goes along as `tracking_id`. Without a template there is nothing the channel would carry. Throws Outage.
 */
export function createChat(options: ChatOptions): Messenger {
  const { credentials } = options
  const app = openPartner({ ...options, name: 'chat' })
  return {
    async send({ to, template, identity }) {
      if (!template) return { refused: 'tin không có mẫu được duyệt' }
      const json = {
        phone: to.replace(/^\+/, ''),
        template_id: template.id,
        template_data: template.fields,
        tracking_id: identity,
      }
      const once = async ({ accessToken }: { accessToken: string }) => {
        const said = { json, headers: { access_token: accessToken } }
        return chatAnswerOf(
          (
            await app.send(
              '/message/template',
              said,
              readJson(() => shapes().answer),
            )
          ).error,
        )
      }
      const first = await once(await credentials.read())
      const last = first === 'token-refused' ? await once(await credentials.readAgain()) : first
      if (last === 'trouble') throw new Outage('chat', new Error('the app has trouble of its own'))
      if (last === 'taken') return 'taken'
      return { refused: last === 'token-refused' ? 'khóa bị từ chối' : last.refused }
    },
  }
}
