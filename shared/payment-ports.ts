import type { Day, Instant } from './calendar/day.ts'
import type { MoneyRow, PaymentAttempt } from './messages/attempts.ts'
import type { GatewayWord, HandedIn, Reconciliation, StatementRow, StatementSource } from './messages/reconciliation.ts'

/** Sổ thanh toán: attempts at a gateway, and by day what money moved. Nothing in it is ever taken away. */
export interface Payments {
  attempt(reference: string): Promise<PaymentAttempt | undefined>
  /** Of one dossier, oldest first. */
  attemptsOf(dossier: string): Promise<readonly PaymentAttempt[]>
  /** Writes it when the one that stands is at the revision before (none, for the first). False when others were quicker. */
  keepAttempt(attempt: PaymentAttempt): Promise<boolean>
  /** References of those whose gateway is to be asked by now, the longest waiting first; one that was just settled may be among them. */
  toAsk(by: Instant, limit: number): Promise<readonly string[]>
  /** References of those with money that is not back yet, whatever their age. */
  toGiveBack(): Promise<readonly string[]>
  /** Repeated, it is one; a later one says more of the same. */
  noteRow(day: Day, row: MoneyRow): Promise<void>
  /** The row with an officer's word that it was given back; false, and nothing written, where somebody's word stands already. */
  noteGivenBack(day: Day, row: MoneyRow): Promise<boolean>
  /** Enters money nobody expected, once: told again on another day it stays under the first, as it stands by then. */
  noteStray(day: Day, row: MoneyRow): Promise<void>
  row(day: Day, name: string): Promise<MoneyRow | undefined>
  /** Those of whatever day somebody still has to see to, oldest first. */
  openRows(): Promise<readonly MoneyRow[]>
  /** Everything that moved on a day. */
  rowsOf(day: Day): Promise<readonly MoneyRow[]>
  /** Adds to the statements of a day, which are never altered. False when another has its number. */
  keepStatement(handed: HandedIn, rows: readonly StatementRow[]): Promise<boolean>
  /** Every one of that day, by source, oldest first. */
  handedIn(day: Day): Promise<readonly HandedIn[]>
  rowsOfStatement(handed: Pick<HandedIn, 'day' | 'source' | 'body'>): Promise<readonly StatementRow[]>
  /** The newest of each source. */
  statements(day: Day): Promise<Readonly<Partial<Record<StatementSource, readonly StatementRow[]>>>>
  /**
   * A piece of what the gateways said in a night of the attempts of a day, under its first reference. False when another has
   * kept that piece. Forgotten after a few days.
   */
  keepWords(day: Day, night: Day, piece: readonly [GatewayWord, ...GatewayWord[]]): Promise<boolean>
  /** Every piece of them. */
  words(day: Day, night: Day): Promise<readonly GatewayWord[]>
  /** The newest list of a day takes the place of the one before. */
  keepReconciliation(found: Reconciliation): Promise<void>
  reconciliation(day: Day): Promise<Reconciliation | undefined>
  /** Newest first. */
  reconciledDays(limit: number): Promise<readonly Day[]>
}
