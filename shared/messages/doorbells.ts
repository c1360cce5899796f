import type { UnitId } from '../agencies/unit.ts'
import type { Day, Instant } from '../calendar/day.ts'
import type { Compared } from '../catalogue/portal-lists.ts'
import type { Want } from '../dossier/dossier.ts'
import type { Message, TrackingRow } from './messages.ts'

/** Doorbells: a queue message says where to read, nothing more. */
export interface Doorbells {
  /** `why` tells a ring apart from the event's own, which the queue would take for the same within five minutes. */
  ring(want: Want, dossier: string, n: number, why?: string): Promise<void>
  ringTracking(row: TrackingRow): Promise<void>
  ringNotice(agency: UnitId, day: Day): Promise<void>
  ringImport(id: string): Promise<void>
  /** Of one asking once; asked anew after a failure (another `askedAt`) it rings at once. */
  ringArchive(id: string, askedAt: Instant): Promise<void>
  /** `askedAt` tells the tries of a job apart. */
  ringReport(id: string, askedAt: Instant): Promise<void>
  /** `why` tells a ring apart from an earlier one for the same month. */
  ringIssues(agency: UnitId | 'all', month: string, why: Day | Instant): Promise<void>
  ringDigest(digest: Omit<Extract<Message, { kind: 'digest' }>, 'kind'>): Promise<void>
  ringMoved(agency: UnitId, declaration: number): Promise<void>
  ringMailOutcome(told: Extract<Message, { kind: 'mail-outcome' }>): Promise<void>
  ringCompare(dossier: string, day: Day): Promise<void>
  ringCatalogue(of: Compared, day: Day): Promise<void>
  ringWebhook(bell: Omit<Extract<Message, { kind: 'webhook' }>, 'kind'>): Promise<void>
  /** The same bells for a reason of their own, so that the queue does not take a ring for one of the last five minutes. */
  again(why: string): Doorbells
}
