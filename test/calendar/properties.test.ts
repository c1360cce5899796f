import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calendarFor, officeHours } from '../../shared/calendar/calendar.ts'
import { dayOf, type Instant } from '../../shared/calendar/day.ts'
import {
  type ClockPolicy,
  type DueQuestion,
  type LedgerEntry,
  type Limit,
  reckonDue,
} from '../../shared/calendar/due.ts'
import { limitUnits } from '../../shared/calendar/limit.ts'
import { publishedDays } from '../../shared/calendar/published.ts'
import { minutesOf, textOf } from './slow-oracle.ts'

const epoch = minutesOf('2026-01-01T00:00:00+07:00')
const halfSaturdays = { ...officeHours, sat: [['07:00', '11:30']] as const }
const calendars = fc.constantFrom(
  calendarFor(['VN'], publishedDays),
  calendarFor([], []),
  calendarFor(['VN'], publishedDays, halfSaturdays),
)
const moment = fc.integer({ min: 0, max: 120 * 1440 })
const limits: fc.Arbitrary<Limit> = fc.record({
  unit: fc.constantFrom(...limitUnits),
  amount: fc.constantFrom(0, 1, 2, 3, 5, 8, 15, 30),
})
const policies: fc.Arbitrary<ClockPolicy> = fc.record({
  afterSupplement: fc.constantFrom('add', 'restart'),
  dueAt: fc.constantFrom('same-hour', 'end-of-day'),
  cutoff: fc.constant('15:00'),
})

/** Pauses one after another, each begun and ended, told as lengths of running and standing. */
const pauses = fc.array(fc.tuple(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 5000 })), {
  minLength: 1,
  maxLength: 10,
})

function ledgerOf(from: number, told: readonly (readonly [number, number])[], reason: string): LedgerEntry[] {
  let now = from
  return told.flatMap(([runs, stands]): LedgerEntry[] => {
    const [begun, ended] = [now + runs, now + runs + stands]
    now = ended
    return [
      { at: textOf(begun), entry: 'pause', reason },
      { at: textOf(ended), entry: 'resume', reason },
    ]
  })
}

function due(question: DueQuestion): Instant {
  const { dueAt } = reckonDue(question)
  if (dueAt === null) throw new Error('paused')
  return dueAt
}

describe('whatever the calendar and the limit', () => {
  it('who comes later is not due earlier', () => {
    fc.assert(
      fc.property(calendars, limits, policies, moment, moment, (calendar, limit, policy, a, b) => {
        const ask = (n: number) => due({ calendar, limit, policy, ledger: [], start: textOf(epoch + n) })
        const [first, second] = [ask(Math.min(a, b)), ask(Math.max(a, b))]
        // Of calendar days only the day is kept in order: Saturday and Sunday both move to Monday, each at its own hour.
        const isByDay = limit.unit === 'day' || limit.unit === 'month'
        expect(isByDay ? dayOf(first) <= dayOf(second) : first <= second).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  it('a longer wait, or one more, never makes it due earlier', () => {
    fc.assert(
      fc.property(calendars, limits, moment, pauses, fc.nat(9), (calendar, limit, n, told, which) => {
        const ask = (waits: readonly (readonly [number, number])[]) =>
          due({
            calendar,
            limit,
            policy: { afterSupplement: 'add', dueAt: 'same-hour' },
            start: textOf(epoch + n),
            ledger: ledgerOf(epoch + n, waits, 'tax'),
          })
        const whole = ask(told)
        expect(ask(told.slice(0, -1)) <= whole).toBe(true)
        // It ends later, and what follows stays where it was: the running between them is shorter.
        const chosen = which % told.length
        const room = Math.min(300, (told[chosen + 1]?.[0] ?? 301) - 1)
        const longer = told.map(([runs, stands], i): readonly [number, number] => [
          i === chosen + 1 ? runs - room : runs,
          i === chosen ? stands + room : stands,
        ])
        expect(whole <= ask(longer)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  it('after a supplement counted anew, it is due as if received on that moment', () => {
    fc.assert(
      fc.property(calendars, limits, policies, moment, pauses, (calendar, limit, policy, n, told) => {
        const ledger = ledgerOf(epoch + n, told, 'supplement')
        const restart = { ...policy, afterSupplement: 'restart' as const }
        const anew = due({ calendar, limit, policy: restart, start: textOf(epoch + n), ledger })
        const start = ledger.at(-1)?.at ?? ''
        expect(anew).toBe(due({ calendar, limit, policy: restart, start, ledger: [] }))
      }),
      { numRuns: 200 },
    )
  })

  it('it never moves without a line in the ledger: not by looking, not by finishing', () => {
    fc.assert(
      fc.property(calendars, limits, policies, moment, moment, pauses, (calendar, limit, policy, n, seen, told) => {
        const question = { calendar, limit, policy, start: textOf(epoch + n), ledger: ledgerOf(epoch + n, told, 'tax') }
        const at = textOf(epoch + n + seen)
        expect(reckonDue({ ...question, asOf: at }).dueAt).toBe(reckonDue(question).dueAt)
        expect(reckonDue({ ...question, finishedAt: at }).dueAt).toBe(reckonDue(question).dueAt)
      }),
      { numRuns: 200 },
    )
  })

  it('the hours left and the words for them say the same side', () => {
    fc.assert(
      fc.property(calendars, limits, policies, moment, moment, (calendar, limit, policy, n, seen) => {
        const answer = reckonDue({
          calendar,
          limit,
          policy,
          start: textOf(epoch + n),
          ledger: [],
          asOf: textOf(epoch + seen),
        })
        const words = answer.why.at(-1) ?? ''
        const left = answer.workingHoursLeft ?? 0
        if (left > 0) expect(words).toContain(': còn ')
        if (left < 0) expect(words).toContain(': quá ')
        if (left === 0) expect(words).toMatch(/: (đến hạn|vừa quá hạn)\.$/)
      }),
      { numRuns: 300 },
    )
  })
})
