import type * as z from 'zod'
import type { Ranked } from '../../desk/indices/rate-agency.ts'
import type { IndexSet } from '../../reports/indices/index-set.ts'
import { type Rating, ratingStates, sumsOf } from '../../reports/indices/ratings.ts'
import type { ratingShown } from '../schemas/ratings.ts'
import { type Scene, showOfficer, showUnit } from './scene.ts'

type Named = Pick<Scene, 'directory'>

const stateShown = (code: Rating['state']) => ({ code, term: ratingStates[code] })

export function showRating(rating: Rating, set: IndexSet, scene: Named): z.input<ReturnType<typeof ratingShown>> {
  const { index, setVersion, agency, from, to, version, state, dueAt, rows, late, history } = rating
  return {
    ...{ index, setVersion, from, to, version, dueAt },
    agency: showUnit(scene, agency),
    state: stateShown(state),
    ...sumsOf(rating, set),
    rows: rows.map(({ drawn, appeal, ...row }) => ({
      code: drawn.code,
      name: drawn.name,
      max: drawn.max,
      byHand: drawn.isByHand,
      count: drawn.measured?.count,
      of: drawn.measured?.of,
      self: drawn.score,
      source: drawn.entry?.source,
      evidence: drawn.entry?.evidence.map(({ n }) => n) ?? [],
      appeal: appeal && { ...appeal, evidence: [...appeal.evidence] },
      ...row,
    })),
    late: [...late],
    history: history.map(({ by, key: _, body: __, ...told }) => ({ ...told, by: showOfficer(scene, by.id) })),
  }
}

/** What is final everybody at a desk may see; what is on its way only those it concerns. */
export function showRanked({ agency, rating, sums, percent, rank }: Ranked, sees: boolean, scene: Named) {
  const { final } = sums ?? {}
  return {
    agency: showUnit(scene, agency),
    state: rating && (sees || rating.state === 'final') ? stateShown(rating.state) : undefined,
    self: sees ? sums?.self.score : undefined,
    appraised: sees ? sums?.appraised?.score : undefined,
    final: final?.score,
    outOf: final?.outOf,
    grade: final?.grade,
    percent,
    rank,
  }
}
