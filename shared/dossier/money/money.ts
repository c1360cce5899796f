import type { UnitId } from '../../agencies/unit.ts'
import { dayOf } from '../../calendar/day.ts'
import { accountableAgency } from '../accountable.ts'
import type { ActOf } from '../acts.ts'
import { advance, type ChangeDraft, type Circumstances, type Outcome } from '../circumstances.ts'
import type { Dossier, DossierEvent, DossierFile, EventDraft } from '../dossier.ts'
import { detailRows } from '../history/detail-rows.ts'
import { kinOf, paused, resumed, wholeOf } from '../kin.ts'
import { notNow, onlyOfWhole } from '../not-now.ts'
import { numberOf, patternOn, takenScopes, yearScope } from '../numbering.ts'
import { isObjection, type Objection, object, objectAt } from '../objections.ts'
import { deviating, leftAfter } from './fees.ts'
import {
  bookFull,
  hasRoom,
  isGivenBack,
  type MoneyBook,
  moneyStateOf,
  mostDemandBytes,
  type Obligation,
  openObligation,
  type PaidPart,
  sumOf,
  withRow,
} from './money-book.ts'
import { tellVnd } from './vnd.ts'

/** Yêu cầu thực hiện nghĩa vụ tài chính: the dossier waits, its clock stands still; the whole keeps the book. */
export function requestObligation(act: ActOf<'request-obligation'>, c: Circumstances): Outcome | Objection {
  const whole = wholeOf(c)
  if (!whole) return notNow('parent', 'Không đọc được hồ sơ gốc, nơi giữ sổ thu.')
  if (act.dueOn !== undefined && act.dueOn < dayOf(c.at)) {
    return object('day-out-of-range', [{ where: 'body.dueOn', why: 'Hạn nộp đã qua.' }])
  }
  const row = demanded(act, whole, c, true)
  if (isObjection(row)) return row
  const due = act.dueOn === undefined ? {} : { dueOn: act.dueOn }
  const note = act.note === undefined ? {} : { note: act.note }
  const event = { act: 'request-obligation', ...note, detail: { ...told(row), ...due } } as const
  const changes = kinOf(c).map((file): ChangeDraft => {
    const isWhole = file === whole
    const owed: Partial<Dossier> = isWhole ? { money: 'requested' } : {}
    const draft = paused(file, c, 'financial-obligation', { ...owed, status: 'obligation-requested' })
    return { ...draft, event, ...(isWhole ? { money: withRow(whole.money, row) } : {}) }
  })
  return { changes }
}

/** Thu phí, lệ phí: asked for at the counter without holding the dossier up. */
export function chargeFee(act: ActOf<'charge-fee'>, c: Circumstances): Outcome | Objection {
  if (c.file.dossier.parent) return onlyOfWhole()
  const row = demanded(act, c.file, c, false)
  if (isObjection(row)) return row
  const note = act.note === undefined ? {} : { note: act.note }
  const event = { act: 'charge-fee', ...note, detail: told(row) } as const
  const next = advance(c.file.dossier, c.at, { money: 'requested' })
  return { changes: [{ next, event, money: withRow(c.file.money, row) }] }
}

/** The row of a demand; refused while another is open, and where the book has no room for it and for what is said of it afterwards. */
export function demanded(
  act: (ActOf<'request-obligation'> | ActOf<'charge-fee'>) & { notice?: string },
  { money, plan }: DossierFile,
  c: Circumstances,
  holdsUp: boolean,
): Obligation | Objection {
  if (openObligation(money)) return object('money-open')
  // What another office determines is in no procedure's list.
  const deviates = act.notice === undefined && deviating(act.items, plan?.fees).length > 0
  const row: Obligation = {
    n: (money?.length ?? 0) + 1,
    items: act.items,
    payee: act.payee,
    ...(act.notice === undefined ? {} : { notice: act.notice }),
    ...(deviates ? { deviates } : {}),
    totalVnd: sumOf(act.items),
    ...('dueOn' in act && act.dueOn !== undefined ? { dueOn: act.dueOn } : {}),
    holdsUp,
    state: 'requested',
    at: c.at,
  }
  // What a tax office has determined is owed, however full the book is: the room above is for it too.
  return act.notice === undefined && !hasRoom([...(money ?? []), row], mostDemandBytes) ? bookFull('body.items') : row
}

/** What the history tells of a demand. */
export function told(row: Obligation) {
  return {
    obligation: row.n,
    totalVnd: row.totalVnd,
    ...(row.deviates && { deviates: true }),
    items: row.items.map(({ kind, amountVnd }) => ({ kind, amountVnd })),
  }
}

/**
 * Whether a postman is collecting it: the post was told this sum, and takes it whatever we are paid meanwhile. Once the parcel
 * has arrived an officer may end what the post did not collect; the payer's link stays shut until the post has paid it over.
 */
function isCollected({ codOrder }: Obligation, { delivery }: Dossier): boolean {
  return codOrder !== undefined && delivery !== 'delivered'
}

/** Nộp tiền: exactly what is owed, at the counter or by the platform's call; the receipt's number has no gap. */
export function pay(act: ActOf<'pay'>, c: Circumstances): Outcome | Objection {
  const { dossier, money } = c.file
  const row = openObligation(money)
  if (dossier.parent || !row) return object('nothing-owed')
  if (act.obligation !== undefined && act.obligation !== row.n) return object('nothing-owed')
  if (act.amountVnd !== row.totalVnd) {
    return object('wrong-amount', [{ where: 'body.amountVnd', why: `Phải nộp ${tellVnd(row.totalVnd)}.` }])
  }
  if (act.method !== 'cash' && act.reference === undefined)
    return object('reference-missing', [
      { where: 'body.reference', why: `Nộp bằng ${act.method} phải có mã giao dịch.` },
    ])
  if (isCollected(row, dossier) && act.method !== 'cod') return object('cod-out')
  // A part that went back meanwhile pays nothing.
  if (act.parts?.some((part) => isGivenBack(part, money)))
    return objectAt('wrong-amount', 'body.parts', 'Một phần tiền đã được trả lại.')
  const agency = accountableAgency(dossier)
  const day = dayOf(c.at)
  const { receiptNumber, serials: ofReceipt } = receiptOf(row, agency, c)
  const reference = act.reference === undefined ? {} : { reference: act.reference }
  const taken = act.reference === undefined ? [] : takenScopes('payment', agency, day, act.reference)
  if (taken.some((scope) => c.nextSerial(scope) !== 1)) return object('payment-known')
  // A clock elsewhere that is ahead of ours says nothing.
  const paidAt = act.paidAt !== undefined && act.paidAt < c.at ? { paidAt: act.paidAt } : {}
  const parts = act.parts === undefined ? {} : { parts: act.parts }
  const how = { amountVnd: act.amountVnd, method: act.method, ...reference }
  const payment = { ...how, receiptNumber, at: c.at, ...paidAt, ...parts }
  const notice = row.notice === undefined ? {} : { notice: row.notice }
  const over = act.overVnd === undefined ? {} : { overVnd: act.overVnd }
  const known = { method: act.method, receiptNumber, ...reference, ...paidAt }
  const detail = { ...told(row), ...notice, ...known, ...parts, ...over }
  const paid: Obligation = { ...row, state: 'paid', payment }
  const serials = [...ofReceipt, ...taken.slice(0, 1).map((scope) => ({ scope, value: 1 }))]
  return { changes: settled(c, paid, { act: 'pay', detail, wants: ['payments'] }), serials }
}

/** The next number of the agency's register; what a tax notice determined stands in none of ours, and bears the notice's. */
function receiptOf({ notice }: Obligation, agency: UnitId, c: Circumstances) {
  if (notice !== undefined) return { receiptNumber: notice, serials: [] }
  const day = dayOf(c.at)
  const scope = yearScope('payment-receipt', agency, day)
  const value = c.nextSerial(scope)
  const receiptNumber = numberOf(patternOn(c.patterns, 'payment-receipt', day), agency, day, value)
  return { receiptNumber, serials: [{ scope, value }] }
}

/** Miễn, giảm, with its ground. What is left to pay stays asked for; nothing left, and the dossier goes on. */
export function exemptFee(act: ActOf<'exempt-fee'>, c: Circumstances): Outcome | Objection {
  const row = openObligation(c.file.money)
  if (c.file.dossier.parent || !row) return object('nothing-owed')
  if (isCollected(row, c.file.dossier)) return object('cod-out')
  const isFree = act.kind === 'exempt'
  if (isFree ? act.payVnd !== 0 : act.payVnd <= 0 || act.payVnd >= row.totalVnd) {
    return object('wrong-amount', [
      { where: 'body.payVnd', why: isFree ? 'Miễn thì còn 0 đồng.' : 'Giảm thì phải ít hơn trước và còn trên 0 đồng.' },
    ])
  }
  const named = namedExemption(act, row, c.file)
  if (isObjection(named)) return named
  // Lowered twice, the receipt says what was demanded before any of it.
  const demandedVnd = row.exemption?.beforeVnd ?? row.totalVnd
  const exemption = { kind: act.kind, ...named, ground: act.ground, beforeVnd: demandedVnd, at: c.at }
  const lowered: Obligation = { ...row, totalVnd: act.payVnd, exemption, ...(isFree ? { state: 'exempted' } : {}) }
  const detail = { obligation: row.n, kind: act.kind, ...named, beforeVnd: row.totalVnd, totalVnd: act.payVnd }
  // Whoever follows the dossier is told of money that is owed no more, or less of, as of money that was paid.
  const event = { act: 'exempt-fee', reason: act.ground, detail, wants: ['payments'] } as const
  if (isFree) return { changes: settled(c, lowered, event) }
  const next = advance(c.file.dossier, c.at, {})
  return { changes: [{ next, event, money: withRow(c.file.money, lowered) }] }
}

/** Where the procedure has a list: the one that is named, with what it leaves to be paid, or a mark that it is none of it. */
function namedExemption(
  { exemption: id, payVnd }: ActOf<'exempt-fee'>,
  row: Obligation,
  { plan }: DossierFile,
): Pick<NonNullable<Obligation['exemption']>, 'id' | 'unlisted'> | Objection {
  const listed = plan?.exemptions ?? []
  if (id === undefined) return listed.length > 0 ? { unlisted: true } : {}
  const named = listed.find((one) => one.id === id)
  if (!named) {
    const known = listed.map((one) => `${one.id} (${one.who})`).join('; ')
    const why = known === '' ? 'Thủ tục không có danh sách miễn, giảm: bỏ trường này.' : `Thủ tục có: ${known}.`
    return object('unknown-exemption', [{ where: 'body.exemption', why }])
  }
  const left = leftAfter(row.items, named)
  return left === payVnd
    ? { id }
    : object('wrong-amount', [{ where: 'body.payVnd', why: `Theo mức này còn ${tellVnd(left)}.` }])
}

/** Hủy yêu cầu nộp tiền: nothing was paid, nothing is owed any more. */
export function cancelObligation(act: ActOf<'cancel-obligation'>, c: Circumstances): Outcome | Objection {
  const row = openObligation(c.file.money)
  if (c.file.dossier.parent || !row) return object('nothing-owed')
  if (isCollected(row, c.file.dossier)) return object('cod-out')
  const cancelled: Obligation = { ...row, state: 'cancelled', cancelled: { reason: act.reason, at: c.at } }
  const detail = { obligation: row.n }
  const event = { act: 'cancel-obligation', reason: act.reason, detail, wants: ['payments'] } as const
  return { changes: settled(c, cancelled, event) }
}

/** The demand is closed: a dossier that waited for it goes on, the part with it. */
function settled(c: Circumstances, row: Obligation, event: EventDraft): ChangeDraft[] {
  const book: MoneyBook = withRow(c.file.money, row)
  const money = moneyStateOf(book)
  if (!row.holdsUp || c.file.dossier.status !== 'obligation-requested') {
    return [{ next: advance(c.file.dossier, c.at, { money }), event, money: book }]
  }
  return kinOf(c).map((file) =>
    file === c.file ? { ...resumed(file, c, { money }), event, money: book } : { ...resumed(file, c), event },
  )
}

/** Money of before that a payment settles together with itself, as its event tells. */
export function paidPartsOf({ detail }: Pick<DossierEvent, 'detail'>): readonly PaidPart[] {
  return detailRows(detail?.parts).map(({ day, reference }) => ({ day: String(day), reference: String(reference) }))
}
