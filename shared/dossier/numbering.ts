import type { UnitId } from '../agencies/unit.ts'
import type { Day } from '../calendar/day.ts'

/** Mẫu mã hồ sơ: the shape of a dossier code is data, valid between two days (domain §1.4). */
export interface CodePattern {
  validFrom: Day
  validTo?: Day
  /** `{agency}`, `{date:yyMMdd}` or `{date:yyyyMMdd}`, `{seq:0000}`. */
  pattern: string
  source: string
}

export const codePatterns: readonly CodePattern[] = [
  {
    validFrom: '2018-01-01',
    pattern: '{agency}-{date:yyMMdd}-{seq:0000}',
    source: 'TT 01/2018/TT-VPCP Đ.19; TT 03/2025/TT-VPCP chưa xác minh',
  },
]

/** The counter that moves inside the reception's own transaction: one per receiving agency and day, with separators. */
export function serialScope(agency: UnitId, day: Day): string {
  return `DOSSIER-CODE#${agency}#${day}`
}

/** Grows a digit past the pattern's width; it never wraps. Throws when no pattern is valid on that day. */
export function dossierCode(patterns: readonly CodePattern[], agency: UnitId, day: Day, serial: number): string {
  const valid = patterns.find((row) => row.validFrom <= day && (row.validTo === undefined || day <= row.validTo))
  if (!valid) throw new Error(`no dossier code pattern is valid on ${day}`)
  return valid.pattern
    .replace('{agency}', agency)
    .replace('{date:yyMMdd}', day.slice(2).replaceAll('-', ''))
    .replace('{date:yyyyMMdd}', day.replaceAll('-', ''))
    .replace(/\{seq:(0+)\}/, (_, zeros: string) => String(serial).padStart(zeros.length, '0'))
}
