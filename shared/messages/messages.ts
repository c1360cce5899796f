import type { UnitId } from '../agencies/unit.ts'
import type { Day, Instant } from '../calendar/day.ts'
import type { PostalAddress } from '../dossier/dossier.ts'

/** What crosses a queue. A doorbell says which history to read; it carries no content. */
export type Message =
  | { kind: 'doorbell'; dossier: string; n: number }
  | { kind: 'tracking'; row: TrackingRow }
  | { kind: 'notice'; agency: UnitId; day: Day }

/** One row of the post's tracking, its codes already mapped; an unknown code keeps `state: 'unknown'`. */
export interface TrackingRow {
  id: number
  orderNumber: string
  waybill: string
  code: string
  text: string
  at: Instant
  state: ShipmentState | 'unknown'
}

export type ShipmentState =
  | 'registered'
  | 'collected'
  | 'in-transit'
  | 'delivering'
  | 'delivered'
  | 'undelivered'
  | 'sent-back'
  | 'cancelled'

/** Vận đơn: what the post is asked to carry. `orderNumber` is the dossier code plus shipment number: the order's identity. */
export interface ShipmentOrder {
  orderNumber: string
  sender: PostalAddress
  receiver: PostalAddress
  contents: string
  codVnd: number
}
