import { dayOf, formatDay } from '../../calendar/day.ts'
import { digestOf } from '../../dossier/history/history.ts'
import { type Objection, object } from '../../dossier/objections.ts'
import { faultsOf, type IndexSet } from '../../reports/indices/index-set.ts'
import { everySet } from '../../reports/indices/index-sets.ts'
import type { Desk } from '../desk.ts'
import { directory } from '../surroundings.ts'

/**
 * Ban hành bộ chỉ số: a new set, or the next version of one. A version is never changed; put twice it is one. What ended before
 * the new one holds keeps its own version. Throws Outage.
 */
export async function putIndexSet(
  desk: Pick<Desk, 'ratings' | 'catalogue' | 'now'>,
  set: IndexSet,
): Promise<IndexSet | Objection> {
  const known = everySet(await desk.ratings.sets()).filter(({ id }) => id === set.id)
  const same = known.find(({ version }) => version === set.version)
  if (same) return digestOf(same) === digestOf(set) ? same : object('set-moved')
  const newest = known.reduce((most, { version }) => Math.max(most, version), 0)
  const units = await directory(desk)
  const { validFrom, validTo, version, rating } = set
  const faults = [
    ...(version === newest + 1
      ? []
      : [{ where: 'body.version' as const, why: `phiên bản tiếp theo là ${newest + 1}` }]),
    ...(validFrom < dayOf(desk.now())
      ? [{ where: 'body.validFrom' as const, why: `ngày ${formatDay(validFrom)} đã qua` }]
      : []),
    ...(validTo !== undefined && validTo < validFrom
      ? [{ where: 'body.validTo' as const, why: 'trước ngày hiệu lực' }]
      : []),
    ...(rating && units.unit(rating.appraiser)?.kind !== 'agency'
      ? [{ where: 'body.rating.appraiser' as const, why: 'không có cơ quan thẩm định này' }]
      : []),
    ...(rating?.forAppraiser !== undefined &&
    (units.unit(rating.forAppraiser)?.kind !== 'agency' || rating.forAppraiser === rating.appraiser)
      ? [{ where: 'body.rating.forAppraiser' as const, why: 'phải là một cơ quan khác cơ quan thẩm định' }]
      : []),
    ...faultsOf(set),
  ]
  if (faults.length > 0) return object('set-refused', faults)
  if ((await desk.ratings.addSet(set)) === 'added') return set
  const there = (await desk.ratings.sets()).find(({ id, version: own }) => id === set.id && own === version)
  return there && digestOf(there) === digestOf(set) ? there : object('set-moved')
}
