import type { Day } from '../calendar/day.ts'
import type { Page } from '../ports.ts'
import type { SyncDifference } from './sync-difference.ts'
import type { SyncLine } from './sync-line.ts'

/** Sổ đồng bộ with the national portal. */
export interface SyncLedger {
  line(dossier: string): Promise<SyncLine | undefined>
  /** Writes a line with the next revision when it still is at the one it bears; a new line bears 0. */
  keep(line: SyncLine): Promise<'kept' | 'overtaken'>
  /** Lines of what the portal is owed, the longest waiting first; a write of this very moment may be missing. */
  unsent(limit: number, after?: string): Promise<Page<SyncLine>>
  keepDifference(row: SyncDifference): Promise<void>
  differences(day: Day): Promise<readonly SyncDifference[]>
}
