import { agencyOf } from '../../agencies/unit.ts'
import type { ActOf } from '../acts.ts'
import { advance, type Circumstances, type Outcome } from '../circumstances.ts'
import { bookOf, collectedBy, lostWith } from '../money/money-book.ts'
import { notNow, onlyOfWhole, resultNotThere } from '../not-now.ts'
import { type Objection, object } from '../objections.ts'
import { senderOf } from '../post/carriages.ts'
import { homesNow } from './re-home.ts'

/** Báo mất bưu gửi: the citizen's word. A parcel under way counts as lost; one the post calls delivered is asked about. */
export function reportLost(act: ActOf<'report-lost'>, c: Circumstances): Outcome | Objection {
  const { dossier } = c.file
  const { delivery, shipmentCount } = dossier
  if (delivery !== 'in-post' && delivery !== 'delivered') {
    const bag = dossier.carriage ? ' Túi giấy tờ đang trên đường: báo mất bằng report-papers-lost.' : ''
    const why = `Chỉ báo mất bưu gửi kết quả đang ở bưu điện hoặc đã phát.${bag}`
    return notNow('delivery', why)
  }
  if (dossier.reportedLost === shipmentCount) return object('reported-already')
  const lost = delivery === 'in-post' ? ({ delivery: 'lost', stageFrom: c.at } as const) : {}
  const next = advance(dossier, c.at, { reportedLost: shipmentCount, ...lost })
  const detail = { delivery, ...(dossier.waybill === undefined ? {} : { waybill: dossier.waybill }) }
  const event = { act: 'report-lost', reason: act.reason, detail, wants: ['transfers'] } as const
  // No postman collects for what is lost.
  const book = delivery === 'in-post' ? bookOf(lostWith(c.file.money)) : {}
  return { changes: [{ next, event, ...book }] }
}

/**
 * Hủy ghi nhận đã phát: the post owns that it gave the parcel to somebody else. The case stays ended as it was counted; its result counts as
 * lost, and is issued anew and given or sent as any other. What a postman collected for it is owed again where the post has not paid it over.
 */
export function voidDelivery(act: ActOf<'void-delivery'>, c: Circumstances): Outcome | Objection {
  const { dossier, parties, money } = c.file
  if (dossier.delivery !== 'delivered') return resultNotThere(dossier, 'Chỉ hủy ghi nhận bưu điện đã phát.')
  const { shipmentCount, returnedAt, waybill } = dossier
  const next = advance(dossier, c.at, {
    // Work again, and of whoever took over where its counter has ended since.
    ...homesNow(dossier, c.directory),
    delivery: 'lost',
    voidedShipment: shipmentCount,
    returnedAt: undefined,
    stageFrom: c.at,
  })
  const parcel = waybill === undefined ? {} : { waybill }
  const detail = { letter: act.letter, ...parcel, ...(returnedAt !== undefined && { returnedAt }) }
  const people = act.deliverTo ? { parties: { ...parties, deliverTo: act.deliverTo } } : {}
  const event = { act: 'void-delivery', reason: act.reason, detail, wants: ['search'] } as const
  return { changes: [{ next, event, ...people, ...bookOf(collectedBy(money, undefined)) }] }
}

/**
 * Báo mất giấy tờ: what the post has counts as lost on the word of whoever waits for it, and the papers as where they were; they may
 * still turn up. A citizen speaks of what is fetched at their door or sent there, an officer of every bag of the dossier's.
 */
export function reportPapersLost(act: ActOf<'report-papers-lost'>, c: Circumstances): Outcome | Objection {
  const { dossier } = c.file
  const { carriage } = dossier
  if (dossier.parent !== undefined) return onlyOfWhole()
  if (!carriage) return object('no-papers-under-way')
  const from = senderOf(carriage, dossier)
  const { number, to, by, state } = carriage
  if (c.person.kind === 'citizen' && from !== 'applicant' && to !== 'applicant') return object('papers-elsewhere')
  if (by === 'hand') return notNow('carriage.by', 'Túi do cán bộ mang đi: nơi gửi thu hồi (recall-papers).')
  if (state === 'ordered') return notNow('carriage.state', 'Bưu điện chưa nhận: thu hồi (recall-papers).')
  if (state === 'arrived')
    return notNow('carriage.state', 'Bưu điện báo đã giao: nơi nhận ký nhận và ghi thiếu (receive-papers).')
  const waybill = carriage.waybill === undefined ? {} : { waybill: carriage.waybill }
  const next = advance(dossier, c.at, { carriage: undefined, endedCarriage: { number, to } })
  const detail = { number, from, to, ...waybill }
  return { changes: [{ next, event: { act: 'report-papers-lost', reason: act.reason, detail, wants: ['transfers'] } }] }
}

/**
 * Báo giao giấy tờ không còn chờ: called back or given up, they are said to have come all the same. At the citizen's door they are there;
 * a counter is told, and they count as where they were until it has looked and signed.
 */
export function papersAtOdds(act: ActOf<'papers-at-odds'>, c: Circumstances): Outcome | Objection {
  const { dossier } = c.file
  const { number, from, to = agencyOf(dossier.receivingUnit), at: deliveredAt, trackingId: tracking } = act
  if (dossier.carriage?.number === number) return notNow('carriage', 'Chuyến giấy tờ này vẫn đang được theo dõi.')
  const isHome = to === 'applicant' && dossier.endedCarriage?.number === number
  const next = advance(dossier, c.at, isHome ? { papersAt: 'applicant', endedCarriage: undefined } : {})
  const detail = { number, from, to, deliveredAt, tracking }
  return { changes: [{ next, event: { act: 'papers-at-odds', detail, wants: ['transfers'] } }] }
}
