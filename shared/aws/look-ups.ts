import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb'
import { earlier, toDate } from '../calendar/day.ts'
import type { Tried, TriedNames, Tries, TriesOf, TryLimit } from '../dossier/tries.ts'
import type { LookUps, PublicDossier } from '../ports.ts'
import { codeKey, headKey, type Item, type Key, readItem, readPublic, textOf } from './items.ts'
import { refusalsOf } from './reach.ts'
import { askTable, readAll, readByKey, readOne, type Table } from './table.ts'

const kinds = ['code', 'address'] as const satisfies readonly (keyof TriedNames)[]

const triesKey = (names: TriedNames, kind: keyof TriedNames): Key => ({
  pk: `TRIES#${kind}#${names[kind]}`,
  sk: 'TRIES',
})

export function createLookUps(table: Table): LookUps {
  return {
    async ask(names) {
      // Two questions, whatever is asked. Both may be a moment old: what counts is checked when the try is settled.
      const [underCode, counters] = await Promise.all([
        readAll(table, {
          IndexName: 'code',
          KeyConditionExpression: 'cPk = :code',
          ExpressionAttributeValues: { ':code': codeKey(names.code) },
        }),
        readByKey(
          table,
          kinds.map((kind) => triesKey(names, kind)),
        ),
      ])
      const head = underCode.find((item) => item.sk === 'HEAD')
      const dossier = head && (await publicOf(table, head))
      return { ...(dossier && { dossier }), tries: triesIn(counters, names) }
    },
    async settle(tried, seen, limits) {
      const writes = kinds.map((kind) => {
        const at = { TableName: table.name, Key: { ...triesKey(tried.names, kind) } }
        return tried.isWrong
          ? { Update: { ...at, ...added(tried, seen[kind], limits[kind]) } }
          : { ConditionCheck: { ...at, ...unlessUsedUp(tried, limits[kind]) } }
      })
      try {
        await askTable(() => table.db.send(new TransactWriteCommand({ TransactItems: writes })))
        return 'settled'
      } catch (error) {
        const refusals = refusalsOf(error).filter((code) => code !== 'None')
        if (
          refusals.length > 0 &&
          refusals.every((code) => /^(ConditionalCheckFailed|TransactionConflict)$/.test(code))
        ) {
          return 'overtaken'
        }
        throw error
      }
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

function unlessUsedUp({ at }: Tried, { most, seconds }: TryLimit) {
  return {
    ConditionExpression: 'attribute_not_exists(pk) OR #count < :most OR since <= :outdated',
    ExpressionAttributeNames: { '#count': 'count' },
    ExpressionAttributeValues: { ':most': most, ':outdated': earlier(at, seconds) },
  }
}

function triesIn(counters: readonly Item[], names: TriedNames): TriesOf {
  const found: TriesOf = {}
  for (const kind of kinds) {
    const counter = counters.find((item) => item.pk === triesKey(names, kind).pk)
    if (counter) found[kind] = { count: Number(counter.count), since: textOf(counter, 'since') }
  }
  return found
}

async function publicOf(table: Table, found: Item): Promise<PublicDossier | undefined> {
  if (found.p !== undefined) return readPublic(found)
  // A head of before the index carried what the public may see.
  const head = await readOne(table, headKey(textOf(found, 'pk')))
  return head && readItem('HEAD', head)
}
