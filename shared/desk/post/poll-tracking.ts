import { toDate } from '../../calendar/day.ts'
import { log } from '../../log.ts'
import { isNumberedAnew, openWindow, type ReadingWindow } from '../carrying-on/reading-window.ts'
import { putRowAside } from '../carrying-on/unread-rows.ts'
import type { Desk } from '../desk.ts'

const place = 'VNPOST-LAST-ID'
const pollMs = 90_000

type Needs = Pick<Desk, 'post' | 'doorbells' | 'marks' | 'now'>

/**
 * Asks the post what moved, page after page, and puts each row on the queue that was not there before, also one that comes late
 * with a smaller number; one that cannot be read is set aside. What was read is remembered after each page: a crash repeats rows,
 * which change nothing twice. A list that is numbered anew is read from its beginning. Throws Outage; answers the rows rung.
 */
export async function pollTracking(desk: Needs): Promise<number> {
  const startedMs = toDate(desk.now()).getTime()
  const window = await openWindow(desk, place)
  const { newest } = window
  const { count, shown } = await readOn(desk, window, startedMs)
  if (!(await isNumberedAnew(newest, shown, (lastId) => desk.post.track(lastId)))) return count
  log({ job: 'postal-returns', outcome: 'tracking-numbered-anew' })
  window.beginAnew()
  return (await readOn(desk, window, startedMs)).count
}

/** How many were rung, and the greatest number that was shown. */
async function readOn(
  desk: Needs,
  window: ReadingWindow,
  startedMs: number,
): Promise<{ count: number; shown: number }> {
  let [lastId, count, shown] = [window.settled, 0, 0]
  while (toDate(desk.now()).getTime() - startedMs < pollMs) {
    const rows = await desk.post.track(lastId)
    const fresh = rows.filter(({ id }) => id === undefined || !window.has(id))
    for (const row of fresh) {
      if ('digest' in row) await putRowAside(desk, 'postal-returns', 'tracking', row)
      else await desk.doorbells.ringTracking(row)
    }
    const ids = rows.flatMap(({ id }) => (id === undefined ? [] : [id]))
    window.see(ids, desk.now())
    await window.keep(desk.now())
    shown = Math.max(shown, ...ids)
    // Rows without a number come again with the next page: they move no place.
    const last = rows.at(-1)?.id
    if (last === undefined) break
    lastId = last
    if (fresh.some(({ id }) => id !== undefined)) count += fresh.length
  }
  return { count, shown }
}
