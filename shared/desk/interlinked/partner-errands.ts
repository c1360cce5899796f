import { dayOf, earlier, type Instant } from '../../calendar/day.ts'
import type { DossierFile } from '../../dossier/dossier.ts'
import type { Recalled } from '../../dossier/interlinked/errands.ts'
import type { LandDue } from '../../dossier/money/land-slip.ts'
import type { FeeItem } from '../../dossier/money/money-book.ts'
import { ownerOf } from '../../dossier/people/parties.ts'
import { log } from '../../log.ts'
import type { LandSlip, TaxNotice } from '../../messages/offices.ts'
import { Outage } from '../../outage.ts'
import { inTurns } from '../carrying-on/in-turns.ts'
import type { Desk } from '../desk.ts'
import { type JobNeeds, performAsJob } from '../dossiers/perform-as-job.ts'
import { askAfterLetter, type LetterNeeds } from './letter-errands.ts'

type Needs = JobNeeds & Pick<Desk, 'taxOffice' | 'marks'> & LetterNeeds

/** For so long a slip that was called back is asked after: twice what the office has for any of them. */
const mostDays = 60

/** How each determined sum is entered: the charge is one by law, the rest is money owed for land. */
const dues = {
  'land-use-fee': { kind: 'price', name: 'Tiền sử dụng đất' },
  'land-rent': { kind: 'price', name: 'Tiền thuê đất' },
  'income-tax': { kind: 'price', name: 'Thuế thu nhập từ chuyển nhượng bất động sản' },
  'registration-charge': { kind: 'charge', name: 'Lệ phí trước bạ nhà, đất' },
} as const satisfies Record<LandDue, Pick<FeeItem, 'kind' | 'name'>>

/**
 * Hands the slip of an event over. Its number is its identity at the office, so that a repeat after a crash is the same
 * slip; an errand that was called back or answered meanwhile is not sent any more. Throws Outage.
 */
export async function sendErrand(desk: Needs, id: string, number: string): Promise<void> {
  const file = await desk.dossiers.load(id)
  const slip = file && slipOf(file, number)
  if (!slip) return
  const answer = await desk.taxOffice.send(slip)
  const errand = { job: 'transfers', dossier: id, isDue: waitsWith(number) } as const
  if (answer === 'taken') {
    await performAsJob(desk, { ...errand, act: { act: 'errand-taken', number }, key: `errand-taken:${number}` })
    return
  }
  log({ job: 'transfers', code: number, outcome: 'refused-by-partner' })
  const reason = `Cơ quan thuế không nhận phiếu: ${answer.refused}`
  await performAsJob(desk, {
    ...errand,
    act: { act: 'errand-refused', number, reason },
    key: `errand-refused:${number}`,
  })
}

const waitsWith = (number: string) => (dossier: DossierFile['dossier']) => dossier.errand?.number === number

function slipOf({ dossier, parties }: DossierFile, number: string): LandSlip | undefined {
  const { errand, code } = dossier
  const facts = parties.landSlip
  if (errand?.number !== number || code === undefined || !facts) return undefined
  const owner = ownerOf(parties)
  const { name, identityNumber, taxCode, address } = owner
  return {
    number,
    dossierCode: code,
    sentOn: dayOf(errand.since),
    payer: { name, identityNumber, ...(taxCode && { taxCode }), ...(address && { address }) },
    parcel: facts.parcel,
    asks: facts.asks,
  }
}

/**
 * Asks after every errand that is open: whether the notice is there, and whether the acknowledgement is overdue. One that
 * fails does not keep the others; the silence is thrown when all were asked, or the time is over and the next run goes on from
 * there. Answers how many notices were entered; nothing when it was cut off.
 */
export async function askAfterErrands(desk: Needs, until: Instant): Promise<number | undefined> {
  let silence: Outage | undefined
  const rows: { turn: string; row: string }[] = []
  for await (const id of desk.dossiers.withErrands()) rows.push({ turn: id, row: id })
  const entered = await inTurns(desk, { mark: 'ERRANDS-ASKED', until }, rows, async (id) => {
    try {
      return await askAfter(desk, id)
    } catch (error) {
      if (!(error instanceof Outage)) throw error
      silence = error
      return false
    }
  })
  if (silence) throw silence
  return entered
}

async function askAfter(desk: Needs, id: string): Promise<boolean> {
  const dossier = (await desk.dossiers.load(id))?.dossier
  for (const slip of dossier?.recalled ?? []) await askAfterRecalled(desk, id, slip)
  const errand = dossier?.errand
  if (!errand || dossier.finishedAt !== undefined) return false
  const { number, state, late, ackDueAt } = errand
  const job = { job: 'transfers', dossier: id, isDue: waitsWith(number) } as const
  if (state === 'in-transit' && !late && desk.now() > ackDueAt)
    await performAsJob(desk, { ...job, act: { act: 'errand-late', number }, key: `errand-late:${number}` })
  if (errand.letter) {
    await askAfterLetter(desk, { dossier })
    return false
  }
  const notice = await desk.taxOffice.ask(number)
  if (!notice) return false
  if (notice.items.every(({ kind, amountVnd }) => kind !== 'unknown' && amountVnd === 0)) {
    const reason = `Thông báo ${notice.notice}: không có khoản phải nộp`
    await performAsJob(desk, { ...job, act: { act: 'errand-free', number, reason }, key: `errand-free:${number}` })
    return false
  }
  const items = itemsOf(notice)
  if (!items) {
    log({ job: 'transfers', code: number, outcome: 'notice-with-unknown-item' })
    if (errand.unread === notice.notice) return false
    const act = { act: 'errand-unreadable', number, notice: notice.notice } as const
    await performAsJob(desk, { ...job, act, key: `errand-unreadable:${number}:${notice.notice}` })
    return false
  }
  const { notice: name, dueOn } = notice
  const act = { act: 'errand-answered', number, notice: name, dueOn, items, payee: 'Kho bạc Nhà nước' } as const
  const entered = await performAsJob(desk, { ...job, act, key: `errand-answered:${number}:${name}` })
  // Nobody may be left to find out by the day it is overdue: both agencies are told, and it is asked again each time.
  if (entered === 'money-open' && errand.waits !== name) {
    const waits = { act: 'errand-waits', number, notice: name } as const
    await performAsJob(desk, { ...job, act: waits, key: `errand-waits:${number}:${name}` })
  }
  return entered === 'done'
}

/** Whoever called a slip back may have been too late: the answer is written down, and nothing is asked for by it. */
async function askAfterRecalled(desk: Needs, id: string, { number, since }: Recalled): Promise<void> {
  const notice = await desk.taxOffice.ask(number)
  if (!notice && since > earlier(desk.now(), mostDays * 24 * 3600)) return
  const said = notice && { notice: notice.notice, dueOn: notice.dueOn, items: notice.items.map(itemOf) }
  await performAsJob(desk, {
    job: 'transfers',
    dossier: id,
    act: { act: 'late-answer', number, ...said },
    key: `late-answer:${number}`,
    isDue: ({ recalled }) => recalled?.some((slip) => slip.number === number) === true,
  })
}

export function itemOf({ kind, amountVnd, budgetCode }: TaxNotice['items'][number]): FeeItem {
  const due = kind === 'unknown' ? ({ kind: 'price', name: 'Khoản chưa rõ' } as const) : dues[kind]
  return { ...due, amountVnd, ...(budgetCode && { budgetCode }) }
}

/** A sum that nobody knows what for is not asked of anybody: an officer has to look at the notice. */
function itemsOf(notice: TaxNotice): readonly FeeItem[] | undefined {
  const items = notice.items.flatMap(({ kind, amountVnd, budgetCode }) =>
    kind === 'unknown' || amountVnd === 0 ? [] : [{ ...dues[kind], amountVnd, ...(budgetCode && { budgetCode }) }],
  )
  const isKnown = notice.items.every(({ kind }) => kind !== 'unknown')
  return isKnown && items.length > 0 ? items : undefined
}
