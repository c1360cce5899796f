import type { Day, Instant } from './calendar/day.ts'
import type { MoneyRow, PaymentAttempt } from './messages/attempts.ts'

/** Sổ thanh toán: attempts at a gateway, and by day what money moved. Nothing in it is ever taken away. */
export interface Payments {
  attempt(reference: string): Promise<PaymentAttempt | undefined>
  /** Of one dossier, oldest first. */
  attemptsOf(dossier: string): Promise<readonly PaymentAttempt[]>
  /** Writes it when the one that stands is at the revision before (none, for the first). False when others were quicker. */
  keepAttempt(attempt: PaymentAttempt): Promise<boolean>
  /** References of those whose gateway is to be asked by now, the longest waiting first; one that was just settled may be among them. */
  toAsk(by: Instant, limit: number): Promise<readonly string[]>
  /** Repeated, it is one; a later one says more of the same. */
  noteRow(day: Day, row: MoneyRow): Promise<void>
  row(day: Day, name: string): Promise<MoneyRow | undefined>
  /** Everything that moved on a day. */
  rowsOf(day: Day): Promise<readonly MoneyRow[]>
}
