import type { Desk } from '../../desk/desk.ts'
import { hookSecret, subscribe, subscriptionsOf, unsubscribe } from '../../desk/subscribe.ts'
import { isObjection } from '../../dossier/objections.ts'
import type { Subscription } from '../../messages/subscriptions.ts'
import type { Fault } from '../problems.ts'
import type { Answer } from './answer.ts'

export type WebhookDesk = Pick<Desk, 'subscriptions' | 'machines' | 'digests' | 'now'> & {
  webhooks: Pick<Desk['webhooks'], 'admits'>
}

const forbidden: Fault = {
  where: 'body.url',
  code: 'wrong-form',
  detail:
    'Máy chủ này không nằm trong danh sách hệ thống được gọi, hoặc không dùng https. Hãy đề nghị quản trị thêm vào.',
}

/** Gọi báo: a machine says where it is to be told, and of what; administrators see all. */
export const webhookDoors: {
  [Id in 'subscribeWebhook' | 'listWebhooks' | 'endWebhook' | 'listAllWebhooks']: Answer<Id, WebhookDesk>
} = {
  subscribeWebhook: async ({ person, body, key }, desk) => {
    const made = await subscribe(desk, person, body, key)
    if (made === 'forbidden-address') return { faults: [forbidden] }
    return isObjection(made) ? made : { webhook: show(made), secret: hookSecret(desk.digests, made.id) }
  },
  listWebhooks: async ({ person }, desk) => ({ rows: (await subscriptionsOf(desk, person.id)).map(show) }),
  endWebhook: async ({ person, path }, desk) => {
    const ended = await unsubscribe(desk, person, path.webhook)
    return ended && { webhook: show(ended) }
  },
  listAllWebhooks: async (_asked, desk) => ({
    rows: await Promise.all(
      (await desk.subscriptions.all()).map(async (one) => ({
        ...show(one),
        client: one.client,
        machine: (await desk.machines.entry(one.client))?.name,
      })),
    ),
  }),
}

function show({ id, url, kinds, createdAt, ended }: Subscription) {
  return { id, url, kinds: [...kinds], createdAt, ended: ended && { ...ended } }
}
