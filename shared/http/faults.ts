import type * as z from 'zod'
import type { Place } from '../place.ts'
import type { Fault, FaultCode } from './problems.ts'

type Issue = z.core.$ZodIssue
type RawIssue = z.core.$ZodRawIssue

const kinds: Readonly<Record<string, string>> = {
  string: 'chữ',
  number: 'số',
  int: 'số nguyên',
  boolean: 'đúng/sai',
  array: 'danh sách',
  object: 'đối tượng',
}

/** A name the document does not have at that place. */
export const unknownField = 'Đặc tả không có trường này ở đây; hãy bỏ đi hoặc xem tên đúng ở /docs.'

/** The sentence for an issue that bears none of its own. Handed to every parse, so that no English leaks. */
export function sayIssue(issue: RawIssue): string {
  if (issue.code !== 'unrecognized_keys' && issue.code !== 'custom' && issue.input === undefined) {
    return 'Thiếu thông tin bắt buộc.'
  }
  switch (issue.code) {
    case 'invalid_type':
      return `Phải là ${kinds[String(issue.expected)] ?? 'kiểu khác'}.`
    case 'too_small':
      return `Phải ${measure(issue.origin)} ít nhất ${issue.minimum}${unit(issue.origin)}.`
    case 'too_big':
      return `Phải ${measure(issue.origin)} nhiều nhất ${issue.maximum}${unit(issue.origin)}.`
    case 'invalid_value':
      return `Phải là một trong: ${list(issue.values)}.`
    case 'unrecognized_keys':
      return unknownField
    case 'invalid_union':
      return issue.options ? `Phải là một trong: ${list(issue.options)}.` : 'Không phải giá trị được nhận ở đây.'
    default:
      return 'Giá trị không đúng dạng.'
  }
}

/** Lỗi dữ liệu. Every issue of a parse, each with its place; an unknown field is named one by one. */
export function faultsOf(error: z.ZodError, part: Place): readonly Fault[] {
  const faults = error.issues.flatMap((issue): readonly Fault[] => {
    const where = issue.path.reduce<Place>((place, name) => `${place}.${String(name)}`, part)
    if (issue.code !== 'unrecognized_keys') return [{ where, code: codeOf(issue), detail: issue.message }]
    return issue.keys.map((key): Fault => ({ where: `${where}.${key}`, code: 'unknown-field', detail: issue.message }))
  })
  // One place told once, although two checks may have found it.
  return faults.filter(
    ({ where, code }, n) => n === faults.findIndex((one) => one.where === where && one.code === code),
  )
}

function codeOf(issue: Issue): FaultCode {
  if (issue.code !== 'custom' && issue.input === undefined) return 'required'
  switch (issue.code) {
    case 'invalid_type':
      return 'wrong-type'
    case 'too_small':
      return 'too-small'
    case 'too_big':
      return 'too-big'
    case 'invalid_value':
    case 'invalid_union':
      return 'not-offered'
    default:
      return 'wrong-form'
  }
}

function measure(origin: unknown): string {
  return origin === 'string' || origin === 'array' ? 'có' : 'là'
}

function unit(origin: unknown): string {
  return origin === 'string' ? ' ký tự' : origin === 'array' ? ' mục' : ''
}

function list(values: unknown): string {
  return Array.isArray(values) ? values.map(String).join(', ') : ''
}
