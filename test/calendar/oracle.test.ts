import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addWorkedMinutes,
  addWorkingDays,
  calendarFor,
  type DayRow,
  openingAfter,
  type WeekHours,
  workedMinutesBetween,
} from '../../shared/calendar/calendar.ts'
import { weekdays } from '../../shared/calendar/day.ts'
import { type LedgerEntry, reckonDue, tellRemaining } from '../../shared/calendar/due.ts'
import { dueMinute, minutesOf, type OracleQuestion, textOf, worked } from './slow-oracle.ts'

const clockText = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
const epoch = minutesOf('2026-01-01T00:00:00+07:00')

type Week = readonly (readonly (readonly [number, number])[])[]

const office: Week[number] = [
  [420, 690],
  [810, 1020],
] as const
const weeks: fc.Arbitrary<Week> = fc.oneof(
  { weight: 3, arbitrary: fc.constant([office, office, office, office, office, [], []]) },
  {
    weight: 2,
    arbitrary: fc
      .array(
        fc.oneof(
          fc.constant<Week[number]>([]),
          fc.constant(office),
          fc
            .tuple(fc.integer({ min: 360, max: 540 }), fc.integer({ min: 30, max: 480 }))
            .map(([a, n]) => [[a, a + n] as const]),
          fc
            .tuple(
              fc.integer({ min: 400, max: 600 }),
              fc.integer({ min: 10, max: 120 }),
              fc.integer({ min: 1, max: 120 }),
              fc.integer({ min: 10, max: 300 }),
            )
            .map(([a, n, lunch, m]): Week[number] => [
              [a, a + n],
              [a + n + lunch, a + n + lunch + m],
            ]),
        ),
        { minLength: 6, maxLength: 6 },
      )
      .map((rest) => [office, ...rest]),
  },
)
const declared = fc.array(fc.tuple(fc.integer({ min: 0, max: 120 }), fc.constantFrom('off', 'work')), { maxLength: 12 })
const limits = fc.oneof(
  fc.record({
    unit: fc.constant('working_day'),
    amount: fc.constantFrom(0, 0.25, 0.5, 1, 2, 3.25, 4.75, 7.5, 10, 15, 17.5, 60),
  }),
  fc.record({ unit: fc.constant('day'), amount: fc.constantFrom(0, 0.5, 1, 4.75, 5, 10, 30, 60) }),
  fc.record({ unit: fc.constant('hour'), amount: fc.constantFrom(0, 0.25, 0.5, 4, 4.75, 7.5, 8, 20, 24, 60) }),
  fc.record({ unit: fc.constant('month'), amount: fc.constantFrom(0, 0.5, 1, 1.5, 2) }),
  fc.record({ unit: fc.constant('immediate'), amount: fc.constant(0) }),
)
const story = fc.array(
  fc.record({
    gap: fc.integer({ min: 1, max: 4000 }),
    length: fc.integer({ min: 0, max: 6000 }),
    kind: fc.constantFrom('pause', 'pause', 'extend'),
    supplement: fc.boolean(),
    days: fc.constantFrom(0.5, 1, 3),
  }),
  { maxLength: 4 },
)

const cases = fc.record({
  week: weeks,
  declared,
  limit: limits,
  start: fc.integer({ min: 0, max: 60 * 1440 }),
  endOfDay: fc.boolean(),
  restart: fc.boolean(),
  cutoff: fc.option(fc.constantFrom(690, 720, 900), { nil: undefined }),
  story,
  staysPaused: fc.boolean(),
  asOf: fc.integer({ min: 0, max: 100 * 1440 }),
  turn: fc.nat(7),
})

describe('the due moment', () => {
  it('agrees with minutes counted one by one, over any calendar, limit and ledger', () => {
    fc.assert(
      fc.property(cases, (c) => {
        const hours: WeekHours = Object.fromEntries(
          c.week.map((sessions, i) => [weekdays[i], sessions.map(([a, b]) => [clockText(a), clockText(b)] as const)]),
        )
        const days = new Map<number, 'off' | 'work'>()
        const rows: DayRow[] = c.declared.map(([n, kind]) => {
          days.set(epoch / 1440 + n, kind)
          return { on: textOf(epoch + n * 1440).slice(0, 10), kind, scope: 'VN', source: 'test' }
        })
        const start = epoch + c.start
        let now = start - 2000
        const told: OracleQuestion['story'][number][] = []
        const ledger: LedgerEntry[] = []
        c.story.forEach((part, i) => {
          now += part.gap
          if (part.kind === 'extend') {
            told.push({ kind: 'extend', days: part.days })
            ledger.push({ at: textOf(now), entry: 'extend', reason: 'bão', days: part.days })
            return
          }
          const reason = part.supplement ? 'supplement' : 'tax'
          ledger.push({ at: textOf(now), entry: 'pause', reason })
          if (c.staysPaused && i === c.story.length - 1) {
            told.push({ kind: 'pause', from: now, supplement: part.supplement })
            return
          }
          // A pause of no length sorts as written, so the ledger is only turned round where moments differ.
          told.push({ kind: 'pause', from: now, to: now + part.length + 1, supplement: part.supplement })
          now += part.length + 1
          ledger.push({ at: textOf(now), entry: 'resume', reason })
        })
        const turned = [...ledger.slice(c.turn), ...ledger.slice(0, c.turn)]
        const calendar = { week: c.week, declared: days }
        const expected = dueMinute(calendar, {
          ...c.limit,
          start,
          endOfDay: c.endOfDay,
          restart: c.restart,
          ...(c.cutoff === undefined ? {} : { cutoff: c.cutoff }),
          story: told,
        })
        const asOf = epoch + c.asOf
        const answer = reckonDue({
          limit: c.limit,
          start: textOf(start),
          ledger: turned,
          policy: {
            afterSupplement: c.restart ? 'restart' : 'add',
            dueAt: c.endOfDay ? 'end-of-day' : 'same-hour',
            ...(c.cutoff === undefined ? {} : { cutoff: clockText(c.cutoff) }),
          },
          calendar: calendarFor(['VN'], rows, hours),
          asOf: textOf(asOf),
        })
        expect(answer.dueAt).toBe(expected === null ? null : textOf(expected))
        const left =
          expected === null
            ? null
            : (expected >= asOf ? worked(calendar, asOf, expected) : 0 - worked(calendar, expected, asOf)) / 60
        expect(answer.workingHoursLeft).toBe(left)
      }),
      { numRuns: 400, seed: 20261123 },
    )
  })

  it('is what the days and hours said to be left lead to, on either side of it', () => {
    const calendar = calendarFor([], [])
    const moment = fc.integer({ min: 0, max: 40 * 1440 }).map((n) => textOf(epoch + n))
    fc.assert(
      fc.property(moment, moment, (dueAt, at) => {
        const words = tellRemaining(calendar, dueAt, at)
        const [from, to] = at > dueAt ? [dueAt, at] : [at, dueAt]
        const said = (unit: string) => Number(new RegExp(`(\\d+) ${unit}`).exec(words)?.[1] ?? 0)
        const reached = addWorkedMinutes(
          calendar,
          addWorkingDays(calendar, openingAfter(calendar, from), said('ngày')),
          said('giờ') * 60 + said('phút'),
        )
        // Above a day the minutes are not said, so less than an hour may be missing; never more, never too much.
        const missing = workedMinutesBetween(calendar, reached, to)
        expect(missing).toBeGreaterThanOrEqual(0)
        expect(missing).toBeLessThan(said('ngày') > 0 ? 60 : 1)
        if (missing + workedMinutesBetween(calendar, from, to) > 0) {
          expect(words.startsWith(at > dueAt ? 'quá' : 'còn')).toBe(true)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('never breaks on a ledger, however bad', () => {
    const entry = fc.record({
      at: fc.integer({ min: -5000, max: 20000 }).map((n) => textOf(epoch + n)),
      entry: fc.constantFrom('pause', 'resume', 'extend'),
      reason: fc.constantFrom('supplement', 'tax', ''),
    })
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 12 }), fc.constantFrom('add', 'restart'), (ledger, afterSupplement) => {
        const answer = reckonDue({
          limit: { amount: 3, unit: 'working_day' },
          start: textOf(epoch),
          ledger,
          policy: { afterSupplement, dueAt: 'same-hour' },
          calendar: calendarFor([], []),
        })
        expect(answer.class).toBe('open')
        expect(answer.why.length).toBeGreaterThan(1)
      }),
      { numRuns: 300 },
    )
  })
})
