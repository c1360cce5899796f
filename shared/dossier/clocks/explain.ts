import type { UnitId } from '../../agencies/unit.ts'
import { type AskLine, askLine } from '../../calendar/ask-line.ts'
import type { Instant } from '../../calendar/day.ts'
import { type DueAnswer, reckonDue, whenDue } from '../../calendar/due.ts'
import { tellRemaining } from '../../calendar/remaining.ts'
import type { Circumstances } from '../circumstances.ts'
import type { DossierFile } from '../dossier.ts'
import { type Clock, type ClockName, clocksOf } from './clocks.ts'

/** One clock of a dossier as it stands at a moment. */
export interface ToldClock {
  clock: ClockName
  agency: UnitId
  state: 'running' | 'paused' | 'ended'
  /** "còn 2 ngày 3 giờ", while it runs. */
  remaining?: string
  from: Instant
  /** `null` while paused. */
  dueAt: Instant | null
  provisional: boolean
}

/** The same with its reckoning: the line that asks `npm run due` for it, and what that answers. */
export interface Explained extends ToldClock {
  line: AskLine
  answer: DueAnswer
}

type Rules = Pick<Circumstances, 'calendarOf' | 'policy'>

/** Every clock of a dossier from ledger, calendar and pinned version alone. */
export function tellClocks(file: DossierFile, rules: Rules, at: Instant): ToldClock[] {
  return askedOf(file, rules, at).map((asked) => tell(asked, whenDue(asked.question), at))
}

/** Giải trình thời hạn. The same clocks, each with its reckoning. */
export function explain(file: DossierFile, rules: Rules, at: Instant): Explained[] {
  const { code, id } = file.dossier
  return askedOf(file, rules, at).map((asked) => {
    const answer = reckonDue(asked.question)
    return { ...tell(asked, answer, at), line: askLine(`${code ?? id}/${asked.clock}`, asked.question), answer }
  })
}

function askedOf(file: DossierFile, rules: Rules, at: Instant): Clock[] {
  const { finishedAt } = file.dossier
  return clocksOf(file, rules).map(({ question, ...clock }) => {
    const ended = clock.clock === 'return' ? undefined : finishedAt
    return { ...clock, question: { ...question, asOf: at, ...(ended === undefined ? {} : { finishedAt: ended }) } }
  })
}

function tell(
  { clock, agency, question }: Clock,
  due: Pick<DueAnswer, 'dueAt' | 'provisional'>,
  at: Instant,
): ToldClock {
  const { dueAt, provisional } = due
  const state = question.finishedAt !== undefined ? 'ended' : dueAt === null ? 'paused' : 'running'
  const told = state === 'running' && dueAt !== null ? tellRemaining(question.calendar, dueAt, at) : undefined
  const remaining = told === undefined ? {} : { remaining: told }
  return { clock, agency, state, ...remaining, from: question.start, dueAt, provisional }
}
