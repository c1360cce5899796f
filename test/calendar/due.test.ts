import { describe, expect, it } from 'vitest'
import { calendarFor, officeHours } from '../../shared/calendar/calendar.ts'
import { type DueQuestion, type LedgerEntry, type Limit, reckonDue, tellRemaining } from '../../shared/calendar/due.ts'
import { publishedDays, publishedUntil } from '../../shared/calendar/published.ts'

const at = (text: string) => `2026-${text}:00+07:00`
const calendar = calendarFor(['VN'], publishedDays, officeHours, publishedUntil)
const policy = { afterSupplement: 'add', dueAt: 'same-hour' } as const
const question = (limit: Limit, start: string, more: Partial<DueQuestion> = {}): DueQuestion => ({
  limit,
  start: at(start),
  ledger: [],
  policy,
  calendar,
  ...more,
})
const due = (...given: Parameters<typeof question>) => reckonDue(question(...given)).dueAt
const days = (amount: number): Limit => ({ amount, unit: 'working_day' })
const entry = (kind: LedgerEntry['entry'], when: string, reason = 'tax', extra?: number): LedgerEntry => ({
  at: at(when),
  entry: kind,
  reason,
  ...(extra === undefined ? {} : { days: extra }),
})

describe('a limit in working days', () => {
  it.each([
    [7.5, '02-12T15:40', '03-03T09:40'],
    [2, '11-16T10:00', '11-18T10:00'],
    [1, '02-13T16:00', '02-23T16:00'],
    [1, '01-09T09:00', '01-10T09:00'],
    [2, '01-09T09:00', '01-12T09:00'],
    [1, '08-21T09:00', '08-22T09:00'],
    [1, '08-28T09:00', '09-03T09:00'],
    [1, '11-23T09:00', '11-25T09:00'],
    [0.5, '11-23T07:00', '11-23T11:00'],
    [0.5, '11-23T15:00', '11-25T09:00'],
    [0.5, '11-23T13:00', '11-25T07:30'],
    [4.75, '11-09T09:00', '11-13T17:00'],
    [0, '11-23T09:00', '11-23T09:00'],
    [1, '11-18T11:30', '11-19T13:30'],
    [1, '11-18T12:00', '11-19T13:30'],
    [1, '11-18T16:59', '11-19T16:59'],
    [1, '11-18T17:00', '11-20T07:00'],
    [1, '11-21T09:00', '11-25T07:00'],
  ])('of %s from %s ends at %s', (amount, start, end) => {
    expect(due(days(amount), start)).toBe(at(end))
  })

  it('takes the closing of its last day under the end-of-day policy', () => {
    const endOfDay = { policy: { ...policy, dueAt: 'end-of-day' } } as const
    expect(due(days(2), '11-16T10:00', endOfDay)).toBe(at('11-18T17:00'))
    expect(due(days(1), '11-17T17:00', endOfDay)).toBe(at('11-19T17:00'))
    expect(due({ amount: 8, unit: 'hour' }, '11-16T10:00', endOfDay)).toBe(at('11-17T10:00'))
  })

  it('keeps inside the hours of a day that closes earlier', () => {
    const half = calendarFor([], [], { ...officeHours, sat: [['07:00', '11:30']] })
    expect(due(days(1), '11-20T15:00', { calendar: half })).toBe(at('11-21T11:30'))
  })

  it('skips a storm closure of its own province', () => {
    const storm = { on: '2026-10-12', kind: 'off', scope: 'H57', source: 'Công điện', name: 'Nghỉ tránh bão' } as const
    const closed = calendarFor(['VN', 'H57'], [...publishedDays, storm])
    expect(due(days(2), '10-09T10:00')).toBe(at('10-13T10:00'))
    const answer = reckonDue(question(days(2), '10-09T10:00', { calendar: closed }))
    expect(answer.dueAt).toBe(at('10-14T10:00'))
    expect(answer.why.join('\n')).toContain('12/10/2026 (Nghỉ tránh bão)')
  })
})

describe('other limits', () => {
  it('in hours run over worked hours', () => {
    expect(due({ amount: 8, unit: 'hour' }, '11-23T15:00')).toBe(at('11-25T15:00'))
    expect(due({ amount: 8, unit: 'hour' }, '11-22T20:00')).toBe(at('11-23T17:00'))
  })

  it('in calendar days move to the next working day when they end on a day off', () => {
    expect(due({ amount: 5, unit: 'day' }, '11-16T10:00')).toBe(at('11-23T10:00'))
    expect(due({ amount: 4, unit: 'day' }, '11-16T10:00')).toBe(at('11-20T10:00'))
    expect(due({ amount: 5, unit: 'day' }, '02-12T15:40')).toBe(at('02-23T15:40'))
  })

  it('in months are clipped to the end of the month', () => {
    expect(due({ amount: 1, unit: 'month' }, '01-30T10:00')).toBe(at('03-02T10:00'))
    expect(due({ amount: 2, unit: 'month' }, '03-31T10:00')).toBe(at('06-01T10:00'))
    // 31 January 2026 is a Saturday: received then, counted from Monday 2 February.
    expect(due({ amount: 1, unit: 'month' }, '01-31T10:00')).toBe(at('03-02T07:00'))
    const open = calendarFor(['x'], [{ on: '2026-01-31', kind: 'work', scope: 'x', source: '' }])
    expect(due({ amount: 1, unit: 'month' }, '01-31T10:00', { calendar: open })).toBe(at('03-02T10:00'))
  })

  it.each([
    ['11-18T14:59', '11-18T17:00'],
    ['11-18T15:00', '11-18T17:00'],
    ['11-18T15:01', '11-19T17:00'],
    ['11-18T17:30', '11-19T17:00'],
    ['11-23T15:30', '11-25T17:00'],
    ['11-21T16:00', '11-23T17:00'],
  ])('at once, received %s with a 15:00 cut-off, end at %s', (start, end) => {
    const more = { policy: { ...policy, cutoff: '15:00' } }
    expect(due({ amount: 0, unit: 'immediate' }, start, more)).toBe(at(end))
  })
})

describe('a pause', () => {
  it('adds its worked minutes only, over nights, week-ends and Tết', () => {
    const ledger = [entry('pause', '02-13T16:00'), entry('resume', '02-23T08:30')]
    expect(due(days(3), '02-12T10:00', { ledger })).toBe(at('02-24T14:30'))
    const sameHalf = [entry('pause', '11-16T09:00'), entry('resume', '11-16T09:20')]
    expect(due(days(1), '11-16T08:00', { ledger: sameHalf })).toBe(at('11-17T08:20'))
    const weekend = [entry('pause', '11-20T17:00'), entry('resume', '11-23T07:00')]
    expect(due(days(3), '11-18T08:00', { ledger: weekend })).toBe(at('11-23T08:00'))
  })

  it('leaves no due moment while it lasts', () => {
    const answer = reckonDue(
      question(days(3), '11-16T08:00', { ledger: [entry('pause', '11-17T09:00')], asOf: at('11-18T09:00') }),
    )
    expect(answer).toMatchObject({ dueAt: null, class: 'open', workingHoursLeft: null })
  })

  it('for a supplement adds, or counts the whole limit anew', () => {
    const ledger = [entry('pause', '11-17T08:00', 'supplement'), entry('resume', '11-19T10:00', 'supplement')]
    expect(due(days(3), '11-16T08:00', { ledger })).toBe(at('11-23T10:00'))
    const restart = { ledger, policy: { ...policy, afterSupplement: 'restart' } } as const
    expect(due(days(3), '11-16T08:00', restart)).toBe(at('11-25T10:00'))
    const other = { ...restart, ledger: ledger.map((line) => ({ ...line, reason: 'tax' })) }
    expect(due(days(3), '11-16T08:00', other)).toBe(at('11-23T10:00'))
  })

  it('before the counting began takes nothing', () => {
    const ledger = [entry('pause', '11-15T08:00'), entry('resume', '11-16T08:00')]
    expect(due(days(1), '11-16T09:00', { ledger })).toBe(at('11-17T09:00'))
  })
})

describe('an extension', () => {
  it('adds days of the kind the limit has', () => {
    expect(due(days(2), '11-16T10:00', { ledger: [entry('extend', '11-17T09:00', 'bão', 3)] })).toBe(at('11-23T10:00'))
    const calendarDays = { ledger: [entry('extend', '11-17T09:00', 'bão', 3)] }
    expect(due({ amount: 4, unit: 'day' }, '11-16T10:00', calendarDays)).toBe(at('11-23T10:00'))
  })

  it('of what is due by closing ends by the closing of its own day', () => {
    const longer = calendarFor([], [], { ...officeHours, tue: [['07:00', '18:00']] })
    const ledger = [entry('extend', '11-16T16:00', 'bão', 1)]
    expect(due({ amount: 0, unit: 'immediate' }, '11-16T10:00', { ledger, calendar: longer })).toBe(at('11-17T18:00'))
  })
})

describe('a bad ledger', () => {
  it('is sorted by time', () => {
    const ledger = [entry('resume', '11-16T11:00'), entry('pause', '11-16T09:00')]
    expect(due(days(1), '11-16T08:00', { ledger })).toBe(at('11-17T10:00'))
  })

  it('counts a stray resume and a second pause for nothing, and says so', () => {
    const ledger = [
      entry('resume', '11-16T08:30'),
      entry('pause', '11-16T09:00'),
      entry('pause', '11-16T09:30'),
      entry('resume', '11-16T10:00'),
    ]
    const answer = reckonDue(question(days(1), '11-16T08:00', { ledger }))
    expect(answer.dueAt).toBe(at('11-17T09:00'))
    expect(answer.why.filter((line) => line.startsWith('Bỏ qua dòng'))).toHaveLength(2)
  })

  it('does not leave a dossier paused for ever when a clock was wrong', () => {
    const ledger = [entry('pause', '11-16T10:05'), entry('resume', '11-16T10:00')]
    expect(due(days(1), '11-16T08:00', { ledger })).toBe(at('11-17T08:00'))
  })
})

describe('the class', () => {
  it.each([
    ['11-17T16:59', 'early'],
    ['11-18T00:00', 'on-time'],
    ['11-18T23:59', 'on-time'],
    ['11-19T00:00', 'overdue'],
  ])('of a dossier due at 10:00 on the 18th and finished %s is %s', (finished, verdict) => {
    expect(reckonDue(question(days(2), '11-16T10:00', { finishedAt: at(finished) })).class).toBe(verdict)
  })

  it('stays open until it is finished, with hours below zero past the due moment', () => {
    const answer = reckonDue(question(days(2), '11-16T10:00', { asOf: at('11-20T10:00') }))
    expect(answer).toMatchObject({ class: 'open', workingHoursLeft: -16 })
    expect(answer.why.at(-1)).toBe('Lúc 10:00 20/11/2026: quá 2 ngày.')
  })

  it('of what was finished before a later pause is told by its day', () => {
    const ledger = [entry('pause', '11-17T14:00')]
    const finished = (when: string) =>
      reckonDue(question(days(2), '11-16T10:00', { ledger, finishedAt: at(when) })).class
    expect(finished('11-17T09:00')).toBe('early')
    expect(finished('11-17T14:00')).toBe('on-time')
  })

  it('of what ended while waiting is on time, unless it was late before', () => {
    const ended = (paused: string) =>
      reckonDue(question(days(2), '11-16T10:00', { ledger: [entry('pause', paused)], finishedAt: at('11-27T10:00') }))
        .class
    expect(ended('11-17T09:00')).toBe('on-time')
    expect(ended('11-19T09:00')).toBe('overdue')
  })
})

describe('past the published calendar', () => {
  it('a due moment is provisional and says why', () => {
    expect(reckonDue(question(days(5), '12-24T10:00')).provisional).toBe(false)
    const answer = reckonDue(question(days(10), '12-24T10:00'))
    expect(answer.provisional).toBe(true)
    expect(answer.why.join('\n')).toContain('mới công bố đến hết 31/12/2026')
  })
})

describe('what is left, in words', () => {
  it.each([
    ['11-18T10:00', '11-16T10:00', 'còn 2 ngày'],
    ['11-18T10:00', '11-16T07:00', 'còn 2 ngày 3 giờ'],
    ['11-16T10:00', '11-17T14:00', 'quá 1 ngày 2 giờ'],
    ['11-25T09:00', '11-23T16:15', 'còn 2 giờ 45 phút'],
    ['11-18T10:00', '11-18T10:00', 'đến hạn'],
    ['11-18T17:00', '11-18T18:00', 'vừa quá hạn'],
    ['11-18T17:00', '11-18T07:00', 'còn 1 ngày'],
    ['02-23T09:00', '02-13T17:00', 'còn 2 giờ'],
  ])('due %s, seen %s: %s', (dueAt, seen, words) => {
    expect(tellRemaining(calendar, at(dueAt), at(seen))).toBe(words)
  })
})
