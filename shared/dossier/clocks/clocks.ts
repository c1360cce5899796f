import { agencyOf, type UnitId } from '../../agencies/unit.ts'
import { dayOf } from '../../calendar/day.ts'
import { type DueQuestion, type LedgerEntry, type Limit, whenDue } from '../../calendar/due.ts'
import type { Circumstances } from '../circumstances.ts'
import type { Dossier, DossierFile, Ledger, Plan, PlannedStep } from '../dossier.ts'
import { liesElsewhere } from '../members.ts'
import { returnLimitsOn } from './return-limits.ts'

/** Đồng hồ: the answer to an application, the whole, one agency's part, one step, the handing out of what is ready. */
export type ClockName = 'answer' | 'whole' | 'part' | 'step' | 'return'

export interface Clock {
  clock: ClockName
  /** By whose calendar it is reckoned. */
  agency: UnitId
  question: DueQuestion
}

type Rules = Pick<Circumstances, 'calendarOf' | 'policy'>
type Clocked = Pick<DossierFile, 'dossier' | 'plan' | 'ledger'>

/** Within how many working hours (giờ làm việc) an online dossier is accepted or told what it lacks; published procedures say it. */
export const answerLimit: Limit = { amount: 8, unit: 'hour' }

/** Every legal clock of a dossier as a question: its due moment is whatever `whenDue` answers, and nothing else. */
export function clocksOf(file: Clocked, rules: Rules): Clock[] {
  const all = [answerClock(file, rules), wholeClock(file, rules), stepClock(file, rules), returnClock(file, rules)]
  return all.filter((clock) => clock !== undefined)
}

function answerClock({ dossier }: Clocked, rules: Rules): Clock | undefined {
  const start = dossier.stageFrom ?? dossier.submittedAt
  if (dossier.status !== 'registered' || start === undefined) return undefined
  return clockOf('answer', agencyOf(dossier.receivingUnit), answerLimit, start, [], rules)
}

function wholeClock({ dossier, plan, ledger }: Clocked, rules: Rules): Clock | undefined {
  if (!plan || dossier.acceptedAt === undefined) return undefined
  if (dossier.parent === undefined) {
    return clockOf('whole', dossier.competentAgency, plan.limit, dossier.acceptedAt, ledger, rules)
  }
  const steps = stepsOfPart(dossier, plan)
  const hours = steps.reduce((sum, step) => sum + step.hours, 0)
  return clockOf('part', dossier.competentAgency, inHours(hours), dossier.acceptedAt, ledger, rules)
}

/** The step at hand, while it lies with its own agency; a step without hours of its own has no clock. */
function stepClock({ dossier, plan, ledger }: Clocked, rules: Rules): Clock | undefined {
  const { stageFrom, clock } = dossier
  const step = plan?.steps.find(({ n }) => n === dossier.step)
  if (!step || step.hours === 0 || stageFrom === undefined || dossier.child !== undefined) return undefined
  if (liesElsewhere(step, dossier) || (clock !== 'running' && clock !== 'paused')) return undefined
  // More days for the whole are no more hours for this step; only its waiting is.
  const waits = since(ledger, stageFrom).filter(({ entry }) => entry !== 'extend')
  return clockOf('step', step.agency, inHours(step.hours), stageFrom, waits, rules)
}

/** From the result to its hand-over, or from the parcel's order; the whole has ended before, so nothing grows overdue by it. */
function returnClock({ dossier }: Clocked, rules: Rules): Clock | undefined {
  const { status, parent, delivery, finishedAt, stageFrom } = dossier
  if (status !== 'processed' || parent !== undefined || finishedAt === undefined) return undefined
  const limits = returnLimitsOn(dayOf(finishedAt))
  if (!limits) return undefined
  const start = stageFrom !== undefined && stageFrom > finishedAt ? stageFrom : finishedAt
  const isOnItsWay = delivery === 'shipment-ordered' || delivery === 'in-post'
  const limit = isOnItsWay ? limits.post : limits.counter
  return clockOf('return', agencyOf(dossier.receivingUnit), limit, start, [], rules)
}

function clockOf(
  clock: ClockName,
  agency: UnitId,
  limit: Limit,
  start: string,
  ledger: Ledger,
  { calendarOf, policy }: Rules,
): Clock {
  return { clock, agency, question: { limit, start, ledger, policy, calendar: calendarOf(agency) } }
}

/** Plans keep hundredths of an hour; the clock keeps minutes. */
const inHours = (hours: number): Limit => ({ amount: Math.round(hours * 60) / 60, unit: 'hour' })

/** The steps a part covers, all of one agency. Parts of before `firstStep` was kept go back as far as the agency's steps do. */
function stepsOfPart({ firstStep, lastStep, competentAgency }: Dossier, plan: Plan): readonly PlannedStep[] {
  const upTo = plan.steps.filter(({ n }) => n <= (lastStep ?? 0))
  const before = upTo.findLastIndex(({ agency }) => agency !== competentAgency)
  return firstStep === undefined ? upTo.slice(before + 1) : upTo.filter(({ n }) => n >= firstStep)
}

/** The ledger's lines from the beginning of a stage on; a pause that began before it had ended by then. */
function since(ledger: Ledger, from: string): readonly LedgerEntry[] {
  const last = ledger.findLastIndex(({ at, entry }) => at < from || (at === from && entry !== 'pause'))
  return ledger.slice(last + 1)
}

const everyClock: readonly ClockName[] = ['answer', 'whole', 'part', 'step']

/**
 * The head with its due moments reckoned from its clocks: the one place where they are set. While a clock stands, the
 * moment it had stays; a dossier whose clock has ended keeps what it was measured by. An act that only begins a step asks
 * for that step alone: no other moment moves without a line in the ledger, though the calendar may have changed.
 */
export function reckoned(
  dossier: Dossier,
  file: Pick<DossierFile, 'plan' | 'ledger'>,
  rules: Rules,
  only: readonly ClockName[] = everyClock,
): Dossier {
  const clocks = clocksOf({ ...file, dossier }, rules)
    .filter(({ clock }) => only.includes(clock))
    .map(({ clock, question }) => ({ clock, ...whenDue(question) }))
  const of = (...names: readonly ClockName[]) => clocks.find(({ clock }) => names.includes(clock))
  const { answerDueAt, stepDueAt, dueAt, provisional, ...rest } = dossier
  const isOpen = dossier.clock === 'running' || dossier.clock === 'paused'
  const [answer, step, whole] = [of('answer'), of('step'), isOpen ? of('whole', 'part') : undefined]
  return {
    ...rest,
    ...moment('answerDueAt', answer?.dueAt),
    ...moment('stepDueAt', step && (step.dueAt ?? stepDueAt)),
    ...moment('dueAt', whole?.dueAt ?? dueAt),
    ...((whole ? whole.provisional : provisional) ? { provisional: true } : {}),
  }
}

function moment<Name extends 'answerDueAt' | 'stepDueAt' | 'dueAt'>(name: Name, at: string | null | undefined) {
  return at == null ? {} : { [name]: at }
}
