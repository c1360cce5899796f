import type { HandEntry } from '../reports/hand-entries.ts'
import type { IndexSet } from '../reports/index-set.ts'
import type { IndexPeriod, Rating, Ratings } from '../reports/ratings.ts'
import { contentOf, type Key } from './items.ts'
import { readAll, readOne, type Table, writeOne } from './table.ts'

const setsKey = 'INDEX-SETS'
const isNew = { ConditionExpression: 'attribute_not_exists(pk)' }
const four = (n: number) => String(n).padStart(4, '0')
const stretch = ({ from, to }: Pick<IndexPeriod, 'from' | 'to'>) => `${from}#${to}#`

function entryKey({ agency, index, code, n, ...period }: HandEntry): Key {
  return { pk: `BY-HAND#${agency}#${index}`, sk: `${stretch(period)}${code}#${four(n)}` }
}

function ratingKey(agency: string, { index, from, to }: IndexPeriod): Key {
  return { pk: `RATINGS#${index}#${from}#${to}`, sk: `RATED#${agency}` }
}

/** But for ratings, whose versions follow each other, nothing here is written over: sets and entries have numbers, and a number is given once. */
export function createRatings(table: Table): Ratings {
  const contentsOf = async <T>(pk: string, prefix: string): Promise<T[]> => {
    const items = await readAll(table, {
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': pk, ':prefix': prefix },
      ConsistentRead: true,
    })
    return items.map((item) => contentOf<T>(item))
  }
  return {
    sets: () => contentsOf<IndexSet>(setsKey, 'SET#'),
    async addSet(set) {
      const item = { pk: setsKey, sk: `SET#${set.id}#${four(set.version)}`, d: set }
      return (await writeOne(table, item, isNew)) ? 'added' : 'taken'
    },
    entries: (agency, period) => contentsOf<HandEntry>(`BY-HAND#${agency}#${period.index}`, stretch(period)),
    async enter(entry) {
      return (await writeOne(table, { ...entryKey(entry), d: entry }, isNew)) ? 'entered' : 'overtaken'
    },
    async rating(agency, period) {
      const item = await readOne(table, ratingKey(agency, period))
      return item && contentOf<Rating>(item)
    },
    ratingsOf: (period) => contentsOf<Rating>(ratingKey('', period).pk, 'RATED#'),
    async keepRating(next) {
      const item = { ...ratingKey(next.agency, next), version: next.version, d: next }
      const seen = { ConditionExpression: 'version = :seen', ExpressionAttributeValues: { ':seen': next.version - 1 } }
      return (await writeOne(table, item, next.version === 1 ? isNew : seen)) ? 'kept' : 'overtaken'
    },
  }
}
