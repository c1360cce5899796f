import type { Act } from '../../dossier/acts.ts'
import type { Dossier, DossierEvent } from '../../dossier/dossier.ts'
import { isInPost } from '../../dossier/post/carriages.ts'
import { mayRecall } from '../../dossier/post/shipment.ts'
import type { Desk } from '../desk.ts'
import { type JobNeeds, performAsJob } from '../dossiers/perform-as-job.ts'
import { findShipment, newestOrder } from './shipments.ts'

type Needs = JobNeeds & Pick<Desk, 'marks' | 'post'>

const whyNot = {
  'too-late': 'Bưu gửi đã được thu gom.',
  unknown: 'Bưu điện không có đơn này; chờ hành trình của bưu gửi.',
} as const

/** Asks the post to give a parcel back before it is collected, and writes its answer down. Repeated, it is one recall. Throws Outage. */
export async function recallOne(
  desk: Needs,
  id: string,
  number: string,
  { n }: Pick<DossierEvent, 'n'>,
): Promise<void> {
  const waits = (dossier: Dossier) => isWithPost(dossier) && newestOrder(dossier) === number
  const dossier = (await desk.dossiers.load(id))?.dossier
  if (!dossier || !waits(dossier)) return
  const answer = mayRecall(await findShipment(desk, number))
    ? await desk.post.cancel(number, dossier.waybill ?? '')
    : 'too-late'
  const act: Act =
    answer === 'cancelled'
      ? { act: 'undelivered', at: desk.now(), trackingId: 0, reason: 'Đã thu hồi trước khi bưu điện thu gom' }
      : { act: 'recall-refused', reason: whyNot[answer] }
  // One answer to each recall; after a no the same order may be asked for again.
  const key = `recall:${number}:${n}`
  await performAsJob(desk, { job: 'postal-returns', dossier: id, isDue: waits, act, key })
}

/** The same for papers under way: they stay where they are when the post gives them back. Throws Outage. */
export async function recallCarriage(
  desk: Needs,
  id: string,
  number: string,
  { n }: Pick<DossierEvent, 'n'>,
): Promise<void> {
  const waits = ({ carriage }: Dossier) => carriage?.number === number && isInPost(carriage)
  const dossier = (await desk.dossiers.load(id))?.dossier
  if (!dossier?.carriage || !waits(dossier)) return
  const { state, waybill = '' } = dossier.carriage
  const isThere = state !== 'collected' && mayRecall(await findShipment(desk, number))
  const answer = isThere ? await desk.post.cancel(number, waybill) : 'too-late'
  const act: Act =
    answer === 'cancelled'
      ? { act: 'carriage-ended', number, reason: 'Đã thu hồi trước khi bưu điện thu gom', recalled: true }
      : { act: 'papers-recall-refused', number, reason: whyNot[answer] }
  const key = `recall:${number}:${n}`
  await performAsJob(desk, { job: 'postal-returns', dossier: id, isDue: waits, act, key })
}

function isWithPost({ delivery }: Dossier): boolean {
  return delivery === 'shipment-ordered' || delivery === 'in-post'
}
