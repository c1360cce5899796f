import { dayOf, earlier, type Instant } from '../calendar/day.ts'
import type { DossierEvent, DossierFile, Parties } from '../dossier/dossier.ts'
import { noticeOf } from '../dossier/told-of.ts'
import type { Notice, NoticeChannel, NoticeWishes } from './notice.ts'
import { isStale, sendableAt, templateOn } from './templates.ts'

export const unlessWished: readonly NoticeChannel[] = ['sms', 'mail']

/** Longer than the queue tries a message: a notice is rung for again only when its message is no more. */
const ringAgainSeconds = 5 * 3600
export const ringAgainAt = (now: Instant): Instant => earlier(now, -ringAgainSeconds)

/** Báo cáo phát tin: after so many minutes the carrier is asked; after the last one what it took stays `sent`. */
const reportMinutes = [20, 120, 720] as const

/** When the carrier is asked next, after it was so many times; `undefined` when it is left at that. */
export function reportAtAfter(now: Instant, reports: number): Instant | undefined {
  const minutes = reportMinutes[reports]
  return minutes === undefined ? undefined : earlier(now, -minutes * 60)
}

/** Where a channel reaches the applicant, or whoever the dossier is for when the applicant left nothing. */
export function addressOf({ applicant, owner }: Parties, channel: NoticeChannel): string | undefined {
  return channel === 'mail' ? (applicant.email ?? owner?.email) : (applicant.phone ?? owner?.phone)
}

/**
 * The notices an event calls for, one a channel; each a first revision, which is written once. One that may go now is claimed by
 * that very writing, and lies in no list of what is to be rung for: its message is on the queue until it was sent.
 */
export function noticesFor(
  { dossier, parties }: Pick<DossierFile, 'dossier' | 'parties'>,
  event: DossierEvent,
  wishes: NoticeWishes | undefined,
  now: Instant,
): readonly Notice[] {
  const kind = noticeOf(event, dossier)
  const template = kind && templateOn(kind, dayOf(event.at))
  if (!kind || !template) return []
  const channels = (wishes?.channels ?? unlessWished).filter((channel) => addressOf(parties, channel) !== undefined)
  return channels.map((channel) => {
    const sendAt = sendableAt(channel, now)
    const told = { dossier: dossier.id, n: event.n, at: event.at, channel, kind, template: template.version }
    if (isStale(event.at, now)) return { ...told, state: 'given-up', sendAt, settledAt: now, tries: 0, revision: 1 }
    if (sendAt > now) return { ...told, state: 'waiting', sendAt, ringAt: sendAt, tries: 0, revision: 1 }
    return { ...told, state: 'sending', sendAt, tries: 1, revision: 1 }
  })
}
