import * as z from 'zod'
import { createCredentials } from '../shared/aws/keys/credentials.ts'
import { createChat } from '../shared/connectors/chat.ts'
import { createSms } from '../shared/connectors/sms.ts'
import { partnerWorld } from './wire-partner.ts'
import { settings } from './wiring.ts'

const smsKeys = () =>
  z
    .object({ smsKey: z.string(), smsSecret: z.string() })
    .transform(({ smsKey: key, smsSecret: secret }) => ({ key, secret }))
const chatKeys = () => z.object({ chatToken: z.string() }).transform(({ chatToken: accessToken }) => ({ accessToken }))

/** The carrier of SMS and the chat app; the settings are asked for by whoever sends. */
export function messengers() {
  const id = settings.messageSecretsId
  return {
    sms: createSms({
      ...partnerWorld('sms'),
      url: settings.smsUrl,
      brand: settings.smsBrand,
      credentials: createCredentials({ id, shape: smsKeys }),
    }),
    chat: createChat({
      ...partnerWorld('chat'),
      url: settings.chatUrl,
      credentials: createCredentials({ id, shape: chatKeys }),
    }),
  }
}
