import { agencyOf } from '../../agencies/unit.ts'
import { dayOf } from '../../calendar/day.ts'
import { accountOn, seriesOn } from '../../catalogue/payment-accounts.ts'
import type { DossierFile } from '../../dossier/dossier.ts'
import { bookedAt, type Obligation, spread } from '../../dossier/money/money-book.ts'
import { ownerOf } from '../../dossier/people/parties.ts'
import { type MoneyRow, nameOfRow, wantsReceipt } from '../../messages/attempts.ts'
import type { Desk } from '../desk.ts'
import { directory } from '../surroundings.ts'

/** Biên lai điện tử. Its identity is the number of our own receipt: asked for twice, it is one. Throws Outage. */
export async function issueReceipt(
  desk: Pick<Desk, 'receipts' | 'catalogue' | 'now'>,
  { dossier, parties }: DossierFile,
  row: Obligation,
): Promise<NonNullable<MoneyRow['receipt']>> {
  const { payment } = row
  const agency = agencyOf(dossier.competentAgency)
  const day = dayOf(payment ? bookedAt(payment) : row.at)
  const [account, series] = [accountOn(agency, day), seriesOn(day)]
  if (!payment || !account || !series) return { refused: 'cơ quan chưa có mã số thuế hoặc ký hiệu biên lai' }
  const { name, taxCode, address } = ownerOf(parties)
  return desk.receipts.issue({
    identity: payment.receiptNumber,
    form: series.form,
    serial: series.serial,
    collector: { name: (await directory(desk)).unit(agency)?.name ?? agency, taxCode: account.taxCode },
    payer: { name, ...(taxCode === undefined ? {} : { taxCode }), ...(address === undefined ? {} : { address }) },
    items: spread(row.items, payment.amountVnd)
      .filter((item) => item.amountVnd > 0)
      .map((item) => ({ name: item.name, amountVnd: item.amountVnd })),
    method: payment.method,
    paidAt: bookedAt(payment),
    dossierCode: dossier.code ?? dossier.id,
  })
}

/** Of a dossier's payments in the book of their days, each that has no word of the receipt office yet. Throws Outage. */
export async function issueMissingReceipts(
  desk: Pick<Desk, 'receipts' | 'catalogue' | 'now' | 'payments'>,
  file: DossierFile,
): Promise<void> {
  for (const demand of file.money ?? []) {
    if (!demand.payment) continue
    const day = dayOf(bookedAt(demand.payment))
    const name = nameOfRow({ kind: 'paid', dossier: file.dossier.id, obligation: demand.n })
    const row = await desk.payments.row(day, name)
    if (!row || row.receipt || !wantsReceipt(row)) continue
    await desk.payments.noteRow(day, { ...row, receipt: await issueReceipt(desk, file, demand) })
  }
}
