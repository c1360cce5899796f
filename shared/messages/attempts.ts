import type { Instant } from '../calendar/day.ts'
import type { BackOf, FeeItem, PaymentMethod } from '../dossier/money/money-book.ts'
import type { IssuedReceipt } from './outgoing.ts'

export const gatewayNames = ['platform', 'vnpay'] as const
/** Cổng thanh toán: the national platform, or a gateway in VNPay's format. */
export type GatewayName = (typeof gatewayNames)[number]

/** Lần thanh toán. One attempt to pay one demand of a dossier, under a reference of ours that the gateway knows it by. */
export interface PaymentAttempt {
  /** Dossier, demand and count, letters and digits only as gateways want them; never used twice. */
  reference: string
  dossier: string
  obligation: number
  gateway: GatewayName
  amountVnd: number
  /** What the gateway shows the payer; names no person. */
  about: string
  /**
   * `begun` is written before the gateway is told, `open` when it has said where to pay. Nobody knows of an `expired` one;
   * money that comes for it counts all the same.
   */
  state: 'begun' | 'open' | 'paid' | 'failed' | 'refused' | 'expired'
  at: Instant
  payAt?: string
  /** Until when the same link is given out again. */
  linkUntil: Instant
  /** When the gateway is asked next, while the end is not known. */
  askAt?: Instant
  asked: number
  /** The gateway's number of the payment that settled the demand. */
  transaction?: string
  /** The gateway's last code, as it came. */
  code?: string
  /** Money that has to go back, or went back. */
  backs: readonly MoneyBack[]
  /** Counts the writes: of two who change it at once, one wins. */
  revision: number
}

export const backStates = ['kept', 'asked', 'under-way', 'given-back', 'refused', 'by-hand'] as const

/** How far a refund is: what its money says, from the order on. */
export const refundOutcomes = ['asked', 'under-way', 'given-back', 'refused', 'by-hand'] as const
export type RefundOutcome = (typeof refundOutcomes)[number]

/** Tiền phải trả lại. Money that came and settles nothing, or that a refund gives back; kept until it is back. */
export interface MoneyBack {
  /** The gateway's number of the payment it came with. */
  transaction: string
  amountVnd: number
  /** Why it goes back: it came twice, late, with another sum, or the dossier's fee is refunded. */
  why: BackOf['why']
  /** The how manieth refund of its demand it is, from the second on. */
  refund?: number
  /**
   * `kept` waits for an officer; `asked` is on its way to the gateway, `under-way` is in its hands; `by-hand` is for the
   * accountant to transfer.
   */
  state: (typeof backStates)[number]
  at: Instant
  /** The gateway's code, or the number of the accountant's transfer. */
  code?: string
  /** The how manieth order to the gateway it is, from the second on: one that was refused is never taken again. */
  orders?: number
  /** What officers said of it, oldest first; nothing of it is ever taken away. */
  said?: readonly BackSaid[]
}

/** An officer's word on money that goes back: that the gateway is to give it, or by which transfer it was given. */
export interface BackSaid {
  /** The officer's id. */
  by: string
  at: Instant
  state: 'asked' | 'given-back'
  transfer?: string
}

/** Whether it is still to go back, by whomever. */
export const isOwedBack = ({ state }: Pick<MoneyBack, 'state'>): boolean => state !== 'given-back'

/** Dòng sổ tiền. What moved on a day by our own book, for the reconciliation; names no person. */
export interface MoneyRow {
  /**
   * `begun` names an attempt, so that its gateway can be asked about it, `collecting` a parcel whose postman collects; no money
   * moved by either. `settled` is what the post says it pays over, one row of its statement.
   */
  kind: 'paid' | 'refunded' | 'stray' | 'begun' | 'collecting' | 'settled'
  dossier: string
  code?: string
  agency: string
  obligation: number
  method: PaymentMethod
  amountVnd: number
  items: readonly Pick<FeeItem, 'kind' | 'amountVnd'>[]
  at: Instant
  /** Number of the bank, the post or the gateway. */
  reference?: string
  /** Ours, without a gap. */
  receiptNumber?: string
  /** Biên lai điện tử; or why the office would not issue it. */
  receipt?: IssuedReceipt | { refused: string }
  /** Of money for the state budget: the treasury gives its receipt, no office of ours does. */
  budget?: true
  /** Of what the post settles: what it took for the way, which is no money of the office. */
  postageVnd?: number
  /** Of what a postman collects: it was paid over, or the collection ended without money. */
  ended?: true
  /** The how manieth refund of its demand it is, from the second on. */
  refund?: number
  /** Of a refund no gateway can be told of: it is the accountant's to transfer. */
  byHand?: true
  /** Of money that no attempt bears: who gave it back, when, by which transfer. */
  givenBack?: GivenBack
  /** Of money that settled nothing alone: by which row the rest of it came. */
  countedWith?: string
}

export interface GivenBack {
  /** The officer's id. */
  by: string
  at: Instant
  transfer: string
}

/** How a row is named on a list: by the number of the bank, the post or the gateway, else by ours; each refund by itself. */
export const referenceOfRow = ({ reference, receiptNumber = '', refund }: MoneyRow): string =>
  reference ?? (refund === undefined ? receiptNumber : `${receiptNumber}#${refund}`)

/** Whether it is money that no attempt bears and that is still to go back. */
export const isRowOwedBack = ({ kind, byHand, givenBack, countedWith }: MoneyRow): boolean =>
  (kind === 'stray' || byHand === true) && givenBack === undefined && countedWith === undefined

/** Còn việc: what somebody still has to see to, whatever its age. */
export function isOpenRow(row: MoneyRow): boolean {
  if (row.kind === 'collecting') return row.ended !== true
  return isRowOwedBack(row) || wantsReceipt(row)
}

/** Whether its electronic receipt is still to be issued. */
export function wantsReceipt({ kind, budget, receipt }: MoneyRow): boolean {
  return kind === 'paid' && budget !== true && !(receipt && 'number' in receipt)
}

/** A row's own name within its day: what it is, not when it was written. */
export function nameOfRow({
  kind,
  dossier,
  obligation,
  reference,
  refund,
}: Pick<MoneyRow, 'kind' | 'dossier' | 'obligation' | 'reference' | 'refund'>): string {
  const name = `${dossier}#${obligation}#${kind}`
  if (kind === 'paid' || kind === 'refunded') return refund === undefined ? name : `${name}#${refund}`
  return `${kind}#${reference ?? ''}`
}

export function referenceOf(dossier: string, obligation: number, count: number): string {
  return `${dossier}T${obligation}T${count}`
}

/** The dossier an attempt's reference names; `undefined` when it is none of ours. */
export function dossierOfReference(reference: string): string | undefined {
  return /^([0-9A-Za-z_-]{2,64})T\d{1,4}T\d{1,4}$/.exec(reference)?.[1]
}

/** How a row of the post's statement is named in a dossier's book: the statement, and the row's own number in it. */
export function settlementReference(statement: string, id: number): string {
  return `cod:${statement}:${id}`
}

/** The statement such a name names. */
export const statementOf = (reference: string): string => reference.slice('cod:'.length, reference.lastIndexOf(':'))

/** How a gateway's payment is named in a dossier's book: once taken, it settles nothing else. */
export function bookReference(gateway: GatewayName, transaction: string): string {
  return `${gateway}:${transaction}`
}
