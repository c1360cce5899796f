import type { UnitId } from '../../agencies/unit.ts'
import type { Day, Instant } from '../../calendar/day.ts'
import type { LedgerEntry } from '../../calendar/due.ts'
import type { ActOf } from '../acts.ts'
import { advance, type ChangeDraft, type Circumstances, type Outcome } from '../circumstances.ts'
import * as entry from '../clocks/clock.ts'
import type { Dossier, DossierFile } from '../dossier.ts'
import { kinOf, paused, resumed, wholeOf } from '../kin.ts'
import { demanded, told } from '../money/money.ts'
import { openObligation, withRow } from '../money/money-book.ts'
import { notNow, otherErrand } from '../not-now.ts'
import { isObjection, type Objection, object } from '../objections.ts'
import { allowed } from '../steps/pauses.ts'
import { ackDueOf } from './ack-rules.ts'
import { callBackPart } from './interlinking.ts'

/** Việc gửi ra ngoài: what a dossier has with a partner outside the installation; at most one at a time. */
export interface Errand {
  /** The number of the event that sent it. */
  n: number
  partner: 'tax-office' | 'letter-axis'
  /** The slip's identity over there: the code, and the event that sent it; of a part's, where its whole stood as well. */
  number: string
  /** Văn bản: its number in the agency's register, its date, that agency, whoever has the dossier later, and who is to have it. */
  letter?: { number: string; issuedOn: Day; sender: UnitId; receiver: string }
  /** Đang chuyển, until the partner says that it has it. */
  state: 'in-transit' | 'taken'
  since: Instant
  ackDueAt: Instant
  /** Set when the deadline passed without an acknowledgement, and somebody was told. */
  late?: true
  /** The notice that nobody could enter, once somebody was told of it. */
  unread?: string
  /** The notice that waits for another demand to be settled, once somebody was told of it. */
  waits?: string
}

/** Thông báo đã nhập: the last one that asks the payer for money; the office may still put another in its place, or cancel it. */
export interface EnteredNotice {
  /** Of the slip that it answers. */
  number: string
  notice: string
  /** When it was entered. */
  since: Instant
  /** Where another one has taken its place: under which its demand stands in the book of moneys. */
  booked?: string
  /** The office showed none any more when it was asked last. */
  gone?: true
}

/** Phiếu đã thu hồi: a slip that nobody waits for any more, and that its office may answer all the same. */
export interface Recalled {
  number: string
  /** When it was called back. */
  since: Instant
}

/**
 * Chuyển thông tin xác định nghĩa vụ tài chính to the tax office. The clock runs on, unless the procedure version excludes
 * that office's time. What the slip says of the land stands with the people of the dossier, not in the history.
 */
export function sendOut(act: ActOf<'send-out'>, c: Circumstances): Outcome | Objection {
  const { dossier, parties } = c.file
  const begun = beginErrand(c, act.partner, act.pauseReason)
  if (isObjection(begun)) return begun
  const { errand, ground } = begun
  const { number, ackDueAt } = errand
  const detail = { partner: act.partner, number, ackDueAt, asks: act.asks, ...ground.said }
  const event = { act: 'send-out', detail, wants: ['transfers'] } as const
  const slip = { parties: { ...parties, landSlip: { parcel: act.parcel, asks: act.asks } } }
  return sentOut(c, { ...dossier, errand }, event, slip, ground.code)
}

/** Whether something may go out now, and under which number; the ground where the office's time is excluded. */
export function beginErrand(c: Circumstances, partner: Errand['partner'], pauseReason: string | undefined) {
  const { dossier } = c.file
  if (dossier.errand) return object('errand-open')
  if (dossier.code === undefined) return notNow('code', 'Hồ sơ chưa có mã: chỉ gửi ra ngoài sau khi tiếp nhận.')
  const reason = c.rules.pauseReasons.find((row) => row.code === pauseReason && row.consultation)
  if (pauseReason !== undefined && !reason) return object('unknown-pause-reason', allowed(c))
  const ackDueAt = ackDueOf(partner, c)
  if (ackDueAt === undefined) return notNow('errand', 'Hôm nay chưa có quy định thời hạn xác nhận của nơi nhận.')
  const n = dossier.version + 1
  const number = `${dossier.code}/${partner === 'tax-office' ? 'T' : 'V'}${eventIn(c)}`
  const errand: Errand = { n, partner, number, state: 'in-transit', since: c.at, ackDueAt }
  const ground = reason
    ? { code: reason.code, said: { pauseReason: reason.code, ground: reason.ground } }
    : { code: undefined, said: {} }
  return { errand, ground }
}

/**
 * The event that sends it, by a name no other event under the same code has. A part bears the code of its whole and counts for itself: before
 * its own number stands where the whole is, which is further on with each part that leaves.
 */
function eventIn({ file: { dossier }, kin }: Circumstances): string {
  const n = dossier.version + 1
  return dossier.parent === undefined || !kin ? `${n}` : `${kin.dossier.version}.${n}`
}

/** Written with the errand on the head; both halves stand still where there is a ground for it. */
export function sentOut(
  c: Circumstances,
  { errand }: Pick<Dossier, 'errand'>,
  event: ChangeDraft['event'],
  people: Pick<ChangeDraft, 'parties'>,
  pauseReason: string | undefined,
): Outcome {
  if (pauseReason === undefined)
    return { changes: [{ next: advance(c.file.dossier, c.at, { errand }), event, ...people }] }
  const { wants: _, ...beside } = event
  return {
    changes: kinOf(c).map((file): ChangeDraft => {
      if (file !== c.file) return { ...paused(file, c, pauseReason), event: beside }
      return { ...paused(file, c, pauseReason, { errand }), event, ...people }
    }),
  }
}

/** The partner has it. Said twice, or after it answered, it changes nothing. */
export function errandTaken(act: ActOf<'errand-taken'>, c: Circumstances): Outcome | Objection {
  const errand = openErrand(c.file.dossier, act.number)
  if (errand?.state !== 'in-transit') return otherErrand(c.file.dossier, act.number)
  const { late: _, ...rest } = errand
  const next = advance(c.file.dossier, c.at, { errand: { ...rest, state: 'taken' } })
  return { changes: [{ next, event: { act: 'errand-taken', detail: { number: errand.number } } }] }
}

/** Quá hạn xác nhận: noted once, and the sender is told. */
export function errandLate(act: ActOf<'errand-late'>, c: Circumstances): Outcome | Objection {
  const { dossier } = c.file
  const errand = openErrand(dossier, act.number)
  if (errand?.state !== 'in-transit' || errand.late || c.at <= errand.ackDueAt) return otherErrand(dossier, act.number)
  const detail = { number: errand.number, ackDueAt: errand.ackDueAt }
  const next = advance(dossier, c.at, { errand: { ...errand, late: true } })
  return { changes: [{ next, event: { act: 'errand-late', detail, wants: ['transfers'] } }] }
}

/** Thông báo có khoản không rõ: noted once for each notice, and whoever sent the slip is told to look at it. */
export function errandUnreadable(act: ActOf<'errand-unreadable'>, c: Circumstances): Outcome | Objection {
  const { dossier } = c.file
  const errand = openErrand(dossier, act.number)
  if (!errand || errand.unread === act.notice) return otherErrand(dossier, act.number)
  const reason = `Thông báo ${act.notice} có khoản không rõ`
  const detail = { number: errand.number, notice: act.notice }
  const next = advance(dossier, c.at, { errand: { ...errand, unread: act.notice } })
  return { changes: [{ next, event: { act: 'errand-unreadable', reason, detail, wants: ['transfers'] } }] }
}

/**
 * Thông báo chờ khoản đang thu: another demand is open, and there is one at a time. Noted once for each notice with both halves,
 * and both agencies are told: the notice is entered as soon as that demand is paid, exempted or cancelled.
 */
export function errandWaits(act: ActOf<'errand-waits'>, c: Circumstances): Outcome | Objection {
  const { dossier } = c.file
  const errand = openErrand(dossier, act.number)
  const open = openObligation(wholeOf(c)?.money)
  if (!errand || !open || errand.waits === act.notice) return otherErrand(dossier, act.number)
  const reason = `Thông báo ${act.notice} chưa nhập được: còn khoản số ${open.n} đang chờ nộp`
  const detail = { number: errand.number, notice: act.notice, obligation: open.n }
  const event = { act: 'errand-waits', reason, detail, wants: ['transfers'] } as const
  const changes = kinOf(c).map((file): ChangeDraft => {
    const noted = file === c.file ? { errand: { ...errand, waits: act.notice } } : {}
    return { next: advance(file.dossier, c.at, noted), event }
  })
  return { changes }
}

/** Không thu hồi được văn bản: the receiver has it already, and whoever called it back has to write once more. */
export function letterRecallRefused(act: ActOf<'letter-recall-refused'>, c: Circumstances): Outcome | Objection {
  const { reason, number } = act
  const event = { act: 'letter-recall-refused', reason, detail: { number }, wants: ['transfers'] } as const
  return { changes: [{ next: advance(c.file.dossier, c.at, {}), event }] }
}

/** Từ chối nhận: the partner sends it back undone; whoever sent it goes on, and is told. */
export function errandRefused(act: ActOf<'errand-refused'>, c: Circumstances): Outcome | Objection {
  const errand = openErrand(c.file.dossier, act.number)
  if (!errand) return otherErrand(c.file.dossier, act.number)
  const event = { act: 'errand-refused', reason: act.reason, detail: { number: errand.number } } as const
  const { changes } = without(c, event, ['transfers'])
  const { dossier, parties } = c.file
  if (act.said === undefined) return { changes }
  const kept = { parties: { ...parties, errandSaid: { number: errand.number, text: act.said } } }
  return { changes: changes.map((one) => (one.next.id === dossier.id ? { ...one, ...kept } : one)) }
}

/** Không có khoản phải nộp: the office has determined that nothing is owed; whoever sent the slip goes on, and is told. */
export function errandFree(act: ActOf<'errand-free'>, c: Circumstances): Outcome | Objection {
  const errand = openErrand(c.file.dossier, act.number)
  if (!errand) return otherErrand(c.file.dossier, act.number)
  return without(c, { act: 'errand-free', reason: act.reason, detail: { number: errand.number } }, ['transfers'])
}

/** Thu hồi: the sender wants it no more; what the partner still answers moves nothing. A part that is out is called back likewise. */
export function callBack(act: ActOf<'call-back'>, c: Circumstances): Outcome | Objection {
  const { errand, child } = c.file.dossier
  if (child !== undefined) return callBackPart(act, c)
  if (!errand) return object('no-errand')
  // The axis is asked to give a letter back; a slip is simply not waited for any more.
  const detail = { number: errand.number, ...(errand.letter && { letter: errand.letter }) }
  const ending = { act: 'call-back', reason: act.reason, detail } as const
  if (errand.letter) return without(c, ending, ['transfers'])
  const recalled = [...(c.file.dossier.recalled ?? []), { number: errand.number, since: c.at }]
  return without(c, ending, undefined, { recalled })
}

type Ending = Pick<ChangeDraft['event'], 'act' | 'reason'> & { detail: Record<string, unknown> }

/** The errand is gone; a clock that stood still for it goes on, on both sides. */
export function without(
  c: Circumstances,
  event: Ending,
  wants: readonly ['transfers'] | undefined = undefined,
  beside: Pick<Dossier, 'recalled'> = {},
): Outcome {
  const { dossier } = c.file
  const rung = wants ? { ...event, wants } : event
  if (!waitsForErrand(c.file)) {
    return { changes: [{ next: advance(dossier, c.at, { ...beside, errand: undefined }), event: rung }] }
  }
  return {
    changes: kinOf(c).map((file): ChangeDraft => {
      const { status } = file.dossier
      if (file !== c.file) return { ...resumed(file, c, { status }), event }
      return { ...resumed(file, c, { ...beside, status, errand: undefined }), event: rung }
    }),
  }
}

/** Whether the clock stands still for the errand: for no other reason does it stand while one is open. */
function waitsForErrand({ dossier }: DossierFile): boolean {
  return dossier.clock === 'paused' && dossier.status === 'in-progress'
}

/**
 * Thông báo nộp tiền. The office has determined what is owed: in one transaction the errand ends, the demand is entered with
 * the whole, and both halves wait for the payer.
 */
export function errandAnswered(act: ActOf<'errand-answered'>, c: Circumstances): Outcome | Objection {
  const errand = openErrand(c.file.dossier, act.number)
  const whole = wholeOf(c)
  if (!errand || !whole) return otherErrand(c.file.dossier, act.number)
  const row = demanded({ ...act, act: 'request-obligation' }, whole, c, true)
  if (isObjection(row)) return row
  const detail = { number: errand.number, notice: act.notice, ...told(row), dueOn: act.dueOn }
  const taxNotice = { number: errand.number, notice: act.notice, since: c.at }
  return {
    changes: kinOf(c).map((file): ChangeDraft => {
      const isWhole = file === whole
      const next = advance(file.dossier, c.at, {
        status: 'obligation-requested',
        clock: 'paused',
        pausedFor: 'financial-obligation',
        // Its due moment is not reckoned between the two pauses: what had run out is told by the first.
        pausedAt: file.dossier.pausedAt ?? c.at,
        ...(isWhole ? { money: 'requested' } : {}),
        ...(file === c.file ? { errand: undefined, taxNotice } : {}),
      })
      const ledger = [...endedPause(file, c.at), entry.pause(c.at, 'financial-obligation')]
      return {
        next,
        ledger,
        event: { act: 'errand-answered', detail },
        ...(isWhole ? { money: withRow(whole.money, row) } : {}),
      }
    }),
  }
}

/** A pause for the office's own time ends where the payer's begins. */
function endedPause({ dossier, ledger }: DossierFile, at: Instant): readonly LedgerEntry[] {
  return dossier.clock === 'paused' ? [...ledger, entry.resume(at, dossier.pausedFor ?? '')] : ledger
}

/** The errand that a word of a partner is about; words on older ones, or on ended dossiers, are about none. */
function openErrand({ errand, finishedAt }: Dossier, number: string): Errand | undefined {
  return finishedAt === undefined && errand?.number === number ? errand : undefined
}
