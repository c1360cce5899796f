import type { ActOf } from '../acts.ts'
import { advance, type Circumstances, type Outcome } from '../circumstances.ts'
import { otherErrand } from '../not-now.ts'
import type { Objection } from '../objections.ts'
import type { EnteredNotice } from './errands.ts'

/**
 * Trả lời muộn: what the office answered to a slip that was called back is kept, and whoever has the dossier is told. It asks nobody for
 * money, pauses nothing and moves nothing. Without a notice: none came for so long that nobody asks any more.
 */
export function lateAnswer(act: ActOf<'late-answer'>, c: Circumstances): Outcome | Objection {
  const { dossier } = c.file
  const { number, notice, dueOn, items } = act
  const recalled = dossier.recalled?.filter((slip) => slip.number !== number) ?? []
  if (recalled.length === (dossier.recalled?.length ?? 0)) return otherErrand(dossier, number)
  const next = advance(dossier, c.at, { recalled: recalled.length > 0 ? recalled : undefined })
  if (notice === undefined) return { changes: [{ next, event: { act: 'late-answer', detail: { number } } }] }
  const detail = { number, notice, dueOn, items }
  return { changes: [{ next, event: { act: 'late-answer', detail, wants: ['transfers'] } }] }
}

/**
 * Thông báo được thay, hoặc bị hủy: the office shows another notice than the one that was entered, none any more, or one again.
 * Whoever has the dossier is told; what the payer was asked for stays until an officer cancels it.
 */
export function noticeChanged(act: ActOf<'notice-changed'>, c: Circumstances): Outcome | Objection {
  const { dossier } = c.file
  const { number, was, notice, dueOn, items } = act
  const entered = dossier.taxNotice
  if (entered?.number !== number || entered.notice !== was) return otherErrand(dossier, number)
  const { gone: _, ...rest } = entered
  const taxNotice: EnteredNotice =
    notice === undefined ? { ...rest, gone: true } : { ...rest, notice, booked: rest.booked ?? rest.notice }
  const detail = { number, was, ...(notice === undefined ? {} : { notice, dueOn, items }) }
  const event = { act: 'notice-changed', detail, wants: ['transfers'] } as const
  return { changes: [{ next: advance(dossier, c.at, { taxNotice }), event }] }
}
