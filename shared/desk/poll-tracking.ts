import { toDate } from '../calendar/day.ts'
import type { Desk } from './desk.ts'
import { putRowAside } from './unread-rows.ts'

const place = 'VNPOST-LAST-ID'
const pollMs = 90_000

/**
 * Asks the post what moved since the last row seen, page after page, and puts each row on the queue in order; one that cannot be
 * read is set aside. The place is
 * remembered after each page: a crash repeats rows, which change nothing twice. Throws Outage; answers the rows rung.
 */
export async function pollTracking(desk: Pick<Desk, 'post' | 'doorbells' | 'marks' | 'now'>): Promise<number> {
  const startedMs = toDate(desk.now()).getTime()
  let lastId = Number((await desk.marks.value(place)) ?? 0)
  let count = 0
  while (toDate(desk.now()).getTime() - startedMs < pollMs) {
    const rows = await desk.post.track(lastId)
    for (const row of rows) {
      if ('digest' in row) await putRowAside(desk, 'postal-returns', 'tracking', row)
      else await desk.doorbells.ringTracking(row)
    }
    // Rows without a number come again with the next page: they move no place.
    const last = rows.at(-1)?.id
    if (last === undefined) break
    await desk.marks.setValue(place, String(last))
    lastId = last
    count += rows.length
  }
  return count
}
