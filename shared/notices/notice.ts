import type { Instant } from '../calendar/day.ts'
import type { Parties } from '../dossier/dossier.ts'
import type { NoticeKind } from '../dossier/history/told-of.ts'

/** Kênh báo tin. */
export const noticeChannels = ['sms', 'chat', 'mail'] as const
export type NoticeChannel = (typeof noticeChannels)[number]

/** Where a channel reaches the applicant, or whoever the dossier is for when the applicant left nothing. */
export function addressOf({ applicant, owner }: Parties, channel: NoticeChannel): string | undefined {
  return channel === 'mail' ? (applicant.email ?? owner?.email) : (applicant.phone ?? owner?.phone)
}

/**
 * `sent`: the carrier took it. `delivered`, `undelivered`: its report says whether it reached the telephone or mailbox. `complained`:
 * it did, and was called spam. `unknown`: a mail of which nobody knows whether it went. `given-up`: too old to be news. `overtaken`:
 * no longer true when it could have gone.
 */
export const noticeStates = [
  'waiting',
  'sending',
  'sent',
  'delivered',
  'undelivered',
  'complained',
  'refused',
  'unknown',
  'given-up',
  'overtaken',
] as const
export type NoticeState = (typeof noticeStates)[number]

/** With one of these the applicant is told, or may yet be. */
const hopeful: ReadonlySet<NoticeState | undefined> = new Set(['waiting', 'sending', 'sent', 'delivered', 'complained'])
export const isHopeful = ({ state }: { state?: NoticeState | undefined }): boolean => hopeful.has(state)

/** Tin báo. One for each dossier, event and channel; to whom it goes is read from the dossier when it goes, and not kept here. */
export interface Notice {
  dossier: string
  /** Number of the event it tells of, and when that was. */
  n: number
  at: Instant
  channel: NoticeChannel
  kind: NoticeKind
  /** Version of the template. */
  template: number
  state: NoticeState
  /** Not before: quiet hours. */
  sendAt: Instant
  /** When it is rung for again if nothing became of it, or for its report; absent once there is nothing more to come. */
  ringAt?: Instant
  settledAt?: Instant
  /** When the carrier is asked what became of it, and how often it was. */
  reportAt?: Instant
  reports?: number
  /** What the carrier calls it, where it is asked by that. */
  reference?: string
  /** Of a mail: the keyed digest of the address it went to. */
  to?: string
  why?: string
  tries: number
  revision: number
}

/** How the owner of dossiers wants to be told; no channel at all is a refusal. */
export interface NoticeWishes {
  channels: readonly NoticeChannel[]
  /** Since when these channels hold. */
  at: Instant
  /** Counts the writes: of two who change it at once, one wins. */
  n: number
  /** What was wished last under which key, oldest first, by marks of the keys: one said again late takes the place of none. */
  said?: readonly { key: string; channels: readonly NoticeChannel[] }[]
}

/** What a partner knows it by: told again, it is one message. No personal data. */
export function identityOf({ dossier, n, channel }: Pick<Notice, 'dossier' | 'n' | 'channel'>): string {
  return `${dossier}-${n}-${channel}`
}

/** Sổ báo tin. */
export interface Notices {
  /** Writes it when the one that stands is at the revision before (none, for the first). False when others were quicker. */
  keep(notice: Notice): Promise<boolean>
  notice(dossier: string, n: number, channel: NoticeChannel): Promise<Notice | undefined>
  /** Of one dossier, in the order of its events. */
  of(dossier: string): Promise<readonly Notice[]>
  /** Those to be rung for by now, the longest waiting first; one that was just settled may be among them. */
  toRing(by: Instant, limit: number): Promise<readonly Pick<Notice, 'dossier' | 'n' | 'channel'>[]>
  wishes(ownerRef: string): Promise<NoticeWishes | undefined>
  /** Writes them after those of the number before. False when others were quicker. */
  keepWishes(ownerRef: string, wishes: NoticeWishes): Promise<boolean>
}
