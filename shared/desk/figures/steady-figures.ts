import type { Instant } from '../../calendar/day.ts'
import { type Afterthought, afterthoughtId } from '../../counters/beside.ts'
import { Outage } from '../../outage.ts'
import type { FiguresReport } from '../../reports/figures/figures-report.ts'
import { abreast } from '../carrying-on/abreast.ts'
import { agenciesOf } from '../carrying-on/holders.ts'
import { directory } from '../surroundings.ts'
import type { GatherNeeds } from './gather-figures.ts'
import { definitionOf, type FiguresWish, runFigures } from './run-figures.ts'

/** Readings between which an ended month may be counted before whoever asked is to come again. */
const rounds = 5

export interface Steady {
  report: FiguresReport
  /** What was counted late since `since`, all of it in the figures and nothing else. */
  seen: readonly Afterthought[]
}

/**
 * The figures of an agency, or of all, between two equal readings of what was counted late: what is counted meanwhile is in both or in
 * neither. `undefined` when there is no such report or it looks at too much. Throws Outage.
 */
export async function steadyFigures(
  desk: GatherNeeds,
  wish: FiguresWish,
  since: Instant,
  most?: number,
): Promise<Steady | undefined> {
  for (let round = 0; round < rounds; round += 1) {
    const before = await afterthoughtsOf(desk, wish, since)
    const report = await runFigures(desk, wish, most)
    if (!report || report === 'too-many') return undefined
    const seen = await afterthoughtsOf(desk, wish, since)
    if (namesOf(seen) === namesOf(before)) return { report, seen }
  }
  throw new Outage('the counters', new Error('months that have ended are being counted without end'))
}

/** Of every agency whose figures stand in a report: what one sent elsewhere is counted wherever it lies. */
async function afterthoughtsOf(
  desk: GatherNeeds,
  { report, agency }: Pick<FiguresWish, 'report' | 'agency'>,
  since: Instant,
): Promise<readonly Afterthought[]> {
  if (agency !== 'all' && !definitionOf(report)?.isSent) return desk.counters.afterthoughts(agency, since)
  const agencies = agenciesOf(await directory(desk))
  return (await abreast(agencies, (one) => desk.counters.afterthoughts(one, since))).flat()
}

const namesOf = (all: readonly Afterthought[]) => all.map((one) => `${one.agency} ${afterthoughtId(one)}`).join()
