import { type Day, dayOf, earlier, type Instant } from '../calendar/day.ts'
import type { Dossier, DossierEvent, DossierFile, Parties } from '../dossier/dossier.ts'
import { type NoticeKind, noticeOf } from '../dossier/history/told-of.ts'
import { addressOf, type Notice, type NoticeChannel, type NoticeWishes } from './notice.ts'
import { tellingOn } from './telling.ts'
import { isStale, sendableAt, templateOn } from './templates.ts'

/** Longer than the queue tries a message: a notice is rung for again only when its message is no more. */
const ringAgainSeconds = 5 * 3600
export const ringAgainAt = (now: Instant): Instant => earlier(now, -ringAgainSeconds)

/** For so long the same channel is waited for alone. */
const silentSeconds = 4 * 3600
export const isSilentLong = (sendAt: Instant, now: Instant): boolean => earlier(now, silentSeconds) >= sendAt

/** Báo cáo phát tin: after so many minutes the carrier is asked; after the last one what it took stays `sent`. */
const reportMinutes = [20, 120, 720] as const

/** When the carrier is asked next, after it was so many times; `undefined` when it is left at that. */
export function reportAtAfter(now: Instant, reports: number): Instant | undefined {
  const minutes = reportMinutes[reports]
  return minutes === undefined ? undefined : earlier(now, -minutes * 60)
}

/** Who is asked for money at the counter mostly pays there and then: the message goes if it is still owed after so long. */
const counterMinutes = 15

/** An invitation is no news: it goes one way only, the first of these that the owner wishes and that reaches. */
const invitedBy: readonly NoticeChannel[] = ['chat', 'mail', 'sms']

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
  if (!kind || !template || isInHand(event)) return []
  const isAtCounter = isAskedAtCounter(event, dossier)
  const from = later(now, isAtCounter ? earlier(event.at, -counterMinutes * 60) : now)
  return channelsFor(kind, parties, wishes, dayOf(event.at), isAtCounter).map((channel) => {
    const sendAt = sendableAt(channel, from)
    const told = { dossier: dossier.id, n: event.n, at: event.at, channel, kind, template: template.version }
    if (isStale(event.at, now)) return { ...told, state: 'given-up', sendAt, settledAt: now, tries: 0, revision: 1 }
    if (sendAt > now) return { ...told, state: 'waiting', sendAt, ringAt: sendAt, tries: 0, revision: 1 }
    return { ...told, state: 'sending', sendAt, tries: 1, revision: 1 }
  })
}

/** All that the owner wishes; of who wished for nothing the first that reaches, and each for what nobody may miss and was not told face to face. */
function channelsFor(
  kind: NoticeKind,
  parties: Parties,
  wishes: NoticeWishes | undefined,
  day: Day,
  isAtCounter: boolean,
): readonly NoticeChannel[] {
  const { order, everywhere } = tellingOn(day)
  const reaching = (wishes?.channels ?? order).filter((channel) => addressOf(parties, channel) !== undefined)
  if (kind === 'survey-offered') return invitedBy.filter((channel) => reaching.includes(channel)).slice(0, 1)
  return wishes || (everywhere.has(kind) && !isAtCounter) ? reaching : reaching.slice(0, 1)
}

const later = (a: Instant, b: Instant): Instant => (a > b ? a : b)

/** Asked by whoever receives the dossier, of whoever hands it in: not yet begun, it lies on the counter between them. */
function isAskedAtCounter({ act, from }: DossierEvent, { channel }: Dossier): boolean {
  return act === 'charge-fee' && channel === 'direct' && (from === 'registered' || from === 'accepted')
}

/** Cash is given for a printed receipt: nobody need be told of what they hold in their hand. */
function isInHand({ act, detail }: DossierEvent): boolean {
  return act === 'pay' && detail?.method === 'cash'
}
