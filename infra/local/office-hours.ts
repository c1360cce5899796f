import { instantOf } from '../../shared/calendar/day.ts'
import type { Clock } from './clock.ts'

const office = { opens: 8, closes: 17 }

/** Moves a clock that shows another hour on to the next opening, whatever the day: what rests at night goes on. */
export function toOfficeHours(clock: Clock): void {
  const hour = Number(instantOf(new Date(clock.now())).slice(11, 13))
  if (hour < office.opens || hour >= office.closes) clock.move(((office.opens + 24 - hour) % 24) * 3_600_000)
}
