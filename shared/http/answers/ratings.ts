import { answersFor, holdsRole } from '../../access/person.ts'
import { mayJudge } from '../../desk/indices/keep-evidence.ts'
import { rankAgencies, rateAgency } from '../../desk/indices/rate-agency.ts'
import { setFor } from '../../desk/indices/run-index.ts'
import { directory } from '../../desk/surroundings.ts'
import { isObjection } from '../../dossier/objections.ts'
import { appraiserOf } from '../../reports/indices/index-set.ts'
import { refuse } from '../problems.ts'
import { showRanked, showRating } from '../views/ratings.ts'
import type { Answers } from './answer.ts'
import { type IndicesDesk, wishOf } from './reckoned-indices.ts'

/** Chấm điểm: what an agency says of itself, what the appraiser says of it, what it appeals, and who stands where. */
export const ratings = {
  actOnRating: async ({ person, path, body, key }, desk) => {
    const rated = await rateAgency(desk, person, path.index, body, key)
    if (isObjection(rated)) return rated
    return { rating: showRating(rated.rating, rated.set, { directory: await directory(desk) }) }
  },

  readRating: async ({ person, path, query }, desk) => {
    const wish = wishOf(person, path.index, query)
    if (!(await mayJudge(desk, person, wish.agency, wish))) return refuse('not-your-agency')
    const rating = await desk.ratings.rating(wish.agency, wish)
    const set = rating && (await setFor(desk, path.index, wish.agency, query.to, rating.setVersion))
    return set && showRating(rating, set, { directory: await directory(desk) })
  },

  listRatings: async ({ person, path, query }, desk) => {
    const period = { index: path.index, ...query }
    const rows = await rankAgencies(desk, period)
    if (rows.length === 0) return undefined
    const seesAll = holdsRole(person, ['supervisor', 'admin'])
    const scene = { directory: await directory(desk) }
    const shown = rows.map(async (row) => {
      const set = await setFor(desk, path.index, row.agency, query.to, row.rating?.setVersion)
      const appraiser = set && appraiserOf(set, row.agency)
      const concerned = [row.agency, ...(appraiser === undefined ? [] : [appraiser])]
      const sees = seesAll || concerned.some((agency) => answersFor(person, agency))
      return showRanked(row, sees, scene)
    })
    return { ...period, rows: await Promise.all(shown) }
  },
} satisfies Pick<Answers<'indices', IndicesDesk>, 'actOnRating' | 'readRating' | 'listRatings'>
