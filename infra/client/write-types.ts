/** A JSON Schema of the OpenAPI document, as far as the document uses the language. */
export interface JsonSchema {
  $ref?: string
  type?: string | string[]
  const?: unknown
  enum?: unknown[]
  oneOf?: JsonSchema[]
  anyOf?: JsonSchema[]
  allOf?: JsonSchema[]
  items?: JsonSchema
  properties?: Record<string, JsonSchema>
  required?: string[]
  additionalProperties?: boolean | JsonSchema
  description?: string
  examples?: unknown[]
  deprecated?: boolean
}

const plain: Readonly<Record<string, string>> = {
  string: 'string',
  integer: 'number',
  number: 'number',
  boolean: 'boolean',
  null: 'null',
}

/** A schema as one TypeScript type on one line; a word of JSON Schema that is not known here stops the making. */
export function writeType(schema: JsonSchema): string {
  if (schema.$ref !== undefined) return schema.$ref.split('/').at(-1) ?? 'unknown'
  if (schema.const !== undefined) return literal(schema.const)
  if (schema.enum) return schema.enum.map(literal).join(' | ')
  const variants = schema.oneOf ?? schema.anyOf
  if (variants) return variants.map(writeType).join(' | ')
  if (schema.allOf) return schema.allOf.map((part) => inBrackets(writeType(part))).join(' & ')
  if (Array.isArray(schema.type)) return schema.type.map((type) => writeType({ ...schema, type })).join(' | ')
  if (schema.type === 'array') return `${inBrackets(writeType(schema.items ?? {}))}[]`
  if (schema.type === 'object') return writeObject(schema)
  if (schema.type === undefined) return 'unknown'
  const written = plain[schema.type]
  if (written === undefined) throw new Error(`no TypeScript type for ${JSON.stringify(schema)}`)
  return written
}

function writeObject(schema: JsonSchema): string {
  const fields = writeFields(schema)
  if (fields.length > 0) return `{ ${fields.join('; ')} }`
  const rest = schema.additionalProperties
  return typeof rest === 'object' ? `Record<string, ${writeType(rest)}>` : 'Record<string, unknown>'
}

/** `name?: type`, one per property. */
export function writeFields(schema: JsonSchema): string[] {
  return Object.entries(schema.properties ?? {}).map(([name, field]) => {
    const optional = schema.required?.includes(name) ? '' : '?'
    return `${/^[A-Za-z_$][\w$]*$/.test(name) ? name : literal(name)}${optional}: ${writeType(field)}`
  })
}

export function writeDoc(text: string | undefined, indent = ''): string {
  return text === undefined ? '' : `${indent}/** ${text.replaceAll('*/', '* /').replaceAll(/\s+/g, ' ')} */\n`
}

export function literal(value: unknown): string {
  return typeof value === 'string'
    ? `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
    : JSON.stringify(value)
}

function inBrackets(type: string): string {
  return / [|&] /.test(type) && !/^\{.*\}$/.test(type) ? `(${type})` : type
}
