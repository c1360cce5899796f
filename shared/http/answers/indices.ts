import type { Answers } from './answer.ts'
import { ratings } from './ratings.ts'
import { type IndicesDesk, reckoned } from './reckoned-indices.ts'

/** Bộ chỉ số: reckoned, entered by hand, rated and ranked. */
export const indices = { ...reckoned, ...ratings } satisfies Answers<'indices', IndicesDesk>
