/** Chapter `dues`: questions as `npm run -s due` takes them. */
import { officeHours } from '../../shared/calendar/calendar.ts'
import { addDays, type Day } from '../../shared/calendar/day.ts'
import { publishedDays } from '../../shared/calendar/published.ts'

const limits = [
  { amount: 7.5, unit: 'working_day' },
  { amount: 0.5, unit: 'working_day' },
  { amount: 30, unit: 'day' },
  { amount: 8, unit: 'hour' },
  { amount: 1, unit: 'month' },
  { amount: 0, unit: 'immediate' },
] as const

const days = publishedDays.map(({ on, kind }) => ({ on, kind }))

/** Lines of `npm run due` over the days of 2026: each kind of limit, with a pause, an extension and both policies in turn. */
export function dueLines(count: number): string[] {
  return Array.from({ length: count }, (_, n) => {
    const day = addDays('2026-01-05', n % 300)
    const at = (later: number, clock: string): string => `${addDays(day, later)}T${clock}:00+07:00`
    return JSON.stringify({
      id: n,
      limit: limits[n % limits.length],
      start: at(0, n % 4 === 0 ? '18:20' : `${String(7 + (n % 10)).padStart(2, '0')}:40`),
      hours: officeHours,
      days,
      calendarUntil: '2026-12-31' satisfies Day,
      ledger: [
        ...(n % 3 === 0 ? pauseOf(at(1, '09:00'), at(9, '15:30'), n % 2 === 0) : []),
        ...(n % 5 === 0 ? [{ at: at(10, '10:00'), entry: 'extend', reason: 'Chờ xác minh', days: 2 }] : []),
      ],
      policy: {
        afterSupplement: n % 2 ? 'add' : 'restart',
        dueAt: n % 7 ? 'same-hour' : 'end-of-day',
        cutoff: '15:00',
      },
      asOf: at(3, '10:00'),
    })
  })
}

function pauseOf(from: string, to: string, isSupplement: boolean) {
  const reason = isSupplement ? 'supplement' : 'financial-obligation'
  return [
    { at: from, entry: 'pause', reason },
    { at: to, entry: 'resume', reason },
  ]
}
