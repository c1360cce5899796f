import { hookSecret } from '../../shared/desk/front-ends/subscribe.ts'
import type { Subscription } from '../../shared/messages/subscriptions.ts'
import { dossierBooks } from './books.ts'
import type { Lab } from './lab.ts'
import { home, ringOnly } from './people.ts'
import { accepted, type Story } from './story.ts'

const client = 'cong-thu-loi'
let made = 0

/** A front end of the ward asked to be told of receptions, and one has happened. */
export async function toldOfReception(lab: Lab): Promise<Story> {
  const { world, gate } = lab
  made += 1
  // A place of its own: each story's front end knows one secret.
  const path = `/hook/thu-loi-${made}`
  const subscription: Subscription = {
    id: `dk-${world.now()}-${made}`.replaceAll(/[^\w-]/g, '-'),
    client,
    // Through the gate, as every other call of a worker.
    url: `${gate.places.messages}${path}`,
    kinds: ['accepted'],
    createdAt: world.now(),
  }
  await world.machines.keep({ client, name: 'Cổng thử lỗi', agency: home, expiresOn: '2099-12-31' })
  await world.subscriptions.keep(subscription)
  await lab.tell('messages', '/_control/hook', { path, secret: hookSecret(world.digests, subscription.id) })
  const kin = await accepted(lab)
  await ringOnly(world, kin)
  const [dossier] = kin
  const { version: n } = (await world.dossiers.load(dossier))?.dossier ?? { version: 1 }
  await world.doorbells.ringWebhook({ client, subscription: subscription.id, dossier, n })
  const books = async () => {
    const counts = await dossierBooks(lab, kin)
    // The stories after this one are told to nobody.
    await world.subscriptions.keep({ ...subscription, ended: { at: world.now(), why: 'asked' } })
    return counts
  }
  return { dossier, books }
}
