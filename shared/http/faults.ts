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
  record: 'đối tượng',
}

/** A name the document does not have at that place. */
export const unknownField = 'Đặc tả không có trường này ở đây; hãy bỏ đi hoặc xem tên đúng ở /docs.'

const wrongForm = 'Giá trị không đúng dạng.'

/** The sentence for an issue that bears none of its own. Handed to every parse, so that no English leaks. */
export function sayIssue(issue: RawIssue): string {
  if (issue.code !== 'unrecognized_keys' && issue.code !== 'custom' && issue.input === undefined) {
    return 'Thiếu thông tin bắt buộc.'
  }
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected in kinds ? `Phải là ${kinds[issue.expected]}.` : wrongForm
    case 'too_small':
      return `Phải ${measure(issue.origin)} ít nhất ${issue.minimum}${unit(issue.origin)}.`
    case 'too_big':
      return `Phải ${measure(issue.origin)} nhiều nhất ${issue.maximum}${unit(issue.origin)}.`
    case 'invalid_value':
      return `Phải là một trong: ${list(issue.values)}.`
    case 'unrecognized_keys':
      return unknownField
    case 'invalid_union':
      if (issue.options === undefined) return nearest(issue)?.message ?? wrongForm
      return `${isLeftOut(issue) ? 'Thiếu thông tin bắt buộc, phải' : 'Phải'} là một trong: ${list(issue.options)}.`
    default:
      return wrongForm
  }
}

/** Lỗi dữ liệu. Every issue of a parse, each with its place; an unknown field is named one by one. */
export function faultsOf(error: z.ZodError, part: Place): readonly Fault[] {
  const faults = error.issues.flatMap((issue): readonly Fault[] => {
    const where = issue.path.reduce<Place>((place, name) => `${place}.${String(name)}`, part)
    if (issue.code !== 'unrecognized_keys') return [{ where, code: codeOf(issue), detail: issue.message }]
    return issue.keys.map((key): Fault => ({ where: `${where}.${key}`, code: 'unknown-field', detail: issue.message }))
  })
  return toldOnce(faults)
}

/** One place told once, although two checks may have found it; of a wrong type nothing else is said. */
function toldOnce(faults: readonly Fault[]): readonly Fault[] {
  const told = new Map<Place, Set<string>>()
  return faults.filter(({ where, code }) => {
    const codes = told.get(where) ?? new Set<string>()
    if (codes.has(code) || codes.has('wrong-type')) return false
    told.set(where, codes.add(code))
    return true
  })
}

/** Of a union without a name for its variants: what its nearest variant says, a wrong type before anything else. */
function nearest(issue: Pick<z.core.$ZodIssueInvalidUnion, 'errors'>): Issue | undefined {
  const all = issue.errors.flat()
  return all.find(({ code }) => code === 'invalid_type') ?? all[0]
}

/** The field that tells the variants apart is not there at all. */
function isLeftOut(issue: RawIssue | Issue): boolean {
  if (issue.code !== 'invalid_union' || !('discriminator' in issue)) return false
  const { discriminator, input } = issue
  return typeof input === 'object' && input !== null && !Object.hasOwn(input, String(discriminator))
}

function codeOf(issue: Issue): FaultCode {
  const told: unknown = issue.code === 'custom' ? issue.params?.fault : undefined
  if (told === 'repeated' || told === 'not-offered' || told === 'too-big') return told
  if (issue.code !== 'custom' && issue.input === undefined) return 'required'
  switch (issue.code) {
    case 'invalid_type':
      return 'wrong-type'
    case 'too_small':
      return 'too-small'
    case 'too_big':
      return 'too-big'
    case 'invalid_union': {
      const near = issue.errors.length > 0 ? nearest(issue) : undefined
      return isLeftOut(issue) ? 'required' : near ? codeOf(near) : 'not-offered'
    }
    case 'invalid_value':
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
