import type { Day, Instant } from '../../calendar/day.ts'
import { addDays, dayOf } from '../../calendar/day.ts'
import type { ShipmentState, TrackingRow } from '../../messages/messages.ts'

/** Bưu gửi. How far one parcel is, by its own clock; the dossier moves only by what of this concerns it. */
export interface Shipment {
  orderNumber: string
  state: 'ordered' | ShipmentState
  /** The tracking row that said so, and when it happened; of an order that was never told of, when it was first heard of. */
  row: number
  since: Instant
  /** When the post last told anything of it, also what moves nothing: what is told of is not lost. */
  heardAt?: Instant
  waybill?: string
  /** Lần phát không thành. */
  attempts: number
  /** Bằng chứng phát: kept for good. */
  proof?: { at: Instant; row: number; waybill: string }
}

/** What a row of tracking does to a parcel. Whatever does not move it is kept beside it and moves nothing. */
export type Told = 'moves' | 'repeats' | 'regresses' | 'unknown' | 'after-the-end' | 'another-parcel'

const onward = ['registered', 'collected', 'in-transit', 'delivering', 'undelivered', 'returning'] as const

/** Where each state may lead: onward, skipping what was not told; between attempt and failure also back. */
const leadsTo: Readonly<Record<Shipment['state'], readonly ShipmentState[]>> = {
  ordered: [...onward, 'delivered', 'sent-back', 'cancelled'],
  registered: [...onward.slice(1), 'delivered', 'sent-back', 'cancelled'],
  collected: [...onward.slice(2), 'delivered', 'sent-back'],
  'in-transit': [...onward.slice(3), 'delivered', 'sent-back'],
  delivering: ['undelivered', 'returning', 'delivered', 'sent-back'],
  undelivered: ['delivering', 'returning', 'delivered', 'sent-back'],
  // The post may still hand it over on its way back: a proof of delivery is one.
  returning: ['delivered', 'sent-back'],
  delivered: [],
  'sent-back': [],
  cancelled: [],
}

/** Thu hồi is the post's to grant until the parcel is collected. */
const beforeCollection: ReadonlySet<Shipment['state']> = new Set(['ordered', 'registered'])

export function mayRecall(shipment: Shipment | undefined): boolean {
  return shipment === undefined || beforeCollection.has(shipment.state)
}

export function hasEnded({ state }: Shipment): boolean {
  return leadsTo[state].length === 0
}

export function orderedShipment(orderNumber: string, at: Instant, waybill?: string): Shipment {
  return { orderNumber, state: 'ordered', row: 0, since: at, attempts: 0, ...(waybill ? { waybill } : {}) }
}

/** One row of tracking, told in whatever order and how often; `now` bounds the moment of a post whose clock is ahead. Pure. */
export function tellShipment(
  shipment: Shipment,
  row: TrackingRow,
  now: Instant = row.at,
): { shipment: Shipment; told: Told } {
  const heardAt = [row.at < now ? row.at : now, shipment.heardAt ?? shipment.since].toSorted().at(-1) ?? row.at
  const heard = { ...shipment, heardAt }
  if (row.state === 'unknown') return { shipment: heard, told: 'unknown' }
  if (shipment.waybill && row.waybill && row.waybill !== shipment.waybill) return { shipment, told: 'another-parcel' }
  if (row.id === shipment.row && row.state === shipment.state) return { shipment, told: 'repeats' }
  if (hasEnded(shipment)) return { shipment, told: 'after-the-end' }
  if (!leadsTo[shipment.state].includes(row.state)) return { shipment: heard, told: 'regresses' }
  const waybill = row.waybill || shipment.waybill
  const next: Shipment = {
    ...heard,
    state: row.state,
    row: row.id,
    since: row.at,
    attempts: shipment.attempts + (row.state === 'undelivered' ? 1 : 0),
    ...(waybill ? { waybill } : {}),
    ...(row.state === 'delivered' ? { proof: { at: row.at, row: row.id, waybill: waybill ?? '' } } : {}),
  }
  return { shipment: next, told: 'moves' }
}

/** Chỉ tiêu thời gian of the post's contract: a parcel nobody told of for longer counts as lost. */
export interface LossRule {
  afterDays: number
  validFrom: Day
  validTo?: Day
  /** Where the number comes from. */
  source: string
}

const lossRules: readonly LossRule[] = [
  {
    afterDays: 15,
    validFrom: '2018-01-01',
    source: 'chưa kiểm chứng: theo hợp đồng bưu chính công ích của từng nơi, cần thay bằng số trong hợp đồng',
  },
]

/** Kỳ nộp tiền thu hộ of the post's contract: within so many days after a parcel was delivered what was collected is paid over. */
const settlementRules: readonly LossRule[] = [
  {
    afterDays: 10,
    validFrom: '2018-01-01',
    source: 'chưa kiểm chứng: theo hợp đồng thu hộ với bưu điện của từng nơi, cần thay bằng số trong hợp đồng',
  },
]

/** Chưa nộp tiền thu hộ: delivered, and not paid over for longer than the rule of that day allows. */
export function isUnsettled(deliveredOn: Day, today: Day, rules: readonly LossRule[] = settlementRules): boolean {
  const rule = ruleOn(rules, today)
  return rule !== undefined && addDays(deliveredOn, rule.afterDays) < today
}

function ruleOn(rules: readonly LossRule[], day: Day): LossRule | undefined {
  return rules.find(({ validFrom, validTo }) => validFrom <= day && (validTo === undefined || day <= validTo))
}

/** Bưu gửi thất lạc: on its way, and nothing was heard for longer than the rule of that day allows. */
export function isLost(shipment: Shipment, at: Instant, rules: readonly LossRule[] = lossRules): boolean {
  if (hasEnded(shipment)) return false
  const today = dayOf(at)
  const rule = ruleOn(rules, today)
  return rule !== undefined && addDays(dayOf(shipment.heardAt ?? shipment.since), rule.afterDays) < today
}
