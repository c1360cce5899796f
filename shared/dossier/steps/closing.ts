import { type Calendar, workedMinutesBetween } from '../../calendar/calendar.ts'
import type { Instant } from '../../calendar/day.ts'
import { reckonDue } from '../../calendar/due.ts'
import { readLedger } from '../../calendar/ledger.ts'
import type { Circumstances } from '../circumstances.ts'
import { classOf } from '../clocks/clock.ts'
import type { Dossier, DossierFile, Ledger, TimelinessClass } from '../dossier.ts'

type Measured = { class: TimelinessClass } & Pick<Dossier, 'classByLaw' | 'workedMinutes'>

/**
 * What is measured once, when a result exists: whether in its time by what was promised, by law too where that gives longer, and
 * how many working minutes its clock ran. An extension is no part of the law.
 */
export function measuredAtResult(
  { dossier, plan, ledger }: Pick<DossierFile, 'dossier' | 'plan' | 'ledger'>,
  { at, calendarOf, policy }: Pick<Circumstances, 'at' | 'calendarOf' | 'policy'>,
): Measured {
  const own = { class: classOf(dossier, at) }
  const { acceptedAt: start, competentAgency } = dossier
  if (start === undefined) return own
  const calendar = calendarOf(competentAgency)
  const workedMinutes = ranMinutes(calendar, ledger, start, at)
  const limit = dossier.parent === undefined ? plan?.legalLimit : undefined
  if (!limit) return { ...own, workedMinutes }
  const waits = ledger.filter(({ entry }) => entry !== 'extend')
  const byLaw = reckonDue({ limit, start, ledger: waits, policy, calendar, finishedAt: at }).class
  return { ...own, workedMinutes, ...(byLaw === 'open' ? {} : { classByLaw: byLaw }) }
}

function ranMinutes(calendar: Calendar, ledger: Ledger, from: Instant, to: Instant): number {
  const stood = readLedger(ledger).reduce((sum, step) => {
    if (step.step !== 'paused' && step.step !== 'still-paused') return sum
    const begin = step.from > from ? step.from : from
    const end = step.step === 'paused' && step.to < to ? step.to : to
    return begin < end ? sum + workedMinutesBetween(calendar, begin, end) : sum
  }, 0)
  return Math.max(0, Math.floor(workedMinutesBetween(calendar, from, to) - stood))
}
