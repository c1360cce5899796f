import type { Desk } from '../desk.ts'
import { machineOf, mayBeTold } from './machine-sight.ts'

export type RingNeeds = Pick<Desk, 'doorbells' | 'subscriptions' | 'machines' | 'dossiers' | 'catalogue' | 'now'>

/**
 * Rings for each front end that sees the dossier, whatever it wants to be told of: its worker reads the history. Where nobody
 * has subscribed it costs one small read. Throws Outage.
 */
export async function ringSubscribers(desk: RingNeeds, mark: { dossier: string; n: number }): Promise<void> {
  const open = await desk.subscriptions.open()
  if (open.length === 0) return
  const dossier = (await desk.dossiers.load(mark.dossier))?.dossier
  if (!dossier) return
  const sees = new Map<string, boolean>()
  for (const { id, client } of open) {
    const isSeen = sees.get(client) ?? mayBeTold(await machineOf(desk, client), dossier)
    sees.set(client, isSeen)
    if (isSeen) await desk.doorbells.ringWebhook({ client, subscription: id, dossier: dossier.id, n: mark.n })
  }
}
