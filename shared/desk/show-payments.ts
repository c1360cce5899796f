import type { Person } from '../access/person.ts'
import { dayOf } from '../calendar/day.ts'
import { maySee } from '../dossier/may-see.ts'
import { bookedAt, openObligation } from '../dossier/money-book.ts'
import { type MoneyRow, nameOfRow, type PaymentAttempt } from '../messages/attempts.ts'
import type { Desk } from './desk.ts'
import { ownerRefOf } from './perform.ts'

export interface PaymentsOfDossier {
  attempts: readonly PaymentAttempt[]
  /** The references of those whose demand is still open as it was asked for: money for any other settles nothing. */
  payable: readonly string[]
  /** What was paid, as our book has it; not there yet while the worker is on its way. */
  paid: readonly MoneyRow[]
}

/** Attempts and receipts of a dossier; `undefined` when absent or not this person's to see. */
export async function paymentsOf(
  desk: Pick<Desk, 'dossiers' | 'payments' | 'digests'>,
  person: Person,
  id: string,
): Promise<PaymentsOfDossier | undefined> {
  const file = await desk.dossiers.load(id)
  if (!file || !maySee(person, file.dossier, ownerRefOf(desk, person))) return undefined
  const rows = (file.money ?? []).flatMap((row) => (row.payment ? [{ n: row.n, at: bookedAt(row.payment) }] : []))
  const [attempts, ...paid] = await Promise.all([
    desk.payments.attemptsOf(id),
    ...rows.map(({ n, at }) => desk.payments.row(dayOf(at), nameOfRow({ kind: 'paid', dossier: id, obligation: n }))),
  ])
  const owed = openObligation(file.money)
  const payable = attempts.filter((one) => one.obligation === owed?.n && one.amountVnd === owed.totalVnd)
  return { attempts, payable: payable.map(({ reference }) => reference), paid: paid.filter((row) => row !== undefined) }
}
