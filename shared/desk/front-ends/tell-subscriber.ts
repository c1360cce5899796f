import { createHash } from 'node:crypto'
import { toldBy } from '../../counters/told.ts'
import { log } from '../../log.ts'
import type { Message } from '../../messages/messages.ts'
import { kindsOf, type Subscription, type SubscriptionEnd } from '../../messages/subscriptions.ts'
import type { Desk } from '../desk.ts'
import { followState } from '../dossiers/follow-state.ts'
import { directory } from '../surroundings.ts'
import { machineOf, mayBeTold } from './machine-sight.ts'
import { hookSecret } from './subscribe.ts'

type Needs = Pick<
  Desk,
  'subscriptions' | 'webhooks' | 'machines' | 'dossiers' | 'catalogue' | 'marks' | 'digests' | 'now'
>
type Bell = Extract<Message, { kind: 'webhook' }>

/**
 * Gọi báo. Tells a front end each event it asked for, in the order of the history, from the place it has reached: a bell that
 * comes late, twice or out of order finds nothing left or all of it. What it may not see any more it is not told. Throws
 * Outage; the place stays before the event that was not taken.
 */
export async function tellSubscriber(desk: Needs, bell: Bell): Promise<'worked' | 'absent'> {
  const subscription = await desk.subscriptions.one(bell.client, bell.subscription)
  if (!subscription || subscription.ended) return 'worked'
  const [machine, file] = await Promise.all([machineOf(desk, bell.client), desk.dossiers.load(bell.dossier)])
  if (!file) return 'absent'
  const { dossier } = file
  if (!mayBeTold(machine, dossier)) return 'worked'
  const place = toldPlace(bell)
  const from = Number((await desk.marks.value(place)) ?? 0)
  const units = await directory(desk)
  // What was written after the dossier was read has a bell of its own.
  const history = (await desk.dossiers.history(dossier.id, from)).filter(({ n }) => n <= dossier.version)
  for (const { event, head } of toldBy(dossier, history)) {
    // What happened before it subscribed is not news, of the same second it is told; before its code a dossier is nobody's to follow.
    const isNews = event.at >= subscription.createdAt && head.code !== undefined
    const kinds = isNews ? kindsOf(event, subscription.kinds) : []
    if (kinds.length === 0) continue
    const state = followState(head, dossier.code ?? '', units)
    const body = JSON.stringify({ kinds, event: event.n, at: event.at, dossier: state })
    const id = callIdOf(subscription, dossier.id, event.n)
    const secret = hookSecret(desk.digests, subscription.id)
    const answer = await desk.webhooks.send({ url: subscription.url, secret, id, body })
    if (answer !== 'taken') {
      await end(desk, subscription, answer.refused === 'gone' ? 'gone' : 'forbidden-address')
      return 'worked'
    }
    await desk.marks.setValue(place, String(event.n))
  }
  return 'worked'
}

/** Under which mark stands how far a front end has been told of a dossier. */
export const toldPlace = ({ subscription, dossier }: Pick<Bell, 'subscription' | 'dossier'>): string =>
  `WEBHOOK#${subscription}#${dossier}`

/** The same event under the same name, however often it is sent; it gives nothing away. */
function callIdOf({ id }: Subscription, dossier: string, n: number): string {
  return `bao_${createHash('sha256').update(`${id}#${dossier}#${n}`).digest('hex').slice(0, 32)}`
}

async function end(desk: Needs, subscription: Subscription, why: SubscriptionEnd): Promise<void> {
  log({ job: 'webhooks', code: subscription.id, outcome: `ended-${why}` })
  await desk.subscriptions.keep({ ...subscription, ended: { at: desk.now(), why } })
}
