import type * as z from 'zod'
import type { ShipmentOrder } from '../messages/messages.ts'
import { Outage } from '../outage.ts'
import type { Post } from '../ports.ts'
import { orderAnswer, tokenAnswer, trackingAnswer } from './vnpost-answers.ts'
import { provinceOfCommune } from './vnpost-codes.ts'

export interface VnpostOptions {
  url: string
  customerCode: string
  key: string
  secret: string
  fetch?: typeof fetch
  nowMs?: () => number
}

const neighbour = 'the post'
const timeoutMs = 10_000
const mostBytes = 4 * 1024 * 1024
/** A token is renewed before it ends, so that none expires under way. */
const spareMs = 30_000

/**
 * Bưu chính công ích (VNPost). The waybill is the `ItemCode` of the post's answer; the same order number asked twice
 * is one order with one waybill. Throws Outage for silence, errors of the line and answers it cannot read.
 */
export function createVnpost(options: VnpostOptions): Post {
  const { customerCode } = options
  const ask = authorised(options)
  return {
    async order(order) {
      const answer = await ask('/order/post', orderAnswer, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(orderFields(order, customerCode)),
      })
      if (answer.Status !== '100') return { refused: `mã ${answer.Status}` }
      if (!answer.ItemCode) throw new Outage(neighbour, new Error('an order was taken without a waybill'))
      return { waybill: answer.ItemCode }
    },
    async track(lastId) {
      const rows = await ask(`/tracking?lastId=${lastId}`, trackingAnswer, { method: 'GET' })
      return rows.filter((row) => row.id > lastId).sort((a, b) => a.id - b.id)
    },
  }
}

/** VNPost's own field names; `FlagConfig` 2 is a result that goes from the counter to the citizen. */
export function orderFields(order: ShipmentOrder, customerCode: string) {
  const { sender, receiver } = order
  return {
    CustomerCode: customerCode,
    OrderNumber: order.orderNumber,
    CODAmount: order.codVnd,
    SenderName: sender.name,
    SenderTel: sender.phone,
    SenderAddress: sender.detail,
    SenderProvince: provinceOfCommune(sender.communeCode),
    SenderDesc: order.contents,
    Description: order.contents,
    ReceiverName: receiver.name,
    ReceiverTel: receiver.phone,
    ReceiverAddress: receiver.detail,
    ReceiverProvince: provinceOfCommune(receiver.communeCode),
    FlagConfig: 2,
  }
}

/** Asks with a token that is kept until it ends; one that the post no longer takes is renewed once. */
function authorised(options: VnpostOptions) {
  const now = options.nowMs ?? Date.now
  let token: { text: string; until: number } | undefined
  const login = async () => {
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: options.key,
      client_secret: options.secret,
    })
    const answer = await send(options, '/token', { method: 'POST', body })
    const read = await parse(answer, tokenAnswer)
    token = { text: read.access_token, until: now() + read.expires_in * 1000 - spareMs }
    return token.text
  }
  return async <T>(path: string, shape: z.ZodType<T>, init: RequestInit): Promise<T> => {
    for (let round = 0; ; round += 1) {
      const headers = new Headers(init.headers)
      headers.set('authorization', `Bearer ${token && now() < token.until ? token.text : await login()}`)
      const answer = await send(options, path, { ...init, headers })
      if (answer.status !== 401 || round > 0) return parse(answer, shape)
      await answer.body?.cancel()
      token = undefined
    }
  }
}

async function send({ url, fetch: ask = fetch }: VnpostOptions, path: string, init: RequestInit): Promise<Response> {
  const address = `${url.replace(/\/$/, '')}${path}`
  try {
    return await ask(address, { ...init, redirect: 'error', signal: AbortSignal.timeout(timeoutMs) })
  } catch (error) {
    throw new Outage(neighbour, error)
  }
}

async function parse<T>(answer: Response, shape: z.ZodType<T>): Promise<T> {
  try {
    if (!answer.ok) throw new Error(`status ${answer.status}`)
    return shape.parse(JSON.parse(await readLimited(answer)))
  } catch (error) {
    await answer.body?.cancel().catch(() => undefined)
    throw new Outage(neighbour, error)
  }
}

async function readLimited(answer: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of answer.body ?? []) {
    bytes += chunk.byteLength
    if (bytes > mostBytes) throw new RangeError('the answer is too long')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
