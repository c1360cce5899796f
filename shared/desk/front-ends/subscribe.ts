import { createHash } from 'node:crypto'
import type { Machine } from '../../access/machine.ts'
import { type Objection, object } from '../../dossier/objections.ts'
import type { HookKind, Subscription } from '../../messages/subscriptions.ts'
import type { Digests } from '../../ports.ts'
import type { Desk } from '../desk.ts'

type Needs = Pick<Desk, 'subscriptions' | 'now'> & { webhooks: Pick<Desk['webhooks'], 'admits'> }

/** How many of a machine may be open at once. */
export const mostSubscriptions = 10

/**
 * Đăng ký gọi báo. The same machine with the same key has one, however often it asks; its address must be one that the
 * installation calls. Throws Outage.
 */
export async function subscribe(
  desk: Needs,
  { id: client }: Pick<Machine, 'id'>,
  wish: { url: string; kinds: readonly HookKind[] },
  key: string,
): Promise<Subscription | Objection | 'forbidden-address'> {
  const id = createHash('sha256').update(`${client}\n${key}`).digest('base64url').slice(0, 22)
  const known = await desk.subscriptions.one(client, id)
  if (known) return isSame(known, wish) ? known : object('key-reused')
  if (!desk.webhooks.admits(wish.url)) return 'forbidden-address'
  if ((await openOf(desk, client)).length >= mostSubscriptions) return object('too-many-subscriptions')
  const { url, kinds } = wish
  const made: Subscription = { id, client, url, kinds: [...kinds].sort(), createdAt: desk.now() }
  if (await desk.subscriptions.keep(made)) return made
  const quicker = await desk.subscriptions.one(client, id)
  return quicker && isSame(quicker, wish) ? quicker : object('key-reused')
}

function isSame(known: Subscription, { url, kinds }: { url: string; kinds: readonly HookKind[] }): boolean {
  return known.url === url && known.kinds.join() === [...kinds].sort().join()
}

async function openOf(desk: Pick<Desk, 'subscriptions'>, client: string): Promise<readonly Subscription[]> {
  return (await desk.subscriptions.open()).filter((one) => one.client === client)
}

const endedShown = 50

/** The machine's open ones, and of those that ended as many as anybody looks at. */
export async function subscriptionsOf(
  desk: Pick<Desk, 'subscriptions'>,
  client: string,
): Promise<readonly Subscription[]> {
  const [open, ended] = await Promise.all([
    openOf(desk, client),
    desk.subscriptions.ended(endedShown, undefined, client),
  ])
  return [...open, ...ended.rows]
}

/** Ends one of a machine's own, for itself or `by` an administrator; ended before, it stays as it ended. `undefined` when it has no such. */
export async function unsubscribe(
  desk: Pick<Desk, 'subscriptions' | 'now'>,
  { id: client }: Pick<Machine, 'id'>,
  id: string,
  by?: string,
): Promise<Subscription | undefined> {
  const known = await desk.subscriptions.one(client, id)
  if (!known || known.ended) return known
  const why = by === undefined ? ({ why: 'asked' } as const) : ({ why: 'administrator', by } as const)
  const ended: Subscription = { ...known, ended: { at: desk.now(), ...why } }
  return (await desk.subscriptions.keep(ended)) ? ended : desk.subscriptions.one(client, id)
}

/** Khóa bí mật of one subscription: derived and nowhere stored, so that no copy of the table gives it away. */
export function hookSecret(digests: Pick<Digests, 'ofLookupFactor'>, id: string): string {
  return digests.ofLookupFactor('#webhook', id)
}
