import { dayOf } from '../../calendar/day.ts'
import type { Dossier, DossierEvent, DossierFile } from '../../dossier/dossier.ts'
import { asAfter } from '../../dossier/history/history.ts'
import { paidPartsOf } from '../../dossier/money/money.ts'
import { refundsOf } from '../../dossier/money/money-book.ts'
import { log } from '../../log.ts'
import { isRowOwedBack } from '../../messages/attempts.ts'
import type { Message } from '../../messages/messages.ts'
import { workFromPlace } from '../carrying-on/from-place.ts'
import type { Desk } from '../desk.ts'
import { askRefund } from './ask-refund.ts'
import { enterCollection, enterPaid, enterRefund, enterSurplus } from './enter-in-book.ts'
import { followBackWord } from './follow-back-words.ts'
import { giveBackMoney } from './give-back-money.ts'
import { issueMissingReceipts } from './issue-receipt.ts'
import { renewListOf } from './lists-to-renew.ts'

type Needs = Pick<Desk, 'dossiers' | 'marks' | 'payments' | 'gateways' | 'receipts' | 'catalogue' | 'now'>

/**
 * Sổ thu. What an act did with money is entered under its day, a payment gets its electronic receipt, a refund is asked of
 * the gateway it came by. Reads the history from the worker's place: a bell that comes late, twice or out of order finds
 * nothing left or all of it. Neither the receipt office nor a gateway holds up the book or the other; thrown at the end, the
 * queue asks them again. Throws Outage; the place stays before the event that was not entered.
 */
export async function workPayments(
  desk: Needs,
  { dossier: id }: Extract<Message, { kind: 'doorbell' }>,
): Promise<'worked' | 'absent'> {
  const [file, from] = await Promise.all([desk.dossiers.load(id), desk.marks.cursor(id, 'payments')])
  if (!file) return 'absent'
  // What was written between the two questions is not in the book that was read: it has a bell of its own.
  const events = (await desk.dossiers.history(id, from)).filter(({ n }) => n <= file.dossier.version)
  await workFromPlace(desk, 'payments', events, async (event) => {
    const moves = event.act === 'pay' || event.act === 'refund'
    if (moves) await workEvent(desk, { ...file, dossier: asItWas(event, file.dossier, events) }, event)
    const isWord = await followBackWord(desk, event)
    const collects = collecting.has(event.act) && event.detail?.cod === true
    if (collects) await enterCollection(desk, file, event)
    return moves || isWord || collects
  })
  const ends = await Promise.allSettled([issueMissingReceipts(desk, file), giveBackMoney(desk, id)])
  for (const end of ends) if (end.status === 'rejected') throw end.reason
  return 'worked'
}

/** Under the agency it belonged to then, as figures have it, also when another has taken over meanwhile; and by the code it has now. */
function asItWas(event: DossierEvent, dossier: Dossier, events: readonly DossierEvent[]): Dossier {
  const { code } = dossier
  const then = asAfter(event, dossier, events.slice(events.indexOf(event) + 1))
  return code === undefined ? then : { ...then, code }
}

async function workEvent(desk: Needs, file: DossierFile, event: DossierEvent): Promise<void> {
  const row = file.money?.find(({ n }) => n === event.detail?.obligation)
  if (!row?.payment) {
    log({ queue: 'payments', code: file.dossier.code ?? event.dossier, outcome: 'no-such-obligation' })
    return
  }
  if (event.act === 'refund') {
    const refund = refundsOf(row).find(({ n }) => n === (event.detail?.refund ?? 1))
    if (!refund) throw new Error('a refund is in the history and not in the book')
    const entered = await enterRefund(desk, file, row, refund)
    const way = await askRefund(desk, file.dossier.id, row, refund)
    if (way === 'by-hand' && !entered.byHand)
      await desk.payments.noteRow(dayOf(entered.at), { ...entered, byHand: true })
    return
  }
  await enterPaid(desk, file, row)
  await countParts(desk, event)
  await enterSurplus(desk, file, row, event)
}

/** What the post had paid over of it before settles it together with this, and goes back to nobody. */
async function countParts(desk: Needs, event: DossierEvent): Promise<void> {
  for (const { day, reference } of paidPartsOf(event)) {
    const row = await desk.payments.row(day, `stray#${reference}`)
    if (!row || !isRowOwedBack(row)) continue
    await renewListOf(desk, day)
    await desk.payments.noteRow(day, { ...row, countedWith: String(event.detail?.reference) })
  }
}

/** An order whose postman is to collect, and the delivery of one that had been given up. */
const collecting: ReadonlySet<DossierEvent['act']> = new Set(['order-shipment', 'delivered'])
