import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { askLine } from '../../../shared/calendar/ask-line.ts'
import { calendarFor, officeHours } from '../../../shared/calendar/calendar.ts'
import { reckonDue, whenDue } from '../../../shared/calendar/due.ts'
import { answerLine } from '../../../shared/calendar/due-line.ts'
import { limitUnits } from '../../../shared/calendar/limit.ts'
import { publishedDays, publishedUntil } from '../../../shared/calendar/published.ts'
import { explain, tellClocks } from '../../../shared/dossier/clocks/explain.ts'
import { minutesOf, textOf } from '../../calendar/slow-oracle.ts'
import { calendar, chair, handler, homePlan, receptionist, scan, storyOf } from '../../given.ts'

const at = (text: string) => `2026-03-${text}:00+07:00`
const rules = { calendarOf: () => calendar, policy: { afterSupplement: 'add', dueAt: 'same-hour' } } as const
const result = scan({ n: 9, role: 'result', fileName: 'ket-qua.pdf' })

function decided() {
  const story = storyOf(homePlan)
  story.tell({ act: 'accept' }, receptionist, at('10T09:00'))
  story.tell({ act: 'pass-on' }, receptionist, at('10T10:00'))
  story.tell({ act: 'pass-on' }, handler, at('11T10:00'))
  story.addScan('hs', result)
  story.tell({ act: 'approve', resultScan: 9, resultNumber: '1' }, chair, at('12T10:00'))
  return story
}

const told = (story: ReturnType<typeof storyOf>, moment: string) => {
  const file = story.file()
  if (!file) throw new Error('no dossier')
  return explain(file, rules, moment)
}

describe('a result that waits for its owner', () => {
  it('has a clock of its own, by the way it goes, and the whole is measured by the day it was ready', () => {
    const story = decided()
    const clocks = told(story, at('20T10:00'))
    expect(clocks.map(({ clock, state, remaining }) => [clock, state, remaining])).toEqual([
      ['whole', 'ended', undefined],
      ['return', 'running', 'quá 5 ngày'],
    ])
    expect(clocks[0]?.answer).toMatchObject({ class: 'early', dueAt: at('13T09:00') })
    expect(clocks[1]?.answer).toMatchObject({ class: 'open', dueAt: at('13T10:00') })
    expect(story.of()).toMatchObject({ class: 'early', status: 'processed' })
  })

  it('counts from its order once the post has it, in the post’s own days', () => {
    const story = decided()
    const file = story.file()
    if (!file) throw new Error('no dossier')
    const dossier = { ...file.dossier, delivery: 'shipment-ordered', stageFrom: at('16T09:00') } as const
    const clocks = explain({ ...file, dossier }, rules, at('17T09:00'))
    expect(clocks.at(-1)).toMatchObject({ clock: 'return', remaining: 'còn 2 ngày', answer: { dueAt: at('19T09:00') } })
  })
})

describe('clocks told without their reckoning', () => {
  it('are the same clocks with the same moments', () => {
    const file = decided().file()
    if (!file) throw new Error('no dossier')
    for (const moment of [at('11T09:00'), at('12T11:00'), at('20T10:00')]) {
      const whole = explain(file, rules, moment).map(({ line: _, answer: __, ...clock }) => clock)
      expect(tellClocks(file, rules, moment)).toEqual(whole)
      expect(whole.map(({ dueAt }) => dueAt)).toEqual([at('13T09:00'), at('13T10:00')])
    }
  })
})

describe('a question written out as a line', () => {
  it('has the same answer as the question itself, whatever the calendar and the limit', () => {
    const summer = {
      from: '2026-05-16',
      until: '2026-09-15',
      hours: { ...officeHours, fri: [['06:30', '11:00']] as const },
    }
    const calendars = fc.constantFrom(
      calendarFor(['VN'], publishedDays, officeHours, publishedUntil),
      calendarFor(['VN'], publishedDays, officeHours, publishedUntil, [summer]),
    )
    const epoch = minutesOf('2026-01-01T00:00:00+07:00')
    const moment = fc.integer({ min: 0, max: 360 * 1440 }).map((n) => textOf(epoch + n))
    const amount = fc.constantFrom(0, 0.5, 1, 4.75, 7.5, 30, 60)
    const unit = fc.constantFrom(...limitUnits)
    fc.assert(
      fc.property(
        calendars,
        unit,
        amount,
        moment,
        moment,
        moment,
        fc.boolean(),
        (known, ...[kind, size, start, a, b, stands]) => {
          const [from, to] = a < b ? [a, b] : [b, a]
          const question = {
            calendar: known,
            limit: { unit: kind, amount: size },
            start,
            ledger: [
              { at: from, entry: 'pause' as const, reason: 'tax' },
              ...(stands ? [] : [{ at: to, entry: 'resume' as const, reason: 'tax' }]),
              { at: to, entry: 'recount' as const, reason: '12/QĐ-UBND' },
            ],
            policy: rules.policy,
            asOf: to,
          }
          const answer = reckonDue(question)
          expect(whenDue(question)).toEqual({ dueAt: answer.dueAt, provisional: answer.provisional })
          expect(answerLine(JSON.stringify(askLine('x', question)))).toEqual({ id: 'x', ...answer })
        },
      ),
      { numRuns: 150 },
    )
  })
})
