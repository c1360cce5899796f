import type { ActOf } from '../acts.ts'
import { advance, type Circumstances, type Outcome } from '../circumstances.ts'
import type { DeliveryState, Dossier, DossierFile } from '../dossier.ts'
import { bookOf, collectedBy, foundWith, lostWith, openObligation } from '../money/money-book.ts'
import { notNow, resultNotThere } from '../not-now.ts'
import { noAddress, type ObjectedFault, type Objection, object } from '../objections.ts'
import { ownerOf } from '../people/parties.ts'
import { drawWaybill } from '../waybills.ts'

/** Trả lại lần nữa: returned by the post to somebody else, its result is at the counter or under way once more. */
export function isReturnedAnew({ status, delivery }: Pick<Dossier, 'status' | 'delivery'>): boolean {
  return status === 'returned' && (atDesk.has(delivery) || onItsWay.has(delivery))
}

/** The result is at the counter; a lost one counts as there, for it is issued anew and given or sent from there. */
const atDesk: ReadonlySet<DeliveryState> = new Set(['at-counter', 'back-at-counter', 'lost'])
const onItsWay: ReadonlySet<DeliveryState> = new Set(['shipment-ordered', 'in-post'])
/** A parcel that was given up may still arrive. */
const withPost: ReadonlySet<DeliveryState> = new Set([...onItsWay, 'lost'])

/** What the counter still has in its hands: also a parcel that the post has not taken yet. */
const inHand: ReadonlySet<DeliveryState> = new Set([...atDesk, 'shipment-ordered'])
const notWithPost = 'Không có bưu gửi nào ở bưu điện, kể cả bưu gửi đã coi là thất lạc.'
const notOnItsWay = 'Không có bưu gửi nào đang trên đường.'

/**
 * Trả kết quả at the counter or online. At the counter it is signed for by who takes it: the owner, known by a paper of identity, or
 * somebody with a power of attorney. The name is kept with the people of the dossier, never in the history. Nothing is given out while money is owed.
 */
export function giveBack(act: ActOf<'return'>, c: Circumstances): Outcome | Objection {
  const { dossier, parties } = c.file
  const by = act.by ?? 'counter'
  const { taker } = act
  const held = notToGive(c)
  if (held) return held
  const otherwise = otherThanAsked(by, dossier)
  if (otherwise) return otherwise
  const unsaid = by === 'counter' ? takerUnsaid(act, c.file) : undefined
  if (unsaid) return unsaid
  const next = advance(dossier, c.at, {
    status: 'returned',
    delivery: by === 'online' ? 'given-online' : 'given-at-counter',
    returnedAt: c.at,
  })
  const note = act.note === undefined ? {} : { note: act.note }
  const signed = act.signed === undefined ? {} : { signed: act.signed }
  const authority = taker?.powerOfAttorney === undefined ? {} : { powerOfAttorney: taker.powerOfAttorney }
  const detail = { by, taker: taker?.kind ?? 'owner', ...authority, ...signed }
  const people = taker ? { parties: { ...parties, takenBy: { ...taker, at: c.at } } } : {}
  return { changes: [{ next, event: { act: 'return', ...note, detail, ...rungAnew(dossier) }, ...people }] }
}

/** Given anew, a dossier comes to no other state for which anybody is rung: the bell is for front ends that wait for it. */
function rungAnew({ status }: Dossier): { wants?: readonly ['postal-returns'] } {
  return status === 'returned' ? { wants: ['postal-returns'] } : {}
}

/** Whoever asked for another way may come to the counter; nobody is given a result online who did not ask for it. */
function otherThanAsked(by: 'counter' | 'online', { returnBy }: Dossier): Objection | undefined {
  if (by === returnBy || by === 'counter') return undefined
  return notNow('returnBy', 'Người nộp không chọn nhận kết quả trực tuyến; đổi cách nhận bằng amend (returnBy) trước.')
}

/**
 * Ký nhận kết quả: who took it, known by what, and how it was signed for (sổ theo dõi hồ sơ, "người nhận ký"). The paper of identity is
 * the one of the dossier unless another is named; a representative shows the mandate.
 */
function takerUnsaid({ taker, signed }: ActOf<'return'>, { parties }: DossierFile): Objection | undefined {
  const { identityNumber } = ownerOf(parties)
  const isUnknown = taker?.kind === 'owner' && taker.identityPaper === undefined && identityNumber === ''
  const faults: ObjectedFault[] = [
    ...(taker ? [] : [missing('taker', 'Chưa ghi ai nhận: họ tên, là chủ hồ sơ hay người được ủy quyền.')]),
    ...(isUnknown ? [missing('taker.identityPaper', 'Hồ sơ không có số định danh: ghi giấy tờ tùy thân đã xem.')] : []),
    ...(taker?.kind === 'representative' && taker.powerOfAttorney !== true ? [noMandate] : []),
    ...(signed ? [] : [missing('signed', 'Chưa ghi ký nhận bằng gì: trên giấy hay điện tử.')]),
  ]
  return faults[0] && object(faults[0].objection ?? 'taker-missing', faults)
}

const missing = (name: string, why: string): ObjectedFault => ({
  where: `body.${name}`,
  why,
  objection: 'taker-missing',
})
const noMandate: ObjectedFault = {
  where: 'body.taker.powerOfAttorney',
  why: 'Người nhận thay phải có giấy ủy quyền.',
  objection: 'power-of-attorney-missing',
}

/** Why a result stays in hand: it is not there, a fee is owed, or a correction of it has begun. */
function notToGive({ file, linked }: Circumstances): Objection | undefined {
  const { dossier } = file
  if (!inHand.has(dossier.delivery)) return resultNotThere(dossier, 'Chỉ trả khi kết quả còn ở quầy.')
  if (dossier.money === 'requested') return object('fee-unpaid')
  const isCorrected = dossier.correction !== undefined && linked?.dossier.status === 'in-progress'
  return isCorrected ? object('correction-open') : undefined
}

/** Gửi bưu chính công ích: the event asks for a shipment; the post is called by the queue's worker. */
export function orderShipment(act: ActOf<'order-shipment'>, c: Circumstances): Outcome | Objection {
  const { dossier, parties } = c.file
  if (!atDesk.has(dossier.delivery)) return resultNotThere(dossier, 'Chỉ gửi bưu chính khi kết quả ở quầy.')
  const collects = act.cod === true && openObligation(c.file.money) !== undefined
  const held = notToGive(c)
  if (held && !(collects && held.objection === 'fee-unpaid')) return held
  if (!parties.deliverTo) return object('no-postal-address', noAddress)
  const shipmentCount = dossier.shipmentCount + 1
  const next = advance(dossier, c.at, {
    delivery: 'shipment-ordered',
    shipmentCount,
    waybill: undefined,
    stageFrom: c.at,
  })
  const number = orderNumber(dossier.code ?? dossier.id, shipmentCount)
  const drawn = drawWaybill(c)
  const detail = { orderNumber: number, ...(collects && { cod: true }), ...drawn.detail }
  // What a postman collects is waited for in the book of moneys.
  const wants = collects ? (['postal-returns', 'payments'] as const) : (['postal-returns'] as const)
  const event = { act: 'order-shipment', detail, wants } as const
  const changes = [{ next, event, ...bookOf(collectedBy(c.file.money, collects ? number : undefined)) }]
  return { changes, ...(drawn.serials && { serials: drawn.serials }) }
}

/** The order's identity at the post: asked twice, it is one order. */
export function orderNumber(code: string, shipment: number): string {
  return shipment === 1 ? code : `${code}/${shipment}`
}

export function shipmentTaken(act: ActOf<'shipment-taken'>, c: Circumstances): Outcome | Objection {
  const { dossier } = c.file
  if (dossier.delivery !== 'shipment-ordered') {
    return resultNotThere(dossier, 'Bưu điện chỉ nhận bưu gửi đã đặt và chưa nhận.')
  }
  const next = advance(dossier, c.at, { delivery: 'in-post', waybill: act.waybill })
  // Its worker has nothing left to do; the bell is for front ends that wait for it.
  const wants = ['postal-returns'] as const
  return { changes: [{ next, event: { act: 'shipment-taken', detail: { waybill: act.waybill }, wants } }] }
}

export function delivered(act: ActOf<'delivered'>, c: Circumstances): Outcome | Objection {
  const { dossier } = c.file
  if (!withPost.has(dossier.delivery)) return resultNotThere(dossier, notWithPost)
  const next = advance(dossier, c.at, { status: 'returned', delivery: 'delivered', returnedAt: act.at })
  const detail = { deliveredAt: act.at, tracking: act.trackingId }
  const number = orderNumber(dossier.code ?? dossier.id, dossier.shipmentCount)
  const found = foundWith(c.file.money, number)
  if (!found) return { changes: [{ next, event: { act: 'delivered', detail, ...rungAnew(dossier) } }] }
  // What its postman collected is waited for once more.
  const wants = [...(rungAnew(dossier).wants ?? []), 'payments' as const]
  return {
    changes: [
      { next, event: { act: 'delivered', detail: { ...detail, orderNumber: number, cod: true }, wants }, money: found },
    ],
  }
}

/** Báo phát trái với hồ sơ: a parcel that nobody waits for any more is said to be delivered. It moves nothing; the counter is told. */
export function deliveredAtOdds(act: ActOf<'delivered-at-odds'>, c: Circumstances): Outcome | Objection {
  const { dossier } = c.file
  const { orderNumber: number, at, trackingId } = act
  const { shipmentCount, voidedShipment } = dossier
  const isNewest = orderNumber(dossier.code ?? dossier.id, shipmentCount) === number
  const isFollowed = isNewest && voidedShipment !== shipmentCount
  if (isFollowed && (withPost.has(dossier.delivery) || dossier.delivery === 'delivered'))
    return resultNotThere(dossier, 'Bưu gửi này vẫn đang được theo dõi.')
  const detail = { orderNumber: number, deliveredAt: at, tracking: trackingId }
  const event = { act: 'delivered-at-odds', detail, wants: ['transfers'] } as const
  return { changes: [{ next: advance(dossier, c.at, {}), event }] }
}

/** Phát không thành công: the result is back at the counter, the dossier is not returned; what is owed is paid there again. */
export function undelivered(act: ActOf<'undelivered'>, c: Circumstances): Outcome | Objection {
  const { dossier } = c.file
  if (!withPost.has(dossier.delivery)) return resultNotThere(dossier, notWithPost)
  const next = advance(dossier, c.at, { delivery: 'back-at-counter', stageFrom: c.at })
  const detail = { sentBackAt: act.at, tracking: act.trackingId }
  const event = { act: 'undelivered', reason: act.reason, detail, wants: ['transfers'] } as const
  return { changes: [{ next, event, ...bookOf(collectedBy(c.file.money, undefined)) }] }
}

/** Thu hồi bưu gửi: asked of the post by the queue's worker; until it has answered the parcel is where it is. */
export function recallShipment(act: ActOf<'recall-shipment'>, c: Circumstances): Outcome | Objection {
  const { dossier } = c.file
  if (!onItsWay.has(dossier.delivery)) return resultNotThere(dossier, notOnItsWay)
  const number = orderNumber(dossier.code ?? dossier.id, dossier.shipmentCount)
  const event = {
    act: 'recall-shipment',
    reason: act.reason,
    detail: { orderNumber: number },
    wants: ['postal-returns'],
  } as const
  return { changes: [{ next: advance(dossier, c.at, {}), event }] }
}

/** The parcel was collected already, or the post does not know it: it goes on as before, and the counter knows why. */
export function recallRefused(act: ActOf<'recall-refused'>, c: Circumstances): Outcome | Objection {
  const { dossier } = c.file
  if (!onItsWay.has(dossier.delivery)) return resultNotThere(dossier, notOnItsWay)
  const event = { act: 'recall-refused', reason: act.reason, wants: ['transfers'] } as const
  return { changes: [{ next: advance(dossier, c.at, {}), event }] }
}

/** Thất lạc: nobody told of the parcel for longer than the post's contract allows. The counter learns of it in the history. */
export function shipmentLost(act: ActOf<'shipment-lost'>, c: Circumstances): Outcome | Objection {
  const { dossier } = c.file
  if (!onItsWay.has(dossier.delivery)) return resultNotThere(dossier, notOnItsWay)
  const next = advance(dossier, c.at, { delivery: 'lost', stageFrom: c.at })
  const event = { act: 'shipment-lost', detail: { silentSince: act.since }, wants: ['transfers'] } as const
  return { changes: [{ next, event, ...bookOf(lostWith(c.file.money)) }] }
}
