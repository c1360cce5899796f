import type { Desk } from '../desk.ts'

/** How far the run has come: declarations up to `settled` are done, those up to `target` are walked for, after `holder`. */
export interface Place {
  settled: number
  target: number
  holder: string
}

const placeName = 'CALENDAR-RECOUNT'

/** Whether what a declaration moves has been found: all of it, some of it, or nothing yet. */
export type Reckoned = 'waiting' | 'under-way' | 'done'

/** How far the recount has come with a declaration. One small reading. Throws Outage. */
export async function reckonedFor(desk: Pick<Desk, 'marks'>, n: number, declaredCount: number): Promise<Reckoned> {
  const { settled, holder } = await readPlace(desk, declaredCount)
  if (n <= settled) return 'done'
  return holder === '' ? 'waiting' : 'under-way'
}

/** Where to go on; a declaration that came meanwhile begins the walk again, for all that wait. */
export async function readPlace(desk: Pick<Desk, 'marks'>, target: number): Promise<Place> {
  const [settled = 0, before = 0, holder = ''] = ((await desk.marks.value(placeName)) ?? '').split('|')
  return { settled: Number(settled), target, holder: Number(before) === target ? holder : '' }
}

export async function writePlace(desk: Pick<Desk, 'marks'>, { settled, target, holder }: Place): Promise<void> {
  await desk.marks.setValue(placeName, `${settled}|${target}|${holder}`)
}
