import type { Subscription } from '../../shared/messages/subscriptions.ts'
import type { Subscriptions } from '../../shared/partner-ports.ts'
import { copy, pageAfter } from './copy.ts'

export function memorySubscriptions(): Subscriptions {
  const kept = new Map<string, Subscription>()
  const keyOf = (client: string, id: string) => `${client}#${id}`
  const rows = (isEnded: boolean) =>
    copy([...kept.keys()].sort().flatMap((key) => kept.get(key) ?? [])).filter((one) => !!one.ended === isEnded)
  return {
    open: async () => rows(false),
    async ended(limit, after, client) {
      const asked = rows(true).filter((one) => client === undefined || one.client === client)
      return pageAfter(asked, (one) => keyOf(one.client, one.id), limit, after)
    },
    one: async (client, id) => copy(kept.get(keyOf(client, id))),
    async keep(subscription) {
      const key = keyOf(subscription.client, subscription.id)
      const there = kept.get(key)
      if (subscription.ended ? there?.ended : there) return false
      kept.set(key, copy(subscription))
      return true
    },
  }
}
