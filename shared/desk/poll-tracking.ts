import { toDate } from '../calendar/day.ts'
import type { Desk } from './desk.ts'

const place = 'VNPOST-LAST-ID'
const pollMs = 90_000

/**
 * Asks the post what moved since the last row seen, page after page, and puts each row on the queue in order. The place is
 * remembered after each page: a crash repeats rows, which change nothing twice. Throws Outage; answers the rows rung.
 */
export async function pollTracking(desk: Pick<Desk, 'post' | 'doorbells' | 'marks' | 'now'>): Promise<number> {
  const startedMs = toDate(desk.now()).getTime()
  let lastId = Number((await desk.marks.value(place)) ?? 0)
  let count = 0
  while (toDate(desk.now()).getTime() - startedMs < pollMs) {
    const rows = (await desk.post.track(lastId)).filter((row) => row.id > lastId).sort((a, b) => a.id - b.id)
    const last = rows.at(-1)
    if (!last) break
    for (const row of rows) await desk.doorbells.ringTracking(row)
    await desk.marks.setValue(place, String(last.id))
    lastId = last.id
    count += rows.length
  }
  return count
}
