import { refusals } from '../problems.ts'
import type { Act } from './acts.ts'
import { asJson, type Json, listOf, part } from './json.ts'
import { marked, must, safe, shown, table } from './markup.ts'
import { fieldsOf, kindOf } from './shapes.ts'

export interface Operation {
  id: string
  verb: string
  path: string
  body: Json
}

export function operationsOf(document: Json): Operation[] {
  return Object.entries({ ...part(document, 'paths'), ...part(document, 'webhooks') }).flatMap(([path, verbs]) =>
    Object.entries(asJson(verbs)).map(([verb, body]) => ({
      id: String(asJson(body).operationId),
      verb: verb.toUpperCase(),
      path,
      body: asJson(body),
    })),
  )
}

export function showLine({ id, verb, path, body }: Operation): string[] {
  return [
    `<a href="#${safe(id)}">${safe(body.summary)}</a>${isToGo(body)}`,
    `<code>${verb} ${safe(path)}</code>`,
    callerOf(path, body),
  ]
}

export function showAct({ name, says, place, door }: Act & { door: Operation }): string[] {
  const { id, body } = door
  return [
    `<a href="#${safe(place)}"><code>${safe(name)}</code></a>`,
    marked(says),
    `<a href="#${safe(id)}">${safe(body.summary)}</a>`,
  ]
}

export function showOperation({ id, verb, path, body }: Operation): string {
  const parameters = listOf(body.parameters).map(asJson)
  const said = part(part(body, 'requestBody'), 'content')
  return `<section id="${safe(id)}"><h3>${safe(body.summary)}${isToGo(body)}<span class="door">${callerOf(path, body)}</span></h3>
<p class="path"><span class="verb">${verb}</span> ${safe(path)} · ${safe(id)}</p>${body.description === undefined ? '' : `<p>${marked(body.description)}</p>`}
${parameters.length > 0 ? table(['Tham số', 'Ở đâu', 'Kiểu', 'Ghi chú'], parameters.map(showParameter)) : ''}
${Object.values(said)
  .map(
    (content) => `<p>Nội dung gửi:</p>${fieldsOf(part(asJson(content), 'schema'), id)}${showExample(asJson(content))}`,
  )
  .join('')}
<details><summary>Trả lời</summary>${table(['Mã', 'Nghĩa', 'Kiểu'], Object.entries(part(body, 'responses')).map(showResponse))}${Object.values(
    part(body, 'responses'),
  )
    .flatMap((response) => Object.values(part(asJson(response), 'content')))
    .slice(0, 1)
    .map((content) => `${showUnnamed(part(asJson(content), 'schema'), id)}${showExample(asJson(content))}`)
    .join('')}</details></section>`
}

function isToGo({ deprecated }: Json): string {
  return deprecated === true ? ' <strong>(sắp bỏ)</strong>' : ''
}

/** What is answered in a shape of its own: one that has a name is told there. */
function showUnnamed(schema: Json, id: string): string {
  return schema.properties === undefined ? '' : fieldsOf(schema, id)
}

function showExample({ example, examples }: Json): string {
  const named = Object.entries(asJson(examples)).map(([name, one]): [string, unknown] => [name, asJson(one).value])
  const all: [string, unknown][] = example === undefined ? named : [['', example]]
  return all.map(([name, value]) => `<details><summary>Ví dụ ${safe(name)}</summary>${shown(value)}</details>`).join('')
}

function showParameter(parameter: Json): string[] {
  return [
    `<code>${safe(parameter.name)}</code>${must(parameter.required === true)}`,
    safe(places[String(parameter.in)] ?? parameter.in),
    kindOf(part(parameter, 'schema')),
    marked(part(parameter, 'schema').description ?? parameter.description),
  ]
}

const places: Readonly<Record<string, string>> = { path: 'địa chỉ', query: 'truy vấn', header: 'tiêu đề' }

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

const doorNames: Readonly<Record<string, string>> = { citizen: 'Công dân', staff: 'Cán bộ', machine: 'Hệ thống khác' }

/** Partners sign what they say and bear no token; what has no path of ours is called by us. */
function callerOf(path: string, { security }: Json): string {
  if (!path.startsWith('/')) return 'Hệ thống này gọi đi'
  if (path.startsWith('/v1/partner/')) return 'Đối tác'
  const [door = ''] = listOf(security).flatMap((one) => Object.keys(asJson(one)))
  return doorNames[door] ?? 'Công khai'
}
