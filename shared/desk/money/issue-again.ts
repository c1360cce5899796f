import { dayOf, type Instant } from '../../calendar/day.ts'
import { log, traceOf } from '../../log.ts'
import { type MoneyRow, nameOfRow, wantsReceipt } from '../../messages/attempts.ts'
import { Outage } from '../../outage.ts'
import { inTurns } from '../carrying-on/in-turns.ts'
import type { Desk } from '../desk.ts'
import { issueReceipt } from './issue-receipt.ts'

type Needs = Pick<Desk, 'dossiers' | 'payments' | 'receipts' | 'catalogue' | 'marks' | 'now'>

/**
 * Phát hành lại biên lai điện tử that was refused or is missing since before today: a tax code or a series may have been put
 * right meanwhile. Our own receipt's number makes it one. Answers how many were issued; nothing when the time was over. A
 * receipt office that is silent several times in a row, be it down or without its key, is left for the next night; an answer to one that
 * nobody can read holds up no other. Throws Outage of our own table.
 */
export async function issueAgain(desk: Needs, until: Instant): Promise<number | undefined> {
  const today = dayOf(desk.now())
  const open = (await desk.payments.openRows()).filter((row) => wantsReceipt(row) && dayOf(row.at) < today)
  const turns = open.map((row) => ({ turn: `${row.at}#${nameOfRow(row)}`, row }))
  let silences = 0
  return inTurns(desk, { mark: 'RECEIPTS-ISSUED-AGAIN', until }, turns, async (row) => {
    if (silences >= mostSilences) return false
    const receipt = await receiptOf(desk, row)
    if (receipt === 'silent') {
      silences += 1
      return false
    }
    silences = 0
    if (!receipt || sameAs(row, receipt)) return false
    await desk.payments.noteRow(dayOf(row.at), { ...row, receipt })
    return true
  })
}

/** In a row: one may be an answer that nobody understands, and that row's alone. */
export const mostSilences = 3

const sameAs = ({ receipt }: MoneyRow, told: NonNullable<MoneyRow['receipt']>): boolean =>
  receipt !== undefined && 'refused' in receipt && 'refused' in told && receipt.refused === told.refused

async function receiptOf(desk: Needs, row: MoneyRow): Promise<MoneyRow['receipt'] | 'silent'> {
  const file = await desk.dossiers.load(row.dossier)
  const demand = file?.money?.find(({ n }) => n === row.obligation)
  if (!file || !demand?.payment) return undefined
  try {
    return await issueReceipt(desk, file, demand)
  } catch (error) {
    // An office whose key is not there yet is no more than silent: what comes after it tonight does not wait for a key.
    log({
      job: 'payments',
      outcome: error instanceof Outage ? 'receipts-silent' : 'receipts-defect',
      ...traceOf(error),
    })
    return 'silent'
  }
}
