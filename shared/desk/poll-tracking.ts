import { toDate } from '../calendar/day.ts'
import type { Desk } from './desk.ts'
import { openWindow } from './reading-window.ts'
import { putRowAside } from './unread-rows.ts'

const place = 'VNPOST-LAST-ID'
const pollMs = 90_000

/**
 * Asks the post what moved, page after page, and puts each row on the queue that was not there before, also one that comes late
 * with a smaller number; one that cannot be read is set aside. What was read is remembered after each page: a crash repeats rows,
 * which change nothing twice. Throws Outage; answers the rows rung.
 */
export async function pollTracking(desk: Pick<Desk, 'post' | 'doorbells' | 'marks' | 'now'>): Promise<number> {
  const startedMs = toDate(desk.now()).getTime()
  const window = await openWindow(desk, place)
  let lastId = window.settled
  let count = 0
  while (toDate(desk.now()).getTime() - startedMs < pollMs) {
    const rows = await desk.post.track(lastId)
    const fresh = rows.filter(({ id }) => id === undefined || !window.has(id))
    for (const row of fresh) {
      if ('digest' in row) await putRowAside(desk, 'postal-returns', 'tracking', row)
      else await desk.doorbells.ringTracking(row)
    }
    window.see(
      rows.flatMap(({ id }) => (id === undefined ? [] : [id])),
      desk.now(),
    )
    await window.keep(desk.now())
    // Rows without a number come again with the next page: they move no place.
    const last = rows.at(-1)?.id
    if (last === undefined) break
    lastId = last
    if (fresh.some(({ id }) => id !== undefined)) count += fresh.length
  }
  return count
}
