import { existsSync, readFileSync } from 'node:fs'
import * as z from 'zod'
import { writeWhole } from '../write-whole.ts'

/** VNPost publishes no list of its codes; the stand-in speaks these. */
export const statuses = {
  registered: { code: '20', text: 'Đã đăng ký' },
  cancelled: { code: '60', text: 'Đã hủy' },
  collected: { code: '70', text: 'Đã thu gom' },
  'in-transit': { code: '80', text: 'Đang vận chuyển' },
  delivering: { code: '90', text: 'Đang phát' },
  undeliverable: { code: '91', text: 'Phát không thành công' },
  delivered: { code: '100', text: 'Phát thành công' },
  returning: { code: '110', text: 'Đang chuyển hoàn' },
  returned: { code: '170', text: 'Đã chuyển hoàn' },
} as const
export const statusNames = [
  'registered',
  'cancelled',
  'collected',
  'in-transit',
  'delivering',
  'undeliverable',
  'delivered',
  'returning',
  'returned',
] as const // prettier-ignore
export type PostStatus = (typeof statusNames)[number]

/** Đồng for any parcel. */
const postage = 30_000

const order = z.object({
  OrderNumber: z.string(),
  ItemCode: z.string(),
  status: z.enum(statusNames),
  takenAt: z.string(),
  fields: z.record(z.string(), z.unknown()),
})
const row = z.object({
  Id: z.number(),
  OrderNumber: z.string(),
  ItemCode: z.string(),
  StatusCode: z.string(),
  StatusMessage: z.string(),
  Time: z.string(),
})
const book = z.object({ orders: z.array(order), rows: z.array(row) })
export type PostOrder = z.infer<typeof order>
export type PostRow = z.infer<typeof row>

export interface PostBook {
  orders(): readonly PostOrder[]
  rowsAfter(lastId: number, limit: number): readonly PostRow[]
  /** One row for each delivered parcel with money to collect, under the number of the tracking row that says so. */
  settlementsAfter(lastId: number): readonly object[]
  find(orderNumber: string, itemCode?: string): PostOrder | undefined
  /** The same order number and waybill are one order, however often they come. */
  take(orderNumber: string, itemCode: string | undefined, fields: Record<string, unknown>): PostOrder
  advance(order: PostOrder, to: PostStatus): PostRow
}

/** The post's own book, kept in one file: it stands over a restart of either side. Without a file it ends with the post. */
export function openPostBook(file: string | undefined, tellTime: () => string): PostBook {
  const state: z.infer<typeof book> =
    file !== undefined && existsSync(file)
      ? book.parse(JSON.parse(readFileSync(file, 'utf8')))
      : { orders: [], rows: [] }
  const find: PostBook['find'] = (orderNumber, itemCode) =>
    state.orders.findLast(
      (one) => one.OrderNumber === orderNumber && (itemCode === undefined || one.ItemCode === itemCode),
    )
  const advance: PostBook['advance'] = (order, to) => {
    const { code, text } = statuses[to]
    const { OrderNumber, ItemCode } = order
    const told = {
      Id: state.rows.length + 1,
      OrderNumber,
      ItemCode,
      StatusCode: code,
      StatusMessage: text,
      Time: tellTime(),
    }
    order.status = to
    state.rows.push(told)
    if (file !== undefined) writeWhole(file, JSON.stringify(state))
    return told
  }
  return {
    orders: () => state.orders,
    rowsAfter: (lastId, limit) => state.rows.filter((one) => one.Id > lastId).slice(0, limit),
    settlementsAfter: (lastId) =>
      state.rows.flatMap((told) => {
        const amount = Number(find(told.OrderNumber, told.ItemCode)?.fields.CODAmount ?? 0)
        if (told.Id <= lastId || told.StatusCode !== statuses.delivered.code || amount <= 0) return []
        const { Id, OrderNumber, ItemCode, Time: SettledTime } = told
        const StatementNo = `DS-${SettledTime.slice(0, 10)}`
        return [{ Id, OrderNumber, ItemCode, CODAmount: amount, Postage: postage, StatementNo, SettledTime }]
      }),
    find,
    advance,
    take(orderNumber, itemCode, fields) {
      const known = find(orderNumber, itemCode)
      if (known) return known
      const waybill = itemCode ?? `RM${String(state.orders.length + 1).padStart(9, '0')}VN`
      const taken: PostOrder = {
        OrderNumber: orderNumber,
        ItemCode: waybill,
        status: 'registered',
        takenAt: tellTime(),
        fields,
      }
      state.orders.push(taken)
      advance(taken, 'registered')
      return taken
    },
  }
}
