import type { UnitId } from '../agencies/unit.ts'
import type { Instant } from '../calendar/day.ts'
import { type Afterthought, afterthoughtId } from '../counters/beside.ts'
import { Outage } from '../outage.ts'
import type { FiguresReport } from '../reports/figures-report.ts'
import type { GatherNeeds } from './gather-figures.ts'
import { type FiguresWish, runFigures } from './run-figures.ts'

/** Readings between which an ended month may be counted before whoever asked is to come again. */
const rounds = 5

export interface Steady {
  report: FiguresReport
  /** What was counted late since `since`, all of it in the figures and nothing else. */
  seen: readonly Afterthought[]
}

/**
 * The figures of an agency between two equal readings of what was counted late: what is counted meanwhile is in both or in
 * neither. `undefined` when there is no such report or it looks at too much. Throws Outage.
 */
export async function steadyFigures(
  desk: GatherNeeds,
  wish: FiguresWish & { agency: UnitId },
  since: Instant,
  most?: number,
): Promise<Steady | undefined> {
  for (let round = 0; round < rounds; round += 1) {
    const before = await desk.counters.afterthoughts(wish.agency, since)
    const report = await runFigures(desk, wish, most)
    if (!report || report === 'too-many') return undefined
    const seen = await desk.counters.afterthoughts(wish.agency, since)
    if (namesOf(seen) === namesOf(before)) return { report, seen }
  }
  throw new Outage('the counters', new Error('months that have ended are being counted without end'))
}

const namesOf = (all: readonly Afterthought[]) => all.map(afterthoughtId).join()
