import type { Subscription } from '../../shared/messages/subscriptions.ts'
import type { Subscriptions } from '../../shared/partner-ports.ts'
import { copy } from './copy.ts'

export function memorySubscriptions(): Subscriptions {
  const kept = new Map<string, Subscription>()
  const keyOf = (client: string, id: string) => `${client}#${id}`
  return {
    all: async () => copy([...kept.keys()].sort().flatMap((key) => kept.get(key) ?? [])),
    one: async (client, id) => copy(kept.get(keyOf(client, id))),
    async keep(subscription) {
      kept.set(keyOf(subscription.client, subscription.id), copy(subscription))
    },
  }
}
