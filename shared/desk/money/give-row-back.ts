import { answersFor, holdsRole, type Person } from '../../access/person.ts'
import type { Day } from '../../calendar/day.ts'
import { backWordOf } from '../../dossier/money/money-back.ts'
import type { BackWord } from '../../dossier/money/money-book.ts'
import { isObjection, type Objection, objectAt } from '../../dossier/objections.ts'
import { isRowOwedBack, type MoneyRow, nameOfRow, referenceOfRow } from '../../messages/attempts.ts'
import { retrying } from '../carrying-on/retrying.ts'
import type { Desk } from '../desk.ts'
import { perform } from '../dossiers/perform.ts'
import type { JobNeeds } from '../dossiers/perform-as-job.ts'
import { renewListOf } from './lists-to-renew.ts'

type Needs = JobNeeds & Pick<Desk, 'payments' | 'marks'>

type Noting = Pick<Desk, 'payments' | 'marks' | 'now'>

/**
 * Trả lại tiền không thuộc lần thanh toán nào: the accountant has transferred it, under this number. Of a dossier's money it is
 * an act of the dossier, and the row follows its history; nobody's money has its row alone. Said twice, it is done once. Throws Outage.
 */
export function giveRowBack(
  desk: Needs,
  person: Extract<Person, { kind: 'officer' }>,
  said: { day: Day; reference: string; transfer: string },
): Promise<MoneyRow | Objection | undefined> {
  return retrying(desk, async () => {
    const found = (await desk.payments.rowsOf(said.day)).find((row) => isMeant(row, said.reference))
    if (!found || !mayGive(person, found)) return { answer: undefined }
    if (!isRowOwedBack(found)) return { answer: found.givenBack?.transfer === said.transfer ? found : notKept }
    if (found.dossier === '') {
      const givenBack = { by: person.id, at: desk.now(), transfer: said.transfer }
      const kept = await noted(desk, said.day, { ...found, givenBack })
      return { answer: kept?.givenBack?.transfer === said.transfer ? kept : notKept }
    }
    const file = await desk.dossiers.load(found.dossier)
    if (!file) return { answer: undefined }
    const word = file.money?.flatMap(({ backs = [] }) => backs).find((back) => isOf(back, said))
    if (word !== undefined && word.transfer !== said.transfer) return { answer: notKept }
    const { reference, transfer, day } = said
    const of = { obligation: found.obligation, attempt: reference, transaction: reference, day }
    const why = found.kind === 'stray' ? 'stray' : 'refund'
    const which = found.refund === undefined ? {} : { refund: found.refund }
    const act = { act: 'give-money-back', ...of, why, ...which, amountVnd: found.amountVnd, transfer } as const
    const key = `row-back:${day}:${reference}:${transfer}`
    const done = await perform(desk, person, found.dossier, act, { version: file.dossier.version, key })
    if (isObjection(done) && done.objection === 'moved-meanwhile') return 'again'
    if (isObjection(done) && done.objection === 'not-your-act') return { answer: notTheirs }
    if (!done || isObjection(done)) return { answer: done }
    const told = backWordOf(done.event)
    return { answer: told && (await takeRowWord(desk, done.event.by.id, told)) }
  })
}

const notKept = objectAt('nothing-kept', 'body.reference', 'Khoản này đã được trả lại bằng lần chuyển tiền khác.')

const notTheirs = objectAt('not-your-act', 'body.reference', 'Khoản của một hồ sơ do kế toán hoặc lãnh đạo ghi trả.')

const isMeant = (row: MoneyRow, reference: string): boolean =>
  (isRowOwedBack(row) || row.givenBack !== undefined) && referenceOfRow(row) === reference

const isOf = (back: BackWord, said: { day: Day; reference: string }): boolean =>
  back.day === said.day && back.attempt === said.reference && back.transfer !== undefined

/** The agency whose list it stands on, or the one that has taken over from it; nobody's money is an administrator's as well. */
function mayGive(person: Extract<Person, { kind: 'officer' }>, { agency, dossier }: MoneyRow): boolean {
  return answersFor(person, agency) || (dossier === '' && holdsRole(person, ['admin']))
}

/** Writes an officer's word with the row of money that it speaks of, once. */
export async function takeRowWord(
  desk: Noting,
  by: string,
  { day, attempt, transfer, at }: BackWord,
): Promise<MoneyRow | undefined> {
  if (day === undefined || transfer === undefined) return undefined
  const row = (await desk.payments.rowsOf(day)).find((one) => isMeant(one, attempt))
  if (!row || row.givenBack) return row
  return noted(desk, day, { ...row, givenBack: { by, at, transfer } })
}

/** Its own day's list is made anew as well: it is no more to be given back. Of two words at once the first stands, and is answered. */
async function noted(desk: Noting, day: Day, row: MoneyRow): Promise<MoneyRow | undefined> {
  await renewListOf(desk, day)
  return (await desk.payments.noteGivenBack(day, row)) ? row : desk.payments.row(day, nameOfRow(row))
}
