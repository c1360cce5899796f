import type { Subscription } from '../messages/subscriptions.ts'
import type { Subscriptions } from '../partner-ports.ts'
import { contentOf } from './items.ts'
import { readAll, readOne, type Table, writeOne } from './table.ts'

// All in one place: there are as many as there are front ends, and the outbox asks for all of them at once.
const place = 'WEBHOOKS'
const keyOf = (client: string, id: string) => ({ pk: place, sk: `${client}#${id}` })

export function createSubscriptions(table: Table): Subscriptions {
  return {
    async all() {
      const items = await readAll(table, {
        KeyConditionExpression: 'pk = :place',
        ExpressionAttributeValues: { ':place': place },
        ConsistentRead: true,
      })
      return items.map((item) => contentOf<Subscription>(item))
    },
    async one(client, id) {
      const item = await readOne(table, keyOf(client, id))
      return item && contentOf<Subscription>(item)
    },
    async keep(subscription) {
      await writeOne(table, { ...keyOf(subscription.client, subscription.id), d: subscription })
    },
  }
}
