import type { Instant } from '../calendar/day.ts'

/** Yêu cầu thanh toán. One attempt to pay for one dossier, under a reference of ours: asked twice, it is one attempt. */
export interface PaymentRequest {
  reference: string
  dossierCode: string
  procedure: { code: string; name: string }
  agency: { id: string; name: string }
  /** Phí, lệ phí: whole đồng; their sum is what is paid. */
  items: readonly { code: string; name: string; kind: 'fee' | 'charge'; amountVnd: number; budgetCode?: string }[]
  beneficiary: { account: string; bank: string; holder: string }
  payer: { name: string; identityNumber?: string; address?: string }
  /** What the payer's bank shows; names no person. */
  about: string
  at: Instant
  payerIp: string
  /** Where the payer's browser comes back to. What it brings along confirms nothing. */
  returnTo: string
}

export function totalOf(request: Pick<PaymentRequest, 'items'>): number {
  return request.items.reduce((sum, item) => sum + item.amountVnd, 0)
}

/** What a gateway says about an attempt; a code nobody knows is kept and moves nothing. */
export interface PaymentNews {
  reference: string
  outcome: 'paid' | 'failed' | 'pending' | 'refunded' | 'unknown'
  amountVnd: number
  /** The gateway's own code and number, kept as they came. */
  code: string
  transaction: string
  bank?: string
  at?: Instant
}

/** What we know of the attempt when news of it arrives. */
export interface ExpectedPayment {
  reference: string
  amountVnd: number
  state: 'requested' | 'paid' | 'refunded' | 'cancelled'
  /** The gateway's number under which it was paid already. */
  transaction?: string
}

export type PaymentJudgement =
  | 'settles'
  | 'fails'
  | 'still-open'
  | 'paid-before'
  | 'paid-twice'
  | 'paid-late'
  | 'amount-differs'
  | 'unknown-payment'

/**
 * Đối chiếu một báo có. Only `settles` moves a dossier, once; everything that money came for and that does not settle
 * (twice, late, another sum, nobody's) belongs on the list of differences. Pure.
 */
export function judgePayment(news: PaymentNews, expected: ExpectedPayment | undefined): PaymentJudgement {
  if (!expected || expected.reference !== news.reference) return 'unknown-payment'
  if (news.outcome === 'failed') return expected.state === 'requested' ? 'fails' : 'still-open'
  if (news.outcome !== 'paid') return 'still-open'
  if (expected.transaction !== undefined)
    return expected.transaction === news.transaction ? 'paid-before' : 'paid-twice'
  if (news.amountVnd !== expected.amountVnd) return 'amount-differs'
  return expected.state === 'requested' ? 'settles' : 'paid-late'
}
