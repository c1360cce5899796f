import * as z from 'zod'
import { readWebhook } from '../../../shared/connectors/webhooks.ts'
import type { Clock } from '../clock.ts'
import type { LocalServer } from '../loopback.ts'
import { type Asked, type Reply, startStandIn, textOf } from './stand-in.ts'

const book = z.object({
  messages: z.array(
    z.object({ channel: z.string(), identity: z.string(), to: z.string(), text: z.string(), at: z.string() }),
  ),
  /** Secrets of the addresses that front ends gave, by path. */
  hooks: z.record(z.string(), z.string()).default({}),
  /** Telephones that are switched off. */
  outOfReach: z.array(z.string()).default([]),
})
type Book = z.infer<typeof book>

/** A carrier of SMS, a chat app and a portal's front end that is told by webhook, at one address. */
export function startMessages(options: {
  port: number
  file: string | undefined
  secret: () => string
  clock: Pick<Clock, 'now'>
}): Promise<LocalServer> {
  const { port, file, secret, clock } = options
  const take = (state: Book, channel: string, identity: string, to: string, text: string): boolean => {
    if (state.messages.some((one) => one.channel === channel && one.identity === identity)) return false
    state.messages.push({ channel, identity, to, text, at: new Date(clock.now()).toISOString() })
    return true
  }

  function sms({ state, fields }: Asked<Book>): Reply {
    if (fields.SecretKey !== secret()) return { json: { CodeResult: '101', ErrorMessage: 'Authorize Failed' } }
    const isNew = take(state, 'sms', textOf(fields.RequestId), textOf(fields.Phone), textOf(fields.Content))
    return { json: { CodeResult: isNew ? '100' : '124' } }
  }

  /** Báo cáo phát tin: delivered, unless the telephone was told to be out of reach. */
  function smsStatus({ state, fields }: Asked<Book>): Reply {
    if (fields.SecretKey !== secret()) return { json: { CodeResult: '101', ErrorMessage: 'Authorize Failed' } }
    const known = state.messages.find((one) => one.channel === 'sms' && one.identity === textOf(fields.RefId))
    if (!known) return { json: { CodeResult: '104' } }
    const isOut = state.outOfReach.includes(known.to)
    return { json: { CodeResult: '100', SendStatus: 5, SendSuccess: isOut ? 0 : 1, SendFailed: isOut ? 1 : 0 } }
  }

  function switchOff({ state, fields }: Asked<Book>): Reply {
    state.outOfReach.push(textOf(fields.phone))
    return { json: {} }
  }

  function chat({ state, fields, headers }: Asked<Book>): Reply {
    if (headers.access_token !== secret()) return { json: { error: -124, message: 'Access token is invalid' } }
    const identity = textOf(fields.tracking_id)
    take(state, 'chat', identity, textOf(fields.phone), JSON.stringify(fields.template_data))
    return { json: { error: 0, message: 'Success', data: { msg_id: `m-${identity}` } } }
  }

  function chatStatus({ state, url, headers }: Asked<Book>): Reply {
    if (headers.access_token !== secret()) return { json: { error: -124, message: 'Access token is invalid' } }
    const id = url.searchParams.get('message_id')
    const known = state.messages.find(({ channel, identity }) => channel === 'chat' && `m-${identity}` === id)
    const status = known === undefined ? -1 : state.outOfReach.includes(known.to) ? 0 : 1
    return { json: { error: 0, message: 'Success', data: { status } } }
  }

  function hook({ state, bytes, headers, url }: Asked<Book>): Reply {
    const read = readWebhook(headers, bytes.toString('utf8'), state.hooks[url.pathname] ?? secret(), clock.now())
    if ('forged' in read) return { status: 401, json: { why: read.forged } }
    take(state, 'webhook', read.news.id, url.pathname, read.news.body)
    return { status: 204 }
  }

  /** A front end notes the secret it was given when it subscribed with this address. */
  function noteSecret({ state, fields }: Asked<Book>): Reply {
    state.hooks[textOf(fields.path)] = textOf(fields.secret)
    return { json: {} }
  }

  return startStandIn<Book>({
    port,
    file,
    shape: book,
    empty: { messages: [], hooks: {}, outOfReach: [] },
    title: 'Tin nhắn',
    services: {
      'POST /sms/send': { name: 'sms', does: sms, saysNo: { CodeResult: '99' } },
      'POST /sms/status': { name: 'sms-status', does: smsStatus, saysNo: { CodeResult: '99' } },
      'POST /_control/switch-off': { name: '_off', does: switchOff },
      'POST /chat/message/template': { name: 'chat', does: chat, saysNo: { error: -1 } },
      'GET /chat/message/status': { name: 'chat-status', does: chatStatus, saysNo: { error: -1 } },
      'POST /hook/*': { name: 'hook', does: hook },
      'POST /_control/hook': { name: '_hook', does: noteSecret },
    },
    shows: (state) => [
      ['Kênh', 'Lúc', 'Gửi tới', 'Nội dung'],
      ...state.messages.map(({ channel, at, to, text }) => [channel, at, to, text]),
    ],
  })
}
