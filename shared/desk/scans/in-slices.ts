import type { Instant } from '../../calendar/day.ts'
import type { Desk } from '../desk.ts'

export interface Slice {
  seen: number
  /** Whether the end was reached, so that the next night begins anew. */
  whole: boolean
}

/** One page after another until the time is up; the place is kept after each, so that a crash repeats one page only. */
export async function inSlices(
  desk: Pick<Desk, 'marks' | 'now'>,
  name: string,
  until: Instant,
  work: (after: string | undefined) => Promise<{ seen: number; next?: string }>,
): Promise<Slice> {
  const place = `care-for-files:${name}`
  let after = (await desk.marks.value(place)) || undefined
  let seen = 0
  do {
    const done = await work(after)
    seen += done.seen
    after = done.next
    await desk.marks.setValue(place, after ?? '')
  } while (after !== undefined && desk.now() < until)
  return { seen, whole: after === undefined }
}
