import { placeOfAct } from './acts.ts'
import { asJson, type Json, listOf, part, textsOf } from './json.ts'
import { marked, must, safe, table } from './markup.ts'

export function showShape(name: string, shape: unknown): string {
  const schema = asJson(shape)
  return `<section id="kieu-${safe(name)}"><h3>${safe(name)}</h3>${schema.description === undefined ? '' : `<p>${safe(schema.description)}</p>`}${fieldsOf(schema, name)}</section>`
}

/** The fields of an object; of a union, those of every variant. `owner` is the shape, or the door that is sent it. */
export function fieldsOf(schema: Json, owner: string): string {
  const variants = listOf(schema.oneOf ?? schema.anyOf)
  if (variants.length > 0) return variants.map((variant) => showVariant(asJson(variant), owner)).join('')
  const required = textsOf(schema.required)
  const rows = Object.entries(part(schema, 'properties')).map(([name, field]) => [
    `<code>${safe(name)}</code>${must(required.includes(name))}`,
    kindOf(asJson(field)),
    marked(asJson(field).description),
  ])
  return rows.length > 0 ? table(['Trường', 'Kiểu', 'Ghi chú'], rows) : `<p>${kindOf(schema)}</p>`
}

function showVariant(variant: Json, owner: string): string {
  const place = placeOfAct(owner, variant)
  const id = place === undefined ? '' : ` id="${safe(place)}"`
  const says = id || variant.description ? `<p${id}>${marked(variant.description)}</p>` : ''
  return `${says}${fieldsOf(variant, owner)}`
}

export function kindOf(schema: Json): string {
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
