import type { Act } from '../dossier/acts.ts'
import type { TrackingRow } from '../messages/messages.ts'
import { type JobNeeds, performAsJob } from './perform-as-job.ts'

/** What a row of tracking means for papers under way; every other one is kept beside the parcel and moves nothing. */
export async function followCarriage(desk: JobNeeds, id: string, row: TrackingRow): Promise<void> {
  const act = actOf(row)
  if (!act) return
  await performAsJob(desk, {
    job: 'postal-returns',
    dossier: id,
    act,
    key: `tracking:${row.id}`,
    isDue: ({ carriage }) =>
      carriage?.number === row.orderNumber &&
      (carriage.waybill === undefined || row.waybill === '' || carriage.waybill === row.waybill),
  })
}

function actOf({ state, orderNumber: number, at, id: trackingId }: TrackingRow): Act | undefined {
  if (state === 'collected') return { act: 'carriage-moved', number, state: 'collected', at, trackingId }
  if (state === 'delivered') return { act: 'carriage-moved', number, state: 'arrived', at, trackingId }
  if (state === 'sent-back') return { act: 'carriage-ended', number, reason: 'Bưu điện chuyển hoàn', trackingId }
  if (state === 'cancelled') return { act: 'carriage-ended', number, reason: 'Bưu điện hủy đơn', trackingId }
  return undefined
}
