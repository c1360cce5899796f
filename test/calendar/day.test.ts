import { describe, expect, it } from 'vitest'
import {
  addDays,
  addMonths,
  dayOf,
  formatDay,
  formatInstant,
  instantOf,
  parseInstant,
  toDate,
  weekday,
} from '../../shared/calendar/day.ts'

describe('a moment', () => {
  it('is read with any offset and written in ours', () => {
    expect(parseInstant('2026-02-12T15:40:00+07:00')).toBe('2026-02-12T15:40:00+07:00')
    expect(parseInstant('2026-02-12T17:30:00Z')).toBe('2026-02-13T00:30:00+07:00')
    expect(parseInstant('2026-02-12T08:40:00.999-0100')).toBe('2026-02-12T16:40:00+07:00')
    expect(parseInstant('2026-02-12T15:40+07:00')).toBe('2026-02-12T15:40:00+07:00')
  })

  it.each([
    '',
    '2026-02-12',
    '2026-02-12T15:40:00',
    '2026-02-30T10:00:00+07:00',
    '2026-13-01T10:00:00Z',
    '2026-01-01T24:00:00Z',
    'hôm nay',
  ])('is not guessed from "%s"', (text) => {
    expect(parseInstant(text)).toBeUndefined()
  })

  it('belongs to the civil day of Viet Nam, whatever the zone of the machine', () => {
    expect(dayOf(instantOf(new Date('2026-11-23T17:00:00Z')))).toBe('2026-11-24')
    expect(dayOf(instantOf(new Date('2026-11-23T16:59:59Z')))).toBe('2026-11-23')
    expect(toDate('2026-11-24T00:00:00+07:00').toISOString()).toBe('2026-11-23T17:00:00.000Z')
  })

  it('is printed as on the forms', () => {
    expect(formatInstant('2026-02-03T15:40:00+07:00')).toBe('15:40 03/02/2026')
    expect(formatDay('2026-11-01')).toBe('01/11/2026')
  })
})

describe('a day', () => {
  it('is counted over months, years and leap days', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28')
  })

  it('keeps its number a month on, clipped to the last day', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28')
    expect(addMonths('2028-01-31', 1)).toBe('2028-02-29')
    expect(addMonths('2026-11-30', 3)).toBe('2027-02-28')
    expect(addMonths('2026-05-15', 12)).toBe('2027-05-15')
  })

  it('knows its weekday', () => {
    expect(weekday('2026-11-23')).toBe('mon')
    expect(weekday('2026-01-10')).toBe('sat')
    expect(weekday('2026-04-26')).toBe('sun')
  })
})
