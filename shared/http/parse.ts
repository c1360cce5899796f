import type * as z from 'zod'
import { isNextToNothing, placesOfNumbers } from '../near-zero.ts'
import type { PartOfRequest, Place } from '../place.ts'
import { readJson } from '../read-json.ts'
import { faultsOf, sayIssue, unknownField } from './faults.ts'
import type { Fault, FaultCode, RefusalCode } from './problems.ts'
import { t } from './schemas/texts.ts'
import type { Shape } from './schemas.ts'
import { choosesVariant, faultsBesideUnknownVariant } from './unknown-variant.ts'

/** Bytes a body may have. */
const mostBytes = 256 * 1024

export type Parts = { path: unknown; query: unknown; body: unknown; key: string | undefined }
/** A refusal of the body as a whole bears its fault. */
export type Parsed = { parts: Parts } | Refused | { faults: readonly Fault[] }

interface Refused {
  refusal: RefusalCode
  because: readonly Fault[]
}

type Said = { value: unknown } | { faults: readonly Fault[] }
/** `repeated`: places at which a name was said twice; the value has its last saying. */
type Body = { value: unknown; repeated?: readonly string[] }

/** Reads all parts of a request by its route's schemas; every fault of every part at once. */
export async function parseRequest(request: Request, template: string, shape: Shape): Promise<Parsed> {
  const url = new URL(request.url)
  const body: Body | Refused = request.method === 'POST' ? await readBody(request) : { value: {} }
  if ('refusal' in body) return body
  const path = pathOf(template, url.pathname)
  const query = queryOf(url.searchParams)
  const said = {
    path: path === undefined ? wrong('path', 'Địa chỉ không đọc được.') : check(shape.path, path, 'path'),
    query: 'faults' in query ? query : check(shape.query, query.value, 'query'),
    body: besideRepeated(check(shape.body, body.value, 'body'), body.repeated ?? [], shape.body),
    key: shape.key ? checkKey(request.headers.get('idempotency-key')) : { value: undefined },
  }
  const faults = Object.values(said).flatMap((part) => ('faults' in part ? part.faults : []))
  if (faults.length > 0) return { faults }
  const value = (part: Said) => ('value' in part ? part.value : undefined)
  const key = value(said.key)
  return {
    parts: {
      path: value(said.path),
      query: value(said.query),
      body: value(said.body),
      key: typeof key === 'string' ? key : undefined,
    },
  }
}

/** A part without a schema takes nothing. */
function check(schema: z.ZodType | undefined, value: unknown, part: PartOfRequest): Said {
  if (!schema) return refuseNamed(value, part)
  const read = schema.safeParse(value, { error: sayIssue, reportInput: true })
  const near = faultsNearZero(value, part)
  if (read.success) return near.length > 0 ? { faults: near } : { value: read.data }
  const faults = [...faultsOf(read.error, part), ...faultsBesideUnknownVariant(schema, value, part)]
  const told = new Set(faults.map(({ where }) => where))
  return { faults: [...faults, ...near.filter(({ where }) => !told.has(where))] }
}

function faultsNearZero(value: unknown, part: PartOfRequest): readonly Fault[] {
  const detail = 'Phải là 0, hoặc từ một phần triệu trở lên.'
  const places = placesOfNumbers(value, isNextToNothing)
  return places.map((place) => ({ where: `${part}${place}`, code: 'too-small', detail }))
}

function refuseNamed(value: unknown, part: PartOfRequest): Said {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return wrong(part, 'Phải là đối tượng.')
  const names = Object.keys(value)
  if (names.length === 0) return { value: undefined }
  return {
    faults: names.map(
      (name): Fault => ({
        where: `${part}.${name}`,
        code: 'unknown-field',
        detail: unknownField,
      }),
    ),
  }
}

const noKey = 'Thiếu tiêu đề Idempotency-Key: 8 đến 128 ký tự tự đặt cho việc này (một UUID mới); gửi lại thì dùng lại.'

function checkKey(header: string | null): Said {
  const where = 'header.idempotency-key'
  if (header === null) return wrong(where, noKey, 'required')
  const read = t.idempotencyKey.safeParse(header, { error: sayIssue, reportInput: true })
  if (read.success) return { value: read.data }
  return { faults: faultsOf(read.error, where) }
}

function wrong(where: Place, detail: string, code: FaultCode = 'wrong-form'): { faults: readonly Fault[] } {
  return { faults: [{ where, code, detail }] }
}

/** The named parts of an address; the template is the route's own. */
function pathOf(template: string, pathname: string): Record<string, string> | undefined {
  const names = template.split('/')
  const parts = pathname.split('/')
  const path: Record<string, string> = {}
  for (const [index, name] of names.entries()) {
    if (!name.startsWith('{')) continue
    const part = decoded(parts[index] ?? '')
    if (part === undefined) return undefined
    path[name.slice(1, -1)] = part
  }
  return path
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part)
  } catch {
    return undefined
  }
}

function queryOf(search: URLSearchParams): { value: Record<string, string> } | { faults: readonly Fault[] } {
  const repeated = new Set<string>()
  const value = new Map<string, string>()
  for (const [name, text] of search) {
    if (value.has(name)) repeated.add(name)
    value.set(name, text)
  }
  if (repeated.size === 0) return { value: Object.fromEntries(value) }
  return { faults: [...repeated].flatMap((name) => repeatedFault(`query.${name}`)) }
}

/** Beside names said twice, whatever is wrong in any case: not what hangs on which of the two was meant. */
function besideRepeated(said: Said, repeated: readonly string[], schema: z.ZodType | undefined): Said {
  if (repeated.length === 0) return said
  const places = repeated.map((place): Place => `body.${place}`)
  const unsure = new Set<string>(
    places.map((place) => {
      const path = place.split('.')
      return choosesVariant(schema, path.slice(1)) ? path.slice(0, -1).join('.') : place
    }),
  )
  const others = 'faults' in said ? said.faults : []
  const sure = others.filter(({ where }) => !outward(where).some((place) => unsure.has(place)))
  return { faults: [...places.flatMap((place) => repeatedFault(place)), ...sure] }
}

/** A place and every one that it lies within. */
function outward(where: Place): readonly string[] {
  const parts = where.split('.')
  return parts.map((_, n) => parts.slice(0, n + 1).join('.'))
}

const repeatedFault = (where: Place): readonly Fault[] =>
  wrong(where, 'Được gửi lên nhiều lần; chỉ gửi một lần.', 'repeated').faults

async function readBody(request: Request): Promise<Body | Refused> {
  if (Number(request.headers.get('content-length') ?? 0) > mostBytes) return tooLarge
  const bytes = await request.arrayBuffer()
  if (bytes.byteLength > mostBytes) return tooLarge
  if (bytes.byteLength === 0) return { value: {} }
  const type = request.headers.get('content-type') ?? ''
  if (!/^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(type)) return wrongType(type)
  const text = utf8(bytes)
  if (text === undefined) return notJson(isGzip(bytes) ? zipped : 'Có byte không phải UTF-8.')
  const read = readJson(text)
  if ('broken' in read) return notJson(read.broken === 'too-deep' ? tooDeep : brokenAt(read.at, text))
  return 'value' in read ? read : { value: read.last, repeated: read.repeated }
}

const tooLarge: Refused = {
  refusal: 'too-large',
  because: wrong('body', `Nhiều nhất ${mostBytes} byte; tệp thì tải lên chỗ đã xin.`, 'too-big').faults,
}
const zipped = 'Đang gửi nội dung nén (gzip); hãy gửi JSON không nén.'
const tooDeep = 'Lồng nhau quá 20 cấp.'

function wrongType(type: string): Refused {
  const said = type === '' ? 'Thiếu tiêu đề Content-Type.' : `Đang gửi “${type.slice(0, 100)}”.`
  return {
    refusal: 'wrong-content-type',
    because: wrong('header.content-type', `${said} Gửi application/json.`).faults,
  }
}

function notJson(why: string): Refused {
  return { refusal: 'not-json', because: wrong('body', why).faults }
}

const byteOrderMark = '\uFEFF'
const markSays = 'JSON bắt đầu bằng dấu thứ tự byte (BOM, U+FEFF); hãy gửi UTF-8 không có dấu này.'

/** Nothing of what was sent is told back: it may be anybody's name. */
function brokenAt(at: number, text: string): string {
  if (text.startsWith(byteOrderMark)) return markSays
  if (at >= text.length) return `JSON bị cắt: hết nội dung sau ${text.length} ký tự.`
  return `JSON hỏng ở ký tự thứ ${at + 1} trong ${text.length} ký tự.`
}

function isGzip(bytes: ArrayBuffer): boolean {
  const [first, second] = new Uint8Array(bytes)
  return first === 0x1f && second === 0x8b
}

/** What the door in front of a function makes of a byte that is no UTF-8, before we see it. */
const replaced = '\uFFFD'

function utf8(bytes: ArrayBuffer): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    return text.includes(replaced) ? undefined : text
  } catch {
    return undefined
  }
}
