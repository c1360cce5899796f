import type { UnitId } from '../agencies/unit.ts'
import type { Day, Instant } from '../calendar/day.ts'
import type { Compared } from '../catalogue/portal-lists.ts'
import type { PostalAddress } from '../dossier/dossier.ts'

/** What crosses a queue. A doorbell says which history to read; it carries no content. */
export type Message =
  | { kind: 'doorbell'; dossier: string; n: number }
  | { kind: 'tracking'; row: TrackingRow }
  | { kind: 'notice'; agency: UnitId; day: Day }
  | { kind: 'import'; id: string }
  | { kind: 'archive'; id: string }
  /** Báo cáo được yêu cầu: make the file somebody asked for. */
  | { kind: 'report'; id: string }
  /** Báo cáo tháng: make and keep the issues of an agency and month (`YYYY-MM`). */
  | { kind: 'issues'; agency: UnitId | 'all'; month: string }
  | { kind: 'moved'; agency: UnitId; declaration: number }
  /** Thư tổng hợp của cơ quan: what came for an agency and waits for the digest of that moment. */
  | { kind: 'digest'; agency: UnitId; sendAt: Instant }
  /** Đối chiếu: hold what the portal shows of a dossier against ours, for the list of that day. */
  | { kind: 'compare'; dossier: string; day: Day }
  /** Đối chiếu danh mục: hold a catalogue of the portal's, or one procedure of it, against ours, for the list of that day. */
  | { kind: 'catalogue'; of: Compared; day: Day }
  /** Kết quả gửi thư: what became of one of our mails, as the mail carrier's event tells it; the notice by its identity, in a list of one. */
  | { kind: 'mail-outcome'; notice: readonly string[]; outcome: MailEvent; bounce?: string | undefined }
  /** Gọi báo: a front end's subscription has something to be told of a dossier. */
  | { kind: 'webhook'; client: string; subscription: string; dossier: string; n: number }

/** In the carrier's own words. */
export const mailEvents = ['Delivery', 'Bounce', 'Complaint', 'Reject'] as const
export type MailEvent = (typeof mailEvents)[number]

/** One row of the post's tracking, its codes already mapped; an unknown code keeps `state: 'unknown'`. The post's own sentence may name people and stays out. */
export interface TrackingRow {
  id: number
  orderNumber: string
  waybill: string
  code: string
  at: Instant
  state: ShipmentState | 'unknown'
}

/** A row of the post's lists that cannot be read: its number, where that can be, and a digest by which it is one however often it is told. */
export interface UnreadRow {
  id?: number
  digest: string
}

export const shipmentStates = [
  'registered',
  'collected',
  'in-transit',
  'delivering',
  'delivered',
  'undelivered',
  'returning',
  'sent-back',
  'cancelled',
] as const
export type ShipmentState = (typeof shipmentStates)[number]

/** Thu gom hồ sơ, chuyển giấy tờ giữa các quầy, trả kết quả: what a parcel is for, which the post charges differently. */
export type ShipmentKind = 'collect-dossier' | 'carry-papers' | 'deliver-result'

/** Đối soát COD: money the postman took and the post paid over, whole đồng. */
export interface Settlement {
  id: number
  orderNumber: string
  waybill: string
  collectedVnd: number
  postageVnd: number
  /** Number of the post's own statement that lists it. */
  statement: string
  settledAt: Instant
}

/** An agency's mail goes with its address; a citizen's stays with us. */
export interface PostalParty extends PostalAddress {
  email?: string
}

/** Vận đơn: what the post is asked to carry. `orderNumber` is the dossier code plus shipment number: the order's identity. */
export interface ShipmentOrder {
  orderNumber: string
  /** Số hiệu bưu gửi drawn with the order, where the post has handed out a range. */
  itemCode?: string
  kind: ShipmentKind
  /** Names of the papers inside, for the postman's list; never a person's name. */
  papers?: readonly string[]
  sender: PostalParty
  receiver: PostalParty
  contents: string
  codVnd: number
}
