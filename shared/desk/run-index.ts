import type { UnitId } from '../agencies/unit.ts'
import { dayOf } from '../calendar/day.ts'
import { type Period, total } from '../counters/figures.ts'
import {
  type IndexFacts,
  type IndexSet,
  type Indicator,
  indexSets,
  type Scored,
  scored,
  summedUp,
} from '../reports/indices.ts'
import { resultsOf } from '../satisfaction/results.ts'
import type { Desk } from './desk.ts'

type Needs = Pick<Desk, 'counters' | 'surveys'>

export interface IndexRun {
  set: IndexSet
  groups: readonly { name: string; max: number; rows: readonly { indicator: Indicator; scored: Scored }[] }[]
  sum: ReturnType<typeof summedUp>
}

/** Chỉ số of an agency and period, each figure with its base. What nobody has entered stays open. Throws Outage. */
export async function runIndex(desk: Needs, id: string, agency: UnitId, period: Period): Promise<IndexRun | undefined> {
  const set = indexSets.find((one) => one.id === id && one.validFrom <= period.to)
  if (!set) return undefined
  const facts = await factsOf(desk, agency, period)
  const groups = set.groups.map(({ name, max, indicators }) => ({
    name,
    max,
    rows: indicators.map((indicator) => ({ indicator, scored: scored(indicator, facts) })),
  }))
  return { set, groups, sum: summedUp(groups.flatMap(({ rows }) => rows.map((row) => row.scored))) }
}

async function factsOf(desk: Needs, agency: UnitId, period: Period): Promise<IndexFacts> {
  const [lines, tallies, feedback] = await Promise.all([
    desk.counters.lines(agency, period),
    desk.surveys.tallies(agency, period.from.slice(0, 7), period.to.slice(0, 7)),
    feedbackIn(desk, agency, period),
  ])
  const [result] = resultsOf(tallies, 'agency')
  const own = lines.filter(({ line }) => line.kind === 'whole')
  return {
    figures: total({ kind: 'whole', field: '', procedure: '' }, own),
    surveys: { answers: result?.answerCount ?? 0, notSatisfied: result?.notSatisfied.count ?? 0 },
    feedback,
  }
}

const pageSize = 100

/** Those filed in the period, newest first; what is still within its time is not held against anybody. */
async function feedbackIn(desk: Needs, agency: UnitId, { from, to }: Period): Promise<IndexFacts['feedback']> {
  const sum = { ended: 0, inTime: 0, rated: 0, ratedSatisfied: 0 }
  let after: string | undefined
  do {
    const page = await desk.surveys.feedbackOf(agency, pageSize, after)
    for (const { at, state, late, rated } of page.rows) {
      const day = dayOf(at)
      if (day < from) return sum
      if (day > to) continue
      if (state === 'published' || state === 'refused') {
        sum.ended += 1
        if (late.length === 0) sum.inTime += 1
      }
      if (rated !== undefined) sum.rated += 1
      if (rated === 'satisfied') sum.ratedSatisfied += 1
    }
    after = page.next
  } while (after !== undefined)
  return sum
}
