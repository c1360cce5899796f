import * as z from 'zod'
import { createCredentials } from '../shared/aws/credentials.ts'
import { createMarks } from '../shared/aws/marks.ts'
import { createChat } from '../shared/connectors/chat.ts'
import { createCircuit } from '../shared/connectors/circuit.ts'
import { createSms } from '../shared/connectors/sms.ts'
import { settings, table, time } from './wiring.ts'

const smsKeys = z
  .object({ smsKey: z.string(), smsSecret: z.string() })
  .transform(({ smsKey: key, smsSecret: secret }) => ({ key, secret }))
const chatKeys = z.object({ chatToken: z.string() }).transform(({ chatToken: accessToken }) => ({ accessToken }))

function worldOf(partner: string) {
  const { pause, chance } = time
  const world = { pause, chance, nowMs: Date.now }
  const hosts = settings.partnerHosts
  return {
    ...world,
    network: { hosts, onLoopback: hosts.includes('loopback') },
    circuit: createCircuit({ ...world, partner, marks: createMarks(table()) }),
  }
}

/** The carrier of SMS and the chat app; the settings are asked for by whoever sends. */
export function messengers() {
  const id = settings.messageSecretsId
  return {
    sms: createSms({
      ...worldOf('sms'),
      url: settings.smsUrl,
      brand: settings.smsBrand,
      credentials: createCredentials({ id, shape: smsKeys }),
    }),
    chat: createChat({
      ...worldOf('chat'),
      url: settings.chatUrl,
      credentials: createCredentials({ id, shape: chatKeys }),
    }),
  }
}
