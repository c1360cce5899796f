import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import type { Instant } from '../calendar/day.ts'
import type { Want } from '../dossier/dossier.ts'
import type { Outbox } from '../ports.ts'
import { contentOf, eventKey, eventOfKey, type Item, isWant, outboxKeys, sinceOf, textOf } from './items.ts'
import { isRefused } from './reach.ts'
import { eventName } from './short-names.ts'
import { askTable, readPage, type Table } from './table.ts'

export interface Mark {
  dossier: string
  n: number
  wants: readonly Want[]
  at: Instant
}

export function createOutbox(table: Table): Outbox {
  return {
    async waiting(before, limit) {
      const shards = await Promise.all(outboxKeys.map((shard) => oldestOf(table, shard, before, limit)))
      const oldest = shards.flat().sort((a, b) => (textOf(a, 'dSk') < textOf(b, 'dSk') ? -1 : 1))
      const marks = await Promise.all(oldest.slice(0, limit).map((item) => markStillAt(table, item)))
      return marks.filter((mark) => mark !== undefined)
    },
    async clear(dossier, n) {
      const update = new UpdateCommand({
        TableName: table.name,
        Key: { ...eventKey(dossier, n) },
        UpdateExpression: 'REMOVE dPk, dSk',
        ConditionExpression: 'attribute_exists(pk)',
      })
      try {
        await askTable(() => table.db.send(update))
      } catch (error) {
        if (!isRefused(error)) throw error
      }
    },
  }
}

async function oldestOf(table: Table, shard: string, before: string, limit: number): Promise<Item[]> {
  const question = {
    IndexName: 'wants',
    KeyConditionExpression: 'dPk = :shard AND dSk < :before',
    ExpressionAttributeValues: { ':shard': shard, ':before': before },
  }
  return (await readPage(table, question, limit, (item) => textOf(item, 'dSk'))).items
}

const wantsName = eventName('wants')

/** The index holds keys only and lags: the event itself says what still waits. */
async function markStillAt(table: Table, item: Item): Promise<Mark | undefined> {
  const key = eventOfKey(item)
  if (!key) return undefined
  const read = new GetCommand({
    TableName: table.name,
    Key: { ...eventKey(key.dossier, key.n) },
    ProjectionExpression: 'dPk, d.#wants',
    ExpressionAttributeNames: { '#wants': wantsName },
    ConsistentRead: true,
  })
  const found = (await askTable(() => table.db.send(read))).Item
  if (found?.dPk === undefined) return undefined
  const wants = contentOf<Readonly<Record<string, readonly unknown[] | undefined>>>(found)[wantsName] ?? []
  return { ...key, wants: wants.filter(isWant), at: sinceOf(item.dSk) }
}
