import type { Message } from '../../messages/messages.ts'
import type { Desk } from '../desk.ts'
import type { JobNeeds } from '../dossiers/perform-as-job.ts'
import { followShipment } from './follow-shipment.ts'
import { orderShipments } from './order-shipments.ts'

type Needs = JobNeeds & Pick<Desk, 'marks' | 'post'>

/** Trả kết quả qua bưu chính: a bell orders at the post, a tracking row says how far the parcel is. Throws Outage. */
export async function workPostalReturns(
  desk: Needs,
  message: Extract<Message, { kind: 'doorbell' | 'tracking' }>,
): Promise<'worked' | 'absent'> {
  return message.kind === 'doorbell' ? orderShipments(desk, message.dossier) : followShipment(desk, message.row)
}
