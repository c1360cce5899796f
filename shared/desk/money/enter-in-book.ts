import { dayOf } from '../../calendar/day.ts'
import { accountableAgency } from '../../dossier/accountable.ts'
import type { Dossier, DossierEvent, DossierFile } from '../../dossier/dossier.ts'
import { bookedAt, type Obligation, type Refund, refundsOf, spread } from '../../dossier/money/money-book.ts'
import { type MoneyRow, nameOfRow } from '../../messages/attempts.ts'
import type { Desk } from '../desk.ts'
import { renewListOf } from './lists-to-renew.ts'

type Needs = Pick<Desk, 'payments' | 'marks' | 'now'>

/** Thu hộ: what a postman is to collect is waited for until the post has paid it over. */
export async function enterCollection(
  desk: Needs,
  { dossier, money }: DossierFile,
  { act, at, detail }: DossierEvent,
): Promise<void> {
  const reference = String(detail?.orderNumber)
  const row = money?.find(({ codOrder }) => codOrder === reference)
  if (!row) return
  // Given up and delivered before any night noted its end, it is still waited for.
  const isWaitedFor = ({ kind, reference: order }: MoneyRow) => kind === 'collecting' && order === reference
  if (act === 'delivered' && (await desk.payments.openRows()).some(isWaitedFor)) return
  const made = bookRow(dossier, row, { kind: 'collecting', method: 'cod', amountVnd: row.totalVnd, at, reference })
  const kept = await desk.payments.row(dayOf(at), nameOfRow(made))
  if (!kept || (act === 'delivered' && kept.ended)) await desk.payments.noteRow(dayOf(at), made)
}

type Moved = Pick<MoneyRow, 'kind' | 'method' | 'amountVnd' | 'at' | 'reference' | 'receiptNumber' | 'refund'>

/** `beforeVnd`: how much of the same demand was moved that way before, so that each kind of money is told once. */
function bookRow(dossier: Dossier, row: Obligation, moved: Moved, beforeVnd = 0): MoneyRow {
  const before = spread(row.items, beforeVnd)
  return {
    ...moved,
    dossier: dossier.id,
    ...(dossier.code === undefined ? {} : { code: dossier.code }),
    agency: accountableAgency(dossier),
    obligation: row.n,
    ...(row.notice === undefined ? {} : { budget: true as const }),
    items: spread(row.items, beforeVnd + moved.amountVnd).map(({ kind, amountVnd }, at) => {
      return { kind, amountVnd: amountVnd - (before[at]?.amountVnd ?? 0) }
    }),
  }
}

export async function enterPaid(desk: Needs, { dossier }: DossierFile, row: Obligation): Promise<void> {
  const { payment } = row
  if (!payment) return
  const { method, amountVnd, reference, receiptNumber } = payment
  const named = reference === undefined ? {} : { reference }
  const moved = { kind: 'paid', method, amountVnd, at: bookedAt(payment), ...named, receiptNumber } as const
  await enter(desk, bookRow(dossier, row, moved))
}

export function enterRefund(
  desk: Needs,
  { dossier }: DossierFile,
  row: Obligation,
  { n, amountVnd, at, reference }: Refund,
): Promise<MoneyRow> {
  const moved = {
    ...{ kind: 'refunded' as const, method: row.payment?.method ?? ('cash' as const), amountVnd, at },
    ...(reference === undefined ? {} : { reference }),
    ...(row.payment && { receiptNumber: row.payment.receiptNumber }),
    ...numbered(n),
  }
  const earlier = refundsOf(row).filter((one) => one.n < n)
  return enter(
    desk,
    bookRow(
      dossier,
      row,
      moved,
      earlier.reduce((sum, one) => sum + one.amountVnd, 0),
    ),
  )
}

/** The first of a demand bears no number, as when it was the only one. */
export const numbered = (n: number) => (n === 1 ? {} : { refund: n })

/** The row as it stands in the book of its day; entered twice, it is one, with what became of it meanwhile. */
async function enter(desk: Needs, made: MoneyRow): Promise<MoneyRow> {
  const kept = await desk.payments.row(dayOf(made.at), nameOfRow(made))
  if (kept) return kept
  await desk.payments.noteRow(dayOf(made.at), made)
  return made
}

/** Nộp thừa: what the post paid over beyond the demand is nobody's fee, and goes back to the payer. */
export async function enterSurplus(
  desk: Needs,
  { dossier }: DossierFile,
  { n, payment }: Obligation,
  { detail }: DossierEvent,
): Promise<void> {
  if (!payment || typeof detail?.overVnd !== 'number') return
  const { reference = '', method } = payment
  const [at, day] = [bookedAt(payment), dayOf(bookedAt(payment))]
  const named = { dossier: dossier.id, ...(dossier.code !== undefined && { code: dossier.code }), obligation: n }
  const made: MoneyRow = {
    ...{ kind: 'stray' as const, ...named, agency: accountableAgency(dossier), method, reference },
    ...{ amountVnd: detail.overVnd, items: [], at },
  }
  if (await desk.payments.row(day, nameOfRow(made))) return
  await renewListOf(desk, day)
  await desk.payments.noteRow(day, made)
}
