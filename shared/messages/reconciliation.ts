import type { Day, Instant } from '../calendar/day.ts'
import type { PaymentNews } from './payments.ts'

/** Bảng kê: who hands one in by file, because no published message asks for it. */
export const statementSources = ['platform', 'vnpay', 'treasury'] as const
export type StatementSource = (typeof statementSources)[number]

/** One row of somebody's statement of a day; names no person. */
export interface StatementRow {
  /** The transaction or transfer number, as our book has it behind the gateway's name. */
  reference: string
  amountVnd: number
}

/** Lần nộp bảng kê. One handing in of a source's statement of a day: a later one counts in its place, and takes nothing away. */
export interface HandedIn {
  day: Day
  source: StatementSource
  /** Counts the handings in of that source and day. */
  n: number
  /** The officer's id. */
  by: string
  at: Instant
  /** Whose key it came with, and the digest of its rows: said twice, it is one. */
  id: string
  body: string
  count: number
  totalVnd: number
}

/** What a gateway said of an attempt in a night; nothing told when it was silent, or when it was not asked. */
export interface GatewayWord {
  reference: string
  told?: PaymentNews
}

/** What may differ between our book, the gateway, and the receipt office, post or treasury. */
export const differenceCodes = [
  'paid-there-unknown-here',
  'paid-here-not-there',
  'amount-differs',
  'twice-there',
  'stray-money',
  'settled-otherwise',
  'receipt-missing',
  'receipt-refused',
  'refund-pending',
  'refund-refused',
  'refund-by-hand',
  'not-in-treasury',
  'unknown-in-treasury',
  'cod-unsettled',
  'not-asked',
] as const
export type DifferenceCode = (typeof differenceCodes)[number]

/** Khoản lệch: one difference, with both sums. */
export interface Difference {
  code: DifferenceCode
  agency: string
  /** The dossier's code, where there is one. */
  dossier?: string
  reference: string
  /** The day of our book it stands in, where it is a row of it. */
  day?: Day
  oursVnd?: number
  theirsVnd?: number
}

/** Đối soát của một ngày. Made again, it is the same, less what was settled meanwhile. */
export interface Reconciliation {
  day: Day
  at: Instant
  paidVnd: number
  paidCount: number
  refundedVnd: number
  /** Of both: what went to the state budget, and what of it its offices gave back; not known of lists from before it was told. */
  budgetVnd?: number
  budgetRefundedVnd?: number
  /** Statements that were handed in and compared. */
  statements: readonly StatementSource[]
  differences: readonly Difference[]
}
