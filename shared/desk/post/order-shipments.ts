import type { Directory } from '../../agencies/directory.ts'
import { agencyOf } from '../../agencies/unit.ts'
import type { Dossier, DossierEvent, DossierFile } from '../../dossier/dossier.ts'
import { openObligation } from '../../dossier/money/money-book.ts'
import { log } from '../../log.ts'
import type { ShipmentOrder } from '../../messages/messages.ts'
import { workFromPlace } from '../carrying-on/from-place.ts'
import { cancelUnheard } from '../clocks/cancel-unheard.ts'
import type { Desk } from '../desk.ts'
import { type JobNeeds, performAsJob } from '../dossiers/perform-as-job.ts'
import { directory } from '../surroundings.ts'
import { itemNamed, orderCarriage } from './order-carriage.ts'
import { addressOfAgency, addressOfDoor } from './postal-addresses.ts'
import { recallCarriage, recallOne } from './recall-shipment.ts'
import { newestOrder } from './shipments.ts'

type Needs = JobNeeds & Pick<Desk, 'marks' | 'post'>

/**
 * Orders what the history asks for, from the worker's place on. The order number is the order's identity at the post,
 * so that a repeat after a crash is the same parcel. Throws Outage; the place stays before the event that was not worked.
 */
export async function orderShipments(desk: Needs, id: string): Promise<'worked' | 'absent'> {
  const [file, from] = await Promise.all([desk.dossiers.load(id), desk.marks.cursor(id, 'postal-returns')])
  if (!file) return 'absent'
  const events = await desk.dossiers.history(id, from)
  await workFromPlace(desk, 'postal-returns', events, async (event) => {
    const { orderNumber, number = orderNumber, recalls } = event.detail ?? {}
    if (typeof recalls === 'string') {
      await recallCarriage(desk, id, recalls, event)
      return true
    }
    const work = works[event.act]
    if (!work || typeof number !== 'string') return false
    await work(desk, id, number, event)
    return true
  })
  return 'worked'
}

/** What an event asks of the post, by its act. */
const works: Readonly<Partial<Record<DossierEvent['act'], typeof orderOne>>> = {
  'order-shipment': orderOne,
  'recall-shipment': recallOne,
  'recall-papers': recallCarriage,
  'order-collection': orderCarriage,
  'send-papers': async (desk, id, number, event) =>
    event.detail?.by === 'post' ? orderCarriage(desk, id, number, event) : undefined,
}

async function orderOne(
  desk: Needs,
  id: string,
  number: string,
  { detail, n }: Pick<DossierEvent, 'detail' | 'n'>,
): Promise<void> {
  const waits = (dossier: Dossier) => dossier.delivery === 'shipment-ordered' && newestOrder(dossier) === number
  const file = await desk.dossiers.load(id)
  if (!file) return
  // The dossier moved on meanwhile: given out at the counter, or this parcel is already known.
  if (!waits(file.dossier)) return cancelUnheard(desk, id, { n, number, heardOf: ['shipment-taken', 'undelivered'] })
  // What is owed now: it may have been paid or reduced since the order was written.
  const codVnd = detail?.cod === true ? (openObligation(file.money)?.totalVnd ?? 0) : 0
  const order = orderOf(await directory(desk), file, { number, codVnd, ...itemNamed(detail) })
  const answer = order ? await desk.post.order(order) : { refused: 'Hồ sơ chưa có địa chỉ nhận.' }
  const errand = { job: 'postal-returns', dossier: id, isDue: waits } as const
  if ('waybill' in answer) {
    const { waybill } = answer
    await performAsJob(desk, { ...errand, act: { act: 'shipment-taken', waybill }, key: `taken:${number}` })
    return
  }
  // What the post will not carry is given at the counter; asking again would be refused again.
  log({ job: 'postal-returns', code: number, outcome: 'refused-by-post' })
  const reason = `Bưu điện không nhận đơn: ${answer.refused}`
  await performAsJob(desk, {
    ...errand,
    act: { act: 'undelivered', at: desk.now(), trackingId: 0, reason },
    key: `refused:${number}`,
  })
}

/** From the receiving agency's counter; the contents name no person. */
function orderOf(
  units: Directory,
  { dossier, parties }: DossierFile,
  { number, codVnd, itemCode }: { number: string; codVnd: number; itemCode?: string },
): ShipmentOrder | undefined {
  const sender = addressOfAgency(units, agencyOf(dossier.receivingUnit))
  if (!sender || !parties.deliverTo) return undefined
  return {
    orderNumber: number,
    ...(itemCode !== undefined && { itemCode }),
    kind: 'deliver-result',
    sender,
    receiver: addressOfDoor(units, parties.deliverTo),
    contents: `Kết quả giải quyết thủ tục hành chính, hồ sơ ${dossier.code ?? dossier.id}`,
    codVnd,
  }
}
