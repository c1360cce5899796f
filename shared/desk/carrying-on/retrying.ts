import { type Objection, object } from '../../dossier/objections.ts'
import type { Desk } from '../desk.ts'

/** How long a deed tries again when others are quicker. */
export const patienceMs = 20_000

/** Full-jitter retry: the answer, or `too-busy` when others were quicker for 20 seconds. */
export async function retrying<T>(
  desk: Pick<Desk, 'pause' | 'chance'>,
  attempt: () => Promise<{ answer: T } | 'again'>,
): Promise<T | Objection> {
  let waited = 0
  const begun = performance.now()
  // Attempts at a slow table take their time too: the function must have its answer before its own time is up.
  for (let round = 0; Math.max(waited, performance.now() - begun) < patienceMs; round += 1) {
    const result = await attempt()
    if (result !== 'again') return result.answer
    const wait = Math.ceil(desk.chance() * Math.min(1_000, 15 * 2 ** round))
    waited += Math.max(wait, 5)
    await desk.pause(wait)
  }
  return object('too-busy')
}
