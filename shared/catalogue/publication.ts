import { type Calendar, isWorkingDay } from '../calendar/calendar.ts'
import { addDays, type Day, formatDay } from '../calendar/day.ts'
import type { PlacedFault } from '../place.ts'
import { limitFor, type ProcedureVersion } from './procedure.ts'

/** Thời hạn công bố, công khai (chỉ số 1.1, 1.2 of QĐ 766): working days, by who promulgates. */
export interface PublicationRule {
  of: 'province' | 'ministry'
  /** The decision is made at least so many working days before it takes effect. */
  decidedBefore: number
  /** It is posted at most so many working days after it was made. */
  postedWithin: number
  validFrom: Day
  validTo?: Day
  source: string
}

const source = 'QĐ 766/QĐ-TTg, chỉ số 1.1 và 1.2, theo bản mô tả công thức; chưa xác minh với nguyên văn'

export const publicationRules: readonly PublicationRule[] = [
  { of: 'province', decidedBefore: 5, postedWithin: 5, validFrom: '2022-06-23', source },
  { of: 'ministry', decidedBefore: 20, postedWithin: 10, validFrom: '2022-06-23', source },
]

export interface Publication {
  decision: string
  decidedOn?: Day
  /** The first day it holds. */
  validFrom: Day
  /** The day it is posted: today. */
  postedOn: Day
}

export interface Weighed {
  /** Why it cannot be published. */
  faults: readonly PlacedFault[]
  /** What the index will count against the agency. */
  warnings: readonly string[]
}

/** Weighs whether a version may be published, and whether in time; every fault at once. */
export function weighPublication(
  procedure: ProcedureVersion,
  said: Publication,
  calendar: Calendar,
  rules: readonly PublicationRule[] = publicationRules,
): Weighed {
  const faults = [...contentFaults(procedure), ...dateFaults(said)]
  const { decidedOn, validFrom, postedOn } = said
  if (decidedOn === undefined) return { faults, warnings: [] }
  const rule = ruleOf(procedure.promulgatedBy, postedOn, rules)
  return { faults, warnings: [...late(decidedOn, { validFrom, postedOn }, rule, calendar)] }
}

/** What a published row itself says of its days: impossible ones, and what the index counts against whoever decided. */
export function weighPublishedDays(
  { promulgatedBy, decidedOn, effectiveOn, postedOn }: PublishedDays,
  today: Day,
  calendar: Calendar,
): { wrong: readonly string[]; late: readonly string[] } {
  if (decidedOn === undefined) return { wrong: [], late: [] }
  const said = { decision: '-', decidedOn, validFrom: effectiveOn ?? decidedOn, postedOn: postedOn ?? today }
  const days = { ...(effectiveOn && { validFrom: effectiveOn }), ...(postedOn && { postedOn }) }
  const rule = ruleOf(promulgatedBy, postedOn ?? today, publicationRules)
  return { wrong: dateFaults(said).map(({ why }) => why), late: [...late(decidedOn, days, rule, calendar)] }
}

type PublishedDays = Pick<ProcedureVersion, 'promulgatedBy' | 'decidedOn' | 'effectiveOn' | 'postedOn'>

function ruleOf(promulgatedBy = '', postedOn: Day, rules: readonly PublicationRule[]): PublicationRule | undefined {
  const of = /^bộ|ngân hàng nhà nước|thanh tra chính phủ/iu.test(promulgatedBy) ? 'ministry' : 'province'
  return rules.find(
    (row) => row.of === of && row.validFrom <= postedOn && (row.validTo === undefined || postedOn <= row.validTo),
  )
}

function contentFaults(procedure: ProcedureVersion) {
  const { channels, papers, cases = [] } = procedure
  const unlimited = channels.filter(
    (channel) =>
      !limitFor(procedure, channel) &&
      (cases.length === 0 || cases.some(({ id }) => !limitFor(procedure, channel, id))),
  )
  return [
    ...(channels.length === 0 ? [{ where: 'procedure.channels' as const, why: 'chưa có cách nộp hồ sơ' }] : []),
    ...unlimited.map((channel) => ({
      where: `procedure.limits.${channel}` as const,
      why: 'chưa có thời hạn giải quyết tính được',
    })),
    ...caseFaults(procedure),
    ...(papers.length === 0 ? [{ where: 'procedure.papers' as const, why: 'chưa có thành phần hồ sơ' }] : []),
  ]
}

/** Cases are told apart by id and name, and ask for papers that the procedure has. */
function caseFaults({ cases = [], papers }: ProcedureVersion) {
  const known = new Set(papers.map(({ id }) => id))
  return cases.flatMap((one, at) => {
    const where = `procedure.cases.${at}` as const
    const twin = cases.findIndex(({ id, name }) => id === one.id || name === one.name) < at
    const asked = new Set([...(one.papers ?? []), ...(one.requires ?? [])])
    return [
      ...(twin ? [{ where, why: `trùng số hiệu hoặc tên với trường hợp khác: ${one.name}` }] : []),
      ...[...asked].filter((id) => !known.has(id)).map((id) => ({ where, why: `không có giấy tờ ${id}` })),
    ]
  })
}

function dateFaults({ decision, decidedOn, validFrom, postedOn }: Publication) {
  return [
    ...(decision.trim() === '' ? [{ where: 'body.decision' as const, why: 'thiếu số quyết định công bố' }] : []),
    ...(decidedOn === undefined
      ? [
          {
            where: 'body.decidedOn' as const,
            why: 'thiếu ngày quyết định công bố: không tính được hạn công bố, công khai (chỉ số 1.1, 1.2)',
          },
        ]
      : []),
    ...(decidedOn !== undefined && decidedOn > postedOn
      ? [{ where: 'body.decidedOn' as const, why: `ngày quyết định ${formatDay(decidedOn)} ở tương lai` }]
      : []),
    ...(decidedOn !== undefined && validFrom < decidedOn
      ? [
          {
            where: 'body.validFrom' as const,
            why: `có hiệu lực ${formatDay(validFrom)}, trước ngày quyết định ${formatDay(decidedOn)}`,
          },
        ]
      : []),
  ]
}

function* late(
  decidedOn: Day,
  { validFrom, postedOn }: Partial<Pick<Publication, 'validFrom' | 'postedOn'>>,
  rule: PublicationRule | undefined,
  calendar: Calendar,
) {
  if (!rule) return
  const before = validFrom === undefined ? rule.decidedBefore : workingDays(calendar, decidedOn, validFrom)
  if (before < rule.decidedBefore) {
    yield `Quyết định trước ngày có hiệu lực ${before} ngày làm việc, phải ít nhất ${rule.decidedBefore} (chỉ số 1.1).`
  }
  const after = postedOn === undefined ? 0 : workingDays(calendar, decidedOn, postedOn)
  if (after > rule.postedWithin) {
    yield `Công khai sau quyết định ${after} ngày làm việc, nhiều nhất ${rule.postedWithin} (chỉ số 1.2).`
  }
}

/** Working days from the day after `from` up to `to`. */
function workingDays(calendar: Calendar, from: Day, to: Day): number {
  let count = 0
  for (let day = addDays(from, 1); day <= to && count < 400; day = addDays(day, 1))
    if (isWorkingDay(calendar, day)) count += 1
  return count
}
