import type { Directory } from '../agencies/directory.ts'
import { agencyOf, type UnitId } from '../agencies/unit.ts'
import { type Day, dayOf, type Instant } from '../calendar/day.ts'
import type { Limit } from '../calendar/due.ts'
import type { Channel, FeeLine } from '../catalogue/procedure.ts'
import type { ReturnWay, TimelinessClass } from '../dossier/dossier.ts'

/** What stands where a fact is not known: a line to write on. */
export const blank = '……………………'

export const channelTerms = {
  direct: 'Trực tiếp',
  online: 'Trực tuyến',
  postal: 'Bưu chính công ích',
} as const satisfies Record<Channel, string>

export const feeTerms = { fee: 'Phí', charge: 'Lệ phí', price: 'Giá' } as const satisfies Record<
  FeeLine['kind'],
  string
>

export const classTerms = {
  early: 'Trước hạn',
  'on-time': 'Đúng hạn',
  overdue: 'Quá hạn',
} as const satisfies Record<TimelinessClass, string>

export const returnTerms = {
  counter: 'Nhận trực tiếp tại nơi nộp hồ sơ',
  post: 'Nhận qua dịch vụ bưu chính công ích',
  online: 'Nhận trực tuyến (bản điện tử)',
} as const satisfies Record<ReturnWay, string>

const unitTerms = {
  working_day: 'ngày làm việc',
  day: 'ngày',
  month: 'tháng',
  hour: 'giờ làm việc',
} as const satisfies Record<Exclude<Limit['unit'], 'immediate'>, string>

/** "ngày 10 tháng 3 năm 2026"; days and the first two months bear a zero, as offices write them. */
function longDay(day: Day): string {
  const month = Number(day.slice(5, 7))
  return `ngày ${day.slice(8, 10)} tháng ${month < 3 ? day.slice(5, 7) : month} năm ${day.slice(0, 4)}`
}

/** "09 giờ 00 phút, ngày 10 tháng 3 năm 2026". */
export function longMoment(at: Instant): string {
  return `${at.slice(11, 13)} giờ ${at.slice(14, 16)} phút, ${longDay(dayOf(at))}`
}

export function tellLimit(limit: Limit): string {
  if (limit.unit === 'immediate') return 'Giải quyết ngay trong ngày làm việc'
  return `${limit.amount.toLocaleString('vi-VN')} ${unitTerms[limit.unit]}`
}

/** Of the name alone where the directory knows it; the id where not. */
export function unitName(units: Directory, id: UnitId): string {
  return units.unit(id)?.name ?? id
}

export function officerName(units: Directory, id: string | undefined): string | undefined {
  return id === undefined ? undefined : units.officer(id)?.name
}

/** The agency above and below it the office: "Ủy ban nhân dân phường ...", "Trung tâm Phục vụ hành chính công". */
export function deskLines(units: Directory, unit: UnitId, office: string): readonly string[] {
  const agency = unitName(units, agencyOf(unit))
  return agency.startsWith(office) ? [agency] : [agency, office]
}

/** The same, or the body above all of them where a sheet is of every agency. */
export function issuerLines(units: Directory, unit: UnitId | 'all', office: string): readonly string[] {
  return unit === 'all' ? [unitName(units, wholeOf(units))] : deskLines(units, unit, office)
}

/** The unit at the top: its id is the first part of the others', but for those of the vertical branches, whose head is elsewhere. */
function wholeOf(units: Directory): UnitId {
  const agencies = units.units.filter(({ kind }) => kind === 'agency')
  return (agencies.find(({ id }) => !id.includes('.')) ?? agencies[0])?.id ?? ''
}

/** The body above an agency, and the agency itself. */
export function agencyLines(units: Directory, unit: UnitId): readonly string[] {
  const agency = units.unit(agencyOf(unit))
  const above = agency?.parent ?? agency?.id.split('.')[0]
  const name = unitName(units, agencyOf(unit))
  return above === undefined || above === agency?.id || !units.unit(above) ? [name] : [unitName(units, above), name]
}

const peoplesCommittee = /^(?:Ủy ban nhân dân|UBND)\s+/u
const province = /(?:thành phố|tỉnh)\s+\p{Lu}.*$/u

/** Địa danh, ngày: a commune's own name; for the city's and the vertical offices the city's. */
export function placeAndDay(units: Directory, unit: UnitId | 'all', day: Day): string {
  if (unit === 'all') return placeAndDay(units, wholeOf(units), day)
  const agency = units.unit(agencyOf(unit))
  const city = units.unit(agencyOf(unit).split('.')[0] ?? '')
  const named = agency?.level === 'commune' ? agency.name : (city?.name ?? agency?.name ?? '')
  const place = peoplesCommittee.test(named) ? named.replace(peoplesCommittee, '') : (province.exec(named)?.[0] ?? '')
  const capital = place.slice(0, 1).toLocaleUpperCase('vi') + place.slice(1)
  return `${capital === '' ? blank : capital}, ${longDay(day)}`
}
