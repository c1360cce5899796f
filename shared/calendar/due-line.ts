import * as z from 'zod'
import { calendarFor, NoWorkingTime } from './calendar.ts'
import { type Instant, isDay, parseInstant, weekdays } from './day.ts'
import { type DueAnswer, type DueQuestion, reckonDue } from './due.ts'
import { entryKinds } from './ledger.ts'
import { limitUnits } from './limit.ts'

/** Bounds keep one absurd line from taking minutes; no procedure comes near them. */
const years = { first: '1990', last: '2199' }
const most = 10_000

const instant = z
  .string('phải là thời điểm ISO 8601 có múi giờ')
  .transform((text): Instant => parseInstant(text) ?? '')
  .refine(
    (at) => at !== '' && at >= years.first && at.slice(0, 4) <= years.last,
    'phải là thời điểm ISO 8601 có múi giờ',
  )
const day = z.string('phải là ngày YYYY-MM-DD').refine(isDay, 'phải là ngày YYYY-MM-DD')
const clock = z.string('phải là giờ HH:mm').regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'phải là giờ HH:mm')
const amount = z.number('phải là số không âm').min(0, 'phải là số không âm').max(most, `không quá ${most}`)
const oneOf = <const T extends readonly string[]>(values: T) =>
  z.enum(values, `phải là một trong: ${values.join(', ')}`)
const session = z
  .tuple([clock, clock], 'phải là [giờ mở, giờ đóng]')
  .refine(([open, close]) => open < close, 'giờ mở phải trước giờ đóng')

const question = z.object(
  {
    limit: z.object({ amount: amount.nullish(), unit: oneOf(limitUnits) }, 'phải có amount và unit'),
    start: instant,
    hours: z.partialRecord(oneOf(weekdays), z.array(session, 'phải là danh sách ca làm việc'), 'phải là giờ theo thứ'),
    days: z
      .array(
        z.object({ on: day, kind: oneOf(['off', 'work']), name: z.string().optional() }, 'phải có on và kind'),
        'phải là danh sách ngày',
      )
      .default([]),
    calendarUntil: day.nullish(),
    ledger: z
      .array(
        z.object(
          {
            at: instant,
            entry: oneOf(entryKinds),
            reason: z.string('phải là chữ').default(''),
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
      .default([]),
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

/** A line in, a line out: the reckoning, or what could not be read. */
export type DueLine = { id: unknown } & (DueAnswer | { error: { code: string; detail: string } })

/** Answers one JSON line; whatever it holds, it answers. */
export function answerLine(line: string): DueLine {
  let read: unknown
  try {
    read = JSON.parse(line)
  } catch {
    return { id: null, error: { code: 'not-json', detail: 'Dòng không phải JSON.' } }
  }
  const id = typeof read === 'object' && read !== null && 'id' in read ? read.id : null
  const parsed = question.safeParse(read)
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'dòng'}: ${message}`)
    return { id, error: { code: 'bad-input', detail: `${faults.join('; ')}.` } }
  }
  if (parsed.data.limit.amount == null && parsed.data.limit.unit !== 'immediate') {
    return { id, error: { code: 'bad-input', detail: 'limit.amount: phải là số không âm.' } }
  }
  try {
    return { id, ...reckonDue(toQuestion(parsed.data)) }
  } catch (cause) {
    if (!(cause instanceof NoWorkingTime)) throw cause
    return { id, error: { code: 'no-working-time', detail: 'Lịch không có ngày làm việc nào trong mười năm.' } }
  }
}

function toQuestion(read: z.output<typeof question>): DueQuestion {
  const { calendarUntil, asOf, finishedAt } = read
  const rows = read.days.map(({ on, kind, name }) => ({
    on,
    kind,
    scope: 'line',
    source: '',
    ...(name === undefined ? {} : { name }),
  }))
  const hours = Object.fromEntries(Object.entries(read.hours).filter(([, sessions]) => sessions !== undefined))
  const { cutoff } = read.policy
  return {
    limit: { amount: read.limit.amount ?? 0, unit: read.limit.unit },
    start: read.start,
    ledger: read.ledger.map(({ days, ...entry }) => (days == null ? entry : { ...entry, days })),
    policy: {
      afterSupplement: read.policy.afterSupplement,
      dueAt: read.policy.dueAt,
      ...(cutoff == null ? {} : { cutoff }),
    },
    calendar: calendarFor(['line'], rows, hours, calendarUntil ?? undefined),
    ...(asOf == null ? {} : { asOf }),
    ...(finishedAt == null ? {} : { finishedAt }),
  }
}
