import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb'
import type { ChainHead, Placed } from '../../dossier/history/chain-breaks.ts'
import { digestOf } from '../../dossier/history/history.ts'
import type { HandEntry } from '../../reports/indices/hand-entries.ts'
import type { IndexSet } from '../../reports/indices/index-set.ts'
import type { IndexPeriod, Ratings } from '../../reports/indices/ratings.ts'
import { entryChain, type KeptRating, ratingChain, type ScoreEnd } from '../../reports/indices/score-chains.ts'
import { contentOf, type Item, type Key, textOf } from '../table/items.ts'
import { readAll, readEach, readOne, type Table, writeOne } from '../table/table.ts'
import { writeTogether } from '../table/write-together.ts'

const setsKey = 'INDEX-SETS'
const scoredKey = 'SCORED'
const isNew = { ConditionExpression: 'attribute_not_exists(pk)' }
const four = (n: number) => String(n).padStart(4, '0')
const stretch = ({ from, to }: Pick<IndexPeriod, 'from' | 'to'>) => `${from}#${to}#`

function entryKey({ agency, index, code, n, ...period }: HandEntry): Key {
  return { pk: `BY-HAND#${agency}#${index}`, sk: `${stretch(period)}${code}#${four(n)}` }
}

function ratingKey(agency: string, { index, from, to }: IndexPeriod): Key {
  return { pk: `RATINGS#${index}#${from}#${to}`, sk: `RATED#${agency}` }
}

function versionKey(agency: string, period: IndexPeriod, version: number): Key {
  return { ...ratingKey(agency, period), sk: `VERSION#${agency}#${four(version)}` }
}

type Put = NonNullable<NonNullable<TransactWriteCommandInput['TransactItems']>[number]['Put']>

/** In the list of what the next bill names, under the moment it was said. */
function listed(chain: string, { n, digest, at }: Omit<ScoreEnd, 'chain'>): { Item: Item } {
  const end: ScoreEnd = { chain, n, digest, at }
  return { Item: { pk: scoredKey, sk: `${at}#${chain}#${four(n)}`, d: end } }
}

/** What an item of the table adds to which chain: a record, or a rating's newest version as what is shown. */
export function scorePieceOf(
  item: Item,
): { chain: string; head: ChainHead } | { chain: string; row: Placed } | undefined {
  const [pk, sk] = [textOf(item, 'pk'), textOf(item, 'sk')]
  if (pk.startsWith('BY-HAND#')) {
    const { chain, place } = numbered(`${pk}#${sk}`)
    return { chain, row: { place, event: contentOf<HandEntry>(item) } }
  }
  if (!pk.startsWith('RATINGS#')) return undefined
  const period = pk.slice('RATINGS#'.length)
  const agency = sk.split('#')[1] ?? ''
  const chain = `RATING#${agency}#${period}`
  const kept = contentOf<KeptRating>(item)
  if (sk.startsWith('VERSION#')) return { chain, row: { place: numbered(sk).place, event: kept } }
  const { digest: _, ...shown } = kept
  return { chain, head: { version: kept.version, chain: digestOf(shown) } }
}

function numbered(name: string): { chain: string; place: number } {
  const at = name.lastIndexOf('#')
  return { chain: name.slice(0, at), place: Number(name.slice(at + 1)) }
}

/** Under which key the records of a chain lie; none for a dossier's. */
export function scoreKeyOf(chain: string): string | undefined {
  const [kind, agency, index, from, to] = chain.split('#')
  if (kind === 'BY-HAND') return `BY-HAND#${agency}#${index}`
  return kind === 'RATING' ? `RATINGS#${index}#${from}#${to}` : undefined
}

/** All of them, or none where one's condition does not hold. */
const putTogether = ({ db, name }: Table, puts: readonly Omit<Put, 'TableName'>[]): Promise<boolean> =>
  writeTogether(
    db,
    puts.map((put) => ({ Put: { TableName: name, ...put } })),
  )

/** But for the newest version of ratings, which stands beside all of them, nothing here is written over: sets, entries and versions have numbers, and a number is given once. */
export function createRatings(table: Table): Ratings {
  const contentsOf = async <T>(pk: string, prefix: string): Promise<T[]> => {
    const items = await readAll(table, {
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': pk, ':prefix': prefix },
      ConsistentRead: true,
    })
    return items.map((item) => contentOf<T>(item))
  }
  const readRating = async (key: Key) => {
    const item = await readOne(table, key)
    return item && contentOf<KeptRating>(item)
  }
  return {
    sets: () => contentsOf<IndexSet>(setsKey, 'SET#'),
    async addSet(set) {
      const item = { pk: setsKey, sk: `SET#${set.id}#${four(set.version)}`, d: set }
      return (await writeOne(table, item, isNew)) ? 'added' : 'taken'
    },
    entries: (agency, period) => contentsOf<HandEntry>(`BY-HAND#${agency}#${period.index}`, stretch(period)),
    async enter(entry) {
      const item = { Item: { ...entryKey(entry), d: entry }, ...isNew }
      return (await putTogether(table, [item, listed(entryChain(entry), entry)])) ? 'entered' : 'overtaken'
    },
    rating: (agency, period) => readRating(ratingKey(agency, period)),
    ratingAt: (agency, period, version) => readRating(versionKey(agency, period, version)),
    ratingsOf: (period) => contentsOf<KeptRating>(ratingKey('', period).pk, 'RATED#'),
    async keepRating(next) {
      const { agency, version } = next
      const seen = { ConditionExpression: 'version = :seen', ExpressionAttributeValues: { ':seen': version - 1 } }
      const newest = { Item: { ...ratingKey(agency, next), version, d: next }, ...(version === 1 ? isNew : seen) }
      const own = { Item: { ...versionKey(agency, next, version), d: next }, ...isNew }
      return (await putTogether(table, [newest, own, listed(ratingChain(next), next)])) ? 'kept' : 'overtaken'
    },
    async *scoredSince(from) {
      const question = {
        KeyConditionExpression: 'pk = :list AND sk > :from',
        ExpressionAttributeValues: { ':list': scoredKey, ':from': from === '' ? ' ' : from },
        ConsistentRead: true,
      }
      for await (const item of readEach(table, question)) yield contentOf<ScoreEnd>(item)
    },
  }
}
