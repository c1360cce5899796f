import * as z from 'zod'

const attempt = z.object({
  gateway: z.enum(['platform', 'vnpay']),
  reference: z.string(),
  amountVnd: z.number(),
  about: z.string(),
  paid: z.object({ transaction: z.string(), code: z.string(), amountVnd: z.number(), at: z.string() }).nullable(),
  refunds: z.array(z.object({ order: z.string(), amountVnd: z.number() })).default([]),
})
const receipt = z.object({
  identity: z.string(),
  number: z.number(),
  lookUpCode: z.string(),
  total: z.number(),
  at: z.string(),
})
export const paymentBook = z.object({ attempts: z.array(attempt), receipts: z.array(receipt) })
export type PaymentBook = z.infer<typeof paymentBook>
export type Attempt = z.infer<typeof attempt>

/** What the three stand-ins sign with, and the code under which they know us. */
export interface PaymentKeys {
  /** One for all three: the local stack keeps a single secret for its payment partners. */
  secret: () => string
  partnerCode: string
}

export function findAttempt(state: PaymentBook, gateway: Attempt['gateway'], reference: string): Attempt | undefined {
  return state.attempts.find((one) => one.gateway === gateway && one.reference === reference)
}

/** Written down once, however often its payer comes. */
export function keepAttempt(state: PaymentBook, made: Omit<Attempt, 'paid' | 'refunds'>): void {
  const known = findAttempt(state, made.gateway, made.reference)
  if (!known) state.attempts.push({ ...made, paid: null, refunds: [] })
}
