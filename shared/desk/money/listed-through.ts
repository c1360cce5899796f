import { addDays, type Day } from '../../calendar/day.ts'
import type { Desk } from '../desk.ts'

const mark = 'RECONCILED-THROUGH'
/** Lists of some ten years: more are not gone through for the first of them. */
const mostLists = 4000

/**
 * The day up to which every day has its list. Not told yet, it is that of the first list there is, else yesterday: nothing was taken
 * before anything ran. Throws Outage.
 */
export async function listedThrough({ marks, payments }: Pick<Desk, 'marks' | 'payments'>, today: Day): Promise<Day> {
  const known = await marks.value(mark)
  if (known !== undefined) return known
  const first = (await payments.reconciledDays(mostLists)).at(-1) ?? addDays(today, -1)
  await marks.setValue(mark, first)
  return first
}

/** Throws Outage. */
export async function setListedThrough({ marks }: Pick<Desk, 'marks'>, day: Day): Promise<void> {
  await marks.setValue(mark, day)
}
