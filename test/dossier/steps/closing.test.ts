import { describe, expect, it } from 'vitest'
import { measuredAtResult } from '../../../shared/dossier/steps/closing.ts'
import * as given from '../../given.ts'

const c = {
  at: '2026-03-16T09:00:00+07:00',
  calendarOf: () => given.calendar,
  policy: { afterSupplement: 'add', dueAt: 'same-hour' } as const,
}
const dossier = given.dossier({
  status: 'in-progress',
  clock: 'running',
  acceptedAt: '2026-03-10T09:00:00+07:00',
  dueAt: '2026-03-13T09:00:00+07:00',
})
const plan = given.homePlan

describe('what is measured when a result exists', () => {
  it('is the class by the promise and by the law, where a shorter limit was promised', () => {
    const legalLimit = { amount: 5, unit: 'working_day' } as const
    const measured = measuredAtResult({ dossier, plan: { ...plan, legalLimit }, ledger: [] }, c)
    expect(measured).toEqual({ class: 'overdue', classByLaw: 'early', workedMinutes: 4 * 480 })
    expect(measuredAtResult({ dossier, plan, ledger: [] }, c)).toEqual({ class: 'overdue', workedMinutes: 4 * 480 })
  })

  it('gives the law no day that an apology gave, and counts no minute in which the clock stood', () => {
    const legalLimit = { amount: 3, unit: 'working_day' } as const
    const ledger = [
      { at: '2026-03-11T09:00:00+07:00', entry: 'extend', reason: 'apology', days: 5 },
      { at: '2026-03-12T09:00:00+07:00', entry: 'pause', reason: 'supplement' },
      { at: '2026-03-13T09:00:00+07:00', entry: 'resume', reason: 'supplement' },
    ] as const
    const late = { ...c, at: '2026-03-17T09:00:00+07:00' }
    const own = { ...dossier, dueAt: '2026-03-23T09:00:00+07:00' }
    expect(measuredAtResult({ dossier: own, plan: { ...plan, legalLimit }, ledger }, late)).toEqual({
      ...{ class: 'early', classByLaw: 'overdue', workedMinutes: 4 * 480 },
    })
  })

  it('is nothing but its class before anything was received', () => {
    const { acceptedAt: _, ...never } = dossier
    expect(measuredAtResult({ dossier: never, ledger: [] }, c)).toEqual({ class: 'overdue' })
  })
})
