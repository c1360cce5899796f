import { addDays, type Day, dayOf } from '../../calendar/day.ts'
import { Outage } from '../../outage.ts'
import type { Desk } from '../desk.ts'

type Needs = Pick<Desk, 'marks' | 'now'>

/** A night looks back so many days by itself: what is settled late leaves its list. */
export const nights = 7

const mark = 'LISTS-TO-RENEW'
const rounds = 8

/** A day whose list a night is to make anew, and when something of it came. */
export interface Renewal {
  day: Day
  entry: string
}

/**
 * Đối soát lại: something new came of a day that no night looks at any more, such as a statement handed in or paid over late. Said
 * again it is one. Throws Outage.
 */
export async function renewListOf(desk: Needs, day: Day): Promise<void> {
  const now = desk.now()
  if (day > addDays(dayOf(now), 1 - nights)) return
  await change(desk, (entries) => [...entries.filter((entry) => dayOfEntry(entry) !== day), `${day}@${now}`].sort())
}

/** Oldest first. Throws Outage. */
export async function listsToRenew(desk: Needs): Promise<readonly Renewal[]> {
  return entriesOf(await desk.marks.value(mark)).map((entry) => ({ day: dayOfEntry(entry), entry }))
}

/** The list is made; what came of its day meanwhile is waited for all the same. Throws Outage. */
export async function listRenewed(desk: Needs, { entry }: Renewal): Promise<void> {
  await change(desk, (entries) => entries.filter((one) => one !== entry))
}

const entriesOf = (value: string | undefined): readonly string[] => (value ?? '').split(',').filter((one) => one !== '')
const dayOfEntry = (entry: string): Day => entry.slice(0, entry.indexOf('@'))

async function change({ marks }: Needs, to: (entries: readonly string[]) => readonly string[]): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    const value = await marks.value(mark)
    if (await marks.swapValue(mark, value, to(entriesOf(value)).join(','))) return
  }
  throw new Outage('the lists to renew', new Error('others were quicker'))
}
