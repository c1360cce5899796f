import type { UnitId } from '../agencies/unit.ts'
import type { Day } from '../calendar/day.ts'
import type { CatalogueList } from '../catalogue/portal-lists.ts'
import type { Page } from '../ports.ts'
import type { SyncDifference } from './sync-difference.ts'
import type { Reception, SyncLine } from './sync-line.ts'

/** One dossier more, or less, of those the portal knows: told by the agency and day it was received at. */
export interface KnownThere extends Reception {
  add: 1 | -1
}

/** Sổ đồng bộ with the national portal. */
export interface SyncLedger {
  line(dossier: string): Promise<SyncLine | undefined>
  /** Those of many that have one; a write of this very moment may be missing. */
  lines(dossiers: readonly string[]): Promise<ReadonlyMap<string, SyncLine>>
  /** Writes a line with the next revision when it still is at the one it bears, and the count beside it; a new line bears 0. */
  keep(line: SyncLine, known?: KnownThere): Promise<'kept' | 'overtaken'>
  /** How many of those an agency received on these days the portal knows. */
  knownCount(agency: UnitId, from: Day, to: Day): Promise<number>
  /** Lines of what the portal is owed, the longest waiting first; a write of this very moment may be missing. */
  unsent(limit: number, after?: string): Promise<Page<SyncLine>>
  keepDifference(row: SyncDifference): Promise<void>
  differences(day: Day): Promise<readonly SyncDifference[]>
  /** What was found of a catalogue on a day, in the place of what was found before; gone by itself after three months. */
  keepCatalogue(list: CatalogueList): Promise<void>
  /** Of that day, in the order of their names. */
  catalogueLists(day: Day): Promise<readonly CatalogueList[]>
}
