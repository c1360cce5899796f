import { asJson, type Json, listOf, part } from './json.ts'
import type { Operation } from './operations.ts'

/** One of the acts that may be done at a door: a variant of what is sent there. */
export interface Act {
  name: string
  says: string
  /** Of that, what it does: not who may do it, and when. */
  does: string
  /** Where it is told on the page. */
  place: string
}

/** Where a variant of this shape, or of what is sent to this door, is told; `undefined` for one that is no act. */
export function placeOfAct(owner: string, variant: Json): string | undefined {
  const { const: act } = part(part(variant, 'properties'), 'act')
  return typeof act === 'string' ? `viec-${owner}-${act}` : undefined
}

export function actsOf({ id, body }: Operation, shapes: Json): readonly Act[] {
  return Object.values(part(part(body, 'requestBody'), 'content')).flatMap((content) => {
    const schema = part(asJson(content), 'schema')
    const [, shape] = /([^/]+)$/.exec(String(schema.$ref ?? '')) ?? []
    const { oneOf, anyOf } = shape === undefined ? schema : part(shapes, shape)
    return listOf(oneOf ?? anyOf).flatMap((one) => {
      const place = placeOfAct(shape ?? id, asJson(one))
      return place === undefined ? [] : [{ ...told(asJson(one)), place }]
    })
  })
}

/** Its text begins with its name. */
function told(variant: Json): Omit<Act, 'place'> {
  const name = String(part(part(variant, 'properties'), 'act').const)
  const says = String(variant.description ?? '').replace(/^`[\w-]+`[:.] /, '')
  return { name, says, does: says.replace(/(^| )(Vai trò|Người làm): .*$/s, '') }
}
