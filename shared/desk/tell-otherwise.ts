import type { DossierFile } from '../dossier/dossier.ts'
import { mustBeTold } from '../dossier/told-of.ts'
import { log } from '../log.ts'
import { type Notice, type NoticeState, noticeChannels } from '../notices/notice.ts'
import { addressOf, unlessWished } from '../notices/plan-notices.ts'
import { isStale, sendableAt } from '../notices/templates.ts'
import type { Desk } from './desk.ts'
import { type FailingNeeds, failingMail } from './failing-mail.ts'

export type OtherwiseNeeds = Pick<Desk, 'notices'> & FailingNeeds

/** With one of these the applicant is told, or may yet be. */
const hopeful: ReadonlySet<NoticeState> = new Set(['waiting', 'sending', 'sent', 'delivered', 'complained'])

/**
 * Báo qua kênh khác: where one channel has failed to tell what the law wants told, and no other has told it or may, the next one is
 * written: the owner's wishes in their order, then whatever else reaches them. It waits to be rung for like any other. Asked again it
 * writes nothing more; who wished for no channel at all is told by none. Throws Outage.
 */
export async function tellOtherwise(desk: OtherwiseNeeds, file: DossierFile, failed: Notice): Promise<void> {
  const now = desk.now()
  if (!mustBeTold.has(failed.kind) || isStale(failed.at, now)) return
  const told = (await desk.notices.of(failed.dossier)).filter(({ n }) => n === failed.n)
  if (told.some(({ channel, state }) => channel !== failed.channel && hopeful.has(state))) return
  const wishes = await desk.notices.wishes(file.dossier.ownerRef)
  if (wishes?.channels.length === 0) return
  const tried = new Set([failed.channel, ...told.map(({ channel }) => channel)])
  const left = [...(wishes?.channels ?? unlessWished), ...noticeChannels].filter((channel) => !tried.has(channel))
  const reaching = left.filter((channel) => addressOf(file.parties, channel) !== undefined)
  const isFailing = reaching.includes('mail') && (await failingMail(desk, file.parties)) !== undefined
  const channel = reaching.find((one) => one !== 'mail' || !isFailing)
  if (channel === undefined) {
    log({ queue: 'notices', code: `${failed.kind}-${failed.channel}`, outcome: 'reached-by-no-channel' })
    return
  }
  const { dossier, n, at, kind, template } = failed
  const sendAt = sendableAt(channel, now)
  const next = { dossier, n, at, channel, kind, template, state: 'waiting', sendAt, ringAt: sendAt } as const
  await desk.notices.keep({ ...next, tries: 0, revision: 1 })
}
