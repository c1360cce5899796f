import * as z from 'zod'
import type { Dossier } from '../../dossier/dossier.ts'
import { orderNumber } from '../../dossier/post/delivery.ts'
import type { Shipment } from '../../dossier/post/shipment.ts'
import { lazily } from '../../lazily.ts'
import { shipmentStates } from '../../messages/messages.ts'
import type { Desk } from '../desk.ts'

const shape = lazily(() =>
  z.object({
    orderNumber: z.string(),
    state: z.enum(['ordered', ...shipmentStates]),
    row: z.number(),
    since: z.string(),
    heardAt: z.string().exactOptional(),
    waybill: z.string().exactOptional(),
    attempts: z.number(),
    proof: z.object({ at: z.string(), row: z.number(), waybill: z.string() }).exactOptional(),
  }),
)

const nameOf = (orderNumber: string) => `SHIPMENT#${orderNumber}`

/** A parcel as far as it was told; `undefined` before its first row. */
export async function findShipment(desk: Pick<Desk, 'marks'>, orderNumber: string): Promise<Shipment | undefined> {
  const kept = await desk.marks.value(nameOf(orderNumber))
  return kept === undefined ? undefined : shape().parse(JSON.parse(kept))
}

/** Rows of one order are worked one after the other: their queue's group is the order. */
export function keepShipment(desk: Pick<Desk, 'marks'>, shipment: Shipment): Promise<void> {
  return desk.marks.setValue(nameOf(shipment.orderNumber), JSON.stringify(shipment))
}

/** The order number of the shipment that is under way now. */
export function newestOrder(dossier: Dossier): string {
  return orderNumber(dossier.code ?? dossier.id, dossier.shipmentCount)
}
