import type { Place } from '../place.ts'
import type { Fault } from './problems.ts'

/** No table of numbers holds every one that is nearer to 0 than this, and nobody means one. */
const least = 1e-6

/** Every number of a body that is not 0 and yet next to nothing. */
export function faultsNearZero(value: unknown, where: Place): readonly Fault[] {
  if (typeof value === 'number' && value !== 0 && Math.abs(value) < least)
    return [{ where, code: 'too-small', detail: 'Phải là 0, hoặc từ một phần triệu trở lên.' }]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, one]) => faultsNearZero(one, `${where}.${name}`))
}
