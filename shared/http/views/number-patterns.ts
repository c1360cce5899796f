import type { Day } from '../../calendar/day.ts'
import {
  countingPatterns,
  earlierPatterns,
  type NumberKind,
  type NumberPattern,
  numberPatterns,
  type PatternSet,
} from '../../dossier/numbering.ts'
import { doOverlap, readRange } from '../../dossier/waybills.ts'
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
  waybill: [],
} as const satisfies Record<NumberKind, readonly (keyof typeof spelled)[]>

/** As whoever writes a pattern has to spell them. */
const spelled = {
  '{agency}': '{agency}',
  '{year}': '{year}',
  '{date:': '{date:yyMMdd} hoặc {date:yyyyMMdd}',
  '{seq': '{seq:0000} (mỗi số 0 là một chữ số)',
} as const

const placeholder = /\{(agency|year|date:yyMMdd|date:yyyyMMdd|seq(:0{1,12})?)\}/g

/**
 * A pattern must lead to different numbers, and begins on a day to come: numbers given today keep their shape. `known` are those
 * that were set before.
 */
export function patternFaults(row: NumberPattern, today: Day, known: readonly PatternSet[] = []): Fault[] {
  const fault = (where: keyof NumberPattern, code: Fault['code'], detail: string): Fault => ({
    where: `body.${where}`,
    code,
    detail,
  })
  const missing = needed[row.kind].filter((part) => !row.pattern.includes(part))
  const rest = row.pattern.replace(placeholder, '')
  return [
    ...missing.map((part) => fault('pattern', 'wrong-form', `Mẫu số phải có phần ${spelled[part]}.`)),
    ...(row.kind === 'waybill' || /^[0-9A-Za-zĐđ./-]*$/.test(rest)
      ? []
      : [fault('pattern', 'wrong-form', 'Mẫu số chỉ gồm chữ, số, dấu . - / và các phần trong ngoặc nhọn đã biết.')]),
    ...(row.kind === 'waybill' ? rangeFaults(row, known, fault) : []),
    ...(row.validFrom > today ? [] : [fault('validFrom', 'too-small', 'Mẫu số mới có hiệu lực sớm nhất từ ngày mai.')]),
    ...(row.validTo === undefined || row.validTo >= row.validFrom
      ? []
      : [fault('validTo', 'too-small', 'Ngày hết hiệu lực phải sau ngày bắt đầu.')]),
  ]
}

type Faulty = (where: keyof NumberPattern, code: Fault['code'], detail: string) => Fault

/** A range of the post's is used up to its end, and none of its numbers is in another. */
function rangeFaults(row: NumberPattern, known: readonly PatternSet[], fault: Faulty): Fault[] {
  const range = readRange(row.pattern)
  if (!range) {
    const form = 'Dải số hiệu bưu gửi có dạng RM{00000001-00009999}VN: hai chữ cái, số đầu và số cuối 8 chữ số, VN.'
    return [fault('pattern', 'wrong-form', form)]
  }
  const others = countingPatterns(known).filter(
    ({ kind, validFrom }) => kind === 'waybill' && validFrom !== row.validFrom,
  )
  const taken = others.find(({ pattern }) => {
    const other = readRange(pattern)
    return other !== undefined && doOverlap(range, other)
  })
  return [
    ...(taken ? [fault('pattern', 'not-offered', `Dải này trùng số với dải đã đặt: ${taken.pattern}.`)] : []),
    ...(row.validTo === undefined
      ? []
      : [fault('validTo', 'not-offered', 'Dải số hiệu bưu gửi dùng đến hết, không có ngày hết hiệu lực.')]),
  ]
}
