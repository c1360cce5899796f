import { type Calendar, isWorkingDay } from '../calendar/calendar.ts'
import { addDays, type Day, formatDay } from '../calendar/day.ts'
import { type Limit, tellLimit } from '../calendar/limit.ts'
import type { Place, PlacedFault } from '../place.ts'
import { type Channel, legalLimitFor, limitFor, type ProcedureVersion, promisedLimitFor } from './procedure.ts'
import type { VersionLine } from './register.ts'

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

const publicationRules: readonly PublicationRule[] = [
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
    ...promiseFaults(procedure),
    ...twinPapers(papers),
    ...(papers.length === 0 ? [{ where: 'procedure.papers' as const, why: 'chưa có thành phần hồ sơ' }] : []),
  ]
}

/** What a day, a month or an hour of a limit comes to in hours of work, to hold limits of different units against each other. */
const workedHours = { hour: 1, working_day: 8, day: (8 * 5) / 7, month: (30 * 8 * 5) / 7 } as const

const hoursOf = ({ amount, unit }: Limit): number => (unit === 'immediate' ? 0 : amount * workedHours[unit])

/** Thời hạn cam kết is never longer than the legal one, of the whole or of a case. */
function promiseFaults(procedure: ProcedureVersion) {
  const { channels, cases = [] } = procedure
  const over = (channel: Channel, id: string | undefined): string | undefined => {
    const [legal, promised] = [legalLimitFor(procedure, channel, id), promisedLimitFor(procedure, channel, id)]
    if (!legal || !promised || hoursOf(promised) <= hoursOf(legal) + 1e-6) return undefined
    return `cam kết ${tellLimit(promised)} dài hơn quy định ${tellLimit(legal)}`
  }
  const told = (where: Place, id?: string) =>
    channels.flatMap((channel) => {
      const why = over(channel, id)
      return why === undefined ? [] : [{ where: `${where}.${channel}` as Place, why }]
    })
  return [
    ...(cases.length === 1 ? [] : told('procedure.committed')),
    ...cases.flatMap(({ id }, at) => told(`procedure.cases.${at}.committed`, id)),
  ]
}

/** Papers are handed in and waived by their ids. */
function twinPapers(papers: ProcedureVersion['papers']) {
  const twins = papers.filter(({ id }, n) => papers.findIndex((one) => one.id === id) < n)
  return twins.map(({ id, name }) => ({
    where: `procedure.papers.${id}` as const,
    why: `trùng mã với giấy tờ khác: ${name}`,
  }))
}

/** One version a day: what was published by hand for the same day is suspended first, or neither is what dossiers are opened under. */
export function sameDayFaults(
  validFrom: Day,
  { version }: Pick<ProcedureVersion, 'version'>,
  lines: readonly VersionLine[],
): readonly PlacedFault[] {
  const twin = lines.find(
    (line) =>
      line.version !== version && line.state === 'published' && line.act !== undefined && line.validFrom === validFrom,
  )
  if (!twin) return []
  const why = `Phiên bản ${twin.version} đã công khai, có hiệu lực cùng ngày ${formatDay(validFrom)}: tạm ngừng (suspend) phiên bản ấy trước, hoặc chọn ngày khác`
  return [{ where: 'body.validFrom', why }]
}

/** Cases are told apart by id and name, and ask for papers that the procedure has. */
function caseFaults({ cases = [], papers }: ProcedureVersion) {
  const known = new Set(papers.map(({ id }) => id))
  return cases.flatMap((one, at) => {
    const where = `procedure.cases.${at}` as const
    const lists = ['papers', 'requires'] as const
    const twin = cases.findIndex(({ id, name }) => id === one.id || name === one.name) < at
    return [
      ...(twin
        ? [
            {
              where: `${where}.${twinOf(cases, at)}` as const,
              why: `trùng số hiệu hoặc tên với trường hợp khác: ${one.name}`,
            },
          ]
        : []),
      ...lists.flatMap((list) =>
        [...new Set(one[list] ?? [])]
          .filter((id) => !known.has(id))
          .map((id) => ({ where: `${where}.${list}` as const, why: `không có giấy tờ ${id}` })),
      ),
    ]
  })
}

const twinOf = (cases: NonNullable<ProcedureVersion['cases']>, at: number) =>
  cases.findIndex(({ id }) => id === cases[at]?.id) < at ? 'id' : 'name'

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
