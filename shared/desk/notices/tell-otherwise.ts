import { dayOf } from '../../calendar/day.ts'
import type { DossierFile } from '../../dossier/dossier.ts'
import { mustBeTold } from '../../dossier/history/told-of.ts'
import { log } from '../../log.ts'
import { isHopeful, type Notice, type NoticeChannel, noticeChannels } from '../../notices/notice.ts'
import { tellingOn } from '../../notices/telling.ts'
import { isStale, sendableAt } from '../../notices/templates.ts'
import type { Desk } from '../desk.ts'
import { type FailingNeeds, reachingBy } from './failing-mail.ts'

export type OtherwiseNeeds = Pick<Desk, 'notices'> & FailingNeeds

/**
 * Báo qua kênh khác: where one channel has failed, and no other has told it or may, the next one is written: the owner's wishes in
 * their order, or the city's; then, of what the law wants told, whatever else reaches them. It waits to be rung for like any other.
 * Who named their channels is told on no other of what need not be told, and who wished for none on none; an invitation is not
 * repeated. Asked again it writes nothing more. Throws Outage.
 */
export async function tellOtherwise(desk: OtherwiseNeeds, file: DossierFile, failed: Notice): Promise<void> {
  const now = desk.now()
  if (failed.kind === 'survey-offered' || isStale(failed.at, now)) return
  const told = (await desk.notices.of(failed.dossier)).filter(({ n }) => n === failed.n)
  if (told.some((other) => other.channel !== failed.channel && isHopeful(other))) return
  const wishes = await desk.notices.wishes(file.dossier.ownerRef)
  if (wishes?.channels.length === 0) return
  const wished = wishes?.channels ?? tellingOn(dayOf(failed.at)).order
  const tried = new Set([failed.channel, ...told.map(({ channel }) => channel)])
  const left = [...wished, ...(mustBeTold.has(failed.kind) ? noticeChannels : [])].filter(
    (channel) => !tried.has(channel),
  )
  const [channel] = await reachingBy(desk, file.parties, left)
  if (channel === undefined) {
    log({ queue: 'notices', code: `${failed.kind}-${failed.channel}`, outcome: 'reached-by-no-channel' })
    return
  }
  await writeNext(desk, failed, channel)
}

/** The same news on another channel; it waits to be rung for. Written before, it stays as it is. */
export async function writeNext(
  desk: Pick<OtherwiseNeeds, 'notices' | 'now'>,
  { dossier, n, at, kind, template }: Notice,
  channel: NoticeChannel,
): Promise<void> {
  const sendAt = sendableAt(channel, desk.now())
  const next = { dossier, n, at, channel, kind, template, state: 'waiting', sendAt, ringAt: sendAt } as const
  await desk.notices.keep({ ...next, tries: 0, revision: 1 })
}
