import type { Directory } from '../../agencies/directory.ts'
import { agencyOf, type UnitId } from '../../agencies/unit.ts'
import type { Dossier, DossierEvent, DossierFile } from '../../dossier/dossier.ts'
import { papersAt, papersNamed } from '../../dossier/post/carriages.ts'
import { log } from '../../log.ts'
import type { PostalParty, ShipmentOrder } from '../../messages/messages.ts'
import { cancelUnheard } from '../clocks/cancel-unheard.ts'
import type { Desk } from '../desk.ts'
import { type JobNeeds, performAsJob } from '../dossiers/perform-as-job.ts'
import { directory } from '../surroundings.ts'
import { addressOfAgency, addressOfDoor } from './postal-addresses.ts'

type Needs = JobNeeds & Pick<Desk, 'post'>

/**
 * Orders at the post what an act asked to have carried. Its number is its identity there, so that a repeat after a crash is
 * the same parcel; one that was received or ended meanwhile is not ordered any more. Throws Outage.
 */
export async function orderCarriage(
  desk: Needs,
  id: string,
  number: string,
  { detail, n }: Pick<DossierEvent, 'detail' | 'n'>,
): Promise<void> {
  const waits = ({ carriage }: Dossier) => carriage?.number === number && carriage.state === 'ordered'
  const file = await desk.dossiers.load(id)
  if (!file) return
  if (!waits(file.dossier)) return cancelUnheard(desk, id, { n, number, heardOf: ['carriage-taken', 'carriage-ended'] })
  const parcel = { number, papers: papersNamed(detail) ?? [], ...itemNamed(detail) }
  const order = orderOf(await directory(desk), file, parcel)
  const answer = order ? await desk.post.order(order) : { refused: 'Thiếu địa chỉ gửi hoặc nhận.' }
  const errand = { job: 'postal-returns', dossier: id, isDue: waits } as const
  if ('waybill' in answer) {
    const act = { act: 'carriage-taken', number, waybill: answer.waybill } as const
    await performAsJob(desk, { ...errand, act, key: `carriage-taken:${number}` })
    return
  }
  log({ job: 'postal-returns', code: number, outcome: 'refused-by-post' })
  const act = { act: 'carriage-ended', number, reason: `Bưu điện không nhận đơn: ${answer.refused}` } as const
  await performAsJob(desk, { ...errand, act, key: `carriage-refused:${number}` })
}

/** The number that was drawn from the post's range with the order. */
export function itemNamed(detail: DossierEvent['detail']): { itemCode?: string } {
  const itemCode = detail?.itemCode
  return typeof itemCode === 'string' ? { itemCode } : {}
}

/** Between the citizen's door and a counter, or two counters; the contents name papers and no person. */
function orderOf(
  units: Directory,
  { dossier, parties }: DossierFile,
  { number, papers, itemCode }: { number: string; papers: readonly string[]; itemCode?: string },
): ShipmentOrder | undefined {
  const { carriage } = dossier
  if (!carriage) return undefined
  const isCollected = carriage.kind === 'collect-dossier'
  const door = parties.collectFrom ?? (isCollected ? undefined : parties.deliverTo)
  const at = (place: UnitId | 'applicant'): PostalParty | undefined =>
    place === 'applicant' ? door && addressOfDoor(units, door) : addressOfAgency(units, agencyOf(place))
  const [sender, receiver] = [at(isCollected ? 'applicant' : papersAt(dossier)), at(carriage.to)]
  if (!sender || !receiver) return undefined
  const what = isCollected ? 'Giấy tờ nộp hồ sơ' : 'Túi giấy tờ'
  return {
    orderNumber: number,
    ...(itemCode !== undefined && { itemCode }),
    kind: carriage.kind,
    papers,
    sender,
    receiver,
    contents: `${what} thủ tục hành chính${dossier.code === undefined ? '' : `, hồ sơ ${dossier.code}`}`,
    codVnd: 0,
  }
}
