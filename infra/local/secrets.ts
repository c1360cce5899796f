import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import * as z from 'zod'
import { accountId, region } from './account.ts'
import { answerJson, type LocalServer, readFields, serveLocally } from './loopback.ts'
import { writeWhole } from './write-whole.ts'

const names = [
  'identityKey',
  'lookupKey',
  'vnpostKey',
  'vnpostSecret',
  'paymentsSecret',
  'messagesSecret',
  'portalsUser',
  'portalsSecret',
  'portalsFileKey',
  'portalsFileToken',
  'officesUser',
  'officesSecret',
] as const
const shape = z.record(z.enum(names), z.string())
export type Secrets = z.infer<typeof shape>

/** The installation's keys: random, made once, kept in one file of the data folder; a name that is new gets its key. */
export function keepSecrets(file: string): Secrets {
  const kept: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
  const whole = shape.safeParse(kept)
  if (whole.success) return whole.data
  const fresh = Object.fromEntries(names.map((name) => [name, randomBytes(32).toString('base64url')]))
  const secrets = shape.parse({ ...fresh, ...z.record(z.string(), z.string()).parse(kept) })
  writeWhole(file, JSON.stringify(secrets, null, 2), 0o600)
  return secrets
}

/** What a group of partners finds in its own secret; a secret's id bears the group's name. */
const groups = {
  partnerkeyspost: ['vnpostKey', 'vnpostSecret'],
  partnerkeysportals: ['portalsUser', 'portalsSecret', 'portalsFileKey', 'portalsFileToken'],
  partnerkeysoffices: ['officesUser', 'officesSecret'],
} as const satisfies Record<string, readonly (keyof Secrets)[]>

/** One secret plays what both gateways and the receipt office give out. */
function paymentKeys(secret: string) {
  return { platformSecret: secret, vnpaySecret: secret, receiptsUser: 'mot-cua', receiptsPassword: secret }
}

/** One secret plays what the carrier of SMS and the chat app give out. */
function messageKeys(secret: string) {
  return { smsKey: 'mot-cua', smsSecret: secret, chatToken: secret }
}

function keysFor(id: string, secrets: Secrets): Readonly<Record<string, string | undefined>> {
  const name = id.toLowerCase().replaceAll('-', '')
  if (name.includes('partnerkeyspayments')) return paymentKeys(secrets.paymentsSecret)
  if (name.includes('partnerkeysmessages')) return messageKeys(secrets.messagesSecret)
  const group = Object.entries(groups).find(([bears]) => name.includes(bears))
  return group ? Object.fromEntries(group[1].map((name) => [name, secrets[name]])) : secrets
}

/** Secrets Manager as far as the functions use it. The file is read at each call: change it, and the keys are rotated. */
export function serveSecrets(options: { port: number; file: string }): Promise<LocalServer> {
  return serveLocally(options.port, async (request, response) => {
    const deed = request.headers['x-amz-target']
    if (deed !== 'secretsmanager.GetSecretValue') {
      return answerJson(response, 400, {
        __type: 'InvalidRequestException',
        Message: `not known here: ${String(deed)}`,
      })
    }
    const { SecretId: id } = await readFields(request)
    if (typeof id !== 'string' || id === '') {
      return answerJson(response, 400, { __type: 'InvalidParameterException', Message: 'SecretId is missing' })
    }
    answerJson(response, 200, {
      ARN: id.startsWith('arn:') ? id : `arn:aws:secretsmanager:${region}:${accountId}:secret:${id}`,
      Name: id.split(':').at(-1),
      SecretString: JSON.stringify(keysFor(id, keepSecrets(options.file))),
      VersionId: '00000000-0000-0000-0000-000000000001',
      VersionStages: ['AWSCURRENT'],
    })
  })
}
