import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { type OutboxMark, openedBy } from '../../dossier/history/outbox-mark.ts'
import type { Outbox } from '../../ports.ts'
import { isRefused } from '../reach.ts'
import { eventKey, eventOfKey, type Item, isWant, outboxKeys, readItem, sinceOf, textOf } from '../table/items.ts'
import { eventName } from '../table/short-names.ts'
import { askTable, readPage, type Table } from '../table/table.ts'

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

/** The index holds keys only and lags: the event itself says what still waits. */
async function markStillAt(table: Table, item: Item): Promise<OutboxMark | undefined> {
  const key = eventOfKey(item)
  if (!key) return undefined
  const read = new GetCommand({
    TableName: table.name,
    Key: { ...eventKey(key.dossier, key.n) },
    ProjectionExpression: 'dPk, d.#wants, d.#act, d.#detail.#part',
    ExpressionAttributeNames: {
      '#wants': eventName('wants'),
      '#act': eventName('act'),
      '#detail': eventName('detail'),
      '#part': 'part',
    },
    ConsistentRead: true,
  })
  const found = (await askTable(() => table.db.send(read))).Item
  if (found?.dPk === undefined) return undefined
  const event = readItem('EVENT', found)
  return { ...key, wants: event.wants?.filter(isWant) ?? [], at: sinceOf(item.dSk), ...openedBy(event) }
}
