import { dayOf } from '../../calendar/day.ts'
import { waybillScope, waybillsLeft } from '../../dossier/waybills.ts'
import type { Desk } from '../desk.ts'

/** Below so many the post is asked for more: what a city orders in a busy week. */
export const fewWaybills = 500

/** How many item numbers the pool is short of those kept in reserve; 0 while there are enough, or where the post hands out none. Throws Outage. */
export async function waybillsShort(desk: Pick<Desk, 'catalogue' | 'dossiers' | 'now'>): Promise<number> {
  const [patterns, drawn] = await Promise.all([desk.catalogue.numberPatterns(), desk.dossiers.serial(waybillScope)])
  const left = waybillsLeft(patterns, dayOf(desk.now()), drawn)
  return left === undefined ? 0 : Math.max(0, fewWaybills - left)
}
