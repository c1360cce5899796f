import type { Actor } from '../../access/person.ts'
import type { UnitId } from '../../agencies/unit.ts'
import { type Day, dayOf, type Instant } from '../../calendar/day.ts'
import { digestOf } from '../../dossier/history/history.ts'
import { type Criterion, criteriaOf, type IndexSet, isByHand, type SetFault } from './index-set.ts'

/** What was found: so many of so many, points with evidence, or nothing after all (`none` takes back what stood there). */
export type HandValue =
  | { kind: 'share'; count: number; of: number }
  | { kind: 'points'; points: number }
  | { kind: 'none' }

export interface Evidence {
  /** Number of the uploaded file among those of this index, agency and period. */
  n: number
  fileName: string
  sha256: string
}

/**
 * Số liệu nhập tay: what the system cannot know, of one criterion, agency and period. Never written over: a correction is the
 * next entry, each chained to the one before, so that what anybody took away or changed is seen.
 */
export interface HandEntry {
  index: string
  code: string
  agency: UnitId
  from: Day
  to: Day
  /** From 1, without a gap, for each criterion. */
  n: number
  value: HandValue
  /** Where it was read: document, number, date. */
  source: string
  evidence: readonly Evidence[]
  /** Why it replaces the entry before. */
  reason?: string
  at: Instant
  by: Actor
  /** Whose request it was, and what it said. */
  key: string
  body: string
  previous: string
  digest: string
}

export type HandDraft = Omit<HandEntry, 'previous' | 'digest'>

export interface HandInput {
  code: string
  from: Day
  to: Day
  value: HandValue
  source: string
  evidence: readonly number[]
  reason?: string | undefined
}

/** Everything that is wrong with an entry, at once. `files`: the uploaded files that are clean. */
export function entryFaults(
  set: IndexSet,
  input: HandInput,
  before: HandEntry | undefined,
  files: ReadonlySet<number>,
  at: Instant,
): readonly SetFault[] {
  const criterion = criteriaOf(set).find(({ code }) => code === input.code)
  const missing = input.evidence.filter((n) => !files.has(n))
  const isNone = input.value.kind === 'none'
  return [
    ...(criterion === undefined ? [{ where: 'body.code' as const, why: 'bộ chỉ số không có tiêu chí này' }] : []),
    ...(criterion && !isByHand(criterion)
      ? [{ where: 'body.code' as const, why: 'tiêu chí này hệ thống tự tính' }]
      : []),
    ...(input.from > input.to ? [{ where: 'body.to' as const, why: 'ngày cuối kỳ trước ngày đầu kỳ' }] : []),
    ...(input.to >= dayOf(at) ? [{ where: 'body.to' as const, why: 'kỳ chưa kết thúc' }] : []),
    ...(criterion ? valueFaults(criterion, input.value) : []),
    ...(isNone || input.evidence.length > 0 ? [] : [{ where: 'body.evidence' as const, why: 'thiếu tệp minh chứng' }]),
    ...missing.map((n) => ({
      where: 'body.evidence' as const,
      why: `tệp ${n} chưa có, chưa quét xong hoặc không đạt`,
    })),
    ...(before && input.reason === undefined
      ? [{ where: 'body.reason' as const, why: 'sửa số liệu đã nhập phải nêu lý do' }]
      : []),
    ...(isNone && !before ? [{ where: 'body.value' as const, why: 'chưa có số liệu nào để rút' }] : []),
  ]
}

function valueFaults({ formula, max }: Criterion, value: HandValue): readonly SetFault[] {
  if (value.kind === 'none') return []
  if (formula.kind === 'points') {
    if (value.kind !== 'points') return [{ where: 'body.value.kind' as const, why: 'tiêu chí này cho điểm trực tiếp' }]
    return value.points <= max ? [] : [{ where: 'body.value.points' as const, why: `vượt điểm tối đa ${max}` }]
  }
  if (value.kind !== 'share')
    return [{ where: 'body.value.kind' as const, why: 'tiêu chí này tính theo số lượng trên tổng số' }]
  if (value.of === 0 && value.count > 0)
    return [{ where: 'body.value.of' as const, why: 'tổng số bằng 0 thì không có gì để đếm' }]
  const isShare = formula.kind === 'ratio' && value.count > value.of
  return isShare ? [{ where: 'body.value.count' as const, why: 'nhiều hơn tổng số' }] : []
}

export function chainedEntry(draft: HandDraft, before: HandEntry | undefined): HandEntry {
  const entry = { ...draft, previous: before?.digest ?? '' }
  return { ...entry, digest: digestOf(entry) }
}

/** The entry that counts for each criterion: the newest, unless it takes the value back. */
export function standing(entries: readonly HandEntry[]): ReadonlyMap<string, HandEntry> {
  const newest = new Map(entries.toSorted((a, b) => a.n - b.n).map((entry) => [entry.code, entry]))
  return new Map([...newest].filter(([, { value }]) => value.kind !== 'none'))
}

/** Numbers of the entries that were changed, or after which one is missing: none where the history is whole. */
export function brokenEntries(entries: readonly HandEntry[]): readonly { code: string; n: number }[] {
  return [...Map.groupBy(entries, ({ code }) => code)].flatMap(([code, own]) => {
    let previous = ''
    for (const [at, entry] of own.toSorted((a, b) => a.n - b.n).entries()) {
      const { digest, ...rest } = entry
      if (entry.n !== at + 1 || entry.previous !== previous || digestOf(rest) !== digest) return [{ code, n: at + 1 }]
      previous = digest
    }
    return []
  })
}
