import * as z from 'zod'
import { faultCodes } from '../../shared/http/problems.ts'
import type { Route, RouteId } from '../../shared/http/routes.ts'
import { shapeOf } from '../../shared/http/schemas.ts'

interface Fault {
  where: string
  code: string
}
interface Json {
  $ref?: string
  properties?: Record<string, Json>
  additionalProperties?: Json | false
  items?: Json
  oneOf?: Json[]
  anyOf?: Json[]
  allOf?: Json[]
  $defs?: Record<string, Json>
}

const drawn = new Map<z.ZodType, Json>()

function jsonOf(schema: z.ZodType): Json {
  const known = drawn.get(schema)
  if (known) return known
  const json = JSON.parse(JSON.stringify(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })))
  drawn.set(schema, json)
  return json
}

/** Whether a document of that shape may have something at a place. */
function has(root: Json, schema: Json, names: readonly string[]): boolean {
  const [name, ...rest] = names
  if (name === undefined) return true
  const named = schema.$ref === undefined ? undefined : root.$defs?.[schema.$ref.split('/').at(-1) ?? '']
  if (named) return has(root, named, names)
  const variants = schema.oneOf ?? schema.anyOf ?? schema.allOf
  if (variants) return variants.some((variant) => has(root, variant, names))
  if (schema.items) return /^\d+$/.test(name) && has(root, schema.items, rest)
  const inner = schema.properties?.[name] ?? schema.additionalProperties
  return inner !== undefined && inner !== false && has(root, inner, rest)
}

/** What a fault may name of what is kept: places of the answers that show it. */
const kept: Record<string, readonly RouteId[]> = {
  dossier: ['readMine', 'findByCode'],
  rating: ['readRating'],
  feedback: ['readFeedback'],
  procedure: ['readProcedure'],
}

function isKept([thing = '', ...names]: readonly string[]): boolean {
  // A scan, step, paper or criterion by what it is known by: its own fields are not asked for.
  const [first = ''] = names
  const change = jsonOf(shapeOf('actOnProcedure').body ?? z.never())
  if (thing === 'procedure' && has(change, change, ['change', first])) return true
  return (kept[thing] ?? []).some((id) => {
    const root = jsonOf(shapeOf(id).answer)
    return [[first], [thing, first], [thing, thing, first]].some((place) => has(root, root, place))
  })
}

/** Whether a fault says where it is in the one way that is written in the documentation, at this door. */
export function isPlaced(row: Route & { id: RouteId }, { where, code }: Fault): boolean {
  const [part = '', ...names] = where.split('.')
  const shape = shapeOf(row.id)
  if (code === 'unknown-field' || code === 'repeated') return ['body', 'query', 'path'].includes(part)
  if (where === 'body') return row.method === 'POST'
  if (where === 'header.content-type') return row.method === 'POST'
  if (part === 'header') return where === 'header.idempotency-key' && shape.key === true
  const schema =
    part === 'body' ? shape.body : part === 'query' ? shape.query : part === 'path' ? shape.path : undefined
  if (schema) return has(jsonOf(schema), jsonOf(schema), names)
  return !(code in faultCodes) && isKept([part, ...names])
}
