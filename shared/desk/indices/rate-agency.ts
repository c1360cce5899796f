import { actorOf, answersFor, holdsRole, ownAgencies, type Person } from '../../access/person.ts'
import { agencyOf, type UnitId } from '../../agencies/unit.ts'
import { digestOf, keyOf } from '../../dossier/history/history.ts'
import { type Objection, object, wrongVersion } from '../../dossier/objections.ts'
import { ranked } from '../../reports/figures/league.ts'
import { appraiserOf, type IndexSet } from '../../reports/indices/index-set.ts'
import { ratingDoers } from '../../reports/indices/rating-doers.ts'
import {
  appealed,
  appraised,
  drawnUp,
  finished,
  type IndexPeriod,
  notSo,
  type Rating,
  type RatingSums,
  type SaidAppeal,
  type SaidPoints,
  sumsOf,
} from '../../reports/indices/ratings.ts'
import { chainedRating, versionSaid } from '../../reports/indices/score-chains.ts'
import { agenciesOf } from '../carrying-on/holders.ts'
import { retrying } from '../carrying-on/retrying.ts'
import type { Desk } from '../desk.ts'
import { calendars, directory } from '../surroundings.ts'
import { cleanEvidence } from './keep-evidence.ts'
import { type IndexNeeds, runIndex, setFor } from './run-index.ts'

type Officer = Extract<Person, { kind: 'officer' }>
type Needs = IndexNeeds & Pick<Desk, 'scans' | 'province' | 'pause' | 'chance'>

interface Common {
  from: string
  to: string
  version: number
  note?: string | undefined
}

export type RatingSays =
  | (Common & { act: 'draw-up'; agency?: UnitId | undefined })
  | (Common & { act: 'appraise'; agency: UnitId; points: readonly SaidPoints[] })
  | (Common & { act: 'finish'; agency: UnitId; points: readonly SaidPoints[] })
  | (Common & { act: 'appeal'; agency?: UnitId | undefined; appeals: readonly SaidAppeal[] })

/** Agencies draw up and appeal through their leader, one that has ended through its heir's; the appraiser's heads appraise, and its leader ends it. */
function forbids(person: Officer, set: IndexSet, agency: UnitId, act: RatingSays['act']): Objection | undefined {
  const { of, roles } = ratingDoers[act]
  const unit = of === 'rated' ? agency : appraiserOf(set, agency)
  if (unit === undefined || !answersFor(person, unit)) return object('not-your-rating')
  return holdsRole(person, roles) ? undefined : object('not-your-act')
}

/**
 * Tự chấm, thẩm định, kiến nghị, kết quả: one act on a rating, which stands at the version that was seen. Said again under its key it
 * is the same. Throws Outage.
 */
export async function rateAgency(
  desk: Needs,
  person: Officer,
  index: string,
  says: RatingSays,
  key: string,
): Promise<{ rating: Rating; set: IndexSet } | Objection> {
  const identity = { key: keyOf(person, key), body: digestOf({ index, ...says }) }
  return retrying(desk, () => rateOnce(desk, person, index, says, identity))
}

/** `again` when another was quicker: that may have been the very same act, said twice at once. */
async function rateOnce(
  desk: Needs,
  person: Officer,
  index: string,
  says: RatingSays,
  identity: { key: string; body: string },
): Promise<{ answer: { rating: Rating; set: IndexSet } | Objection } | 'again'> {
  const period = { index, from: says.from, to: says.to }
  const agency = says.agency ?? (await ownRated(desk, person, period, identity.key))
  const before = await desk.ratings.rating(agency, period)
  const set = await setFor(desk, index, agency, says.to, before?.setVersion)
  if (!set) return { answer: object('not-rated') }
  const refused = forbids(person, set, agency, says.act)
  if (refused) return { answer: refused }
  const same = before && versionSaid(before, identity.key)
  if (same) {
    if (same.body !== identity.body) return { answer: object('key-reused') }
    // What was answered then, however far the rating has gone since.
    const first = await desk.ratings.ratingAt(agency, period, same.version)
    return { answer: { rating: first ?? before, set } }
  }
  const version = before?.version ?? 0
  if (version !== says.version) return { answer: wrongVersion(says.version, version) }
  const said = { at: desk.now(), by: actorOf(person), ...identity, note: says.note }
  const next = await moved(desk, set, { ...period, agency }, before, says, said)
  if ('objection' in next) return { answer: next }
  const kept = chainedRating(next, said.at, before)
  return (await desk.ratings.keepRating(kept)) === 'kept' ? { answer: { rating: kept, set } } : 'again'
}

/** The own agency, or the one that has ended since of which this very key spoke. */
async function ownRated(desk: Needs, person: Officer, period: IndexPeriod, key: string): Promise<UnitId> {
  for (const agency of ownAgencies(person).slice(1)) {
    const rating = await desk.ratings.rating(agency, period)
    if (rating && versionSaid(rating, key)) return agency
  }
  return agencyOf(person.unit)
}

async function moved(
  desk: Needs,
  set: IndexSet,
  place: IndexPeriod & { agency: UnitId },
  before: Rating | undefined,
  says: RatingSays,
  said: Parameters<typeof drawnUp>[4],
): Promise<Rating | Objection> {
  const { agency, index, from, to } = place
  const calendar = (await calendars(desk))(agency)
  if (says.act === 'draw-up') {
    const run = await runIndex(desk, index, agency, { from, to })
    const scores = run?.groups.flatMap(({ rows }) => rows.map(({ scored }) => scored)) ?? []
    return drawnUp(before, set, place, scores, said, calendar)
  }
  if (!before) return notSo(undefined)
  if (says.act === 'appraise') return appraised(before, set, says.points, said, calendar)
  if (says.act === 'finish') return finished(before, set, says.points, said)
  const wanted = says.appeals.flatMap(({ evidence }) => evidence)
  const clean = await cleanEvidence(desk, agency, place, wanted)
  return appealed(before, set, says.appeals, new Set(clean.map(({ n }) => n)), said, calendar)
}

export interface Ranked {
  agency: UnitId
  rating?: Rating
  sums?: RatingSums
  /** Of the final points that could be had; only what is final is ranked. */
  percent: number | null
  rank?: number
}

/** Bảng xếp hạng: every agency the set is for and that stood in the period, best first; equal shares share a rank, and the next is left out. Throws Outage. */
export async function rankAgencies(
  desk: Pick<Desk, 'ratings' | 'catalogue' | 'now'>,
  period: IndexPeriod,
): Promise<readonly Ranked[]> {
  const [units, ratings] = await Promise.all([directory(desk, period.to), desk.ratings.ratingsOf(period)])
  const byAgency = new Map(ratings.map((rating) => [rating.agency, rating]))
  const standing = agenciesOf(units).filter((agency) => units.stoodIn(agency, period.from, period.to))
  const rows = await Promise.all(
    standing.map(async (agency): Promise<Ranked | undefined> => {
      const rating = byAgency.get(agency)
      const set = await setFor(desk, period.index, agency, period.to, rating?.setVersion)
      if (!set?.rating) return undefined
      const sums = rating && sumsOf(rating, set)
      const { score = 0, outOf = 0 } = sums?.final ?? {}
      const percent = outOf === 0 ? null : Math.round((score * 10_000) / outOf) / 100
      return { agency, ...(rating ? { rating } : {}), ...(sums ? { sums } : {}), percent }
    }),
  )
  const known = rows.filter((row) => row !== undefined)
  const places = ranked(known, ({ percent }) => percent, 'high-first').map(
    ({ one, ...place }): Ranked => ({ ...one, ...place }),
  )
  return places.toSorted((a, b) => (a.rank ?? 10_000) - (b.rank ?? 10_000) || (a.agency < b.agency ? -1 : 1))
}
