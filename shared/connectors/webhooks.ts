import { createHash, createHmac } from 'node:crypto'
import type { Webhooks } from '../partner-ports.ts'
import { isAdmitted } from './addresses.ts'
import type { Received } from './callbacks.ts'
import type { Circuit } from './circuit.ts'
import { openPartner, type PartnerOptions, type Said } from './partner.ts'
import { isRecent, isSameText } from './seals.ts'
import { UnwantedStatus } from './transport.ts'

export interface WebhookOptions extends Omit<PartnerOptions, 'name' | 'url' | 'circuit'> {
  /** Each receiver is spared by itself: by its host and a digest of its path. */
  circuitOf: (receiver: string) => Circuit
  nowMs: () => number
}

/** A receiver that is slow is not waited for; what it answers is not read beyond its status. */
const limits = { timeoutMs: 5_000, statusOnly: true } as const
const windowSeconds = 300

/** HMAC-SHA256 of identity, moment and body: none of the three can be changed or told again later. */
export function webhookSignature(secret: string, id: string, timestamp: string, body: string): string {
  return `v1,${createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`, 'utf8').digest('base64')}`
}

/**
 * Gọi báo cho cổng. Posts signed JSON to a front end that asked to be told; repeated by the queue under the same id. Only to
 * hosts of the allow-list, whatever address a front end named. Throws Outage.
 */
export function createWebhooks(options: WebhookOptions): Webhooks {
  return {
    admits: (url) => isAdmitted(url, options.network),
    async send({ url, secret, id, body }) {
      if (!isAdmitted(url, options.network)) return { refused: 'forbidden-address' }
      const { pathname, search, origin } = new URL(url)
      const receiver = openPartner({
        ...limits,
        ...options,
        url: origin,
        name: 'webhook',
        circuit: options.circuitOf(receiverOf(url)),
      })
      const timestamp = String(Math.floor(options.nowMs() / 1000))
      const headers = {
        'webhook-id': id,
        'webhook-timestamp': timestamp,
        'webhook-signature': webhookSignature(secret, id, timestamp, body),
      }
      const said: Said = { headers, bytes: { type: 'application/json', content: Buffer.from(body, 'utf8') } }
      return receiver.send(`${pathname}${search}`, said, ({ status }) => {
        if (status >= 200 && status < 300) return 'taken'
        // Gone: the front end does not want to be told any more. Every other no may pass with its next release.
        if (status === 410) return { refused: 'gone' }
        throw new UnwantedStatus(status)
      })
    },
  }
}

/** Front ends of several teams may share a host, and one that answers badly there holds up none of the others. What a path may give away stays out of logs. */
function receiverOf(url: string): string {
  const { host, pathname, search } = new URL(url)
  return `${host}#${createHash('sha256').update(`${pathname}${search}`).digest('hex').slice(0, 8)}`
}

/** What a receiver of ours has to check, in its own language; here for stand-ins and tests. */
export function readWebhook(
  headers: Readonly<Record<string, string | string[] | undefined>>,
  body: string,
  secret: string,
  nowMs: number,
): Received<{ id: string; body: string }> {
  const told = (name: string) => (typeof headers[name] === 'string' ? headers[name] : '')
  const [id, timestamp, signature] = [told('webhook-id'), told('webhook-timestamp'), told('webhook-signature')]
  if (!/^\d{1,12}$/.test(timestamp) || !isRecent(Number(timestamp) * 1000, nowMs, windowSeconds))
    return { forged: 'time' }
  if (!isSameText(webhookSignature(secret, id, timestamp, body), signature)) return { forged: 'signature' }
  return { news: { id, body } }
}
