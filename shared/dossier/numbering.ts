import { agencyOf, type UnitId } from '../agencies/unit.ts'
import { type Day, dayOf, type Instant } from '../calendar/day.ts'
import { accountableAgency } from './accountable.ts'
import type { Act } from './acts.ts'
import type { Dossier } from './dossier.ts'
import { waybillScope } from './waybills.ts'

/** What is numbered without a gap: dossiers, results, receipts of money, letters, and parcels by what the post hands out. */
export const numberKinds = ['dossier-code', 'result', 'payment-receipt', 'letter', 'waybill'] as const
export type NumberKind = (typeof numberKinds)[number]

/** Mẫu số: the shape of a number is data, valid between two days; TT 03/2025 changed that of dossier codes. */
export interface NumberPattern {
  kind: NumberKind
  validFrom: Day
  validTo?: Day
  /** `{agency}`, `{year}`, `{date:yyMMdd}` or `{date:yyyyMMdd}`, `{seq}` or `{seq:0000}`; of `waybill` a range, `RM{00000001-00009999}VN`. */
  pattern: string
  source: string
}

/** Lần đặt mẫu số. A later one of its kind and first day counts in its place, and takes nothing away. */
export interface PatternSet extends NumberPattern {
  /** Counts all that were ever set. */
  n: number
  /** The officer's id. */
  by: string
  at: Instant
  /** Whose key it came with, and the digest of what was said: said twice, it is one. */
  id: string
  body: string
}

/** Those that count, in the order of their first day. */
export function countingPatterns(sets: readonly PatternSet[]): readonly PatternSet[] {
  const newest = new Map(sets.map((set) => [placeOf(set), set]))
  return [...newest].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, set]) => set)
}

/** Those that one of the same kind and first day came after, oldest first. */
export function earlierPatterns(sets: readonly PatternSet[], set: PatternSet): readonly PatternSet[] {
  return sets.filter((one) => placeOf(one) === placeOf(set) && one.n < set.n)
}

const placeOf = ({ validFrom, kind }: NumberPattern) => `${validFrom}#${kind}`

/** What is in force until the installation stores patterns of its own. */
export const numberPatterns: readonly NumberPattern[] = [
  {
    kind: 'dossier-code',
    validFrom: '2018-01-01',
    pattern: '{agency}-{date:yyMMdd}-{seq:0000}',
    source: 'TT 01/2018/TT-VPCP Đ.19; TT 03/2025/TT-VPCP chưa xác minh',
  },
  {
    kind: 'result',
    validFrom: '2018-01-01',
    pattern: '{seq}/{year}/KQ-{agency}',
    source: 'Giả định: sổ kết quả của cơ quan, chưa xác minh',
  },
  {
    kind: 'payment-receipt',
    validFrom: '2018-01-01',
    pattern: 'BL-{agency}-{year}-{seq:000000}',
    source: 'Giả định: số biên lai theo cơ quan và năm, chưa xác minh (NĐ 254/2026)',
  },
  {
    kind: 'letter',
    validFrom: '2018-01-01',
    pattern: '{seq}/{agency}-MC',
    source: 'Giả định: số, ký hiệu văn bản theo sổ của cơ quan; NĐ 30/2020 chưa xác minh',
  },
]

/** The pattern in force on a day: the newest stored one, else the newest built in. Throws when there is none. */
export function patternOn(stored: readonly NumberPattern[], kind: NumberKind, day: Day): NumberPattern {
  for (const rows of [stored, numberPatterns]) {
    const valid = rows.filter(
      (row) => row.kind === kind && row.validFrom <= day && (row.validTo === undefined || day <= row.validTo),
    )
    const newest = valid.toSorted((a, b) => (a.validFrom < b.validFrom ? 1 : -1))[0]
    if (newest) return newest
  }
  throw new Error(`no ${kind} pattern is valid on ${day}`)
}

/** Grows a digit past the pattern's width; it never wraps. */
export function numberOf(
  { pattern }: Pick<NumberPattern, 'pattern'>,
  agency: UnitId,
  day: Day,
  serial: number,
): string {
  return pattern
    .replace('{agency}', agency)
    .replace('{year}', day.slice(0, 4))
    .replace('{date:yyMMdd}', day.slice(2).replaceAll('-', ''))
    .replace('{date:yyyyMMdd}', day.replaceAll('-', ''))
    .replace(/\{seq(?::(0+))?\}/, (_, zeros: string | undefined) => String(serial).padStart(zeros?.length ?? 1, '0'))
}

/** How many serials the pattern has room for before it grows a digit. */
export function roomOf({ pattern }: Pick<NumberPattern, 'pattern'>): number {
  const zeros = /\{seq:(0+)\}/.exec(pattern)?.[1]
  return zeros === undefined ? Number.POSITIVE_INFINITY : 10 ** zeros.length - 1
}

/** Whether a typed-in number has the shape that the agency's own register gives out that year. */
export function isOfRegister(pattern: NumberPattern, agency: UnitId, day: Day, typed: string): boolean {
  const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const shape = escaped(
    numberOf({ pattern: pattern.pattern.replace(/\{seq(?::0+)?\}/, '\u0000') }, agency, day, 0),
  ).replace('\u0000', '\\d+')
  return new RegExp(`^${shape}$`, 'iu').test(asRead(typed))
}

/** Whether two numbers typed in are one to whoever reads them. */
export const isSameNumber = (one: string, other: string): boolean => asRead(one) === asRead(other)

/** A number as its reader knows it, whatever its case and the width of its signs; spaces and what shows nothing are no part of it. */
function asRead(number: string): string {
  return number
    .normalize('NFKC')
    .replaceAll(/[\s\p{Default_Ignorable_Code_Point}]/gu, '')
    .toUpperCase()
}

/** The counter that moves inside the reception's own transaction: one per receiving agency and day, with separators. */
export function serialScope(agency: UnitId, day: Day): string {
  return `DOSSIER-CODE#${agency}#${day}`
}

/** Whether a scope is one day's alone: once the day is over, nobody takes a number from it. */
export function isOfADay(scope: string): boolean {
  return scope.startsWith('DOSSIER-CODE#')
}

/** Sổ kết quả, sổ biên lai, sổ văn bản đi: one counter per agency and year. */
export function yearScope(kind: Exclude<NumberKind, 'dossier-code' | 'waybill'>, agency: UnitId, day: Day): string {
  return `${kind.toUpperCase()}#${agency}#${day.slice(0, 4)}`
}

/**
 * Taken once: a number typed in by an agency in a year, or a payment's reference. Their only serial is 1. The first scope is the one it
 * takes; another is where it lies when it was taken while spaces and the width of its signs still counted.
 */
export function takenScopes(
  kind: 'result' | 'payment',
  agency: UnitId,
  day: Day,
  name: string,
): readonly [string, ...string[]] {
  const of = kind === 'payment' ? 'PAYMENT#' : `RESULT-NUMBER#${agency}#${day.slice(0, 4)}#`
  const [now, before] = [asRead(name), name.normalize('NFC').toUpperCase()]
  return now === before ? [of + now] : [of + now, of + before]
}

/** The scopes whose next number an act asks for, so that they can be read beforehand. */
export function scopesOf(act: Act, dossier: Dossier, at: Instant): readonly string[] {
  const day = dayOf(at)
  if (act.act === 'accept') return [serialScope(agencyOf(dossier.receivingUnit), day)]
  if (act.act === 'order-shipment' || act.act === 'order-collection') return [waybillScope]
  if (act.act === 'send-papers') return act.by === 'post' ? [waybillScope] : []
  if (act.act === 'send-letter') return [yearScope('letter', agencyOf(dossier.holder), day)]
  if (act.act === 'approve') {
    const agency = agencyOf(dossier.holder)
    return act.resultNumber === undefined
      ? [yearScope('result', agency, day)]
      : takenScopes('result', agency, day, act.resultNumber)
  }
  if (act.act !== 'pay') return []
  const agency = accountableAgency(dossier)
  const receipt = yearScope('payment-receipt', agency, day)
  return act.reference === undefined ? [receipt] : [receipt, ...takenScopes('payment', agency, day, act.reference)]
}
