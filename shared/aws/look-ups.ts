import { earlier, toDate } from '../calendar/day.ts'
import type { Tried, TriedNames, Tries, TryLimit } from '../dossier/tries.ts'
import type { LookUps, PublicDossier } from '../ports.ts'
import { codeKey, headKey, type Item, type Key, readItem, readPublic, textOf } from './items.ts'
import { readAll, readOne, type Table, updateOne } from './table.ts'

const kinds = ['code', 'address'] as const satisfies readonly (keyof TriedNames)[]

const triesKey = (kind: keyof TriedNames, name: string): Key => ({ pk: `TRIES#${kind}#${name}`, sk: 'TRIES' })

export function createLookUps(table: Table): LookUps {
  return {
    async ask(names) {
      const [underCode, fromAddress] = await Promise.all([
        readAll(table, {
          IndexName: 'code',
          KeyConditionExpression: 'cPk = :code',
          ExpressionAttributeValues: { ':code': codeKey(names.code) },
        }),
        triesOf(table, 'address', names.address, 'soon'),
      ])
      const head = underCode.find((item) => item.sk === 'HEAD')
      const dossier = head && (await publicOf(table, head))
      return { ...(dossier && { dossier }), ...(fromAddress && { fromAddress }) }
    },
    triesAt: (code) => triesOf(table, 'code', code, 'now'),
    async count(tried, seen, limits) {
      // Two counters under two keys, and no item could hold both: one write each, side by side, and no transaction,
      // which would cost twice as much and be refused for others of the same moment.
      const written = await Promise.all(
        kinds.map((kind) =>
          updateOne(table, triesKey(kind, tried.names[kind]), added(tried, seen[kind], limits[kind])),
        ),
      )
      return written.every(Boolean) ? 'counted' : 'overtaken'
    },
  }
}

/** One more; or the first, where none is counted or what was counted is out of date. */
function added({ at }: Tried, seen: Tries | undefined, { most, seconds, renews }: TryLimit) {
  const values = { ':one': 1, ':at': at, ':ttl': Math.ceil(toDate(at).getTime() / 1000) + seconds }
  const ExpressionAttributeNames = { '#count': 'count', '#ttl': 'ttl' }
  if (seen && seen.since <= earlier(at, seconds)) {
    return {
      UpdateExpression: 'SET #count = :one, since = :at, #ttl = :ttl',
      ConditionExpression: 'since = :seen',
      ExpressionAttributeNames,
      ExpressionAttributeValues: { ...values, ':seen': seen.since },
    }
  }
  const since = renews ? ':at' : 'if_not_exists(since, :at)'
  return {
    UpdateExpression: `SET since = ${since}, #ttl = :ttl ADD #count :one`,
    ConditionExpression: 'attribute_not_exists(pk) OR (#count < :most AND since > :outdated)',
    ExpressionAttributeNames,
    ExpressionAttributeValues: { ...values, ':most': most, ':outdated': earlier(at, seconds) },
  }
}

async function triesOf(table: Table, kind: keyof TriedNames, name: string, as: 'now' | 'soon') {
  const item = await readOne(table, triesKey(kind, name), as)
  return item && { count: Number(item.count), since: textOf(item, 'since') }
}

async function publicOf(table: Table, found: Item): Promise<PublicDossier | undefined> {
  if (found.p !== undefined) return readPublic(found)
  // A head of before the index carried what the public may see.
  const head = await readOne(table, headKey(textOf(found, 'pk')))
  return head && readItem('HEAD', head)
}
