import { placeOfAct } from './acts.ts'
import { asJson, type Json, listOf, part, textsOf } from './json.ts'
import { marked, must, safe, table } from './markup.ts'

export function showShape(name: string, shape: unknown): string {
  const schema = asJson(shape)
  return `<section id="kieu-${safe(name)}"><h3>${safe(name)}</h3>${schema.description === undefined ? '' : `<p>${safe(schema.description)}</p>`}${fieldsOf(schema, name)}</section>`
}

/** The fields of an object, those of the objects within it too; of a union, those of every variant. `owner` is the shape, or the door that is sent it. */
export function fieldsOf(schema: Json, owner: string): string {
  const variants = listOf(schema.oneOf ?? schema.anyOf)
  if (variants.length > 0) return variants.map((variant) => showVariant(asJson(variant), owner)).join('')
  const rows = rowsOf(schema, '')
  return rows.length > 0 ? table(['Trường', 'Kiểu', 'Ghi chú'], rows) : `<p>${kindOf(schema)}</p>`
}

/** A row a field, named from the outermost object on: `deliverTo.phone`, `papers[].count`. */
function rowsOf(schema: Json, before: string): string[][] {
  const required = textsOf(schema.required)
  return Object.entries(part(schema, 'properties')).flatMap(([name, one]) => {
    const field = asJson(one)
    const gone = field.deprecated === true ? '<strong>Sắp bỏ.</strong> ' : ''
    const row = [
      `<code>${safe(`${before}${name}`)}</code>${must(required.includes(name))}`,
      kindOf(field, true),
      `${gone}${marked(field.description)}`,
    ]
    return [row, ...within(field, `${before}${name}`)]
  })
}

/** What the objects of a field are made of, once for variants alike; a named shape is told at its own place. */
function within(field: Json, name: string): string[][] {
  if (field.type === 'array') return within(part(field, 'items'), `${name}[]`)
  const variants = listOf(field.oneOf ?? field.anyOf).flatMap((variant) => within(asJson(variant), name))
  const rows = [...rowsOf(field, `${name}.`), ...variants]
  return [...new Map(rows.map((row) => [row.join(), row])).values()]
}

function showVariant(variant: Json, owner: string): string {
  const place = placeOfAct(owner, variant)
  const id = place === undefined ? '' : ` id="${safe(place)}"`
  const says = id || variant.description ? `<p${id}>${marked(variant.description)}</p>` : ''
  return `${says}${fieldsOf(variant, owner)}`
}

/** `isOpened`: what an object is made of is told below it. */
export function kindOf(schema: Json, isOpened = false): string {
  if (typeof schema.$ref === 'string') {
    const name = schema.$ref.split('/').at(-1) ?? ''
    return `<a href="#kieu-${safe(name)}">${safe(name)}</a>`
  }
  if (schema.const !== undefined) return `<code>${safe(schema.const)}</code>`
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => `<code>${safe(value)}</code>`).join(' ')
  const variants = listOf(schema.oneOf ?? schema.anyOf)
  if (variants.length > 0) return variants.map((variant) => kindOf(asJson(variant), isOpened)).join(' hoặc ')
  if (schema.type === 'array')
    return `danh sách ${kindOf(part(schema, 'items'), isOpened)}${inBrackets([itemsOf(schema)])}`
  const inner = isOpened ? [] : Object.keys(part(schema, 'properties'))
  const fields = inner.length > 0 ? ` { ${inner.join(', ')} }` : ''
  const named = (Array.isArray(schema.type) ? schema.type : [schema.type]).map((one) => kinds[String(one)] ?? 'bất kỳ')
  return safe(`${named.join(' hoặc ')}${fields}${inBrackets(boundsOf(schema))}`)
}

function itemsOf({ minItems, maxItems }: Json): string {
  return minItems === undefined && maxItems === undefined ? '' : `${minItems ?? 0}-${maxItems ?? ''} mục`
}

function boundsOf({ minLength, maxLength, minimum, maximum, format, pattern }: Json): string[] {
  const most = Number(maximum) < Number.MAX_SAFE_INTEGER ? maximum : undefined
  return [
    format === undefined ? '' : String(format),
    minLength === undefined && maxLength === undefined ? '' : `${minLength ?? 0}-${maxLength ?? ''} ký tự`,
    minimum === undefined || Number(minimum) <= Number.MIN_SAFE_INTEGER ? '' : `từ ${minimum}`,
    most === undefined ? '' : `đến ${most}`,
    pattern === undefined ? '' : `dạng ${pattern}`,
  ]
}

function inBrackets(bounds: readonly string[]): string {
  const told = bounds.filter((bound) => bound !== '')
  return told.length > 0 ? ` (${told.join(', ')})` : ''
}

const kinds: Readonly<Record<string, string>> = {
  string: 'chữ',
  integer: 'số nguyên',
  number: 'số',
  boolean: 'đúng/sai',
  object: 'đối tượng',
  null: 'null',
}
