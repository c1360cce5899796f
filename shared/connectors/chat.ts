import * as z from 'zod'
import { lazily } from '../lazily.ts'
import { Outage } from '../outage.ts'
import type { Credentials, Messenger } from '../partner-ports.ts'
import { chatAnswerOf, chatReportOf } from './chat-codes.ts'
import { openPartner, type PartnerOptions, readJson } from './partner.ts'
import { underKeys } from './under-keys.ts'

export interface ChatOptions extends Omit<PartnerOptions, 'name'> {
  credentials: Credentials<{ accessToken: string }>
}

const shapes = lazily(() => {
  const answer = z.object({ error: z.int(), data: z.object({ msg_id: z.string().max(200) }).nullish() })
  const status = z.object({ error: z.int(), data: z.object({ status: z.int() }).nullish() })
  return { answer, status }
})

/**
 * Tin trong ứng dụng trò chuyện (Zalo's form): an approved template with its fields, to the telephone of the person. The
 * identity goes along as `tracking_id`; what became of it is asked by the app's own name for it. Without a template there is nothing the channel would carry. Throws Outage.
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
      const answer = await underKeys('chat', credentials, async ({ accessToken }) => {
        const said = { json, headers: { access_token: accessToken } }
        const read = readJson(() => shapes().answer)
        const { error, data } = await app.send('/message/template', said, read)
        const is = chatAnswerOf(error)
        return is === 'taken' && data ? { reference: data.msg_id } : is
      })
      if (answer === 'trouble') throw new Outage('chat', new Error('the app has trouble of its own'))
      return answer
    },
    async reportOf(_identity, reference) {
      // Sent before its name was kept: nobody can ask after it.
      if (reference === undefined) return 'pending'
      const { accessToken: access_token } = await credentials.read()
      const path = `/message/status?message_id=${encodeURIComponent(reference)}`
      const { error, data } = await app.ask(
        path,
        { headers: { access_token } },
        readJson(() => shapes().status),
      )
      return error === 0 && data ? chatReportOf(data.status) : 'pending'
    },
  }
}
