import type { HandEntry } from '../../shared/reports/indices/hand-entries.ts'
import type { IndexSet } from '../../shared/reports/indices/index-set.ts'
import type { Rating, Ratings } from '../../shared/reports/indices/ratings.ts'
import { entryChain, type KeptRating, ratingChain, type ScoreEnd } from '../../shared/reports/indices/score-chains.ts'
import { copy } from './copy.ts'

export function memoryRatings(): Ratings {
  const sets = new Map<string, IndexSet>()
  const entries = new Map<string, HandEntry>()
  const ratings = new Map<string, KeptRating>()
  const versions = new Map<string, KeptRating>()
  const scored: ScoreEnd[] = []
  const list = (chain: string, { n, digest, at }: Omit<ScoreEnd, 'chain'>) => void scored.push({ chain, n, digest, at })
  const keyOf = (agency: string, { index, from, to }: Pick<Rating, 'index' | 'from' | 'to'>) =>
    JSON.stringify([index, from, to, agency])
  return {
    sets: async () => [...sets.values()].map(copy),
    async addSet(set) {
      const key = `${set.id}#${set.version}`
      if (sets.has(key)) return 'taken'
      sets.set(key, copy(set))
      return 'added'
    },
    entries: async (agency, { index, from, to }) =>
      [...entries.values()]
        .filter((one) => one.agency === agency && one.index === index && one.from === from && one.to === to)
        .map(copy),
    async enter(entry) {
      const key = JSON.stringify([entry.agency, entry.index, entry.from, entry.to, entry.code, entry.n])
      if (entries.has(key)) return 'overtaken'
      entries.set(key, copy(entry))
      list(entryChain(entry), entry)
      return 'entered'
    },
    rating: async (agency, period) => copy(ratings.get(keyOf(agency, period))),
    ratingAt: async (agency, period, version) => copy(versions.get(`${keyOf(agency, period)}${version}`)),
    ratingsOf: async ({ index, from, to }) =>
      [...ratings.values()].filter((one) => one.index === index && one.from === from && one.to === to).map(copy),
    async keepRating(next) {
      const key = keyOf(next.agency, next)
      if ((ratings.get(key)?.version ?? 0) !== next.version - 1) return 'overtaken'
      ratings.set(key, copy(next))
      versions.set(`${key}${next.version}`, copy(next))
      list(ratingChain(next), next)
      return 'kept'
    },
    async *scoredSince(from) {
      const placeOf = ({ at, chain, n }: ScoreEnd) => `${at}#${chain}#${String(n).padStart(4, '0')}`
      const own = scored.filter((one) => placeOf(one) > from)
      yield* copy(own.sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1)))
    },
  }
}
