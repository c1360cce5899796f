import type { UnitId } from '../agencies/unit.ts'
import type { Instant } from '../calendar/day.ts'
import type { AgencyNewsAct } from './agency-news.ts'

/**
 * `waiting` for its agency's digest; `sent` with one; `unknown`: nobody knows whether that mail went; `overtaken`: no longer so when the
 * digest went; `no-address`: the agency has no mailbox.
 */
export const agencyNoticeStates = ['waiting', 'sent', 'unknown', 'overtaken', 'no-address'] as const
export type AgencyNoticeState = (typeof agencyNoticeStates)[number]

/** Tin cho cơ quan that goes with others in one mail. One for each dossier and event, however often it is triggered. */
export interface AgencyNotice {
  dossier: string
  /** Number of the event it tells of, and when that was. */
  n: number
  at: Instant
  act: AgencyNewsAct
  agency: UnitId
  state: AgencyNoticeState
  /** The moment of the digest it is in. */
  sendAt: Instant
  settledAt?: Instant
}

/** One agency's digest of one moment. */
export type Digest = Pick<AgencyNotice, 'agency' | 'sendAt'>

/** Sổ tin cho cơ quan. */
export interface AgencyNotices {
  /** Writes it unless one of that dossier and event stands, whatever became of it; answers whether it was written. Throws Outage. */
  join(notice: AgencyNotice): Promise<boolean>
  notice(dossier: string, n: number): Promise<AgencyNotice | undefined>
  /** Of one dossier, in the order of its events. */
  of(dossier: string): Promise<readonly AgencyNotice[]>
  /** Writes what became of one that waits, or that it waits for another agency's digest by now; what became of it before stays. */
  settle(notice: AgencyNotice): Promise<void>
  /** Digests with something in them that could go by a moment, the earliest first; one just sent may be among them. */
  digestsDue(by: Instant): AsyncIterable<Digest>
  /** What waits for a digest, at most `limit`; one written this very moment may be missing, none that is settled is told. */
  waitingFor(digest: Digest, limit: number): Promise<readonly AgencyNotice[]>
}
