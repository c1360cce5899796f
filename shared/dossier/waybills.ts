import { type Day, dayOf } from '../calendar/day.ts'
import type { Circumstances } from './circumstances.ts'
import type { NumberPattern } from './numbering.ts'

/** Dải số hiệu bưu gửi: item numbers that the post has handed out, the first and the last of eight digits included. */
export interface WaybillRange {
  service: string
  first: number
  last: number
}

/** Counts all item numbers that were ever drawn: one counter, so that none is drawn twice and none is left out. */
export const waybillScope = 'WAYBILL'

/** `RM{00000001-00009999}VN`: two letters of the service, the range, the country. `undefined` for anything else. */
export function readRange(pattern: string): WaybillRange | undefined {
  const [, service, from, to] = /^([A-Z]{2})\{(\d{8})-(\d{8})\}VN$/.exec(pattern) ?? []
  const [first, last] = [Number(from), Number(to)]
  return service !== undefined && first <= last ? { service, first, last } : undefined
}

export function doOverlap(one: WaybillRange, other: WaybillRange): boolean {
  return one.service === other.service && one.first <= other.last && other.first <= one.last
}

const weights = [8, 6, 4, 2, 3, 5, 9, 7] as const

/** Số kiểm tra of S10 (UPU), over the eight digits. */
export function checkDigit(serial: string): number {
  const sum = weights.reduce((total, weight, place) => total + weight * Number(serial[place] ?? 0), 0)
  const rest = 11 - (sum % 11)
  if (rest === 10) return 0
  return rest === 11 ? 5 : rest
}

function waybillIn({ service }: WaybillRange, number: number): string {
  const serial = String(number).padStart(8, '0')
  return `${service}${serial}${checkDigit(serial)}VN`
}

/** Ranges in force, in the order in which they are used up: the day of each lay ahead when it was set, so that none comes before one in use. */
function rangesOn(patterns: readonly NumberPattern[], day: Day): readonly WaybillRange[] {
  return patterns.flatMap(({ kind, validFrom, pattern }) => {
    const range = kind === 'waybill' && validFrom <= day ? readRange(pattern) : undefined
    return range ? [range] : []
  })
}

const roomIn = ({ first, last }: WaybillRange): number => last - first + 1

/** The so-manieth number of the pool, from 1; `undefined` past its end. */
export function waybillAt(patterns: readonly NumberPattern[], day: Day, nth: number): string | undefined {
  let before = 0
  for (const range of rangesOn(patterns, day)) {
    if (nth <= before + roomIn(range)) return waybillIn(range, range.first + nth - before - 1)
    before += roomIn(range)
  }
  return undefined
}

/** Numbers left after so many were drawn; `undefined` where the post has handed out none. */
export function waybillsLeft(patterns: readonly NumberPattern[], day: Day, drawn: number): number | undefined {
  const ranges = rangesOn(patterns, day)
  if (ranges.length === 0) return undefined
  return Math.max(0, ranges.reduce((sum, range) => sum + roomIn(range), 0) - drawn)
}

interface Drawn {
  /** For the event that orders. */
  detail: { itemCode?: string }
  serials?: readonly { scope: string; value: number }[]
}

/** Draws the next number with the order itself: both are written, or neither. Nothing is drawn from an empty pool: then the post gives the number. */
export function drawWaybill({
  patterns,
  at,
  nextSerial,
}: Pick<Circumstances, 'patterns' | 'at' | 'nextSerial'>): Drawn {
  const day = dayOf(at)
  if (rangesOn(patterns, day).length === 0) return { detail: {} }
  const value = nextSerial(waybillScope)
  const itemCode = waybillAt(patterns, day, value)
  return itemCode === undefined ? { detail: {} } : { detail: { itemCode }, serials: [{ scope: waybillScope, value }] }
}
