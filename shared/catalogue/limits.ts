import type { Limit } from '../calendar/due.ts'

const units: readonly [RegExp, Limit['unit']][] = [
  [/^ngày\s+làm\s+việc/, 'working_day'],
  [/^ngày/, 'day'],
  [/^tháng/, 'month'],
  [/^giờ/, 'hour'],
]
const duration =
  /(?<![\p{L}\d.,/])(nửa|\d+(?:[.,]\d+)?|\d+\s*\/\s*\d+)\s*(?:\([^)]*\)\s*)?(ngày(?:\s+làm\s+việc)?|tháng|giờ)(?!\p{L})/giu

/**
 * Reads one duration out of published words: `05 ngày làm việc`, `7,5 Ngày`, `1/2 ngày`, `ngay trong ngày`.
 * `undefined` for a bare number, for several durations, and for an hour of the clock such as `sau 15 giờ`.
 */
export function readLimit(text: string): Limit | undefined {
  const words = text.normalize('NFC').toLowerCase().trim()
  const found = [...words.matchAll(duration)]
  if (found.length === 0)
    return /(ngay )?trong (ngày|buổi)|giải quyết ngay/.test(words) ? { amount: 0, unit: 'immediate' } : undefined
  const [only, ...more] = found
  if (!only || more.length > 0 || /(sau|trước|đến|lúc)\s*$/.test(words.slice(0, only.index))) return undefined
  const amount = readAmount(only[1] ?? '')
  const unit = units.find(([shape]) => shape.test(only[2] ?? ''))?.[1]
  return unit && amount > 0 ? { amount, unit } : undefined
}

function readAmount(text: string): number {
  if (text === 'nửa') return 0.5
  const [above = '', below] = text.split('/')
  return below === undefined ? Number(above.replace(',', '.')) : Number(above) / Number(below)
}
