import type { DossierEvent } from '../../dossier/dossier.ts'
import { backWordOf } from '../../dossier/money/money-back.ts'
import { type BackWord, isSameBack } from '../../dossier/money/money-book.ts'
import type { BackSaid, MoneyBack, PaymentAttempt } from '../../messages/attempts.ts'
import type { Desk } from '../desk.ts'
import { takeRowWord } from './give-row-back.ts'
import { changeAttempt, withBackAt } from './payment-attempts.ts'

/**
 * Writes what an officer said of money that goes back with its attempt, or with the row of money that no attempt bears, once;
 * false for an event that says nothing of it. Throws Outage.
 */
export async function followBackWord(
  desk: Pick<Desk, 'payments' | 'marks' | 'now'>,
  event: DossierEvent,
): Promise<boolean> {
  const word = backWordOf(event)
  if (!word) return false
  if (word.day === undefined) await takeBackWord(desk, event.by.id, word)
  else await takeRowWord(desk, event.by.id, word)
  return true
}

/** The states of money that an officer's word may still move: an order to the gateway, or the number of a transfer. */
export const movedBy = ({ transfer }: { transfer?: string | undefined }): readonly MoneyBack['state'][] =>
  transfer === undefined ? ['kept', 'refused'] : ['kept', 'refused', 'by-hand', 'under-way']

/** Writes the word with its attempt, once. Throws Outage. */
export function takeBackWord(desk: Pick<Desk, 'payments'>, by: string, word: BackWord): Promise<PaymentAttempt> {
  const { transfer, at } = word
  const said: BackSaid = {
    by,
    at,
    ...(transfer === undefined ? { state: 'asked' } : { state: 'given-back', transfer }),
  }
  return changeAttempt(desk, word.attempt, ({ backs }) => {
    const back = backs.find((one) => isSameBack(one, word))
    if (!back || back.said?.some((one) => one.at === at && one.transfer === transfer)) return undefined
    const moved = movedBy(word).includes(back.state) ? moveOf(back, transfer) : {}
    return { backs: withBackAt(backs, back, { ...moved, said: [...(back.said ?? []), said] }) }
  })
}

/** What the word makes of the money: an order after a refusal is a new one. */
function moveOf({ state, orders = 1 }: MoneyBack, transfer: string | undefined): Partial<MoneyBack> {
  if (transfer !== undefined) return { state: 'given-back', code: transfer }
  return { state: 'asked', ...(state === 'refused' ? { orders: orders + 1 } : {}) }
}
