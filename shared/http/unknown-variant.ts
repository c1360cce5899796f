import type * as z from 'zod'
import type { PartOfRequest } from '../place.ts'
import { faultsOf, sayIssue, unknownField } from './faults.ts'
import type { Fault } from './problems.ts'

/**
 * What else is wrong with a body whose act is not offered: a union stops at its discriminator, and the person would mend that, send
 * again and be told the rest. A field that no variant has, and one that every variant has and none would take, are wrong in any case.
 */
export function faultsBesideUnknownVariant(schema: z.ZodType, value: unknown, part: PartOfRequest): readonly Fault[] {
  const { discriminator, options } = schema.def as { discriminator?: string; options?: readonly z.ZodObject[] }
  if (discriminator === undefined || options === undefined || !isObject(value)) return []
  const isOffered = options.some(({ shape }) => shape[discriminator]?.safeParse(value[discriminator]).success)
  if (isOffered) return []
  const unknown = Object.keys(value).filter((name) => options.every(({ shape }) => !Object.hasOwn(shape, name)))
  const shared = Object.keys(options[0]?.shape ?? {}).filter(
    (name) => name !== discriminator && options.every(({ shape }) => Object.hasOwn(shape, name)),
  )
  return [
    ...unknown.map((name): Fault => ({ where: `${part}.${name}`, code: 'unknown-field', detail: unknownField })),
    ...shared.flatMap((name) => faultsInAll(options, name, value[name], part)),
  ]
}

/** Those of the first variant, where no variant takes it. */
function faultsInAll(options: readonly z.ZodObject[], name: string, value: unknown, part: PartOfRequest) {
  const reads = options.map((one) => one.shape[name]?.safeParse(value, { error: sayIssue, reportInput: true }))
  const [first] = reads
  return first?.error && reads.every(({ success }) => !success) ? faultsOf(first.error, `${part}.${name}`) : []
}

interface Made {
  def: {
    discriminator?: string
    options?: readonly Made[]
    shape?: Readonly<Record<string, Made>>
    element?: Made
    innerType?: Made
  }
}

/** Whether a field tells by its name which variant the object around it is of, however deep that lies. */
export function choosesVariant(schema: z.ZodType | undefined, path: readonly string[]): boolean {
  return isChosenAt(schema as Made | undefined, path)
}

function isChosenAt(made: Made | undefined, path: readonly string[]): boolean {
  const { discriminator, options = [], shape, element, innerType } = made?.def ?? {}
  if (innerType) return isChosenAt(innerType, path)
  const [name = '', ...within] = path
  if (within.length === 0) return discriminator === name || options.some((one) => isChosenAt(one, path))
  if (element) return isChosenAt(element, within)
  return isChosenAt(shape?.[name], within) || options.some((one) => isChosenAt(one, path))
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
