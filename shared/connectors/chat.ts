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
  const code = z.union([
    z.int(),
    z
      .string()
      .regex(/^-?\d{1,9}$/)
      .transform(Number),
  ])
  // What it has taken it has, whatever else it says of it: asked for a form there, it would be sent a second time.
  const answer = z.object({ error: code, data: z.unknown().optional() })
  const named = z.object({ msg_id: z.union([z.string().min(1).max(200), z.int().transform(String)]) })
  const status = z.object({ error: code, data: z.object({ status: code }).nullish() })
  return { answer, named, status }
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
        const reference = shapes().named.safeParse(data).data?.msg_id
        return is === 'taken' && reference !== undefined ? { reference } : is
      })
      if (answer === 'trouble') throw new Outage('chat', new Error('the app has trouble of its own'))
      return answer
    },
    async reportOf(_identity, reference) {
      // Sent before its name was kept: nobody can ask after it.
      if (reference === undefined) return 'pending'
      const path = `/message/status?message_id=${encodeURIComponent(reference)}`
      return underKeys('chat', credentials, async ({ accessToken: access_token }) => {
        const { error, data } = await app.ask(
          path,
          { headers: { access_token } },
          readJson(() => shapes().status),
        )
        if (chatAnswerOf(error) === 'keys-refused') return 'keys-refused'
        return error === 0 && data ? chatReportOf(data.status) : 'pending'
      })
    },
  }
}
