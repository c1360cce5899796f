import { readIdentityNumber } from './identity-number.ts'

const weights = [31, 29, 23, 19, 17, 13, 7, 5, 3]

/** Mã số thuế as people write it, with spaces, dots and dashes anywhere, to `0100109106` or `0100109106-001`. */
export function plainTaxCode(text: string): string {
  const digits = text.replace(/[\s.-]/g, '')
  return /^\d{13}$/.test(digits) ? `${digits.slice(0, 10)}-${digits.slice(10)}` : digits
}

/** Whether it is a business's: ten digits, or thirteen with its branch. A person's own number serves a household. */
export function isBusinessCode(code: unknown): boolean {
  return typeof code === 'string' && /^\d{10}(-?\d{3})?$/.test(code)
}

/**
 * Ten digits with their check digit, a branch behind them or not; since 1/7/2025 a person's own number serves as well.
 * `doubtful` where the formula gives 10: the law names no digit, some systems write 0.
 */
export function checkTaxCode(code: string): 'right' | 'doubtful' | 'wrong' {
  if (/^\d{12}$/.test(code)) return readIdentityNumber(code) ? 'right' : 'wrong'
  if (!/^\d{10}(-\d{3})?$/.test(code) || code.endsWith('-000') || code.slice(2, 9) === '0000000') return 'wrong'
  const rest = weights.reduce((sum, weight, place) => sum + weight * Number(code[place]), 0) % 11
  const said = Number(code[9])
  if (rest === 0) return said === 0 ? 'doubtful' : 'wrong'
  return said === 10 - rest ? 'right' : 'wrong'
}
