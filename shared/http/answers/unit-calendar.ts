import { isWorkingDay, sessionsOn } from '../../calendar/calendar.ts'
import { addDays, type Day, dayOf, instantOn } from '../../calendar/day.ts'
import { publishedEnd } from '../../calendar/declarations.ts'
import type { Desk } from '../../desk/desk.ts'
import { calendars, directory } from '../../desk/surroundings.ts'
import type { Asked } from '../schemas.ts'
import { showUnit } from '../views/scene.ts'
import { spanOf } from './calendar-doors.ts'

/** Lịch làm việc của một cơ quan, day by day, for everybody. */
export async function unitCalendar(
  { path, query }: Asked<'readCalendar'>,
  desk: Pick<Desk, 'catalogue' | 'now' | 'province'>,
) {
  const units = await directory(desk)
  if (units.unit(path.id)?.kind !== 'agency') return undefined
  const calendar = (await calendars(desk))(path.id)
  const until = publishedEnd(await desk.catalogue.declarations())
  const span = spanOf(query, dayOf(desk.now()))
  if ('faults' in span) return span
  const { from, to } = span
  const days: Day[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day)
  return {
    unit: showUnit({ directory: units }, path.id),
    publishedUntil: until,
    days: days.map((on) => ({
      on,
      isWorked: isWorkingDay(calendar, on),
      sessions: sessionsOn(calendar, on).map(([open, close]) => [clockOf(open), clockOf(close)]),
      name: calendar.names?.get(on),
      provisional: on > until,
    })),
  }
}

const clockOf = (seconds: number) => instantOn('2026-01-01', seconds).slice(11, 16)
