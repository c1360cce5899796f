import type { Act } from '../../dossier/acts.ts'
import type { Dossier } from '../../dossier/dossier.ts'
import { dossierOfCarriage } from '../../dossier/post/carriages.ts'
import { orderedShipment, type Shipment, type Told, tellShipment } from '../../dossier/post/shipment.ts'
import { log } from '../../log.ts'
import type { ShipmentState, TrackingRow } from '../../messages/messages.ts'
import { Outage } from '../../outage.ts'
import type { Desk } from '../desk.ts'
import { type JobNeeds, performAsJob } from '../dossiers/perform-as-job.ts'
import { followCarriage } from './follow-carriage.ts'
import { findShipment, keepShipment, newestOrder } from './shipments.ts'

type Needs = JobNeeds & Pick<Desk, 'marks'>

/**
 * What each state of a parcel means for its dossier. A failed attempt is only kept: the postman comes again, until the
 * parcel is sent back. A cancelled order never arrives, so the result is at the counter as well.
 */
const meanings = {
  registered: 'kept',
  collected: 'kept',
  'in-transit': 'kept',
  delivering: 'kept',
  undelivered: 'kept',
  returning: 'kept',
  delivered: 'delivered',
  'sent-back': 'back-at-counter',
  cancelled: 'back-at-counter',
  unknown: 'kept',
} as const satisfies Record<ShipmentState | 'unknown', 'kept' | 'delivered' | 'back-at-counter'>

/**
 * Hành trình bưu gửi. Keeps each row once under its own number, then moves the dossier when the row says so and still is
 * about the parcel under way: rows of older parcels, repeated, late or unknown ones move nothing. Throws Outage.
 */
export async function followShipment(desk: Needs, said: TrackingRow): Promise<'worked' | 'absent'> {
  const now = desk.now()
  // A clock at the post that is ahead of ours says nothing of the moment: it is no later than now.
  const row = said.at > now ? { ...said, at: now } : said
  const papersOf = dossierOfCarriage(row.orderNumber)
  const id = papersOf ?? (await desk.dossiers.idOfCode(codeOf(row.orderNumber)))
  // A code of ours that nobody has: the index may lag behind, so the row is tried again before it is set aside.
  if (id === undefined && codeOf(row.orderNumber).startsWith(`${desk.province}.`))
    throw new Outage('the index of codes', undefined)
  if (id === undefined || (papersOf !== undefined && !(await desk.dossiers.load(id)))) return 'absent'
  await desk.marks.setValue(`SHIPMENT#${row.orderNumber}#${row.id}`, JSON.stringify(keptOf(said)))
  const { shipment, told } = tellShipment(await shipmentOf(desk, id, row), row, now)
  if (signsOfLife.has(told)) await keepShipment(desk, shipment)
  if (told !== 'moves' && told !== 'repeats')
    log({ job: 'postal-returns', code: row.orderNumber, outcome: `${told}-status` })
  // A row told again is acted on again: the worker may have ended between the parcel's state and the dossier's act.
  const isTold = told === 'moves' || told === 'repeats'
  if (papersOf !== undefined) {
    await followCarriage(desk, id, row, { key: keyOf(said), isTold, isOver: told === 'after-the-end' })
    return 'worked'
  }
  const act = isTold ? actOf(row) : undefined
  const job = { job: 'postal-returns', dossier: id } as const
  const isDue = (dossier: Dossier) => isUnderWay(dossier, row)
  const done = act && (await performAsJob(desk, { ...job, act, key: keyOf(said), isDue }))
  if (row.state === 'delivered' && (done === 'not-due' || told === 'after-the-end')) await noteAtOdds(desk, id, row)
  return 'worked'
}

/** Of a row: its number may have been another's before the post began to number anew. */
const keyOf = ({ id, at }: TrackingRow): string => `tracking:${id}:${at}`

/** What moves a parcel, and what moves nothing and still says that the post has it. */
const signsOfLife: ReadonlySet<Told> = new Set(['moves', 'unknown', 'regresses'])

/**
 * Báo phát trái với hồ sơ: a parcel is said to be delivered that was recalled, sent back, or replaced by another. The dossier stays where
 * it is; the counter is told, once for each row, for the result may be in two places.
 */
async function noteAtOdds(desk: Needs, id: string, { id: trackingId, at, orderNumber }: TrackingRow): Promise<void> {
  const known = await desk.dossiers.history(id)
  const told = known.filter(({ act }) => act === 'delivered' || act === 'delivered-at-odds')
  if (told.some(({ detail }) => detail?.tracking === trackingId)) return
  log({ job: 'postal-returns', code: orderNumber, outcome: 'delivered-at-odds' })
  await performAsJob(desk, {
    job: 'postal-returns',
    dossier: id,
    act: { act: 'delivered-at-odds', at, trackingId, orderNumber },
    key: `at-odds:${trackingId}`,
    isDue: (dossier) => dossier.delivery !== 'delivered' || newestOrder(dossier) !== orderNumber,
  })
}

/** How far the parcel of a row is, as far as it was told. */
async function shipmentOf(desk: Needs, id: string, { orderNumber, at }: TrackingRow): Promise<Shipment> {
  const kept = await findShipment(desk, orderNumber)
  if (kept) return kept
  const dossier = (await desk.dossiers.load(id))?.dossier
  const own = dossier && newestOrder(dossier) === orderNumber ? dossier.waybill : undefined
  return orderedShipment(orderNumber, at, own)
}

/** What is remembered of a row: not the post's own sentence, which may name people. */
function keptOf({ id, code, at, state, waybill }: TrackingRow) {
  return { id, code, at, state, waybill }
}

/** An order number is the dossier code, with `/2` and so on from the second parcel. */
export function codeOf(orderNumber: string): string {
  return orderNumber.replace(/\/\d+$/, '')
}

function isUnderWay(dossier: Dossier, row: TrackingRow): boolean {
  const { delivery, shipmentCount, voidedShipment } = dossier
  if (voidedShipment === shipmentCount) return false
  if (delivery !== 'shipment-ordered' && delivery !== 'in-post' && delivery !== 'lost') return false
  if (newestOrder(dossier) !== row.orderNumber) return false
  // Before the post's answer is written down, and in rows that leave it out, the order number alone tells.
  return dossier.waybill === undefined || row.waybill === '' || dossier.waybill === row.waybill
}

function actOf(row: TrackingRow): Act | undefined {
  const meaning = meanings[row.state]
  if (meaning === 'kept') return undefined
  const told = { at: row.at, trackingId: row.id }
  if (meaning === 'delivered') return { act: 'delivered', ...told }
  const reason = row.state === 'cancelled' ? 'Bưu điện hủy đơn' : 'Bưu điện chuyển hoàn'
  return { act: 'undelivered', ...told, reason }
}
