import { describe, expect, it } from 'vitest'
import {
  addWorkedMinutes,
  calendarFor,
  type DayRow,
  isWorkingDay,
  NoWorkingTime,
  nextWorkingDay,
  officeHours,
  openingAfter,
  workedMinutesBetween,
} from '../../shared/calendar/calendar.ts'
import { weekday } from '../../shared/calendar/day.ts'
import { publishedDays, publishedUntil } from '../../shared/calendar/published.ts'

const at = (text: string) => `2026-${text}:00+07:00`
const nation = calendarFor(['VN'], publishedDays, officeHours, publishedUntil)
const storm: DayRow[] = [
  { on: '2026-10-12', kind: 'off', scope: 'H57', source: 'Công điện của UBND thành phố', name: 'Nghỉ tránh bão' },
  { on: '2026-10-12', kind: 'work', scope: 'H57.01', source: 'Lịch trực của Trung tâm' },
]

describe('the published calendar', () => {
  it.each([
    ['2026-01-02', false],
    ['2026-01-10', true],
    ['2026-02-16', false],
    ['2026-02-20', false],
    ['2026-02-23', true],
    ['2026-04-27', false],
    ['2026-08-22', true],
    ['2026-08-31', false],
    ['2026-09-03', true],
    ['2026-11-24', false],
    ['2025-04-26', true],
    ['2025-05-02', false],
    ['2024-05-04', true],
  ])('says of %s that it is worked: %s', (day, isWorked) => {
    expect(isWorkingDay(nation, day)).toBe(isWorked)
  })

  it('gives each day once, with its source, and every make-up day for a day off', () => {
    expect(new Set(publishedDays.map(({ on }) => on)).size).toBe(publishedDays.length)
    for (const { on, kind, source, status } of publishedDays) {
      expect(source, on).not.toBe('')
      expect(status, on).not.toBe('')
      if (kind === 'work') expect(weekday(on)).toBe('sat')
    }
  })

  it('marks what is only an estimate, all of it past the published end', () => {
    const estimates = publishedDays.filter(({ isEstimate }) => isEstimate)
    expect(estimates).toHaveLength(14)
    expect(estimates.every(({ on }) => on > publishedUntil)).toBe(true)
  })
})

describe('a local closure', () => {
  it('closes its province and nobody else', () => {
    expect(isWorkingDay(calendarFor(['VN', 'H57'], [...publishedDays, ...storm]), '2026-10-12')).toBe(false)
    expect(isWorkingDay(calendarFor(['VN', 'H49'], [...publishedDays, ...storm]), '2026-10-12')).toBe(true)
  })

  it('gives way to what a narrower scope declares, in whatever order the rows come', () => {
    const scopes = ['VN', 'H57', 'H57.01']
    expect(isWorkingDay(calendarFor(scopes, storm), '2026-10-12')).toBe(true)
    expect(isWorkingDay(calendarFor(scopes, storm.toReversed()), '2026-10-12')).toBe(true)
  })
})

describe('working time', () => {
  it.each([
    ['11-23T06:00', '11-23T07:00'],
    ['11-23T07:00', '11-23T07:00'],
    ['11-23T11:29', '11-23T11:29'],
    ['11-23T11:30', '11-23T13:30'],
    ['11-23T12:00', '11-23T13:30'],
    ['11-23T16:59', '11-23T16:59'],
    ['11-23T17:00', '11-25T07:00'],
    ['11-21T09:00', '11-23T07:00'],
    ['01-09T17:00', '01-10T07:00'],
    ['02-13T17:00', '02-23T07:00'],
  ])('begins for %s at %s', (received, opening) => {
    expect(openingAfter(nation, at(received))).toBe(at(opening))
  })

  it('counts only open minutes, and backwards below zero', () => {
    expect(workedMinutesBetween(nation, at('11-23T11:00'), at('11-23T14:00'))).toBe(60)
    expect(workedMinutesBetween(nation, at('11-23T16:00'), at('11-25T08:00'))).toBe(120)
    expect(workedMinutesBetween(nation, at('11-25T08:00'), at('11-23T16:00'))).toBe(-120)
    expect(workedMinutesBetween(nation, at('11-23T17:00'), at('11-25T07:00'))).toBe(0)
  })

  it('takes closing and the next opening for one moment', () => {
    expect(addWorkedMinutes(nation, at('11-23T17:00'), 30)).toBe(at('11-25T07:30'))
    expect(addWorkedMinutes(nation, at('11-25T07:00'), 30)).toBe(at('11-25T07:30'))
    expect(addWorkedMinutes(nation, at('11-23T07:00'), 480)).toBe(at('11-23T17:00'))
  })

  it('lends the hours of Monday to a worked Saturday, but not over hours of its own', () => {
    const own = { ...officeHours, sat: [['08:00', '10:00']] as const }
    expect(workedMinutesBetween(nation, at('01-10T00:00'), at('01-11T00:00'))).toBe(480)
    expect(workedMinutesBetween(calendarFor(['VN'], publishedDays, own), at('01-10T00:00'), at('01-11T00:00'))).toBe(
      120,
    )
  })

  it('is refused, not searched for without end, where nothing is ever worked', () => {
    const never = calendarFor([], [], {})
    expect(() => nextWorkingDay(never, '2026-11-23')).toThrow(NoWorkingTime)
    expect(() => addWorkedMinutes(never, at('11-23T08:00'), 1)).toThrow(NoWorkingTime)
  })
})
