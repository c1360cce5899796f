import { type JsonSchema, literal, writeDoc, writeFields, writeType } from './write-types.ts'

/** Where the made file lies, from the top of the project. */
export const madeFile = 'shared/http/client/contract.ts'

interface Parameter {
  in: string
  name: string
  required?: boolean
  schema: JsonSchema
}

interface Operation {
  operationId: string
  summary?: string
  deprecated?: boolean
  'x-sunset'?: string
  'x-successor'?: string
  security?: Record<string, unknown>[]
  parameters?: Parameter[]
  requestBody?: { content: Record<string, { schema: JsonSchema }> }
  responses: Record<string, { content?: Record<string, { schema: JsonSchema }> }>
}

interface Contract {
  info: { title: string; version: string }
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, JsonSchema> }
}

interface Row {
  method: string
  path: string
  operation: Operation
}

/** The typed contract as one file of TypeScript: every shape, every operation, and the table the client is made from. */
export function writeClient(document: unknown): string {
  // Through JSON: what a portal reads at /openapi.json is what is written here.
  const contract: Contract = JSON.parse(JSON.stringify(document))
  const rows = Object.entries(contract.paths).flatMap(([path, verbs]) =>
    Object.entries(verbs).map(([verb, operation]) => ({ method: verb.toUpperCase(), path, operation })),
  )
  const shapes = Object.entries(contract.components.schemas).map(([name, schema]) => writeShape(name, schema))
  return [
    `/** ${contract.info.title}, version ${contract.info.version} of the API. Made by \`npm run client\` from the OpenAPI document; not to be edited. */\n`,
    ...shapes,
    `/** The codes of problems when this was made; later ones may come, and are then told by their status. */\nexport type ProblemCode =${codesOf(
      contract,
    )
      .map((code) => `\n  | ${literal(code)}`)
      .join('')}\n`,
    `/** What each operation takes and answers. */\nexport interface Operations {\n${rows.map(writeOperation).join('')}}\n`,
    `export const operations = {\n${rows.map(writeRow).join('')}} as const satisfies Record<keyof Operations, Operation>\n`,
    'export interface Operation {\n  method: string\n  path: string\n  door: string\n  key: boolean\n}\n',
  ].join('\n')
}

/** What is to go is struck through in an editor. */
function told({ description, deprecated }: Pick<JsonSchema, 'description' | 'deprecated'>): string | undefined {
  return deprecated ? `@deprecated ${description ?? ''}` : description
}

function codesOf({ components }: Contract): readonly unknown[] {
  return components.schemas.Problem?.properties?.code?.examples ?? []
}

function writeShape(name: string, schema: JsonSchema): string {
  const doc = writeDoc(schema.description)
  if (!schema.properties) {
    const variants = (schema.oneOf ?? schema.anyOf ?? [schema]).map((variant) => `\n  | ${writeType(variant)}`)
    return `${doc}export type ${name} =${variants.join('')}\n`
  }
  const docs = Object.values(schema.properties).map((field) => (field.$ref ? '' : writeDoc(told(field), '  ')))
  const fields = writeFields(schema).map((field, n) => `${docs[n]}  ${field}\n`)
  return `${doc}export interface ${name} {\n${fields.join('')}}\n`
}

function writeOperation({ operation }: Row): string {
  const parts = ['path', 'query'].flatMap((place) => {
    const named = operation.parameters?.filter((parameter) => parameter.in === place) ?? []
    if (named.length === 0) return []
    const required = named.filter((parameter) => parameter.required).map(({ name }) => name)
    const properties = Object.fromEntries(named.map(({ name, schema }) => [name, schema]))
    // A question may name what it leaves open, as that for a first page has no `after`: the client leaves it out.
    const fields = writeFields({ properties, required }).map((field, n) =>
      place === 'query' && !named[n]?.required ? `${field} | undefined` : field,
    )
    return [`${place}${required.length > 0 ? '' : '?'}: { ${fields.join('; ')} }`]
  })
  const [said] = Object.values(operation.requestBody?.content ?? {})
  if (said) parts.push(`body: ${writeType(said.schema)}`)
  parts.push(`answer: ${writeType(answerOf(operation))}`)
  const { summary = '', 'x-sunset': sunset, 'x-successor': successor } = operation
  const gone = [sunset && `ngừng từ ${sunset}`, successor && `thay bằng ${successor}`]
  const description = [summary, ...gone].filter(Boolean).join('; ')
  return `${writeDoc(told({ ...operation, description }), '  ')}  ${operation.operationId}: { ${parts.join('; ')} }\n`
}

function answerOf(operation: Operation): JsonSchema {
  const [, answer] = Object.entries(operation.responses).find(([status]) => status.startsWith('2')) ?? []
  return Object.values(answer?.content ?? {})[0]?.schema ?? {}
}

function writeRow({ method, path, operation }: Row): string {
  const [door = 'none'] = operation.security?.flatMap((needed) => Object.keys(needed)) ?? []
  const key = operation.parameters?.some(({ name }) => name === 'Idempotency-Key') ?? false
  const cells = [`method: ${literal(method)}`, `path: ${literal(path)}`, `door: ${literal(door)}`, `key: ${key}`]
  return `  ${operation.operationId}: { ${cells.join(', ')} },\n`
}
