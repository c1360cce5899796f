import type { Act } from '../../dossier/acts.ts'
import type { TrackingRow } from '../../messages/messages.ts'
import { type JobNeeds, performAsJob } from '../dossiers/perform-as-job.ts'

/**
 * What a row of tracking means for papers under way, under its key; every other one is kept beside the parcel and moves nothing, but for
 * the word that papers were delivered which nobody waits for any more. Throws Outage.
 */
export async function followCarriage(
  desk: JobNeeds,
  id: string,
  row: TrackingRow,
  { key, isTold, isOver }: { key: string; isTold: boolean; isOver: boolean },
): Promise<void> {
  const act = isTold ? actOf(row) : undefined
  const done =
    act &&
    (await performAsJob(desk, {
      job: 'postal-returns',
      dossier: id,
      act,
      key,
      isDue: ({ carriage }) =>
        carriage?.number === row.orderNumber &&
        (carriage.waybill === undefined || row.waybill === '' || carriage.waybill === row.waybill),
    }))
  if (row.state === 'delivered' && (done === 'not-due' || isOver)) await notePapersAtOdds(desk, id, row, key)
}

function actOf({ state, orderNumber: number, at, id: trackingId }: TrackingRow): Act | undefined {
  if (state === 'collected') return { act: 'carriage-moved', number, state: 'collected', at, trackingId }
  if (state === 'delivered') return { act: 'carriage-moved', number, state: 'arrived', at, trackingId }
  if (state === 'sent-back') return { act: 'carriage-ended', number, reason: 'Bưu điện chuyển hoàn', trackingId }
  if (state === 'cancelled') return { act: 'carriage-ended', number, reason: 'Bưu điện hủy đơn', trackingId }
  return undefined
}

/**
 * Báo giao giấy tờ không còn chờ: papers that were called back, given up or brought home are said to be delivered. Noted once for a
 * carriage, unless it had arrived or was signed for.
 */
async function notePapersAtOdds(desk: JobNeeds, id: string, row: TrackingRow, key: string): Promise<void> {
  const { orderNumber: number, at, id: trackingId } = row
  const known = (await desk.dossiers.history(id)).filter(({ detail }) => detail?.number === number)
  const begun = known.find(({ act }) => act === 'send-papers' || act === 'order-collection')
  const isKnown = known.some(
    ({ act, detail }) => act === 'receive-papers' || act === 'papers-at-odds' || detail?.state === 'arrived',
  )
  if (!begun || isKnown) return
  const { from = 'applicant', to } = begun.detail ?? {}
  const where = { from: String(from), ...(typeof to === 'string' && { to }) }
  await performAsJob(desk, {
    job: 'postal-returns',
    dossier: id,
    act: { act: 'papers-at-odds', number, ...where, at, trackingId },
    key: `at-odds:${key}`,
    isDue: ({ carriage }) => carriage?.number !== number,
  })
}
