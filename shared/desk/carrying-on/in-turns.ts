import type { Instant } from '../../calendar/day.ts'
import type { Desk } from '../desk.ts'

/**
 * Works rows in the order of their turns until the time is over, from where the run before was cut off; the place is forgotten
 * when all were seen. Work that is done twice must be one. Answers how many changed something; nothing when it is to be gone on with.
 */
export async function inTurns<Row>(
  desk: Pick<Desk, 'marks' | 'now'>,
  { mark, until }: { mark: string; until: Instant },
  rows: readonly { turn: string; row: Row }[],
  work: (row: Row) => Promise<boolean>,
): Promise<number | undefined> {
  const place = (await desk.marks.value(mark)) ?? ''
  let [last, changed] = [place, 0]
  for (const { turn, row } of rows.toSorted((a, b) => (a.turn < b.turn ? -1 : 1))) {
    if (turn <= place) continue
    if (desk.now() >= until) {
      await desk.marks.setValue(mark, last)
      return undefined
    }
    if (await work(row)) changed += 1
    last = turn
  }
  if (place !== '') await desk.marks.setValue(mark, '')
  return changed
}
