import { answersFor, type Person } from '../../access/person.ts'
import { agencyOf } from '../../agencies/unit.ts'
import { accountableAgency } from '../../dossier/accountable.ts'
import type { Act } from '../../dossier/acts.ts'
import type { DossierEvent, DossierFile } from '../../dossier/dossier.ts'
import { maySee } from '../../dossier/may-see.ts'
import { backWordOf } from '../../dossier/money/money-back.ts'
import { type BackWord, isSameBack } from '../../dossier/money/money-book.ts'
import { isObjection, type Objection, object } from '../../dossier/objections.ts'
import type { MoneyBack, PaymentAttempt } from '../../messages/attempts.ts'
import { retrying } from '../carrying-on/retrying.ts'
import type { Desk } from '../desk.ts'
import { eventUnder, perform } from '../dossiers/perform.ts'
import type { JobNeeds } from '../dossiers/perform-as-job.ts'
import { followBackWord, movedBy, takeBackWord } from './follow-back-words.ts'

type Needs = JobNeeds & Pick<Desk, 'payments' | 'marks'>

type Wishing = Extract<Person, { kind: 'officer' }>

interface Wish {
  reference: string
  transaction: string
  /** Which refund, where several of one payment go back. */
  refund?: number | undefined
  transfer?: string | undefined
  /** Said under it before, it is no new order, whatever the gateway has answered since. */
  key?: string | undefined
}

/**
 * Trả lại tiền thừa. An officer's word on money that settled nothing: the gateway is to give it back, or, with the number of
 * a transfer, it has been given back by hand. It is an act of the dossier, and the attempt follows its history. Said twice, it
 * is done once; another number than the one it was given back by is refused. Throws Outage.
 */
export function orderMoneyBack(
  desk: Needs,
  person: Wishing,
  id: string,
  said: Wish,
): Promise<PaymentAttempt | Objection | undefined> {
  return retrying<PaymentAttempt | Objection | undefined>(desk, async () => {
    const file = await desk.dossiers.load(id)
    if (!file || !maySee(person, file.dossier, undefined)) return { answer: undefined }
    if (!mayGive(person, file)) return { answer: object('not-your-unit') }
    const attempt = await attemptOf(desk, file, said)
    const before = said.key === undefined ? undefined : await eventUnder(desk, person, file.dossier, said.key)
    if (before) return { answer: attempt && isOrder(before, said) ? attempt : object('key-reused') }
    const [back, ...others] = attempt?.backs.filter((one) => isMeant(one, said)) ?? []
    if (!attempt || !back) return { answer: object('nothing-kept') }
    if (others.length > 0)
      return { answer: object('refund-unnamed', [{ where: 'body.refund', why: namesOf([back, ...others]) }]) }
    if (isSaid(back, said)) return { answer: attempt }
    if (!movedBy(said).includes(back.state)) return { answer: object('nothing-kept') }
    const words = wordsOf(file, attempt).filter((word) => isSameBack(word, back))
    const { key = `back:${attempt.reference}:${back.transaction}:${nameOf(back)}:${words.length}` } = said
    const done = await perform(desk, person, id, actOf(attempt, back, said), { version: file.dossier.version, key })
    // Another act came between: what it said of this money counts.
    if (isObjection(done) && done.objection === 'moved-meanwhile') return 'again'
    if (!done || isObjection(done)) return { answer: done }
    const told = backWordOf(done.event)
    return { answer: told && (await takeBackWord(desk, done.event.by.id, told)) }
  })
}

/** Whether the event is this very word. */
function isOrder(event: DossierEvent, said: Wish): boolean {
  const word = backWordOf(event)
  return word?.attempt === said.reference && word.transfer === said.transfer && isMeant(word, said)
}

const isMeant = (
  { transaction, why, refund = 1 }: Pick<BackWord, 'transaction' | 'why' | 'refund'>,
  said: Wish,
): boolean =>
  transaction === said.transaction && (said.refund === undefined || (why === 'refund' && refund === said.refund))

const nameOf = ({ why, refund }: MoneyBack): string => (refund === undefined ? why : `${why}-${refund}`)

function namesOf(backs: readonly MoneyBack[]): string {
  const names = backs.map(({ refund = 1, amountVnd }) => `${refund} (${amountVnd} đồng)`)
  return `Giao dịch này có lần hoàn số ${names.join(', ')}.`
}

/** The agency whose money it is, and the counter that may have taken it; or whichever has taken over from it. */
function mayGive(person: Wishing, { dossier }: DossierFile): boolean {
  return [accountableAgency(dossier), agencyOf(dossier.receivingUnit)].some((agency) => answersFor(person, agency))
}

/** An order holds on its way too: only what the gateway refused is ordered anew. */
function isSaid({ state, code, said }: MoneyBack, { transfer }: Wish): boolean {
  if (transfer !== undefined) return state === 'given-back' && code === transfer
  return (
    state === 'asked' ||
    (!movedBy({ transfer }).includes(state) && said?.some((word) => word.state === 'asked') === true)
  )
}

function actOf({ reference, obligation }: PaymentAttempt, back: MoneyBack, { transfer }: Wish): Act {
  const { transaction, why, refund, amountVnd } = back
  const which = refund === undefined ? {} : { refund }
  const of = { obligation, attempt: reference, transaction, why, ...which, amountVnd }
  return transfer === undefined ? { act: 'order-money-back', ...of } : { act: 'give-money-back', ...of, transfer }
}

const wordsOf = ({ money }: DossierFile, { obligation }: PaymentAttempt): readonly BackWord[] =>
  money?.find(({ n }) => n === obligation)?.backs ?? []

/** The attempt with every word that stands in the dossier's book: whoever said one may have ended before it was written here. */
async function attemptOf(desk: Needs, file: DossierFile, { reference }: Wish): Promise<PaymentAttempt | undefined> {
  const attempt = await desk.payments.attempt(reference)
  if (attempt?.dossier !== file.dossier.id) return undefined
  const isBehind = wordsOf(file, attempt).some((word) => {
    const said = attempt.backs.find((back) => isSameBack(back, word))?.said
    return word.attempt === reference && !said?.some((one) => one.at === word.at && one.transfer === word.transfer)
  })
  if (!isBehind) return attempt
  const history = await desk.dossiers.history(file.dossier.id)
  for (const event of history) await followBackWord(desk, event)
  return desk.payments.attempt(reference)
}
