import { toDate } from '../../calendar/day.ts'
import type { Subscription } from '../../messages/subscriptions.ts'
import type { Subscriptions } from '../../partner-ports.ts'
import { readCursor, writeCursor } from '../table/cursor.ts'
import { contentOf, textOf } from '../table/items.ts'
import { readAll, readOne, readPage, type Table, writeOne } from '../table/table.ts'
import { writeTogether } from '../table/write-together.ts'

// All in one place: there are as many as there are front ends, and the outbox asks for all of them at once.
const place = 'WEBHOOKS'
/** Where an ended one is kept, so that the outbox does not pay for it. */
const endedPlace = 'WEBHOOKS-ENDED'
const keptSeconds = 365 * 86_400
const keyOf = (client: string, id: string, pk = place) => ({ pk, sk: `${client}#${id}` })

export function createSubscriptions(table: Table): Subscriptions {
  return {
    async open() {
      const items = await readAll(table, {
        KeyConditionExpression: 'pk = :place',
        ExpressionAttributeValues: { ':place': place },
        ConsistentRead: true,
      })
      return items.map((item) => contentOf<Subscription>(item)).filter(({ ended }) => ended === undefined)
    },
    async ended(limit, after, client = '') {
      const question = {
        KeyConditionExpression: 'pk = :place AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: {
          ':place': endedPlace,
          ':from': after === undefined ? (client === '' ? ' ' : `${client}#`) : `${readCursor(after)} `,
          ':to': client === '' ? '~' : `${client}#~`,
        },
      }
      const found = await readPage(table, question, limit, (item) => textOf(item, 'sk'))
      const rows = found.items.map((item) => contentOf<Subscription>(item))
      return found.next === undefined ? { rows } : { rows, next: writeCursor(found.next) }
    },
    async one(client, id) {
      const item = (await readOne(table, keyOf(client, id))) ?? (await readOne(table, keyOf(client, id, endedPlace)))
      return item && contentOf<Subscription>(item)
    },
    async keep(subscription) {
      const { client, id, ended } = subscription
      if (!ended)
        return writeOne(
          table,
          { ...keyOf(client, id), d: subscription },
          { ConditionExpression: 'attribute_not_exists(pk)' },
        )
      // Nothing is deleted by us: what is left where the open ones are goes by its `ttl`.
      const now = Math.ceil(toDate(ended.at).getTime() / 1000)
      const stillOpen = {
        ConditionExpression: 'attribute_not_exists(#d.ended)',
        ExpressionAttributeNames: { '#d': 'd' },
      }
      const rows = [
        { Item: { ...keyOf(client, id, endedPlace), d: subscription, ttl: now + keptSeconds } },
        { Item: { ...keyOf(client, id), d: subscription, ttl: now }, ...stillOpen },
      ]
      // Ended by two at once: one of them ended it.
      return writeTogether(
        table.db,
        rows.map((row) => ({ Put: { TableName: table.name, ...row } })),
      )
    },
  }
}
