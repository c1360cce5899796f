import type { Answers } from './answer.ts'
import { type IndicesDesk, reckoned } from './reckoned-indices.ts'

/** Bộ chỉ số: reckoned, entered by hand, rated and ranked. */
export const indices = {
  ...reckoned,
  actOnRating: async (asked, desk) => (await ratings()).actOnRating(asked, desk),
  readRating: async (asked, desk) => (await ratings()).readRating(asked, desk),
  listRatings: async (asked, desk) => (await ratings()).listRatings(asked, desk),
} satisfies Answers<'indices', IndicesDesk>

/** Ratings are made once a quarter or year, and come with the first that is asked for. */
const ratings = async () => (await import('./ratings.ts')).ratings
