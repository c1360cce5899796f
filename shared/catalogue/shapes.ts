import * as z from 'zod'
import { lazily } from '../lazily.ts'
import { layThuTuc, rowOfLayThuTuc } from './from-lay-thu-tuc.ts'
import { portalDetail, portalListRow, rowOfList, rowOfPortal } from './from-portal.ts'

/** In which form a file tells of procedures. */
export type Shape = 'project' | 'portal-detail' | 'portal-list' | 'lay-thu-tuc'

export interface ShapedRow {
  shape: Shape
  /** As it came. */
  raw: unknown
  /** As the import reads it; the raw row itself where it cannot be turned. */
  row: unknown
  /** Why there is no row. */
  why?: string
}

const has = (value: object, ...names: readonly string[]) => names.every((name) => Object.hasOwn(value, name))
const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

const shapes: readonly { shape: Shape; fits: (value: object) => boolean; turn: (value: object) => unknown }[] = [
  { shape: 'lay-thu-tuc', fits: (value) => has(value, 'MATTHC'), turn: turning(layThuTuc, rowOfLayThuTuc) },
  {
    shape: 'portal-detail',
    fits: (value) => has(value, 'executionMethods') || has(value, 'executionCases'),
    turn: turning(portalDetail, rowOfPortal),
  },
  {
    shape: 'portal-list',
    fits: (value) => has(value, 'categories', 'departments'),
    turn: turning(portalListRow, rowOfList),
  },
  { shape: 'project', fits: () => true, turn: (value) => value },
]

function turning<T extends z.ZodType>(schema: () => T, turn: (read: z.output<T>) => object) {
  return (value: object): unknown => {
    const read = schema().safeParse(value)
    return read.success ? turn(read.data) : value
  }
}

const wrapped = lazily(() =>
  z.union([z.object({ result: z.array(z.unknown()) }), z.object({ code: z.string(), data: z.looseObject({}) })]),
)

/** Every procedure that a JSON value holds: one, a list, or an answer of the portal around them. */
export function rowsOf(value: unknown): ShapedRow[] {
  if (Array.isArray(value)) return value.flatMap(rowsOf)
  if (!isObject(value)) return [{ shape: 'project', raw: value, row: value }]
  const answer = wrapped().safeParse(value)
  if (answer.success) return 'result' in answer.data ? answer.data.result.flatMap(rowsOf) : rowsOf(answer.data.data)
  const found = shapes.find(({ fits }) => fits(value))
  return found ? [{ shape: found.shape, raw: value, row: found.turn(value) }] : []
}
