import type { UnitId } from '../agencies/unit.ts'
import { type AskLine, askLine } from '../calendar/ask-line.ts'
import type { Instant } from '../calendar/day.ts'
import { type DueAnswer, reckonDue } from '../calendar/due.ts'
import { tellRemaining } from '../calendar/remaining.ts'
import type { Circumstances } from './circumstances.ts'
import { type ClockName, clocksOf } from './clocks.ts'
import type { DossierFile } from './dossier.ts'

/** One clock of a dossier at a moment: the line that asks `npm run due` for it, and what that answers. */
export interface Explained {
  clock: ClockName
  agency: UnitId
  state: 'running' | 'paused' | 'ended'
  /** "còn 2 ngày 3 giờ", while it runs. */
  remaining?: string
  line: AskLine
  answer: DueAnswer
}

/** Giải trình thời hạn. Every clock of a dossier from ledger, calendar and pinned version alone. */
export function explain(
  file: DossierFile,
  rules: Pick<Circumstances, 'calendarOf' | 'policy'>,
  at: Instant,
): Explained[] {
  const { dossier } = file
  return clocksOf(file, rules).map(({ clock, agency, question: bare }): Explained => {
    const ended = clock === 'return' ? undefined : dossier.finishedAt
    const question = { ...bare, asOf: at, ...(ended === undefined ? {} : { finishedAt: ended }) }
    const answer = reckonDue(question)
    const { dueAt } = answer
    const state = ended !== undefined ? 'ended' : dueAt === null ? 'paused' : 'running'
    const told = state === 'running' && dueAt !== null ? tellRemaining(question.calendar, dueAt, at) : undefined
    return {
      clock,
      agency,
      state,
      ...(told === undefined ? {} : { remaining: told }),
      line: askLine(`${dossier.code ?? dossier.id}/${clock}`, question),
      answer,
    }
  })
}
