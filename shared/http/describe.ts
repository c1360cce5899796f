import { fieldTexts } from './document-texts.ts'
import { parameterTexts } from './parameter-texts.ts'
import { requestTexts } from './request-texts.ts'

/** Writes what parameters and fields mean into a finished document, wherever their schema does not say it itself. */
export function describeDocument(document: unknown): void {
  walk(document, [])
}

const passed: ReadonlySet<string> = new Set([
  ...['components', 'schemas', 'properties', 'items', 'oneOf', 'anyOf', 'allOf', 'additionalProperties'],
  ...['requestBody', 'content', 'application/json', 'schema'],
])

/** A field by the shape it is of, or the operation that asks for it; else by its name alone. */
function textOf(path: readonly string[], name: string): string | undefined {
  const own = [...path, name].join('.')
  return fieldTexts[own] ?? requestTexts[own] ?? fieldTexts[name] ?? requestTexts[name]
}

function walk(node: unknown, path: readonly string[]): void {
  if (Array.isArray(node)) {
    for (const one of node) walk(one, path)
    return
  }
  if (!isNode(node)) return
  if (typeof node.in === 'string' && typeof node.name === 'string' && isNode(node.schema))
    say(node, parameterTexts[`${path[0]}.${node.name}`] ?? parameterTexts[node.name], node.schema)
  const here = typeof node.operationId === 'string' ? [node.operationId] : path
  for (const [name, field] of Object.entries(isNode(node.properties) ? node.properties : {}))
    say(field, textOf(here, name))
  for (const [name, inner] of Object.entries(node)) walk(inner, passed.has(name) ? here : [...here, name])
}

/** A reference may bear a description of its own beside it (OpenAPI 3.1). */
function say(node: unknown, text: string | undefined, schema?: Record<string, unknown>): void {
  if (text === undefined || !isNode(node)) return
  if (node.description === undefined && schema?.description === undefined) node.description = text
}

function isNode(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
