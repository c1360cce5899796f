import type { Desk } from '../../desk/desk.ts'
import { hookSecret, subscribe, subscriptionsOf, unsubscribe } from '../../desk/front-ends/subscribe.ts'
import { isObjection } from '../../dossier/objections.ts'
import type { Subscription } from '../../messages/subscriptions.ts'
import { badCursor, openCursor, sealCursor } from '../cursors.ts'
import type { Fault } from '../problems.ts'
import type { Answer } from './answer.ts'

export type WebhookDesk = Pick<Desk, 'subscriptions' | 'machines' | 'digests' | 'now'> & {
  webhooks: Pick<Desk['webhooks'], 'admits'>
}

const usual = 20

const forbidden: Fault = {
  where: 'body.url',
  code: 'wrong-form',
  detail:
    'Máy chủ này không nằm trong danh sách hệ thống được gọi, hoặc không dùng https. Hãy đề nghị quản trị thêm vào.',
}

/** Gọi báo: a machine says where it is to be told, and of what; administrators see all. */
export const webhookDoors: {
  [Id in 'subscribeWebhook' | 'listWebhooks' | 'endWebhook' | 'listAllWebhooks' | 'endWebhookOf']: Answer<
    Id,
    WebhookDesk
  >
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
  // Open ones are as many as there are front ends; those that ended pile up.
  listAllWebhooks: async ({ query, person }, desk) => {
    const bond = { person: `${person.kind}:${person.id}:${person.unit}`, route: 'listAllWebhooks', query: 'ended' }
    const after = query.after === undefined ? undefined : openCursor(desk.digests, bond, query.after)
    const isEnded = query.state === 'ended'
    if (query.after !== undefined && (after === undefined || !isEnded)) return { faults: [badCursor] }
    const page = isEnded
      ? await desk.subscriptions.ended(query.limit ?? usual, after)
      : { rows: await desk.subscriptions.open() }
    const next = page.next === undefined ? undefined : sealCursor(desk.digests, bond, page.next)
    return { rows: await Promise.all(page.rows.map((one) => showOfMachine(desk, one))), next }
  },
  endWebhookOf: async ({ person, path }, desk) => {
    const ended = await unsubscribe(desk, { id: path.client }, path.webhook, person.id)
    return ended && { webhook: await showOfMachine(desk, ended) }
  },
}

async function showOfMachine(desk: Pick<Desk, 'machines'>, one: Subscription) {
  const machine = (await desk.machines.entry(one.client))?.name
  return { ...show(one), client: one.client, machine, endedBy: one.ended?.by }
}

function show({ id, url, kinds, createdAt, ended }: Subscription) {
  return { id, url, kinds: [...kinds], createdAt, ended: ended && { at: ended.at, why: ended.why } }
}
