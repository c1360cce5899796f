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
const settlement = z.object({
  Id: z.number(),
  OrderNumber: z.string(),
  ItemCode: z.string(),
  CODAmount: z.number(),
  Postage: z.number(),
  StatementNo: z.string(),
  SettledTime: z.string(),
})
const book = z.object({
  orders: z.array(order),
  rows: z.array(row),
  /** What somebody has it pay over; and orders of which it pays nothing over by itself. */
  settlements: z.array(settlement).default([]),
  withheld: z.array(z.string()).default([]),
})
export type PostOrder = z.infer<typeof order>
export type PostRow = z.infer<typeof row>
export type PostSettlement = z.infer<typeof settlement>

export interface PostBook {
  orders(): readonly PostOrder[]
  rowsAfter(lastId: number, limit: number): readonly PostRow[]
  /** One row for each delivered parcel with money to collect, under the number of the tracking row that says so, and those told by hand. */
  settlementsAfter(lastId: number): readonly PostSettlement[]
  find(orderNumber: string, itemCode?: string): PostOrder | undefined
  /** The same order number and waybill are one order, however often they come. */
  take(orderNumber: string, itemCode: string | undefined, fields: Record<string, unknown>): PostOrder
  advance(order: PostOrder, to: PostStatus): PostRow
  /** A row of tracking as it is said: of a code nobody knows, of another time, of a waybill that is not the order's. */
  tell(said: Partial<PostRow> & Pick<PostRow, 'OrderNumber'>): PostRow
  /** Pays so much over for an order, known here or not, as often as it is said; by itself it pays nothing for it any more. */
  settle(said: Partial<PostSettlement> & Pick<PostSettlement, 'OrderNumber' | 'CODAmount'>): PostSettlement
  withhold(orderNumber: string): void
  /** Its lists end, and their numbers begin anew with the next row. */
  renumber(): void
}

/** The post's own book, kept in one file: it stands over a restart of either side. Without a file it ends with the post. */
export function openPostBook(file: string | undefined, tellTime: () => string): PostBook {
  const state: z.infer<typeof book> =
    file !== undefined && existsSync(file)
      ? book.parse(JSON.parse(readFileSync(file, 'utf8')))
      : { orders: [], rows: [], settlements: [], withheld: [] }
  const find: PostBook['find'] = (orderNumber, itemCode) =>
    state.orders.findLast(
      (one) => one.OrderNumber === orderNumber && (itemCode === undefined || one.ItemCode === itemCode),
    )
  const keep = () => {
    if (file !== undefined) writeWhole(file, JSON.stringify(state))
  }
  // Both lists are numbered in one row, so that a settlement has the number of the delivery it is for.
  const nextId = () => state.rows.length + state.settlements.length + 1
  const tell: PostBook['tell'] = (said) => {
    const ItemCode = find(said.OrderNumber)?.ItemCode ?? ''
    const told = { Id: nextId(), ItemCode, StatusCode: '', StatusMessage: '', Time: tellTime(), ...said }
    state.rows.push(told)
    keep()
    return told
  }
  const advance: PostBook['advance'] = (order, to) => {
    const { code: StatusCode, text: StatusMessage } = statuses[to]
    const { OrderNumber, ItemCode } = order
    order.status = to
    return tell({ OrderNumber, ItemCode, StatusCode, StatusMessage })
  }
  const withhold: PostBook['withhold'] = (number) => {
    state.withheld = [...new Set([...state.withheld, number])]
    keep()
  }
  return {
    orders: () => state.orders,
    rowsAfter: (lastId, limit) => state.rows.filter((one) => one.Id > lastId).slice(0, limit),
    settlementsAfter: (lastId) => {
      const byItself = state.rows.flatMap((told) => {
        const amount = Number(find(told.OrderNumber, told.ItemCode)?.fields.CODAmount ?? 0)
        if (told.StatusCode !== statuses.delivered.code || amount <= 0) return []
        if (state.withheld.includes(told.OrderNumber)) return []
        return [settlementOf({ ...told, SettledTime: told.Time, CODAmount: amount })]
      })
      return [...byItself, ...state.settlements].filter(({ Id }) => Id > lastId).sort((a, b) => a.Id - b.Id)
    },
    find,
    advance,
    tell,
    settle(said) {
      withhold(said.OrderNumber)
      const { ItemCode = '' } = find(said.OrderNumber) ?? {}
      const settled = { ...settlementOf({ Id: nextId(), ItemCode, SettledTime: tellTime(), ...said }), ...said }
      state.settlements.push(settled)
      keep()
      return settled
    },
    withhold,
    renumber() {
      state.rows = []
      state.settlements = []
      keep()
    },
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

/** One row of the post's statement, which is of the day it is paid over. */
function settlementOf(row: Omit<PostSettlement, 'Postage' | 'StatementNo'>): PostSettlement {
  const { Id, OrderNumber, ItemCode, CODAmount, SettledTime } = row
  const StatementNo = `DS-${SettledTime.slice(0, 10)}`
  return { Id, OrderNumber, ItemCode, CODAmount, Postage: postage, StatementNo, SettledTime }
}
