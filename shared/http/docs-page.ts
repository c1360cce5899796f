import { createHash } from 'node:crypto'
import { searchKey } from '../catalogue/search-key.ts'
import { objections } from '../dossier/objections.ts'
import { fieldTexts } from './document-texts.ts'
import { problemExample } from './examples/problem.ts'
import type { Document } from './openapi.ts'
import { faultCodes, refusals } from './problems.ts'

const style = `
:root{color-scheme:light dark}
body{font:16px/1.55 "Noto Sans","Segoe UI",system-ui,sans-serif;max-width:62rem;margin:0 auto;padding:1.5rem}
h1{margin-bottom:.2rem}h2{border-bottom:2px solid #b5121b;padding-bottom:.2rem;margin-top:2.5rem}
section{margin:1.5rem 0;padding-left:1rem;border-left:3px solid #8884}
code,.path{font-family:ui-monospace,"DejaVu Sans Mono",monospace;font-size:.9em;overflow-wrap:anywhere}
.verb{font-weight:700;color:#b5121b}.door{float:right;font-size:.85em;opacity:.75}
pre{overflow-x:auto;font-size:.85em}
table{border-collapse:collapse;width:100%;margin:.5rem 0}td,th{text-align:left;vertical-align:top;padding:.25rem .6rem;border-bottom:1px solid #8884}
th{font-weight:600;white-space:nowrap}td code{overflow-wrap:break-word}details{margin:.5rem 0}nav a{margin-right:1rem;display:inline-block;padding:.3rem 0}.must{color:#b5121b}
.wide{overflow-x:auto}summary{cursor:pointer;padding:.3rem 0}input,button{font:inherit;padding:.4rem .6rem}input{width:min(24rem,100%);box-sizing:border-box}
a:focus-visible,summary:focus-visible,input:focus-visible,button:focus-visible,.wide:focus-visible,pre:focus-visible{outline:3px solid #b5121b;outline-offset:2px}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:.5rem;background:Canvas;padding:.5rem}
@media(max-width:40rem){body{padding:.75rem}section{padding-left:.6rem}.door{float:none;display:block}td,th{padding:.25rem .35rem}table{min-width:30rem}}
`

/** No script, no foreign host: one sheet of style, known by its digest. */
export const docsPolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'`

type Json = Readonly<Record<string, unknown>>
interface Operation {
  id: string
  verb: string
  path: string
  body: Json
}

/** Trang tài liệu: the OpenAPI document as one page that people can read and print; of a word only what bears it. */
export function docsPage(document: Document, word = ''): string {
  const whole: Json = JSON.parse(JSON.stringify(document))
  const info = part(whole, 'info')
  const wanted = searchKey(word)
  const operations = bearing(wanted, operationsOf(whole), (one) => [one.id, one.path, one.verb, wordsOf(one.body)])
  const groups = [...Map.groupBy(operations, ({ body }) => textsOf(body.tags)[0] ?? '')]
  const shapes = bearing(wanted, Object.entries(part(part(whole, 'components'), 'schemas')), ([name, shape]) => [
    name,
    asJson(shape).description,
  ])
  const isSearch = wanted !== ''
  const page = `<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${safe(info.title)}: tài liệu API</title><style>${style}</style></head><body>
<a class="skip" href="#noi-dung">Đến nội dung</a><h1>${safe(info.title)}</h1><p>${safe(info.summary)}</p><p>${safe(info.description)}</p>
<p><a href="/openapi.json">Đặc tả OpenAPI 3.1</a></p>
<form role="search" action="/docs"><label for="q">Tìm chức năng, kiểu dữ liệu, mã lỗi theo từ (có dấu hay không):</label> <input id="q" name="q" type="search" maxlength="200" value="${safe(word)}"> <button>Tìm</button></form>
${!isSearch ? '' : `<p role="status">${operations.length} chức năng có “${safe(word)}”. <a href="/docs">Xem tất cả</a></p>`}
<nav>${groups.map(([name], n) => `<a href="#nhom-${n}">${safe(name)}</a>`).join('')}<a href="#kieu">Kiểu dữ liệu</a><a href="#ma-loi">Mã lỗi</a></nav>
<details${isSearch ? ' open' : ''}><summary>Mục lục: ${operations.length} chức năng</summary>${table(['Chức năng', 'Địa chỉ', 'Ai gọi'], operations.map(showLine))}</details>
<main id="noi-dung">
${groups.map(([name, rows], n) => `<h2 id="nhom-${n}">${safe(name)}</h2>${rows.map(showOperation).join('')}`).join('')}
<h2 id="kieu">Kiểu dữ liệu</h2>${shapes.map(([name, shape]) => showShape(name, shape)).join('')}
<h2 id="ma-loi">Mã lỗi</h2>${showCodes(wanted)}
</main></body></html>`
  return isSearch ? leadingOut(page) : page
}

/** What a search leaves out stands on the whole page. */
function leadingOut(page: string): string {
  const here = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id))
  return page.replaceAll(/ href="#([^"]+)"/g, (link, id: string) => (here.has(id) ? link : ` href="/docs#${id}"`))
}

function operationsOf(document: Json): Operation[] {
  return Object.entries({ ...part(document, 'paths'), ...part(document, 'webhooks') }).flatMap(([path, verbs]) =>
    Object.entries(asJson(verbs)).map(([verb, body]) => ({
      id: String(asJson(body).operationId),
      verb: verb.toUpperCase(),
      path,
      body: asJson(body),
    })),
  )
}

/** Those whose texts have the words that are looked for as they stand, the last one perhaps begun; where none has, those that have each of them. */
function bearing<T>(wanted: string, all: readonly T[], textsOf: (one: T) => readonly unknown[]): readonly T[] {
  const said = new Map(all.map((one) => [one, ` ${searchKey(textsOf(one).join(' '))}`]))
  const having = (words: readonly string[]) =>
    all.filter((one) => words.every((word) => said.get(one)?.includes(` ${word}`)))
  const together = having([wanted])
  return together.length > 0 ? together : having(wanted.split(' '))
}

/** What a reader may know an operation by: its heading, its text, its group and its codes. */
function wordsOf(body: Json): string {
  const codes = Object.values(part(body, 'responses')).map((response) => asJson(response).description)
  return [body.summary, body.description, ...textsOf(body.tags), ...codes].join(' ')
}

function showLine({ id, verb, path, body }: Operation): string[] {
  return [
    `<a href="#${safe(id)}">${safe(body.summary)}</a>`,
    `<code>${verb} ${safe(path)}</code>`,
    callerOf(path, body),
  ]
}

function showOperation({ id, verb, path, body }: Operation): string {
  const parameters = listOf(body.parameters).map(asJson)
  const said = part(part(body, 'requestBody'), 'content')
  return `<section id="${safe(id)}"><h3>${safe(body.summary)}<span class="door">${callerOf(path, body)}</span></h3>
<p class="path"><span class="verb">${verb}</span> ${safe(path)} · ${safe(id)}</p>${body.description === undefined ? '' : `<p>${marked(body.description)}</p>`}
${parameters.length > 0 ? table(['Tham số', 'Ở đâu', 'Kiểu', 'Ghi chú'], parameters.map(showParameter)) : ''}
${Object.values(said)
  .map((content) => `<p>Nội dung gửi:</p>${fieldsOf(part(asJson(content), 'schema'))}${showExample(asJson(content))}`)
  .join('')}
<details><summary>Trả lời</summary>${table(['Mã', 'Nghĩa', 'Kiểu'], Object.entries(part(body, 'responses')).map(showResponse))}${Object.values(
    part(body, 'responses'),
  )
    .flatMap((response) => Object.values(part(asJson(response), 'content')))
    .slice(0, 1)
    .map((content) => showExample(asJson(content)))
    .join('')}</details></section>`
}

function showExample({ example, examples }: Json): string {
  const named = Object.entries(asJson(examples)).map(([name, one]): [string, unknown] => [name, asJson(one).value])
  const all: [string, unknown][] = example === undefined ? named : [['', example]]
  return all.map(([name, value]) => `<details><summary>Ví dụ ${safe(name)}</summary>${shown(value)}</details>`).join('')
}

const shown = (value: unknown) => `<pre tabindex="0">${safe(JSON.stringify(value, undefined, 2))}</pre>`

function showParameter(parameter: Json): string[] {
  return [
    `<code>${safe(parameter.name)}</code>${must(parameter.required === true)}`,
    safe(places[String(parameter.in)] ?? parameter.in),
    kindOf(part(parameter, 'schema')),
    marked(part(parameter, 'schema').description ?? parameter.description),
  ]
}

function showResponse([status, response]: [string, unknown]): string[] {
  const [content] = Object.values(part(asJson(response), 'content'))
  const lines = String(asJson(response).description).split('\n\n')
  return [
    safe(status),
    lines.map(showRefusal).join('<br>'),
    content === undefined ? '' : kindOf(part(asJson(content), 'schema')),
  ]
}

/** What nearly every door may answer leads to its sentence, which is told once; a rule's own sentence stands at the door. */
function showRefusal(line: string): string {
  const [, code = ''] = /^`([\w-]+)`: /.exec(line) ?? []
  return Object.hasOwn(refusals, code) ? `<a href="#loi-${code}"><code>${code}</code></a>` : marked(line)
}

/** Every stable code, from the tables that answers are made of. */
function showCodes(wanted: string): string {
  const all = Object.entries({ ...refusals, ...objections }).sort(([, one], [, other]) => one.status - other.status)
  const problems = bearing(wanted, all, ([code, { says }]) => [code, says])
  return `<p>Mọi lời từ chối theo RFC 9457; <code>code</code> không đổi nghĩa, mã mới có thể thêm vào. Với 503 hoặc khi không nhận được trả lời, gửi lại đúng yêu cầu với cùng Idempotency-Key: việc chỉ được làm một lần.</p>
${table(
  ['Mã', 'HTTP', 'Nghĩa'],
  problems.map(([code, { status, says }]) => [
    `<code id="loi-${safe(code)}">${safe(code)}</code>`,
    safe(status),
    safe(says),
  ]),
)}
<p>Một lời từ chối trông như sau:</p>${shown(problemExample)}
<p>Trong <code>faults</code>, mỗi chỗ sai có một mã, và <code>where</code>: ${marked(fieldTexts.where)}</p>
${table(
  ['Mã', 'Nghĩa'],
  Object.entries(faultCodes).map(([code, says]) => [`<code>${safe(code)}</code>`, safe(says)]),
)}`
}

function showShape(name: string, shape: unknown): string {
  const schema = asJson(shape)
  return `<section id="kieu-${safe(name)}"><h3>${safe(name)}</h3>${schema.description === undefined ? '' : `<p>${safe(schema.description)}</p>`}${fieldsOf(schema)}</section>`
}

/** The fields of an object; of a union, those of every variant. */
function fieldsOf(schema: Json): string {
  const variants = listOf(schema.oneOf ?? schema.anyOf)
  if (variants.length > 0) return variants.map((variant) => showVariant(asJson(variant))).join('')
  const required = textsOf(schema.required)
  const rows = Object.entries(part(schema, 'properties')).map(([name, field]) => [
    `<code>${safe(name)}</code>${must(required.includes(name))}`,
    kindOf(asJson(field)),
    marked(asJson(field).description),
  ])
  return rows.length > 0 ? table(['Trường', 'Kiểu', 'Ghi chú'], rows) : `<p>${kindOf(schema)}</p>`
}

function showVariant(variant: Json): string {
  return `${variant.description === undefined ? '' : `<p>${marked(variant.description)}</p>`}${fieldsOf(variant)}`
}

function kindOf(schema: Json): string {
  if (typeof schema.$ref === 'string') {
    const name = schema.$ref.split('/').at(-1) ?? ''
    return `<a href="#kieu-${safe(name)}">${safe(name)}</a>`
  }
  if (schema.const !== undefined) return `<code>${safe(schema.const)}</code>`
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => `<code>${safe(value)}</code>`).join(' ')
  const variants = listOf(schema.oneOf ?? schema.anyOf)
  if (variants.length > 0) return variants.map((variant) => kindOf(asJson(variant))).join(' hoặc ')
  if (schema.type === 'array') return `danh sách ${kindOf(part(schema, 'items'))}`
  const inner = Object.keys(part(schema, 'properties'))
  const fields = inner.length > 0 ? ` { ${inner.join(', ')} }` : ''
  return safe(`${kinds[String(schema.type)] ?? 'bất kỳ'}${fields}${boundsOf(schema)}`)
}

function boundsOf({ minLength, maxLength, minimum, maximum, format, pattern }: Json): string {
  const most = Number(maximum) < Number.MAX_SAFE_INTEGER ? maximum : undefined
  const bounds = [
    format === undefined ? '' : String(format),
    minLength === undefined && maxLength === undefined ? '' : `${minLength ?? 0}-${maxLength ?? ''} ký tự`,
    minimum === undefined || Number(minimum) <= Number.MIN_SAFE_INTEGER ? '' : `từ ${minimum}`,
    most === undefined ? '' : `đến ${most}`,
    pattern === undefined ? '' : `dạng ${pattern}`,
  ].filter((bound) => bound !== '')
  return bounds.length > 0 ? ` (${bounds.join(', ')})` : ''
}

const kinds: Readonly<Record<string, string>> = {
  string: 'chữ',
  integer: 'số nguyên',
  number: 'số',
  boolean: 'đúng/sai',
  object: 'đối tượng',
}
const places: Readonly<Record<string, string>> = { path: 'địa chỉ', query: 'truy vấn', header: 'tiêu đề' }

const doorNames: Readonly<Record<string, string>> = { citizen: 'Công dân', staff: 'Cán bộ', machine: 'Hệ thống khác' }

/** Partners sign what they say and bear no token; what has no path of ours is called by us. */
function callerOf(path: string, { security }: Json): string {
  if (!path.startsWith('/')) return 'Hệ thống này gọi đi'
  if (path.startsWith('/v1/partner/')) return 'Đối tác'
  const [door = ''] = listOf(security).flatMap((one) => Object.keys(asJson(one)))
  return doorNames[door] ?? 'Công khai'
}

function must(isRequired: boolean): string {
  return isRequired ? ' <span class="must" title="bắt buộc">*</span>' : ''
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`)
  const first = heads.map((head) => `<th scope="col">${head}</th>`).join('')
  return `<div class="wide" tabindex="0"><table><tr>${first}</tr>${cells.join('')}</table></div>`
}

function part(json: Json, name: string): Json {
  return asJson(json[name])
}

function asJson(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {}
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function textsOf(value: unknown): readonly string[] {
  return listOf(value).map(String)
}

/** What a text sets in backquotes is code. */
function marked(text: unknown): string {
  return safe(text).replaceAll(/`([^`]+)`/g, '<code>$1</code>')
}

function safe(value: unknown): string {
  return String(value ?? '').replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
