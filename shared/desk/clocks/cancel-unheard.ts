import type { DossierEvent } from '../../dossier/dossier.ts'
import { log } from '../../log.ts'
import type { Desk } from '../desk.ts'

interface Order {
  /** The event that asked for it, and its number at the post. */
  n: number
  number: string
  /** Acts by which the post's word on it was entered. */
  heardOf: readonly DossierEvent['act'][]
}

/**
 * Đơn không còn cần: an order that nobody waits for any more may lie at the post all the same, where its answer was lost. Unless the
 * history has the post's word on it, the post is asked to cancel it, so that no postman comes in vain. Asked again it is one
 * cancelling; what the post does not know, or has collected, stays as it is. Throws Outage.
 */
export async function cancelUnheard(
  desk: Pick<Desk, 'dossiers' | 'post'>,
  dossier: string,
  { n, number, heardOf }: Order,
): Promise<void> {
  const after = await desk.dossiers.history(dossier, n)
  if (after.some(({ act }) => heardOf.includes(act))) return
  const outcome = await desk.post.cancel(number, '')
  log({ job: 'postal-returns', code: number, outcome: `unneeded-order-${outcome}` })
}
