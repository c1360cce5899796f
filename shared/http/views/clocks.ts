import type * as z from 'zod'
import type { ClockOfRead, ExplainedClock } from '../../desk/dossiers/explain-dossier.ts'
import { clockTerms } from '../../dossier/terms.ts'
import type { explained } from '../schemas/clocks.ts'
import type { clock as clockShape } from '../schemas/shown.ts'
import { type Scene, showUnit } from './scene.ts'

/** One clock in a line: whose, until when, how much is left. */
export function showClock(one: ClockOfRead, scene: Pick<Scene, 'directory'>): z.input<ReturnType<typeof clockShape>> {
  const { clock, agency, state, remaining, provisional } = one
  return {
    dossier: one.dossier,
    clock: { code: clock, term: clockTerms[clock] },
    agency: showUnit(scene, agency),
    state,
    from: one.from,
    dueAt: one.dueAt ?? undefined,
    remaining,
    provisional,
    countsAsOverdue: clock !== 'return',
  }
}

/** The same with its reckoning: the line that asks, and the answer to it. */
export function showExplained(
  one: ExplainedClock,
  scene: Pick<Scene, 'directory'>,
): z.input<ReturnType<typeof explained>> {
  const { why, ...answer } = one.answer
  return {
    ...showClock(one, scene),
    question: JSON.parse(JSON.stringify(one.line)),
    answer: { id: one.line.id, ...answer, why: [...why] },
  }
}
