import * as z from 'zod'
import { earlier, type Instant } from '../../calendar/day.ts'
import { lazily } from '../../lazily.ts'
import type { Desk } from '../desk.ts'

/** For so long a row may come late: with a smaller number than others that were there before it. */
const windowSeconds = 3600
/** More rows than these are not kept apart: what comes later than so many others is looked for no more. */
const mostSeen = 2000

const shape = lazily(() =>
  z.object({
    settled: z.number(),
    seen: z.array(z.tuple([z.string(), z.array(z.number())])),
    waits: z.array(z.tuple([z.number(), z.string()])),
  }),
)

/**
 * Cửa sổ đọc. How far a numbered list of a partner's has been read: everything up to `settled` for good, and past it each number
 * for itself, for a partner may show a row after one with a greater number. A row that has to be tried again waits with its number.
 */
export interface ReadingWindow {
  /** After which number a run begins to ask. */
  readonly settled: number
  /** The greatest number that was read. */
  readonly newest: number
  has(id: number): boolean
  /** Since when a row is waited with; `undefined` for the first time. */
  waitsSince(id: number): Instant | undefined
  waiting(): readonly number[]
  /** Whether rows were read that came before any was remembered. */
  readonly isNew: boolean
  /** Read, and not to be read again. */
  see(ids: readonly number[], at: Instant): void
  /** To be read again with the next run. */
  wait(id: number, at: Instant): void
  /** Everything up to a number, whether it was there or not. */
  pass(id: number): void
  /** Nothing of the list was read: its numbers say nothing any more. */
  beginAnew(): void
  /** Writes it down as it is at a moment. Throws Outage. */
  keep(at: Instant): Promise<void>
}

/** The window of a place; a bare number is how places were kept before, or what somebody has set by hand. Throws Outage. */
export async function openWindow(desk: Pick<Desk, 'marks'>, place: string, startAfter = 0): Promise<ReadingWindow> {
  const kept = await desk.marks.value(place)
  const read = kept?.startsWith('{') ? shape().parse(JSON.parse(kept)) : undefined
  let settled = read?.settled ?? Number(kept ?? startAfter)
  const seen = new Map((read?.seen ?? []).flatMap(([at, ids]) => ids.map((id) => [id, at] as const)))
  const waits = new Map(read?.waits ?? [])
  let written = kept
  const close = (to: number) => {
    settled = Math.max(settled, to)
    for (const id of seen.keys()) if (id <= settled) seen.delete(id)
  }
  const settle = (at: Instant) => {
    const since = earlier(at, windowSeconds)
    const inOrder = [...seen].toSorted(([a], [b]) => a - b)
    const over = inOrder.length - mostSeen
    const last = inOrder.findLastIndex(([, first], place) => first <= since || place < over)
    // What is waited with is not passed by, however long the others have been there.
    const first = Math.min(...waits.keys())
    close(Math.min(inOrder[last]?.[0] ?? settled, first - 1))
  }
  return {
    get settled() {
      return settled
    },
    get newest() {
      return Math.max(settled, ...seen.keys())
    },
    isNew: kept === undefined,
    has: (id) => id <= settled || seen.has(id),
    waitsSince: (id) => waits.get(id),
    waiting: () => [...waits.keys()],
    see(ids, at) {
      for (const id of ids) {
        waits.delete(id)
        if (id > settled && !seen.has(id)) seen.set(id, at)
      }
    },
    wait(id, at) {
      if (!waits.has(id)) waits.set(id, at)
    },
    pass: close,
    beginAnew() {
      settled = 0
      seen.clear()
      waits.clear()
    },
    async keep(at) {
      settle(at)
      const byMoment = Map.groupBy(seen, ([, first]) => first)
      const rows = [...byMoment].map(([first, ids]) => [first, ids.map(([id]) => id)])
      const json = JSON.stringify({ settled, seen: rows, waits: [...waits] })
      if (json === written) return
      await desk.marks.setValue(place, json)
      written = json
    },
  }
}

/**
 * Đánh số lại từ đầu: the newest row that was read stands in the partner's list no more, and rows with smaller numbers do. Asked for only
 * where a run was shown nothing as new; without it a list that begins anew would be waited for in silence. Throws what the list throws.
 */
export async function isNumberedAnew(
  newest: number,
  shown: number,
  list: (lastId: number) => Promise<readonly { id?: number }[]>,
): Promise<boolean> {
  if (newest === 0 || shown >= newest) return false
  const isThere = (await list(newest - 1)).some(({ id = 0 }) => id >= newest)
  return !isThere && (await list(0)).some(({ id = newest }) => id < newest)
}
