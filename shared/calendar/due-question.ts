import * as z from 'zod'
import { calendarFor, type WeekHours } from './calendar.ts'
import { type Instant, isDay, parseInstant, type Weekday, weekdays } from './day.ts'
import type { DueQuestion } from './due.ts'
import { entryKinds } from './ledger.ts'
import { limitUnits } from './limit.ts'

/** Bounds keep one absurd line from taking minutes; no procedure comes near them. */
const years = { first: '1990', last: '2199' }
const most = 10_000

const instant = z
  .string('phải là thời điểm ISO 8601 có múi giờ')
  .transform((text): Instant => parseInstant(text) ?? '')
  .refine((at) => at !== '', 'phải là thời điểm có thật, dạng ISO 8601 có múi giờ')
  .refine(
    (at) => at === '' || (at >= years.first && at.slice(0, 4) <= years.last),
    `phải từ năm ${years.first} đến năm ${years.last}`,
  )
const day = z.string('phải là ngày YYYY-MM-DD').refine(isDay, 'phải là ngày YYYY-MM-DD')
const clock = z.string('phải là giờ HH:mm').regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'phải là giờ HH:mm')
const amount = z.number('phải là số không âm').min(0, 'phải là số không âm').max(most, `không quá ${most}`)
const oneOf = <const T extends readonly string[]>(values: T) =>
  z.enum(values, `phải là một trong: ${values.join(', ')}`)
const isWeekday = (name: string): name is Weekday => weekdays.some((known) => known === name)
const session = z
  .tuple([clock, clock], 'phải là [giờ mở, giờ đóng]')
  .refine(([open, close]) => open < close, 'giờ mở phải trước giờ đóng')

const week = z.record(
  z.string().refine(isWeekday, `không phải thứ: ${weekdays.join(', ')}`),
  z.array(session, 'phải là danh sách ca làm việc').nullish(),
  'phải là giờ theo thứ',
)

/** One line of `npm run due`, as it may be said; what it does not name is passed over. */
export const question = z.object(
  {
    limit: z
      .object({ amount: amount.nullish(), unit: oneOf(limitUnits) }, 'phải có amount và unit')
      .refine(({ amount: said, unit }) => said != null || unit === 'immediate', {
        path: ['amount'],
        error: 'phải là số không âm',
      }),
    start: instant,
    hours: week,
    seasons: z
      .array(z.object({ from: day, until: day.nullish(), hours: week }, 'phải có from và hours'), 'phải là danh sách')
      .nullish(),
    days: z
      .array(
        z.object(
          { on: day, kind: oneOf(['off', 'work']), name: z.string('phải là chữ').nullish() },
          'phải có on và kind',
        ),
        'phải là danh sách ngày',
      )
      .nullish(),
    calendarUntil: day.nullish(),
    ledger: z
      .array(
        z.object(
          {
            at: instant,
            entry: oneOf(entryKinds),
            reason: z.string('phải là chữ').nullish(),
            name: z.string('phải là chữ').nullish(),
            days: amount.nullish(),
          },
          'phải có at và entry',
        ),
        'phải là danh sách',
      )
      .refine(
        (entries) => entries.reduce((sum, { days }) => sum + (days ?? 0), 0) <= most,
        `gia hạn không quá ${most} ngày`,
      )
      .nullish(),
    policy: z.object(
      {
        afterSupplement: oneOf(['add', 'restart']),
        dueAt: oneOf(['same-hour', 'end-of-day']),
        cutoff: clock.nullish(),
      },
      'phải có afterSupplement và dueAt',
    ),
    asOf: instant.nullish(),
    finishedAt: instant.nullish(),
  },
  'phải là một đối tượng',
)

/** The question a line asks, in the calendar it brings along. */
export function toQuestion(read: z.output<typeof question>): DueQuestion {
  const { calendarUntil, asOf, finishedAt } = read
  const rows = (read.days ?? []).map(({ on, kind, name }) => ({
    on,
    kind,
    scope: 'line',
    source: '',
    ...(name == null ? {} : { name }),
  }))
  const seasons = (read.seasons ?? []).map(({ from, until, hours }) => ({
    from,
    hours: hoursSaid(hours),
    ...(until == null ? {} : { until }),
  }))
  const { cutoff } = read.policy
  return {
    limit: { amount: read.limit.amount ?? 0, unit: read.limit.unit },
    start: read.start,
    ledger: (read.ledger ?? []).map(({ days, reason, name, ...entry }) => ({
      ...entry,
      reason: reason ?? '',
      ...(name == null ? {} : { name }),
      ...(days == null ? {} : { days }),
    })),
    policy: {
      afterSupplement: read.policy.afterSupplement,
      dueAt: read.policy.dueAt,
      ...(cutoff == null ? {} : { cutoff }),
    },
    calendar: calendarFor(['line'], rows, hoursSaid(read.hours), calendarUntil ?? undefined, seasons),
    ...(asOf == null ? {} : { asOf }),
    ...(finishedAt == null ? {} : { finishedAt }),
  }
}

function hoursSaid(week: z.output<typeof question>['hours']): WeekHours {
  return Object.fromEntries(Object.entries(week).filter(([, sessions]) => sessions != null))
}
