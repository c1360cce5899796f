import type { Instant } from '../../calendar/day.ts'
import type { Dossier } from '../../dossier/dossier.ts'
import { isInPost } from '../../dossier/post/carriages.ts'
import { isLost, orderedShipment, type Shipment } from '../../dossier/post/shipment.ts'
import { everyHolder } from '../carrying-on/holders.ts'
import type { Desk } from '../desk.ts'
import { type JobNeeds, performAsJob } from '../dossiers/perform-as-job.ts'
import { directory } from '../surroundings.ts'
import { findShipment, newestOrder } from './shipments.ts'

type Needs = JobNeeds & Pick<Desk, 'marks'>

/** After every due moment and whatever stands without one: all the open work of a desk. */
const afterAll = '9999-~'

/**
 * Bưu gửi thất lạc: each night's look at the parcels that are on their way, in the work lists of every desk, and at papers on
 * their way home from dossiers that stand on none any more. Noted once a parcel; one that was found to be lost may still arrive. Throws Outage; answers how many were noted.
 */
export async function findLostParcels(desk: Needs): Promise<number> {
  const at = desk.now()
  const away: Dossier[] = []
  for (const holder of everyHolder(await directory(desk))) {
    for await (const dossier of desk.dossiers.dueBefore(holder, afterAll))
      if (isAway(dossier) || isInPost(dossier.carriage)) away.push(dossier)
  }
  for await (const id of desk.dossiers.withCarriages()) {
    const dossier = (await desk.dossiers.load(id))?.dossier
    if (dossier) away.push(dossier)
  }
  let lostCount = 0
  for (const dossier of away) {
    if (await isCarriageLost(desk, dossier, at)) lostCount += 1
    if (!isAway(dossier)) continue
    const shipment = await shipmentOf(desk, dossier)
    if (!isLost(shipment, at)) continue
    const number = shipment.orderNumber
    const outcome = await performAsJob(desk, {
      job: 'postal-returns',
      dossier: dossier.id,
      act: { act: 'shipment-lost', since: shipment.since },
      key: `lost:${number}`,
      isDue: (now) => isAway(now) && newestOrder(now) === number,
    })
    if (outcome === 'done') lostCount += 1
  }
  return lostCount
}

/** Papers under way of which nobody told for as long end where they began: with whoever sent them. */
async function isCarriageLost(desk: Needs, { id, carriage }: Dossier, at: Instant): Promise<boolean> {
  if (!isInPost(carriage)) return false
  const { number, since } = carriage
  if (!isLost((await findShipment(desk, number)) ?? orderedShipment(number, since), at)) return false
  const act = { act: 'carriage-ended', number, reason: 'Bưu điện không báo gì quá thời hạn của hợp đồng' } as const
  const isDue = (now: Dossier) => now.carriage?.number === number
  const done = await performAsJob(desk, { job: 'postal-returns', dossier: id, act, key: `lost:${number}`, isDue })
  return done === 'done'
}

function isAway({ delivery }: Dossier): boolean {
  return delivery === 'shipment-ordered' || delivery === 'in-post'
}

/** A parcel nobody has told of yet counts from its order. */
async function shipmentOf(desk: Needs, dossier: Dossier): Promise<Shipment> {
  const number = newestOrder(dossier)
  return (await findShipment(desk, number)) ?? orderedShipment(number, dossier.stageFrom ?? dossier.updatedAt)
}
