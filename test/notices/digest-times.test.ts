import { describe, expect, it } from 'vitest'
import { calendarsOf } from '../../shared/calendar/declarations.ts'
import { type DigestTimes, digestAfter, digestTimes, isUrgent, timesOf } from '../../shared/notices/digest-times.ts'

const calendar = calendarsOf([], 'H57')('H57.40')
const times = ['08:00:00', '10:00:00', '13:30:00', '15:30:00']

describe('the next digest', () => {
  it.each([
    ['2026-03-10T07:59:59+07:00', '2026-03-10T08:00:00+07:00'],
    ['2026-03-10T08:00:00+07:00', '2026-03-10T10:00:00+07:00'],
    ['2026-03-10T15:30:00+07:00', '2026-03-11T08:00:00+07:00'],
    // Friday's evening and the days off after it wait for Monday.
    ['2026-03-13T22:00:00+07:00', '2026-03-16T08:00:00+07:00'],
    ['2026-03-14T09:00:00+07:00', '2026-03-16T08:00:00+07:00'],
    // Tết of 2026.
    ['2026-02-17T10:00:00+07:00', '2026-02-23T08:00:00+07:00'],
  ])('after %s goes at %s', (at, goes) => expect(digestAfter(calendar, at, times)).toBe(goes))

  it('never goes where none is wished', () => {
    expect(digestAfter(calendar, '2026-03-10T09:00:00+07:00', [])).toBeUndefined()
  })
})

describe('what is due by the end of the next working day', () => {
  it.each([
    ['2026-03-10T09:00:00+07:00', '2026-03-11T17:00:00+07:00', true],
    ['2026-03-10T09:00:00+07:00', '2026-03-11T17:00:01+07:00', false],
    ['2026-03-13T09:00:00+07:00', '2026-03-16T10:00:00+07:00', true],
  ])('at %s, due at %s: urgent %s', (at, due, is) => expect(isUrgent(calendar, at, [undefined, due])).toBe(is))

  it('is not what has no due moment', () =>
    expect(isUrgent(calendar, '2026-03-10T09:00:00+07:00', [undefined])).toBe(false))
})

describe('the times of an agency', () => {
  const all: DigestTimes = { version: 1, validFrom: '2025-07-01', at: ['08:00:00'], source: 'thử' }
  const own: DigestTimes = { ...all, agencies: ['H57.40'], at: [] }
  const rows = [all, own, { ...all, version: 2, validFrom: '2026-07-01', at: ['09:00:00'] }]

  it('are its own, else everybody’s, by the day', () => {
    expect(timesOf('H57.40', '2026-03-10', rows)).toEqual([])
    expect(timesOf('H57.08', '2026-03-10', rows)).toEqual(['08:00:00'])
    expect(timesOf('H57.08', '2026-07-01', rows)).toEqual(['09:00:00'])
    expect(timesOf('H57.08', '2025-06-30', rows)).toEqual([])
  })

  it('are published in order, with where they come from', () => {
    for (const { at, source } of digestTimes) {
      expect(at).toEqual(at.toSorted())
      expect(at.every((time) => /^\d\d:\d\d:00$/.test(time))).toBe(true)
      expect(source).toMatch(/\S/)
    }
  })
})
