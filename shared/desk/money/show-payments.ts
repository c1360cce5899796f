import type { Person } from '../../access/person.ts'
import { dayOf } from '../../calendar/day.ts'
import { maySee } from '../../dossier/may-see.ts'
import { bookedAt, type Obligation, openObligation, type Refund, refundsOf } from '../../dossier/money/money-book.ts'
import { type MoneyRow, nameOfRow, type PaymentAttempt, type RefundOutcome } from '../../messages/attempts.ts'
import type { Desk } from '../desk.ts'
import { ownerRefOf } from '../dossiers/owner-ref.ts'

export interface PaymentsOfDossier {
  attempts: readonly PaymentAttempt[]
  /** The references of those whose demand is still open as it was asked for: money for any other settles nothing. */
  payable: readonly string[]
  /** What was paid, as our book has it; not there yet while the worker is on its way. */
  paid: readonly MoneyRow[]
  refunds: readonly RefundToldOf[]
}

/** One refund, and how far it is. */
export interface RefundToldOf extends Refund {
  obligation: number
  outcome: RefundOutcome
  /** By which attempt the money goes back. */
  attempt?: string
  /** The gateway's code, or the number of the accountant's transfer. */
  code?: string
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
  const refunds = (file.money ?? []).flatMap((demand) =>
    refundsOf(demand).map((one) => refundOf(desk, id, { demand, one, attempts })),
  )
  return {
    attempts,
    payable: payable.map(({ reference }) => reference),
    paid: paid.filter((row) => row !== undefined),
    refunds: await Promise.all(refunds),
  }
}

/** What was paid at the counter is given back there by the act itself; what came by a gateway, as its attempt or its row says. */
async function refundOf(
  desk: Pick<Desk, 'payments'>,
  dossier: string,
  { demand, one, attempts }: { demand: Obligation; one: Refund; attempts: readonly PaymentAttempt[] },
): Promise<RefundToldOf> {
  const told = { ...one, obligation: demand.n }
  if (demand.payment?.method !== 'online') return { ...told, outcome: 'given-back' }
  for (const { reference: attempt, obligation, backs } of attempts) {
    const back = backs.find(({ why, refund = 1 }) => obligation === demand.n && why === 'refund' && refund === one.n)
    if (back) {
      const code = back.code === undefined ? {} : { code: back.code }
      return { ...told, outcome: back.state === 'kept' ? 'asked' : back.state, attempt, ...code }
    }
  }
  const named = one.n === 1 ? {} : { refund: one.n }
  const name = nameOfRow({ kind: 'refunded', dossier, obligation: demand.n, ...named })
  const row = await desk.payments.row(dayOf(one.at), name)
  if (one.reference !== undefined) return { ...told, outcome: 'given-back' }
  if (row?.givenBack) return { ...told, outcome: 'given-back', code: row.givenBack.transfer }
  return { ...told, outcome: row?.byHand ? 'by-hand' : 'asked' }
}
