import type { ActOf } from '../acts.ts'
import { advance, type ChangeDraft, type Circumstances, type Outcome } from '../circumstances.ts'
import { classAtEnd } from '../clocks/clock.ts'
import type { DossierFile, EventDraft, Status } from '../dossier.ts'
import { closedQuestions } from '../interlinked/consultations.ts'
import { wholeOf } from '../kin.ts'
import { budgetVnd, closedBook, moneyStateOf, paidVnd } from '../money/money-book.ts'
import { notNow, onlyOfWhole } from '../not-now.ts'
import { type Objection, object } from '../objections.ts'
import { withoutCollection } from '../post/carriages.ts'
import { stillOpen } from './supplements.ts'

/** Rút hồ sơ, while no decision exists; a part that is out stops with it. */
export function withdraw(act: ActOf<'withdraw'>, c: Circumstances): Outcome | Objection {
  const { dossier } = c.file
  if (dossier.parent) return onlyOfWhole()
  if (dossier.corrects !== undefined) return notNow('corrects', 'Hồ sơ đính chính kết quả không rút được.')
  if (c.kin?.dossier.result) return object('decided-already')
  const detail = stateAtEnd(c)
  const own = ended(c.file, c, 'withdrawn', { act: 'withdraw', reason: act.reason, detail }, act.reason)
  if (!dossier.child || !c.kin) return { changes: [own] }
  const told = { act: 'part-stopped', reason: act.reason, wants: ['transfers'] } as const
  return { changes: [own, ended(c.kin, c, 'stopped', told, act.reason)] }
}

/**
 * Dừng giải quyết (mẫu 05), with its legal ground: by the agency that handles it, while no decision exists. Stopped in a
 * part, the whole stops. A dossier that waits for papers stops only after its deadline has been noted.
 */
export function stop(act: ActOf<'stop'>, c: Circumstances): Outcome | Objection {
  const { dossier } = c.file
  if (dossier.result || c.kin?.dossier.result) return object('decided-already')
  if (dossier.status === 'supplement-requested') {
    if (dossier.supplementStage === 'reception') {
      return notNow('supplementStage', 'Đang chờ bổ sung để tiếp nhận: từ chối tiếp nhận (refuse) thay cho dừng.')
    }
    if (dossier.supplementExpiredAt === undefined) return stillOpen(dossier.supplementDueAt)
  }
  const detail = { ...stateAtEnd(c), ground: act.ground }
  const own = ended(c.file, c, 'stopped', { act: 'stop', reason: act.reason, detail }, act.reason)
  if (!dossier.parent || !c.kin) return { changes: [own] }
  const told = { act: 'whole-stopped', reason: act.reason, detail, wants: ['transfers'] } as const
  return { changes: [own, ended(c.kin, c, 'stopped', told, act.reason)] }
}

/** What form 05 says of the moment it ended at: the state, and what has been paid and may have to be given back. */
function stateAtEnd(c: Circumstances) {
  const whole = wholeOf(c)
  const budget = budgetVnd(whole?.money)
  const paid = paidVnd(whole?.money) - budget
  return {
    ...{ stage: c.file.dossier.status, money: whole?.dossier.money ?? 'none' },
    ...(paid > 0 ? { paidVnd: paid, refundOpen: true } : {}),
    ...(budget > 0 ? { budgetVnd: budget } : {}),
  }
}

function ended(file: DossierFile, c: Circumstances, status: Status, event: EventDraft, reason: string): ChangeDraft {
  const { dossier } = file
  const money = closedBook(file.money, reason, c.at)
  const next = advance(dossier, c.at, {
    status,
    clock: 'stopped',
    class: classAtEnd(dossier, c.at, file.ledger),
    finishedAt: c.at,
    answerDueAt: undefined,
    stepDueAt: undefined,
    supplementDueAt: undefined,
    child: undefined,
    partAt: undefined,
    consulted: undefined,
    errand: undefined,
    ...(money ? { money: moneyStateOf(money) } : {}),
  })
  return {
    next,
    event: withoutCollection(dossier, withRecall(dossier, event)),
    ...closedQuestions(file, c.at),
    ...(money ? { money } : {}),
  }
}

/** Nobody waits for an answer any more: a letter that is out is asked back of the axis. */
function withRecall({ errand }: DossierFile['dossier'], event: EventDraft): EventDraft {
  if (!errand?.letter) return event
  const detail = { ...event.detail, number: errand.number, letter: errand.letter }
  return { ...event, detail, wants: [...new Set([...(event.wants ?? []), 'transfers' as const])] }
}
