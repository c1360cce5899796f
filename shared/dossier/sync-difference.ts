import type { Day, Instant } from '../calendar/day.ts'
import type { Dossier, DossierEvent, Status } from './dossier.ts'
import type { SyncLine } from './sync-line.ts'

/**
 * Chênh lệch. What the portal shows otherwise than we do: it never heard of the dossier, still shows an earlier state,
 * shows one that we have not reached, or a code nobody knows.
 */
export type DifferenceKind = 'missing-there' | 'behind-there' | 'ahead-there' | 'unknown-there'

export interface SyncDifference {
  day: Day
  dossier: string
  code: string
  kind: DifferenceKind
  ours: Status
  /** As the portal spells it; empty when it knows none. */
  theirs: string
  /** Since when the portal is owed something, if it is. */
  unsentSince?: Instant
  at: Instant
  /** What we can mend ourselves is sent again; the rest is for people. */
  sentAgain: boolean
}

export interface Shown {
  status: Status | 'unknown'
  statusCode: string
}

/** What is shown there against ours. `undefined` while it agrees, or while the telling is still under way. */
export function differenceOf(
  { dossier, history, line }: { dossier: Dossier; history: readonly DossierEvent[]; line: SyncLine | undefined },
  there: Shown | undefined,
): DifferenceKind | undefined {
  if (line?.acknowledged === undefined) return undefined
  if (there === undefined) return 'missing-there'
  if (there.status === 'unknown') return 'unknown-there'
  if (there.status === dossier.status) return undefined
  // Owed still: the portal is late, as the list of what is unsent says, but it is not wrong.
  if (line.unsentSince !== undefined && there.status === line.acknowledged.status) return undefined
  return history.some(({ to }) => to === there.status) ? 'behind-there' : 'ahead-there'
}

/** A portal that is ahead of us was told by somebody else: nobody writes over that without having looked. */
export function mendsItself(kind: DifferenceKind): boolean {
  return kind === 'missing-there' || kind === 'behind-there'
}
