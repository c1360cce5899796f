import type { Day, Instant } from '../../calendar/day.ts'
import type { FeeLine } from '../../catalogue/procedure.ts'
import type { Dossier, MoneyState } from '../dossier.ts'
import { type Objection, objectAt } from '../objections.ts'

/** Khoản phải nộp: a fee (phí), a charge (lệ phí) or a price (giá), in whole đồng. */
export interface FeeItem {
  kind: FeeLine['kind']
  name: string
  amountVnd: number
  /** Mã tiểu mục of the state budget, where its office named one. */
  budgetCode?: string
}

/** A row of the book of moneys, by its day and its name there. */
export interface PaidPart {
  day: Day
  reference: string
}

/** `cod`: collected by the postman, and paid over by the post with a statement. */
export type PaymentMethod = 'cash' | 'transfer' | 'online' | 'cod'

export interface Payment {
  amountVnd: number
  method: PaymentMethod
  reference?: string
  /** Of the agency's register; of what a tax notice determined, the notice's. */
  receiptNumber: string
  /** When it was entered. */
  at: Instant
  /** When it was paid, where a gateway or the post told it later. */
  paidAt?: Instant
  /** What the post had paid over of it before, which settles it together with this. */
  parts?: readonly PaidPart[]
}

/** Under which moment it stands in the book of moneys: when the others have it too. */
export const bookedAt = ({ at, paidAt = at }: Payment): Instant => paidAt

/** Lần hoàn: a part of what was paid for one demand, or all of it, with its ground. */
export interface Refund {
  n: number
  amountVnd: number
  reason: string
  /** Number of the transfer by which it went; of one that a gateway gives back there is none. */
  reference?: string
  at: Instant
}

/** Nghĩa vụ tài chính. One demand for money, from the notice to the receipt or the refund. */
export interface Obligation {
  n: number
  items: readonly FeeItem[]
  /** Đơn vị hoặc tài khoản thụ hưởng. */
  payee: string
  /**
   * Số thông báo of the tax office that determined it: its money goes to the state budget and not to an agency, and the treasury
   * gives the receipt.
   */
  notice?: string
  /** Khác mức công bố: at least one item is none of the pinned plan's fees. */
  deviates?: true
  /** What is to be paid, after an exemption. */
  totalVnd: number
  dueOn?: Day
  /** Whether the dossier waits for it (status 6), or goes on meanwhile. */
  holdsUp: boolean
  state: 'requested' | 'paid' | 'refunded' | 'cancelled' | 'exempted'
  at: Instant
  /** Thu hộ: the order of the parcel whose postman collects it; until the post has paid it over nobody else takes it. */
  codOrder?: string
  /** Thu hộ of a parcel that was given up as lost: its postman has collected all the same where it turns out to be delivered. */
  lostCodOrder?: string
  /** With its id in the procedure's list; `unlisted` where the procedure has a list and it is none of it. */
  exemption?: {
    kind: 'exempt' | 'reduced'
    id?: string
    unlisted?: true
    ground: string
    beforeVnd: number
    at: Instant
  }
  payment?: Payment
  /** What was given back of it, or is to be, oldest first; together never more than was paid. */
  refunds?: readonly Refund[]
  /** Of books from before a demand could be refunded in parts: its only one. */
  refund?: Omit<Refund, 'n'>
  cancelled?: { reason: string; at: Instant }
  /** What officers said of money that came for it online and has to go back, oldest first. */
  backs?: readonly BackWord[]
}

export const backReasons = ['paid-twice', 'paid-late', 'amount-differs', 'refund', 'stray'] as const

/** Money that has to go back: by which payment at the gateway it came, and why it is not the office's. */
export interface BackOf {
  /** Our reference of the attempt, and the gateway's number of the payment it came with; both the row's where no attempt bears it. */
  attempt: string
  transaction: string
  /** The day of the book of moneys, where no attempt bears it. */
  day?: Day
  why: (typeof backReasons)[number]
  /** The how manieth refund of its demand, from the second on. */
  refund?: number
  amountVnd: number
}

/** An officer's word on it: the number of the transfer it was given back by; without one, its gateway is told to give it. */
export interface BackWord extends BackOf {
  transfer?: string
  at: Instant
}

/** Whether both speak of the same money. */
export function isSameBack(a: BackName, b: BackName): boolean {
  return a.transaction === b.transaction && a.why === b.why && a.refund === b.refund
}

/** What tells one money that goes back from another. */
export type BackName = Pick<BackOf, 'transaction' | 'why' | 'refund'>

export type MoneyBook = readonly Obligation[]

/** Whether an officer has given this row of the book of moneys back. */
export function isGivenBack({ day, reference }: PaidPart, book: MoneyBook | undefined): boolean {
  const words = book?.flatMap(({ backs = [] }) => backs) ?? []
  return words.some((word) => word.day === day && word.attempt === reference && word.transfer !== undefined)
}

/** Whether this row of the book of moneys has settled a demand together with others. */
export function isPartPaid({ day, reference }: PaidPart, book: MoneyBook | undefined): boolean {
  const parts = book?.flatMap(({ payment }) => payment?.parts ?? []) ?? []
  return parts.some((part) => part.day === day && part.reference === reference)
}

/** Bytes up to which officers may ask for more: the book is one item of the table, which takes 400 KB, and what was asked for is yet to be paid. */
export const mostDemandBytes = 300_000
/** Bytes up to which they may give back in parts: the rest is for what ends a demand, and what gateways and offices tell. */
export const mostRefundBytes = 340_000

/** Of a book that has no room for more: where it was asked for. */
export function bookFull(where: 'body.items' | 'body.amountVnd'): Objection {
  return objectAt('money-book-full', where, 'Sổ thu của hồ sơ không còn chỗ cho một khoản hay một lần hoàn nữa.')
}

export function hasRoom(book: MoneyBook, bytes: number): boolean {
  return new TextEncoder().encode(JSON.stringify(book)).length <= bytes
}

/** The one that is open; there is at most one. */
export function openObligation(book: MoneyBook | undefined): Obligation | undefined {
  return book?.find((row) => row.state === 'requested')
}

/** The book with the open demand put into a postman's hands, or taken out of them: `undefined` where that changes nothing. */
export function collectedBy(book: MoneyBook | undefined, codOrder: string | undefined): MoneyBook | undefined {
  const open = openObligation(book)
  if (!open || (open.codOrder === codOrder && open.lostCodOrder === undefined)) return undefined
  const { codOrder: _, lostCodOrder: __, ...row } = open
  return withRow(book, { ...row, ...(codOrder !== undefined && { codOrder }) })
}

/** The book after the parcel was given up: nobody waits for its postman, whose order stays known. `undefined` where none collects. */
export function lostWith(book: MoneyBook | undefined): MoneyBook | undefined {
  const open = openObligation(book)
  if (open?.codOrder === undefined) return undefined
  const { codOrder, ...row } = open
  return withRow(book, { ...row, lostCodOrder: codOrder })
}

/** The book after a parcel that was given up was delivered: its postman has what is still owed. `undefined` where none collected. */
export function foundWith(book: MoneyBook | undefined, order: string): MoneyBook | undefined {
  return openObligation(book)?.lostCodOrder === order ? collectedBy(book, order) : undefined
}

/**
 * Bưu tá đã thu: when the parcel was delivered whose postman collected a demand, until the post has paid it over: nobody owes it any
 * more. Not where its receiver says that it never came.
 */
export function collectedAt({ state, codOrder }: Obligation, dossier: Dossier): Instant | undefined {
  const { delivery, returnedAt, reportedLost, shipmentCount } = dossier
  const isWithPost = state === 'requested' && codOrder !== undefined && delivery === 'delivered'
  return isWithPost && reportedLost !== shipmentCount ? returnedAt : undefined
}

/** A change of the book, where there is one. */
export const bookOf = (money: MoneyBook | undefined): { money?: MoneyBook } => (money ? { money } : {})

export function sumOf(items: readonly FeeItem[]): number {
  return items.reduce((sum, item) => sum + item.amountVnd, 0)
}

/** What each item comes to when less is paid than was demanded: an exemption is taken off in their order, last first. */
export function spread<Item extends Pick<FeeItem, 'amountVnd'>>(items: readonly Item[], paidVnd: number): Item[] {
  let over = Math.max(items.reduce((sum, { amountVnd }) => sum + amountVnd, 0) - paidVnd, 0)
  return items
    .toReversed()
    .map((item) => {
      const off = Math.min(over, item.amountVnd)
      over -= off
      return { ...item, amountVnd: item.amountVnd - off }
    })
    .toReversed()
}

/** The book with one row replaced. */
export function withRow(book: MoneyBook | undefined, row: Obligation): MoneyBook {
  return [...(book ?? []).filter(({ n }) => n !== row.n), row].sort((a, b) => a.n - b.n)
}

/** What an ending does to money that was asked and not paid: nothing is owed any more. */
export function closedBook(book: MoneyBook | undefined, reason: string, at: Instant): MoneyBook | undefined {
  const open = openObligation(book)
  return open && withRow(book, { ...open, state: 'cancelled', cancelled: { reason, at } })
}

/** Of one demand, oldest first. */
export function refundsOf({ refunds, refund }: Pick<Obligation, 'refunds' | 'refund'>): readonly Refund[] {
  return refunds ?? (refund ? [{ n: 1, ...refund }] : [])
}

/** What was paid for a demand and not refunded. */
export function keptVnd(row: Pick<Obligation, 'payment' | 'refunds' | 'refund'>): number {
  return refundsOf(row).reduce((kept, { amountVnd }) => kept - amountVnd, row.payment?.amountVnd ?? 0)
}

/** Paid and not refunded, of all demands. */
export function paidVnd(book: MoneyBook | undefined): number {
  return (book ?? []).reduce((sum, row) => sum + keptVnd(row), 0)
}

/** Of it, what went to the state budget by a tax notice: no agency can give that back. */
export function budgetVnd(book: MoneyBook | undefined): number {
  return paidVnd(book?.filter(({ notice }) => notice !== undefined))
}

/** The one word that the head keeps of a book: what is owed comes first, then what is kept of what was paid. */
export function moneyStateOf(book: MoneyBook): MoneyState {
  if (openObligation(book)) return 'requested'
  const isRefunded = book.some((row) => refundsOf(row).length > 0)
  if (paidVnd(book) > 0) return isRefunded ? 'partly-refunded' : 'paid'
  return isRefunded ? 'refunded' : (book.at(-1)?.state ?? 'none')
}
