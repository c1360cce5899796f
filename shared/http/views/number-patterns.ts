import type { Day } from '../../calendar/day.ts'
import {
  countingPatterns,
  earlierPatterns,
  type NumberKind,
  type NumberPattern,
  numberPatterns,
  type PatternSet,
} from '../../dossier/numbering.ts'
import type { Fault } from '../problems.ts'

/**
 * Every pattern, the built-in ones first: what is in force on a day is the newest stored one, else the newest built in. With
 * who set it, and what it takes the place of.
 */
export function showPatterns(sets: readonly PatternSet[]) {
  return [
    ...numberPatterns.map((row) => ({ ...row, builtIn: true })),
    ...countingPatterns(sets).map((set) => ({
      ...showSet(set),
      builtIn: false,
      earlier: earlierPatterns(sets, set).map(showSet),
    })),
  ]
}

const showSet = ({ n: _, id: __, body: ___, ...row }: PatternSet) => row

/** What each kind has to name, so that no two of its numbers can be the same. */
const needed = {
  'dossier-code': ['{agency}', '{date:', '{seq'],
  result: ['{year}', '{seq'],
  'payment-receipt': ['{agency}', '{year}', '{seq'],
  letter: ['{agency}', '{seq'],
} as const satisfies Record<NumberKind, readonly string[]>

const placeholder = /\{(agency|year|date:yyMMdd|date:yyyyMMdd|seq(:0{1,12})?)\}/g

/** A pattern must lead to different numbers, and begins on a day to come: numbers given today keep their shape. */
export function patternFaults(row: NumberPattern, today: Day): Fault[] {
  const fault = (where: keyof NumberPattern, code: Fault['code'], detail: string): Fault => ({
    where: `body.${where}`,
    code,
    detail,
  })
  const missing = needed[row.kind].filter((part) => !row.pattern.includes(part))
  const rest = row.pattern.replace(placeholder, '')
  return [
    ...missing.map((part) => fault('pattern', 'wrong-form', `Mẫu số phải có ${part}...}.`)),
    ...(/^[0-9A-Za-zĐđ./-]*$/.test(rest)
      ? []
      : [fault('pattern', 'wrong-form', 'Mẫu số chỉ gồm chữ, số, dấu . - / và các phần trong ngoặc nhọn đã biết.')]),
    ...(row.validFrom > today ? [] : [fault('validFrom', 'too-small', 'Mẫu số mới có hiệu lực sớm nhất từ ngày mai.')]),
    ...(row.validTo === undefined || row.validTo >= row.validFrom
      ? []
      : [fault('validTo', 'too-small', 'Ngày hết hiệu lực phải sau ngày bắt đầu.')]),
  ]
}
