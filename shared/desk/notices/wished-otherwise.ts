import type { DossierFile } from '../../dossier/dossier.ts'
import { mustBeTold } from '../../dossier/history/told-of.ts'
import { isHopeful, type Notice } from '../../notices/notice.ts'
import { isSilentLong } from '../../notices/plan-notices.ts'
import { isStale } from '../../notices/templates.ts'
import type { Desk } from '../desk.ts'
import { type FailingNeeds, reachingBy } from './failing-mail.ts'
import { writeNext } from './tell-otherwise.ts'

type Needs = Pick<Desk, 'notices'> & FailingNeeds

/**
 * Ý muốn mới: what waits goes as its owner wishes when it could go. Where they have chosen other channels since, it is written on those that
 * reach them and goes no more on its own, and answers why; who wants no news any more has none. What must be told stays where
 * none of the chosen ones reaches. Asked again it writes nothing more. Throws Outage.
 */
export async function wishedOtherwise(
  desk: Needs,
  file: DossierFile,
  notice: Notice,
  all: readonly Notice[],
): Promise<string | undefined> {
  const now = desk.now()
  // A mail that was begun may have gone; who sends it knows.
  if (notice.channel === 'mail' && notice.state === 'sending') return undefined
  const wishes = await desk.notices.wishes(file.dossier.ownerRef)
  if (!wishes || wishes.at <= notice.at || wishes.channels.includes(notice.channel) || isStale(notice.at, now))
    return undefined
  if (wishes.channels.length === 0) return 'người nộp không muốn nhận tin nữa'
  const beside = all.filter(({ n, channel }) => n === notice.n && channel !== notice.channel)
  const tried = new Set(beside.map(({ channel }) => channel))
  const fresh = (await reachingBy(desk, file.parties, wishes.channels)).filter((channel) => !tried.has(channel))
  const isTold = beside.some(
    (other) => wishes.channels.includes(other.channel) && isHopeful(other) && !isStuck(other, now),
  )
  // An invitation goes one way only.
  const most = notice.kind === 'survey-offered' ? (isTold ? 0 : 1) : fresh.length
  for (const channel of fresh.slice(0, most)) await writeNext(desk, notice, channel)
  if (fresh.length > 0 || isTold) return 'người nộp đã chọn kênh khác'
  return mustBeTold.has(notice.kind) ? undefined : 'người nộp không còn chọn kênh này'
}

/** Its carrier has been silent for so long that another channel was written beside it. */
const isStuck = ({ state, sendAt }: Notice, now: string): boolean => state === 'sending' && isSilentLong(sendAt, now)
