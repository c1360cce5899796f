import { createHmac } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import * as z from 'zod'
import type { Clock } from '../clock.ts'
import { answerJson, type LocalServer, readFields, serveLocally } from '../loopback.ts'
import { type Fault, planFaults } from './faults.ts'
import { openPostBook, type PostRow, statusNames } from './vnpost-book.ts'
import { showBook } from './vnpost-page.ts'

export interface VnpostOptions {
  port: number
  /** The file the post's book is kept in; without one it ends with the post. */
  file: string | undefined
  /** Asked at each call: keys may be changed while the post is open. */
  keys: () => { key: string; secret: string }
  clock: Pick<Clock, 'now'>
}

const ok = { Status: '100', Message: 'Thành công' }
const pageRows = 100
// What VNPost's form marks with a star.
const required = [
  'CustomerCode',
  'OrderNumber',
  'SenderProvince',
  'SenderAddress',
  'SenderName',
  'SenderTel',
  'ReceiverName',
  'ReceiverAddress',
  'ReceiverTel',
  'ReceiverProvince',
] // prettier-ignore
const named = z.object({ OrderNumber: z.string().min(1) })
const orderNamed = named.extend({ ItemCode: z.string().min(1).nullish() })
const advanceAsked = z.object({ OrderNumber: z.string(), to: z.enum(statusNames) })
const rowTold = named.extend({
  ItemCode: z.string().exactOptional(),
  StatusCode: z.string().exactOptional(),
  Time: z.string().exactOptional(),
})
const settlementTold = named.extend({
  CODAmount: z.number(),
  ItemCode: z.string().exactOptional(),
  StatementNo: z.string().exactOptional(),
  SettledTime: z.string().exactOptional(),
})

/** VNPost's stand-in: token, order, cancel and tracking by `lastId`, with a page on which a parcel is moved along. */
export function startVnpost(options: VnpostOptions): Promise<LocalServer> {
  const tellTime = () => `${new Date(options.clock.now() + 7 * 3_600_000).toISOString().slice(0, 19)}+07:00`
  const book = openPostBook(options.file, tellTime)
  const faults = planFaults()
  // A token is the key's own digest: it stays good over a restart of the post.
  const tokenNow = () => {
    const { key, secret } = options.keys()
    return createHmac('sha256', secret).update(key).digest('base64url')
  }

  const deeds: Record<string, (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void>> = {
    'POST /oauth/token': login,
    'POST /token': login,
    'POST /order/post': authorised('order', ['twice'], takeOrder),
    'POST /order/cancel': authorised('cancel', ['twice'], cancelOrder),
    'GET /tracking': authorised('tracking', ['twice', 'reorder'], tellTracking),
    'GET /cod/settlement': authorised('settlement', ['reorder'], tellSettlements),
    'GET /': async (_request, response) => showBook(response, book),
    'GET /_control/orders': async (_request, response) => answerJson(response, 200, book.orders()),
    'POST /_control/fault': async (request, response) =>
      answerJson(response, 200, faults.order(await readFields(request))),
    'GET /_control/faults': async (_request, response) => answerJson(response, 200, faults.waiting()),
    'POST /_control/clear': async (_request, response) => answerJson(response, 200, faults.clear() ?? {}),
    'POST /_control/advance': advance,
    'POST /_control/tell': told(rowTold, book.tell),
    'POST /_control/settle': told(settlementTold, book.settle),
    'POST /_control/withhold': told(named, ({ OrderNumber }) => book.withhold(OrderNumber)),
    'POST /_control/renumber': told(z.object({}), book.renumber),
  }

  async function login(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (await stumble(faults.take('token', ['fail', 'delay']), response)) return
    const fields = await readFields(request)
    const { key, secret } = options.keys()
    const known = (fields.key ?? fields.client_id) === key && (fields.secret ?? fields.client_secret) === secret
    if (!known) return answerJson(response, 401, { error: 'invalid_client' })
    answerJson(response, 200, { access_token: tokenNow(), token_type: 'Bearer', expires_in: 3600 })
  }

  function authorised(deed: string, faultsOfItsOwn: readonly Fault['kind'][], answer: Answer) {
    return async (request: IncomingMessage, response: ServerResponse, url: URL) => {
      if (request.headers.authorization !== `Bearer ${tokenNow()}`) {
        return answerJson(response, 401, { Status: '401', Message: 'Unauthorized' })
      }
      const fault = faults.take(deed, ['fail', 'delay', 'ok-with-error', ...faultsOfItsOwn])
      if (await stumble(fault, response)) return
      const said = answer(await readFields(request), url, fault)
      if (fault?.kind === 'twice' && deed !== 'tracking') response.destroy()
      else answerJson(response, 200, said)
    }
  }

  function takeOrder(fields: Record<string, unknown>): Said {
    const missing = required.filter((name) => fields[name] === undefined || fields[name] === '')
    const named = orderNamed.safeParse(fields)
    if (missing.length > 0 || !named.success || ![1, 2, 3].includes(Number(fields.FlagConfig))) {
      return { Status: '103', Message: `Thiếu hoặc sai trường: ${missing.join(', ') || 'FlagConfig'}` }
    }
    const order = book.take(named.data.OrderNumber, named.data.ItemCode ?? undefined, fields)
    return { ...ok, OrderNumber: order.OrderNumber, ItemCode: order.ItemCode }
  }

  function cancelOrder(fields: Record<string, unknown>): Said {
    const named = orderNamed.safeParse(fields)
    const order = named.success ? book.find(named.data.OrderNumber, named.data.ItemCode ?? undefined) : undefined
    if (!order) return { Status: '104', Message: 'Không tìm thấy vận đơn' }
    if (order.status === 'registered') book.advance(order, 'cancelled')
    return order.status === 'cancelled' ? ok : { Status: '105', Message: 'Bưu gửi đã được thu gom, không hủy được' }
  }

  function tellTracking(_fields: Record<string, unknown>, url: URL, fault: Fault | undefined): readonly PostRow[] {
    const rows = book.rowsAfter(Number(url.searchParams.get('lastId') ?? 0), pageRows)
    if (fault?.kind === 'twice') return rows.flatMap((row) => [row, row])
    return fault?.kind === 'reorder' ? rows.toReversed() : rows
  }

  /** What was collected at the door of each delivered parcel, paid over at the end of the story. */
  function tellSettlements(_fields: Record<string, unknown>, url: URL, fault: Fault | undefined) {
    const rows = book.settlementsAfter(Number(url.searchParams.get('lastId') ?? 0))
    return { rows: fault?.kind === 'reorder' ? rows.toReversed() : rows }
  }

  async function advance(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = advanceAsked.safeParse(await readFields(request))
    const order = asked.success ? book.find(asked.data.OrderNumber) : undefined
    if (!asked.success || !order) return answerJson(response, 404, { message: 'không có vận đơn hoặc trạng thái này' })
    const row = book.advance(order, asked.data.to)
    if (!request.headers['content-type']?.includes('form')) return answerJson(response, 200, row)
    response.writeHead(303, { location: '/' }).end()
  }

  return serveLocally(options.port, async (request, response, url) => {
    const deed = deeds[`${request.method} ${url.pathname}`]
    if (!deed) return answerJson(response, 404, { Status: '404', Message: 'Not found' })
    await deed(request, response, url)
  })
}

/** What somebody has the post say, in its own fields. */
function told<Said>(shape: z.ZodType<Said>, deed: (said: Said) => unknown) {
  return async (request: IncomingMessage, response: ServerResponse) => {
    const said = shape.safeParse(await readFields(request))
    if (said.success) answerJson(response, 200, deed(said.data) ?? {})
    else answerJson(response, 400, { message: z.prettifyError(said.error) })
  }
}

type Answer = (fields: Record<string, unknown>, url: URL, fault: Fault | undefined) => unknown
type Said = { Status: string; Message: string; OrderNumber?: string; ItemCode?: string }

/** True when the fault has answered already. */
async function stumble(fault: Fault | undefined, response: ServerResponse): Promise<boolean> {
  if (fault?.kind === 'delay') await pause(fault.delayMs)
  if (fault?.kind === 'fail') answerJson(response, 503, { Status: '503', Message: 'Service unavailable' })
  if (fault?.kind === 'ok-with-error') answerJson(response, 200, { Status: '999', Message: 'Lỗi hệ thống' })
  return fault?.kind === 'fail' || fault?.kind === 'ok-with-error'
}
