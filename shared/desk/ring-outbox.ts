import { instantOf, toDate } from '../calendar/day.ts'
import type { Want } from '../dossier/dossier.ts'
import { type OutboxMark, ringsFor } from '../dossier/history/outbox-mark.ts'
import type { Desk } from './desk.ts'
import { type RingNeeds, ringSubscribers } from './front-ends/ring-subscribers.ts'
import { oweToPortal } from './national-portal/sync-lines.ts'

type Needs = Pick<Desk, 'outbox' | 'syncLedger'> & RingNeeds

/** For so long a mark is left to the stream; the sweep rings for older ones. */
const streamMs = 2 * 60_000
const page = 100
const sweepMs = 60_000

/** What the portal shows, and what moves money or a parcel alone: the event says which it was, the mark only that it may be one. */
const toldToFrontEnds: ReadonlySet<Want> = new Set(['portal', 'postal-returns', 'payments', 'transfers', 'notices'])

/** Rings for each thing an event wants, then clears its mark: rung twice after a crash, but never not at all. Throws Outage. */
export async function ringMark(desk: Needs, mark: OutboxMark): Promise<void> {
  // Before the bell: from here on the portal is owed it, whatever becomes of the message.
  if (mark.wants.includes('portal')) await oweToPortal(desk, mark)
  for (const want of mark.wants) {
    const { dossier, n } = ringsFor(mark, want)
    await desk.doorbells.ring(want, dossier, n)
  }
  if (mark.wants.some((want) => toldToFrontEnds.has(want))) await ringSubscribers(desk, mark)
  await desk.outbox.clear(mark.dossier, mark.n)
}

/** Rings what the stream left, oldest first, for at most a minute; answers how many marks it cleared. */
export async function sweepOutbox(desk: Needs & Pick<Desk, 'now'>): Promise<number> {
  const startedMs = toDate(desk.now()).getTime()
  const before = instantOf(new Date(startedMs - streamMs))
  // The index lags behind the table: a mark that was just cleared may be found once more and is not rung again.
  const rung = new Set<string>()
  while (toDate(desk.now()).getTime() - startedMs < sweepMs) {
    const found = await desk.outbox.waiting(before, page)
    const fresh = found.filter((mark) => !rung.has(`${mark.dossier}#${mark.n}`))
    if (fresh.length === 0) break
    for (const mark of fresh) {
      await ringMark(desk, mark)
      rung.add(`${mark.dossier}#${mark.n}`)
    }
  }
  return rung.size
}
