import { describe, expect, it } from 'vitest'
import type { ClockPolicy } from '../../../shared/calendar/due.ts'
import { reckonDue } from '../../../shared/calendar/due.ts'
import { classOf } from '../../../shared/dossier/clocks/clock.ts'
import { clocksOf, reckoned } from '../../../shared/dossier/clocks/clocks.ts'
import {
  calendar,
  citizen,
  cityHandler,
  dossier,
  handler,
  homePlan,
  interlinkedPlan,
  receptionist,
  storyOf,
} from '../../given.ts'

const at = (text: string) => `2026-03-${text}:00+07:00`
const add: ClockPolicy = { afterSupplement: 'add', dueAt: 'same-hour' }
const rules = (policy: ClockPolicy = add) => ({ calendarOf: () => calendar, policy })
const ask = { act: 'ask-supplement', reason: 'thiếu', papers: ['giấy'] } as const

/** Each due moment on the head beside what its clock answers. */
function moments(story: ReturnType<typeof storyOf>, id = 'hs', policy = add) {
  const file = story.file(id)
  if (!file) throw new Error(`no dossier ${id}`)
  const { dueAt, stepDueAt, answerDueAt } = file.dossier
  const clocks = clocksOf(file, rules(policy)).map(({ clock, question }) => [clock, reckonDue(question).dueAt])
  return { head: { dueAt, stepDueAt, answerDueAt }, clocks: Object.fromEntries(clocks) }
}

describe('the clocks of a dossier', () => {
  it('are the answer alone until it is accepted; then the whole and the step', () => {
    const story = storyOf(homePlan, { dossier: dossier({ status: 'draft', submittedAt: at('10T08:00') }) })
    story.tell({ act: 'submit' }, citizen, at('10T15:00'))
    expect(moments(story)).toEqual({
      head: { answerDueAt: at('11T15:00') },
      clocks: { answer: at('11T15:00') },
    })
    story.tell({ act: 'accept' }, receptionist, at('11T09:00'))
    expect(moments(story)).toEqual({
      head: { dueAt: at('16T09:00'), stepDueAt: at('11T11:00') },
      clocks: { whole: at('16T09:00'), step: at('11T11:00') },
    })
    story.tell({ act: 'pass-on' }, receptionist, at('11T10:00'))
    expect(moments(story).clocks).toEqual({ whole: at('16T09:00'), step: at('13T10:00') })
    expect(story.of().stepDueAt).toBe(at('13T10:00'))
  })

  it('count the eight hours anew from an application that was completed', () => {
    const story = storyOf(homePlan)
    story.tell(ask, receptionist, at('10T10:00'))
    expect(moments(story).clocks).toEqual({})
    expect(story.of().answerDueAt).toBeUndefined()
    story.tell({ act: 'supplement', note: 'Đã bổ sung' }, citizen, at('12T16:00'))
    expect(story.of().answerDueAt).toBe(at('13T16:00'))
    expect(moments(story).clocks).toEqual({ answer: at('13T16:00') })
    expect(story.tell({ act: 'accept' }, receptionist, at('13T08:00')).answerDueAt).toBeUndefined()
  })

  it('stand while it waits, and go on from their own beginnings: the step at hand, not the steps before it', () => {
    const story = storyOf(homePlan)
    story.tell({ act: 'accept' }, receptionist, at('10T09:00'))
    story.tell({ act: 'pass-on' }, receptionist, at('10T11:00'))
    story.tell(ask, handler, at('11T09:00'))
    expect(moments(story).clocks).toEqual({ whole: null, step: null })
    // Thursday and Friday of waiting are sixteen hours for both.
    story.tell({ act: 'supplement', note: 'Đã bổ sung' }, citizen, at('13T09:00'))
    expect(moments(story)).toEqual({
      head: { dueAt: at('17T09:00'), stepDueAt: at('16T11:00') },
      clocks: { whole: at('17T09:00'), step: at('16T11:00') },
    })
    // What waited before the signing began is none of its waiting.
    story.tell({ act: 'pass-on' }, handler, at('16T09:00'))
    expect(story.of().stepDueAt).toBe(at('16T15:00'))
    expect(moments(story).clocks).toEqual({ whole: at('17T09:00'), step: at('16T15:00') })
  })

  it('are a part’s hours at the agency that has it, beside the whole that goes on', () => {
    const story = storyOf(interlinkedPlan)
    story.tell({ act: 'accept' }, receptionist, at('10T09:00'))
    story.tell({ act: 'transfer' }, receptionist, at('10T10:00'))
    const part = story.part()
    expect(moments(story)).toEqual({ head: { dueAt: at('13T09:00') }, clocks: { whole: at('13T09:00') } })
    expect(moments(story, part)).toEqual({
      head: { dueAt: at('12T16:00'), stepDueAt: at('12T10:00') },
      clocks: { part: at('12T16:00'), step: at('12T10:00') },
    })
    story.tell(ask, cityHandler, at('11T10:00'), part)
    story.tell({ act: 'supplement', note: 'Đã bổ sung' }, citizen, at('12T10:00'))
    expect(moments(story, part).head).toEqual({ dueAt: at('13T16:00'), stepDueAt: at('13T10:00') })
    expect(story.of().dueAt).toBe(at('16T09:00'))
  })

  it('follow the procedure’s policy all alike: counted anew after a supplement, the part as well as the whole', () => {
    const story = storyOf(interlinkedPlan)
    story.tell({ act: 'accept' }, receptionist, at('10T09:00'))
    story.tell({ act: 'transfer' }, receptionist, at('10T10:00'))
    const part = story.part()
    story.tell(ask, cityHandler, at('11T10:00'), part)
    story.tell({ act: 'supplement', note: 'Đã bổ sung' }, citizen, at('12T10:00'))
    const restart = { ...add, afterSupplement: 'restart' } as const
    expect(moments(story, 'hs', restart).clocks).toEqual({ whole: at('17T10:00') })
    expect(moments(story, part, restart).clocks).toEqual({ part: at('16T16:00'), step: at('16T10:00') })
  })

  it('leave a closed dossier what it was measured by', () => {
    const story = storyOf(homePlan)
    story.tell({ act: 'accept' }, receptionist, at('10T09:00'))
    const closed = { ...story.of(), clock: 'stopped' as const, dueAt: at('20T09:00'), class: 'early' as const }
    const file = story.file()
    if (!file) throw new Error('no dossier')
    expect(reckoned(closed, file, rules())).toMatchObject({ dueAt: at('20T09:00'), class: 'early' })
    expect(reckoned(closed, file, rules()).stepDueAt).toBeUndefined()
  })
})

describe('the class of what ends while it waits', () => {
  const due = dossier({ dueAt: at('12T10:00'), clock: 'paused' })
  it.each([
    ['11T09:00', 'on-time'],
    ['12T16:00', 'on-time'],
    ['13T07:00', 'overdue'],
  ])('is told by when the waiting began: %s, %s', (paused, verdict) => {
    expect(classOf(due, at('20T09:00'), [{ at: at(paused), entry: 'pause', reason: 'supplement' }])).toBe(verdict)
  })
})
