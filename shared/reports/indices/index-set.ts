import type { Level, UnitId } from '../../agencies/unit.ts'
import type { Day } from '../../calendar/day.ts'
import type { PlacedFault } from '../../place.ts'
import { percentOf } from '../figures/figures-report.ts'
import type { HandEntry, HandValue } from './hand-entries.ts'
import { type IndexFacts, type Measured, measures } from './measures.ts'
import type { RatingLimits } from './rating-days.ts'

/** Điều kiện of a step: a share in per cent, the criterion's own where no measure is named. */
export interface Condition {
  measure?: string | undefined
  atLeast?: number | undefined
  atMost?: number | undefined
}

/**
 * Công thức. `ratio`: R × Pmax ÷ 100, whole from a threshold on, R being the share times that of the measure in `times` where one is
 * named; `steps`: the points of the first row whose every condition
 * holds; `mean`: told and not scored, for it is
 * no share; `points`: given by a person, with evidence.
 */
export type Formula =
  | { kind: 'ratio'; threshold?: number | undefined; times?: string | undefined }
  | { kind: 'steps'; rows: readonly { points: number; when: readonly Condition[] }[] }
  | { kind: 'mean' }
  | { kind: 'points' }

/** Chỉ tiêu, tiêu chí. `from` names a measure of the system, or `hand`: what it cannot know, and never fills in. */
export interface Criterion {
  code: string
  name: string
  max: number
  from: string
  formula: Formula
  /** By hand: what is counted, and out of what. What the figure leaves out. */
  note?: string | undefined
}

export interface IndexGroup {
  name: string
  max: number
  criteria: readonly Criterion[]
}

/** Bộ chỉ số, one version. Data: a new one needs no deployment. */
export interface IndexSet {
  id: string
  version: number
  validFrom: Day
  validTo?: Day | undefined
  title: string
  source: string
  /** Whom it is for; everybody where it names nobody. */
  levels?: readonly Level[] | undefined
  groups: readonly IndexGroup[]
  /** Xếp loại by the sum, best first; told only where nothing is open. */
  grades?: readonly { atLeast: number; name: string }[] | undefined
  /** Tự chấm, thẩm định, kiến nghị: who appraises, who appraises the appraiser, and by when. Without it the set is only reckoned. */
  rating?: (RatingLimits & { appraiser: UnitId; forAppraiser?: UnitId | undefined }) | undefined
}

export interface Scored {
  code: string
  name: string
  max: number
  isByHand: boolean
  measured?: Measured
  /** The share by which R is multiplied, where the formula names one. */
  times?: Measured
  /** R, in per cent. */
  percent: number | null
  /** `null`: nothing was measured, or it is entered by hand and nobody has. */
  score: number | null
  /** What was entered by hand, by whom and on what evidence. */
  entry?: HandEntry
}

export const byHand = 'hand'

export function isByHand({ from }: Pick<Criterion, 'from'>): boolean {
  return from === byHand
}

export function criteriaOf({ groups }: IndexSet): readonly Criterion[] {
  return groups.flatMap(({ criteria }) => criteria)
}

/**
 * R × Pmax ÷ 100; with a threshold Pmax from it on, below it R × Pmax ÷ T. Hundredths, of the share itself; what does not
 * reach the threshold is not rounded up to Pmax.
 */
export function scoreOf({ count, of }: Measured, max: number, threshold = 100): number {
  if (reaches({ count, of }, threshold)) return max
  const score = Math.round((Math.max(0, count) * max * 10_000) / (of * threshold)) / 100
  return Math.min(score, Math.max(0, Math.round(max * 100 - 1) / 100))
}

/** One criterion by its formula; what has no base, or what nobody entered, has no score. */
export function scored(criterion: Criterion, facts: IndexFacts, entry?: HandEntry): Scored {
  const { code, name, max, from } = criterion
  const own = { code, name, max, isByHand: isByHand(criterion), ...(entry ? { entry } : {}) }
  const value: HandValue | undefined = isByHand(criterion) ? entry?.value : undefined
  if (value?.kind === 'points') return { ...own, percent: null, score: value.points }
  const measured = isByHand(criterion)
    ? value?.kind === 'share'
      ? { count: value.count, of: value.of }
      : undefined
    : measures[from]?.of(facts)
  if (!measured) return { ...own, percent: null, score: null }
  if (criterion.formula.kind === 'mean') return { ...own, measured, percent: null, score: measured.of === 0 ? null : 0 }
  const times = factorOf(criterion, facts)
  const share = { count: measured.count * (times?.count ?? 1), of: measured.of * (times?.of ?? 1) }
  const percent = percentOf(share.count, share.of)
  return {
    ...own,
    measured,
    ...(times ? { times } : {}),
    percent,
    score: percent === null ? null : byFormula(criterion, share, facts),
  }
}

function factorOf({ formula }: Criterion, facts: IndexFacts): Measured | undefined {
  if (formula.kind !== 'ratio' || formula.times === undefined) return undefined
  return measures[formula.times]?.of(facts)
}

function byFormula({ formula, max }: Criterion, share: Measured, facts: IndexFacts): number | null {
  if (formula.kind === 'ratio') return scoreOf(share, max, formula.threshold)
  if (formula.kind === 'points' || formula.kind === 'mean') return null
  for (const { points, when } of formula.rows) {
    const held = when.map((condition) => holds(condition, share, facts))
    if (held.includes(false)) continue
    // Unknown is said, not guessed: a row that cannot be told hides those below it.
    if (held.includes(undefined)) return null
    return points
  }
  return null
}

/** By the share itself: one that is rounded for reading may reach a limit that the figures do not. */
function holds({ measure, atLeast, atMost }: Condition, own: Measured, facts: IndexFacts): boolean | undefined {
  const share = measure === undefined ? own : measures[measure]?.of(facts)
  if (share === undefined || share.of === 0) return undefined
  return (atLeast === undefined || reaches(share, atLeast)) && (atMost === undefined || staysWithin(share, atMost))
}

const reaches = ({ count, of }: Measured, limit: number): boolean => count * 100 * limitParts >= inParts(limit) * of
const staysWithin = ({ count, of }: Measured, limit: number): boolean => count * 100 * limitParts <= inParts(limit) * of
const inParts = (limit: number): number => Math.round(limit * limitParts)

/** Limits have four decimals at most; whole numbers are compared exactly. */
const limitParts = 10_000

export interface IndexSum {
  score: number
  outOf: number
  /** What could still be scored: nothing measured, nothing entered. */
  open: number
  /** Of the score: by hand. */
  byHand: number
  grade?: string
}

/** What was scored, out of what could be: the rest is neither zero nor guessed. */
export function summedUp(all: readonly Scored[], grades: IndexSet['grades'] = []): IndexSum {
  const known = all.filter(({ score }) => score !== null)
  const sum = (values: readonly number[]) => Math.round(values.reduce((added, value) => added + value, 0) * 100) / 100
  const score = sum(known.map((one) => one.score ?? 0))
  const open = sum(all.filter((one) => one.score === null).map(({ max }) => max))
  const grade = open === 0 ? grades.find(({ atLeast }) => score >= atLeast)?.name : undefined
  return {
    score,
    outOf: sum(known.map(({ max }) => max)),
    open,
    byHand: sum(known.filter((one) => one.isByHand).map((one) => one.score ?? 0)),
    ...(grade === undefined ? {} : { grade }),
  }
}

/** Who appraises an agency by a set; nobody appraises itself. */
export function appraiserOf({ rating }: IndexSet, agency: UnitId): UnitId | undefined {
  return agency === rating?.appraiser ? rating.forAppraiser : rating?.appraiser
}

export type SetFault = PlacedFault

/** Soát bộ chỉ số: points that do not add up, codes said twice, measures that nobody has, steps without an end or that hide others, classes out of order. */
export function faultsOf(set: IndexSet): readonly SetFault[] {
  const all = set.groups.flatMap(({ criteria }, g) =>
    criteria.map((one, n) => ({ one, where: `body.groups.${g}.criteria.${n}` as const })),
  )
  const twice = all.filter(({ one }, at) => all.findIndex((other) => other.one.code === one.code) < at)
  return [
    ...twice.map(({ one, where }) => ({ where: `${where}.code` as const, why: `mã tiêu chí bị trùng: ${one.code}` })),
    ...set.groups.flatMap(({ max, criteria: own }, g): SetFault[] => {
      const sum = Math.round(own.reduce((added, one) => added + one.max, 0) * 100) / 100
      const why = `nhóm ghi ${max} điểm, các tiêu chí cộng lại là ${sum}`
      return sum === max ? [] : [{ where: `body.groups.${g}.max`, why }]
    }),
    ...all.flatMap(({ one, where }) => criterionFaults(one).map((why) => ({ where, why }))),
    ...(set.grades ?? []).flatMap(({ atLeast }, at, grades): SetFault[] => {
      const above = grades[at - 1]
      const why = `xếp loại phải từ cao xuống thấp: ${atLeast} đứng sau ${above?.atLeast}`
      return above && above.atLeast <= atLeast ? [{ where: `body.grades.${at}.atLeast`, why }] : []
    }),
  ]
}

function criterionFaults({ from, formula, max }: Criterion): readonly string[] {
  const isHand = from === byHand
  const unknown = isHand || measures[from] ? [] : [`hệ thống không có số liệu ${from}`]
  if (formula.kind === 'points') return isHand ? unknown : [...unknown, 'điểm cho trực tiếp chỉ dùng khi nhập tay']
  if (formula.kind === 'mean')
    return max === 0 ? unknown : [...unknown, 'số trung bình không phải tỷ lệ, không có điểm']
  if (formula.kind === 'ratio')
    return formula.times === undefined || measures[formula.times]
      ? unknown
      : [...unknown, `hệ thống không có số liệu ${formula.times}`]
  const named = formula.rows.flatMap(({ when }) => when.flatMap(({ measure }) => measure ?? []))
  return [
    ...unknown,
    ...named.filter((one) => !measures[one]).map((one) => `hệ thống không có số liệu ${one}`),
    ...(formula.rows.some(({ points }) => points > max) ? ['có bậc điểm vượt điểm tối đa'] : []),
    ...(formula.rows.slice(0, -1).some(({ when }) => when.length === 0)
      ? ['bậc không có điều kiện che các bậc sau nó']
      : []),
    ...(formula.rows.at(-1)?.when.length === 0 ? [] : ['bậc cuối phải không có điều kiện']),
  ]
}

/** The version of each set that holds on a day, the newest where several do. */
export function setOn(all: readonly IndexSet[], id: string, day: Day): IndexSet | undefined {
  return all
    .filter((one) => one.id === id && one.validFrom <= day && (one.validTo === undefined || day <= one.validTo))
    .reduce<IndexSet | undefined>((best, one) => (best && best.version > one.version ? best : one), undefined)
}
