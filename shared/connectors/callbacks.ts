import type { Marks } from '../ports.ts'
import { sha256Hex } from './seals.ts'

/** What a partner says of itself, checked: news, or why it is no news. The reason is for the log, not for the caller. */
export type Received<News> = { news: News } | { forged: string }

/** A confirmation is remembered this long: far longer than any window in which its signature could be played again. */
const rememberSeconds = 400 * 24 * 3600

/**
 * Whether a confirmation is told for the first time, once more, or with other content than before. Its identity is the
 * thing it confirms (this payment, this receipt), not a number of the message: a copy under a new number is a copy.
 * Remember it only after the act it leads to is written, so that a crash in between asks again; the act has its own key.
 */
export async function confirmedBefore(
  marks: Pick<Marks, 'value'>,
  confirmation: Confirmation,
): Promise<'never' | 'the-same' | 'otherwise'> {
  const kept = await marks.value(nameOf(confirmation))
  if (kept === undefined) return 'never'
  return kept === sha256Hex(confirmation.content) ? 'the-same' : 'otherwise'
}

/** False when it was remembered already, with whatever content. */
export function rememberConfirmed(marks: Pick<Marks, 'swapValue'>, confirmation: Confirmation): Promise<boolean> {
  return marks.swapValue(nameOf(confirmation), undefined, sha256Hex(confirmation.content), rememberSeconds)
}

export interface Confirmation {
  partner: string
  /** What is confirmed: a payment's reference, a message's own identity. No personal data. */
  identity: string
  /** What is said about it, signed fields only. */
  content: string
}

function nameOf({ partner, identity }: Confirmation): string {
  return `CONFIRMED#${partner}#${identity}`
}
