import type { UnitId } from '../../agencies/unit.ts'
import type { Day } from '../../calendar/day.ts'
import type { CatalogueList } from '../../catalogue/portal-lists.ts'
import type { Page } from '../../ports.ts'
import type { SyncDifference } from './sync-difference.ts'
import type { AgencyDay, Ending, SyncLine } from './sync-line.ts'

/** One dossier more, or less, of those the portal knows: told by the agency and day it was received at. */
export interface KnownThere extends AgencyDay {
  add: 1 | -1
}

/** What a line says for the first time, written with it. */
export interface BesideLine {
  known?: KnownThere
  /** Where and when it ended in its time, where the portal has learned of that too late. */
  late?: AgencyDay
}

/** A dossier of which the portal may not know all; `ended` as in its line, absent where nobody has looked. */
export interface Untold {
  dossier: string
  ended?: Ending | 'not-yet'
}

/** Sổ đồng bộ with the national portal. */
export interface SyncLedger {
  line(dossier: string): Promise<SyncLine | undefined>
  /** Those of many that have one; a write of this very moment may be missing. */
  lines(dossiers: readonly string[]): Promise<ReadonlyMap<string, SyncLine>>
  /** Writes a line with the next revision when it still is at the one it bears, and what is to stand beside it; a new line bears 0. */
  keep(line: SyncLine, beside?: BesideLine): Promise<'kept' | 'overtaken'>
  /** How many of those an agency received on these days the portal knows. */
  knownCount(agency: UnitId, from: Day, to: Day): Promise<number>
  /** Lines of what the portal is owed, the longest waiting first; a write of this very moment may be missing. */
  unsent(limit: number, after?: string): Promise<Page<SyncLine>>
  /** Of what the portal is owed, in no order, without reading one line; a write of this very moment may be missing. */
  untold(): AsyncIterable<Untold>
  /** Sổ chậm do đồng bộ: what ended at an agency on these days, in its time, and came to the portal too late. */
  lateThere(agency: UnitId, from: Day, to: Day): AsyncIterable<{ dossier: string; on: Day }>
  keepDifference(row: SyncDifference): Promise<void>
  differences(day: Day): Promise<readonly SyncDifference[]>
  /** What was found of a catalogue on a day, in the place of what was found before; gone by itself after three months. */
  keepCatalogue(list: CatalogueList): Promise<void>
  /** Of that day, in the order of their names. */
  catalogueLists(day: Day): Promise<readonly CatalogueList[]>
}
