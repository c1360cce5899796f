import { addDays, type Day, dayOf, type Instant, toDate } from '../calendar/day.ts'
import type { NoticeKind } from '../dossier/history/told-of.ts'
import { type Dated, holds, newest } from './by-date.ts'
import type { NoticeChannel } from './notice.ts'
import data from './templates.json' with { type: 'json' }

/** Mẫu tin: `short` for SMS, `mail` for mail; names in braces are filled in. */
export interface NoticeTemplate extends Dated {
  kind: string
  /** The template's name at the chat app, which approves each. */
  chat: string
  subject: string
  short: string
  mail: string
  /** Said in the mail as well, where a survey will be offered: it spares a message of its own. */
  invites?: string
  /** Words of their own, or a template of its own at the chat app, for a case in which the others would not be true. */
  cases?: NoticeCases
}

/**
 * Trường hợp: the postman collects what is owed; paid to the treasury, which gives the receipt; a parcel that the post never carried, or gave to somebody else;
 * papers asked for before any clock runs; a result that is fetched at the counter. Of papers under way: the post had fetched them and brings
 * them back, or is silent; sent home, they are at the counter, or the post is silent.
 */
export type NoticeCase =
  | 'by-postman'
  | 'to-the-treasury'
  | 'never-left'
  | 'given-to-another'
  | 'at-reception'
  | 'at-counter'
  | 'fetched-and-back'
  | 'fetched-and-silent'
  | 'sent-home-and-back'
  | 'sent-home-and-silent'
type Words = Partial<Record<'chat' | 'subject' | 'short' | 'mail', string>>
export type NoticeCases = Readonly<Partial<Record<NoticeCase, Words>>>

/** Khung thư: what stands around the text of every mail; `closingWithoutCode` where the dossier has no code to be looked up by. */
export interface MailFrame extends Dated {
  opening: string
  closing: string
  closingWithoutCode: string
}

/** Giờ yên tĩnh: from one time of the day to another of the next morning. */
export interface QuietHours extends Dated {
  from: string
  to: string
  channels: readonly string[]
  source: string
}

export const noticeTemplates: readonly NoticeTemplate[] = data.templates

/** The newest version that holds on a day. */
export function templateOn(
  kind: NoticeKind,
  day: Day,
  rows: readonly NoticeTemplate[] = data.templates,
): NoticeTemplate | undefined {
  return newest(rows.filter((row) => row.kind === kind).filter(holds(day)))
}

export function templateOf(
  kind: NoticeKind,
  version: number,
  rows: readonly NoticeTemplate[] = data.templates,
): NoticeTemplate | undefined {
  return rows.find((row) => row.kind === kind && row.version === version)
}

/** What stands around a mail about what happened on a day. */
export function frameOn(day: Day, rows: readonly MailFrame[] = data.frames): MailFrame | undefined {
  return newest(rows.filter(holds(day)))
}

/** The first moment from `at` on at which a channel may be used: at night, SMS and chat wait for the morning. */
export function sendableAt(
  channel: NoticeChannel,
  at: Instant,
  rows: readonly QuietHours[] = data.quietHours,
): Instant {
  const day = dayOf(at)
  const quiet = newest(rows.filter(holds(day)).filter(({ channels }) => channels.includes(channel)))
  if (!quiet) return at
  const time = at.slice(11, 19)
  if (time < quiet.to) return `${day}T${quiet.to}+07:00`
  return time >= quiet.from ? `${addDays(day, 1)}T${quiet.to}+07:00` : at
}

/** Whether what happened then is no news any more. */
export function isStale(happened: Instant, now: Instant): boolean {
  const hours = newest(data.giveUp.filter(holds(dayOf(happened))))?.hours ?? 0
  return toDate(now).getTime() - toDate(happened).getTime() > hours * 3_600_000
}
