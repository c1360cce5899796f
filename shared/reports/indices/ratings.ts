import type { Actor } from '../../access/person.ts'
import type { UnitId } from '../../agencies/unit.ts'
import { type Calendar, addWorkingDays as due } from '../../calendar/calendar.ts'
import { type Day, dayOf, type Instant } from '../../calendar/day.ts'
import { type Objection, object } from '../../dossier/objections.ts'
import type { HandEntry } from './hand-entries.ts'
import {
  criteriaOf,
  type IndexSet,
  type IndexSum,
  isByHand,
  type Scored,
  type SetFault,
  summedUp,
} from './index-set.ts'
import { isWholeMonths, selfDueAt } from './rating-days.ts'
import type { KeptRating, ScoreEnd } from './score-chains.ts'

/** An index over one stretch of days. */
export interface IndexPeriod {
  index: string
  from: Day
  to: Day
}

export const ratingStates = {
  'drawn-up': 'Đã tự chấm',
  appraised: 'Đã thẩm định',
  appealed: 'Có kiến nghị',
  final: 'Đã có kết quả',
} as const
export type RatingState = keyof typeof ratingStates

/** Where a rating stands that does not allow an act; none at all where nothing was drawn up. */
export function notSo(state: RatingState | undefined): Objection {
  const why = state ? `Phiếu đang ở “${ratingStates[state]}”.` : 'Cơ quan chưa tự chấm cho kỳ này.'
  return object('rating-not-so', [{ where: 'rating.state', why }])
}

export const ratingActs = ['draw-up', 'appraise', 'appeal', 'finish'] as const
export type RatingAct = (typeof ratingActs)[number]

/** Điểm của một tiêu chí: as reckoned or entered when it was drawn up, as appraised, as it is in the end. */
export interface RatedRow {
  /** What stood there at drawing up, with its base or its entry: later figures change nothing in it. */
  drawn: Scored
  appraised: number | null
  appraisedWhy?: string
  appeal?: { wanted: number; why: string; evidence: readonly number[] }
  final: number | null
  finalWhy?: string
}

/** Phiếu chấm điểm of one agency, set and period. */
export interface Rating extends IndexPeriod {
  setVersion: number
  agency: UnitId
  version: number
  state: RatingState
  rows: readonly RatedRow[]
  /** By when the next stage is owed; none once it is final. While it may be appealed, until when. */
  dueAt?: Instant
  late: readonly { act: RatingAct; dueAt: Instant; at: Instant }[]
  /** One for each version, with the key it was asked under and what was asked. */
  history: readonly { act: RatingAct; at: Instant; by: Actor; note?: string; key: string; body: string }[]
}

/** What is said of one criterion: points, and why where they are not those that stood there. */
export interface SaidPoints {
  code: string
  points: number
  why?: string | undefined
}

export interface RatingSaid {
  at: Instant
  by: Actor
  key: string
  body: string
  note?: string | undefined
}

function stepped(before: Rating, said: RatingSaid, act: RatingAct, owed: Instant | undefined): Rating {
  const { dueAt: _, ...rest } = before
  const isLate = owed !== undefined && said.at > owed
  return {
    ...rest,
    version: before.version + 1,
    late: isLate ? [...before.late, { act, dueAt: owed, at: said.at }] : before.late,
    history: [
      ...before.history,
      {
        ...{ act, at: said.at, by: said.by, key: said.key, body: said.body },
        ...(said.note === undefined ? {} : { note: said.note }),
      },
    ],
  }
}

/**
 * Tự chấm: what the system counts as it stands, and what was entered by hand; every criterion that is entered by hand must
 * have its entry, though it be that there was nothing to count. Surveys are counted by the month, so that only whole months are
 * drawn up. Done again before it is appraised, it takes the place of the first.
 */
export function drawnUp(
  before: Rating | undefined,
  set: IndexSet,
  place: IndexPeriod & { agency: UnitId },
  scores: readonly Scored[],
  said: RatingSaid,
  calendar: Calendar,
): Rating | Objection {
  const { rating: limits } = set
  if (!limits) return object('not-rated')
  if (before && before.state !== 'drawn-up') return notSo(before.state)
  const faults: SetFault[] = [
    ...(place.to >= dayOf(said.at) ? [{ where: 'body.to' as const, why: 'kỳ chưa kết thúc' }] : []),
    ...(isWholeMonths(place) ? [] : [{ where: 'body.from' as const, why: 'kỳ chấm điểm phải gồm các tháng trọn' }]),
    ...scores
      .filter(({ isByHand: own, entry }) => own && !entry)
      .map(({ code }) => ({ where: `rating.rows.${code}` as const, why: 'chưa nhập tay số liệu và minh chứng' })),
  ]
  if (faults.length > 0) return object('rating-refused', faults)
  const rows = scores.map((drawn): RatedRow => ({ drawn, appraised: null, final: null }))
  const first: Rating = {
    ...place,
    setVersion: set.version,
    version: 0,
    state: 'drawn-up',
    rows,
    late: [],
    history: [],
  }
  const start = before ? { ...first, version: before.version, late: before.late, history: before.history } : first
  const next = stepped(start, said, 'draw-up', selfDueAt(calendar, place.to, limits))
  return { ...next, dueAt: due(calendar, said.at, limits.appraiseDays) }
}

/** Thẩm định: criteria that are not named keep the agency's own points; other points need a reason. */
export function appraised(
  before: Rating,
  set: IndexSet,
  points: readonly SaidPoints[],
  said: RatingSaid,
  calendar: Calendar,
): Rating | Objection {
  if (!set.rating) return object('not-rated')
  if (before.state !== 'drawn-up') return notSo(before.state)
  const faults = pointFaults(before, set, points, ({ drawn }) => drawn.score)
  if (faults.length > 0) return object('rating-refused', faults)
  const named = new Map(points.map((one) => [one.code, one]))
  const rows = before.rows.map((row): RatedRow => {
    const one = named.get(row.drawn.code)
    const why = one?.why === undefined ? {} : { appraisedWhy: one.why }
    return { ...row, appraised: one?.points ?? row.drawn.score, ...why }
  })
  const next = stepped(before, said, 'appraise', before.dueAt)
  return { ...next, state: 'appraised', rows, dueAt: due(calendar, said.at, set.rating.appealDays) }
}

export interface SaidAppeal {
  code: string
  wanted: number
  why: string
  evidence: readonly number[]
}

/** Kiến nghị: once, within its days, about criteria that people scored. `files`: the uploaded files that are clean. */
export function appealed(
  before: Rating,
  set: IndexSet,
  appeals: readonly SaidAppeal[],
  files: ReadonlySet<number>,
  said: RatingSaid,
  calendar: Calendar,
): Rating | Objection {
  if (!set.rating) return object('not-rated')
  if (before.state !== 'appraised') return notSo(before.state)
  if (before.dueAt !== undefined && said.at > before.dueAt) return object('appeal-too-late')
  const asked = appeals.map(({ code, wanted, why }) => ({ code, points: wanted, why }))
  const missing = appeals.flatMap(({ evidence }, at): SetFault[] => {
    const where = `body.appeals.${at}.evidence` as const
    if (evidence.length === 0) return [{ where, why: 'thiếu minh chứng' }]
    return evidence.filter((n) => !files.has(n)).map((n) => ({ where, why: `tệp minh chứng ${n} chưa dùng được` }))
  })
  const faults = [...pointFaults(before, set, asked, ({ appraised: own }) => own, 'body.appeals'), ...missing]
  if (faults.length > 0) return object('rating-refused', faults)
  const named = new Map(appeals.map((one) => [one.code, one]))
  const rows = before.rows.map((row): RatedRow => {
    const one = named.get(row.drawn.code)
    return one ? { ...row, appeal: { wanted: one.wanted, why: one.why, evidence: one.evidence } } : row
  })
  const next = stepped(before, said, 'appeal', undefined)
  return { ...next, state: 'appealed', rows, dueAt: due(calendar, said.at, set.rating.finishDays) }
}

/** Kết quả cuối: every appealed criterion is answered; without an appeal not before the days for one are over. */
export function finished(
  before: Rating,
  set: IndexSet,
  points: readonly SaidPoints[],
  said: RatingSaid,
): Rating | Objection {
  if (!set.rating) return object('not-rated')
  if (before.state !== 'appraised' && before.state !== 'appealed') return notSo(before.state)
  const mayStillAppeal = before.state === 'appraised' && before.dueAt !== undefined && said.at <= before.dueAt
  if (mayStillAppeal) return object('appeal-still-open')
  const named = new Map(points.map((one) => [one.code, one]))
  const owed = before.rows.filter(({ appeal, drawn }) => appeal && !named.has(drawn.code))
  const isAppealed = (code: string) => before.rows.some(({ appeal, drawn }) => appeal && drawn.code === code)
  const faults: SetFault[] = [
    ...owed.map(({ drawn }) => ({ where: `rating.rows.${drawn.code}` as const, why: 'kiến nghị chưa được trả lời' })),
    ...points.flatMap(({ code, why }, at): SetFault[] => [
      ...(isAppealed(code)
        ? []
        : [{ where: `body.points.${at}.code` as const, why: 'không có kiến nghị về tiêu chí này' }]),
      ...(why === undefined ? [{ where: `body.points.${at}.why` as const, why: 'thiếu lý do' }] : []),
    ]),
    ...pointFaults(before, set, points, () => null),
  ]
  if (faults.length > 0) return object('rating-refused', faults)
  const rows = before.rows.map((row): RatedRow => {
    const one = named.get(row.drawn.code)
    const why = one?.why === undefined ? {} : { finalWhy: one.why }
    return { ...row, final: one?.points ?? row.appraised, ...why }
  })
  const next = stepped(before, said, 'finish', before.state === 'appealed' ? before.dueAt : undefined)
  return { ...next, state: 'final', rows }
}

/** Codes nobody has, codes said twice, what the system counts, points above the most, other points without a reason. */
function pointFaults(
  { rows }: Rating,
  set: IndexSet,
  points: readonly SaidPoints[],
  stood: (row: RatedRow) => number | null,
  list: 'body.points' | 'body.appeals' = 'body.points',
): readonly SetFault[] {
  const criteria = criteriaOf(set)
  return points.flatMap(({ code, points: given, why }, at) => {
    const criterion = criteria.find((one) => one.code === code)
    const row = rows.find(({ drawn }) => drawn.code === code)
    if (!criterion || !row) return [{ where: `${list}.${at}.code` as const, why: 'bộ chỉ số không có tiêu chí này' }]
    if (!isByHand(criterion))
      return [{ where: `${list}.${at}.code` as const, why: 'tiêu chí này hệ thống tự tính; sửa ở số liệu gốc' }]
    const place = list === 'body.points' ? (`${list}.${at}.points` as const) : (`${list}.${at}.wanted` as const)
    return [
      ...(points.findIndex((other) => other.code === code) < at
        ? [{ where: `${list}.${at}.code` as const, why: 'nêu hai lần' }]
        : []),
      ...(given > criterion.max ? [{ where: place, why: `vượt điểm tối đa ${criterion.max}` }] : []),
      ...(given !== stood(row) && why === undefined
        ? [{ where: `${list}.${at}.why` as const, why: 'khác điểm trước thì phải nêu lý do' }]
        : []),
    ]
  })
}

export interface RatingSums {
  self: IndexSum
  appraised?: IndexSum
  final?: IndexSum
}

/** The sums of each stage that was reached. */
export function sumsOf({ rows, state }: Rating, set: IndexSet): RatingSums {
  const sum = (of: (row: RatedRow) => number | null) =>
    summedUp(
      rows.map((row) => ({ ...row.drawn, score: of(row) })),
      set.grades,
    )
  return {
    self: sum(({ drawn }) => drawn.score),
    ...(state === 'drawn-up' ? {} : { appraised: sum((row) => row.appraised) }),
    ...(state === 'final' ? { final: sum((row) => row.final) } : {}),
  }
}

/** Bộ chỉ số and what people enter for them. */
export interface Ratings {
  /** The sets that were put, in no order. */
  sets(): Promise<readonly IndexSet[]>
  addSet(set: IndexSet): Promise<'added' | 'taken'>
  /** Every entry by hand of an agency, the replaced ones too. */
  entries(agency: UnitId, period: IndexPeriod): Promise<readonly HandEntry[]>
  /** Adds the next entry of a criterion; `overtaken` when another was quicker. */
  enter(entry: HandEntry): Promise<'entered' | 'overtaken'>
  rating(agency: UnitId, period: IndexPeriod): Promise<KeptRating | undefined>
  /** One of its versions as it was kept. */
  ratingAt(agency: UnitId, period: IndexPeriod, version: number): Promise<KeptRating | undefined>
  /** Those of every agency for one set and period. */
  ratingsOf(period: IndexPeriod): Promise<readonly KeptRating[]>
  /** Writes the next version, which bears its number; `overtaken` when another was quicker. */
  keepRating(next: KeptRating): Promise<'kept' | 'overtaken'>
  /** Every entry and every version that was kept after a moment, oldest first: it is listed in the very write that keeps it. */
  scoredSince(from: Instant | ''): AsyncIterable<ScoreEnd>
}
