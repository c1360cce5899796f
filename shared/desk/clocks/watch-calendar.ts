import type { Instant } from '../../calendar/day.ts'
import { daysUntilEnd } from '../../calendar/declarations.ts'
import type { Desk } from '../desk.ts'

/** With fewer days of published calendar left than these, the alarm asks for the next year's. */
const fewDays = 90

/** How many days of the published calendar are left, once they are few. Throws Outage. */
export async function fewDaysLeft(desk: Pick<Desk, 'catalogue'>, at: Instant): Promise<number | undefined> {
  const left = daysUntilEnd(await desk.catalogue.declarations(), at)
  return left < fewDays ? left : undefined
}
