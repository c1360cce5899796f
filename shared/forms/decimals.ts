import { lazily } from '../lazily.ts'

const format = lazily(() => new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 2 }))

/** A number as people write it here, with two decimals at most: `1.234,5`. */
export function inDecimals(value: number): string {
  return format().format(value)
}
