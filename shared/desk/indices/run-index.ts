import type { UnitId } from '../../agencies/unit.ts'
import { type Day, dayOf } from '../../calendar/day.ts'
import type { Period } from '../../counters/figures.ts'
import { brokenEntries, standing } from '../../reports/indices/hand-entries.ts'
import {
  type Criterion,
  type IndexSet,
  type IndexSum,
  type Scored,
  scored,
  summedUp,
} from '../../reports/indices/index-set.ts'
import { everySet, knownSetOn } from '../../reports/indices/index-sets.ts'
import type { Desk } from '../desk.ts'
import { directory } from '../surroundings.ts'
import { type FactNeeds, indexFacts } from './index-facts.ts'

export type IndexNeeds = FactNeeds & Pick<Desk, 'ratings'>

export interface IndexRun {
  set: IndexSet
  agency: UnitId | 'all'
  period: Period
  /** The last day that is counted, where the period is not over. */
  countedTo?: Day
  groups: readonly { name: string; max: number; rows: readonly { criterion: Criterion; scored: Scored }[] }[]
  sum: IndexSum
  /** Criteria whose history by hand was changed after the fact. */
  broken: readonly { code: string; n: number }[]
}

/**
 * The version of a set that holds for an agency on the last day of a period, or the one named; none where it is for other kinds of agency.
 * All agencies together have those that are for every kind.
 */
export async function setFor(
  desk: Pick<Desk, 'ratings' | 'catalogue' | 'now'>,
  id: string,
  agency: UnitId | 'all',
  to: string,
  version?: number,
): Promise<IndexSet | undefined> {
  const [put, units] = await Promise.all([desk.ratings.sets(), directory(desk, to)])
  const set =
    version === undefined
      ? knownSetOn(put, id, to)
      : everySet(put).find((one) => one.id === id && one.version === version)
  if (agency === 'all') return set?.levels === undefined ? set : undefined
  const level = units.unit(agency)?.level
  return set && level && (set.levels?.includes(level) ?? true) ? set : undefined
}

/**
 * Chỉ số of an agency, or of all of them together, and period, each figure with its base. What the system cannot know is what was entered
 * by hand for this very period, or open; for all together nobody enters anything. Throws Outage.
 */
export async function runIndex(
  desk: IndexNeeds,
  id: string,
  agency: UnitId | 'all',
  period: Period,
): Promise<IndexRun | undefined> {
  const set = await setFor(desk, id, agency, period.to)
  if (!set) return undefined
  const [facts, entries] = await Promise.all([
    indexFacts(desk, agency, period),
    agency === 'all' ? [] : desk.ratings.entries(agency, { index: id, ...period }),
  ])
  const byHand = standing(entries)
  const groups = set.groups.map(({ name, max, criteria }) => ({
    name,
    max,
    rows: criteria.map((criterion) => ({ criterion, scored: scored(criterion, facts, byHand.get(criterion.code)) })),
  }))
  const sum = summedUp(
    groups.flatMap(({ rows }) => rows.map((row) => row.scored)),
    set.grades,
  )
  const today = dayOf(desk.now())
  const countedTo = period.to > today ? { countedTo: today } : {}
  return { set, agency, period, ...countedTo, groups, sum, broken: brokenEntries(entries) }
}
