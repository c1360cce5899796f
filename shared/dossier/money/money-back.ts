import type { ActOf } from '../acts.ts'
import { advance, type Circumstances, type Outcome } from '../circumstances.ts'
import type { DossierEvent } from '../dossier.ts'
import { type Objection, object } from '../objections.ts'
import { type BackOf, type BackWord, backReasons, isPartPaid, isSameBack, withRow } from './money-book.ts'

/** Yêu cầu cổng trả lại tiền: money that settled nothing, or that the gateway would not give back the first time. */
export function orderMoneyBack(act: ActOf<'order-money-back'>, c: Circumstances): Outcome | Objection {
  return worded(act, c)
}

/** Đã chuyển trả lại tiền: by the accountant's transfer, under its number. */
export function giveMoneyBack(act: ActOf<'give-money-back'>, c: Circumstances): Outcome | Objection {
  return worded(act, c)
}

/** The word goes into the book beside its demand. Money that was given back by a transfer is not given back again. */
function worded(
  act: ActOf<'order-money-back'> | ActOf<'give-money-back'>,
  { at, file: { dossier, money } }: Circumstances,
): Outcome | Objection {
  const row = money?.find(({ n }) => n === act.obligation)
  if (dossier.parent || !row) return object('nothing-kept')
  const isBack = row.backs?.some((word) => isSameBack(word, act) && word.transfer !== undefined)
  if (isBack) return object('nothing-kept')
  // What has settled the demand together with a later part is kept, though its row may not say so yet.
  if (act.day !== undefined && isPartPaid({ day: act.day, reference: act.attempt }, money))
    return object('nothing-kept')
  const told = toldOf(act)
  const word: BackWord = { ...told, at }
  const event = { act: act.act, detail: { obligation: row.n, ...told }, wants: ['payments'] } as const
  const book = withRow(money, { ...row, backs: [...(row.backs ?? []), word] })
  return { changes: [{ next: advance(dossier, at, {}), event, money: book }] }
}

function toldOf(act: ActOf<'order-money-back'> | ActOf<'give-money-back'>): BackOf & Pick<BackWord, 'transfer'> {
  const { attempt, transaction, day, why, refund, amountVnd } = act
  const row = day === undefined ? {} : { day }
  const which = refund === undefined ? {} : { refund }
  const by = 'transfer' in act ? { transfer: act.transfer } : {}
  return { attempt, transaction, ...row, why, ...which, amountVnd, ...by }
}

/** The word that an event brought, as it went into the book; none for any other event. */
export function backWordOf({
  act,
  at,
  detail = {},
}: Pick<DossierEvent, 'act' | 'at' | 'detail'>): BackWord | undefined {
  if (act !== 'order-money-back' && act !== 'give-money-back') return undefined
  const { attempt, transaction, day, refund, amountVnd, transfer } = detail
  const why = backReasons.find((reason) => reason === detail.why)
  const isWhole = typeof attempt === 'string' && typeof transaction === 'string' && typeof amountVnd === 'number' && why
  if (!isWhole) throw new Error('an event does not say which money goes back')
  return {
    ...{ attempt, transaction, why, amountVnd, at },
    ...(typeof day === 'string' ? { day } : {}),
    ...(typeof refund === 'number' ? { refund } : {}),
    ...(typeof transfer === 'string' ? { transfer } : {}),
  }
}
