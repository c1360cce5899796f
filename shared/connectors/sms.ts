import * as z from 'zod'
import { lazily } from '../lazily.ts'
import { Outage } from '../outage.ts'
import type { Credentials, Messenger } from '../partner-ports.ts'
import { openPartner, type PartnerOptions, readJson } from './partner.ts'
import { smsAnswerOf, smsReportOf } from './sms-codes.ts'
import { underKeys } from './under-keys.ts'

export interface SmsOptions extends Omit<PartnerOptions, 'name'> {
  /** Tên thương hiệu registered with the carriers. */
  brand: string
  credentials: Credentials<{ key: string; secret: string }>
}

const shapes = lazily(() => {
  const text = z.union([z.string(), z.number()]).transform(String)
  const answer = z.object({ CodeResult: text })
  const report = answer.extend({ SendStatus: text.default(''), SendFailed: z.coerce.number().int().min(0).default(0) })
  return { answer, report }
})

/** Seven parts of a message without marks; the carriers take no more. */
const mostCharacters = 1000

/** Carriers count a message with marks more than twice: what is sent bears none. */
export function withoutMarks(told: string): string {
  return told
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
}

/** Tin nhắn SMS under the city's brand name. The identity goes along as `RequestId`: repeated, it is one message. Throws Outage. */
export function createSms(options: SmsOptions): Messenger {
  const { brand, credentials } = options
  const carrier = openPartner({ ...options, name: 'sms' })
  const fieldsOf = (keys: { key: string; secret: string }, to: string, said: string, identity: string) => ({
    ApiKey: keys.key,
    SecretKey: keys.secret,
    Brandname: brand,
    SmsType: '2',
    Phone: to.replace(/^\+84/, '0'),
    Content: withoutMarks(said).slice(0, mostCharacters),
    RequestId: identity,
  })
  return {
    async send({ to, text: said, identity }) {
      const answer = await underKeys('sms', credentials, async (keys) => {
        const { CodeResult } = await carrier.send(
          '/send',
          { json: fieldsOf(keys, to, said, identity) },
          readJson(() => shapes().answer),
        )
        return smsAnswerOf(CodeResult)
      })
      if (answer === 'trouble') throw new Outage('sms', new Error('the carrier has trouble of its own'))
      return answer
    },
    async reportOf(identity) {
      return underKeys('sms', credentials, async ({ key: ApiKey, secret: SecretKey }) => {
        const { CodeResult, SendStatus, SendFailed } = await carrier.ask(
          '/status',
          { json: { ApiKey, SecretKey, RefId: identity } },
          readJson(() => shapes().report),
        )
        if (smsAnswerOf(CodeResult) === 'keys-refused') return 'keys-refused'
        // A question that is not answered is no report: it is asked again another time.
        return CodeResult === '100' ? smsReportOf(SendStatus, SendFailed) : 'pending'
      })
    },
  }
}
