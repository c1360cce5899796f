import { type Day, type Instant, toDate } from '../../calendar/day.ts'
import type { Dossier, DossierEvent, Status } from '../dossier.ts'
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

/** For so long the queue tries a telling by itself; what was never acknowledged by then is on nobody's way any more. */
const tellingHours = 4

/** Days in which every dossier that is open and did not move is held against the portal once. */
const roundDays = 7

/** What is shown there against ours. `undefined` while it agrees, or while the telling is still under way. */
export function differenceOf(
  { dossier, history, line, at }: Compared,
  there: Shown | undefined,
): DifferenceKind | undefined {
  if (
    line?.acknowledged === undefined &&
    hoursBetween(line?.unsentSince ?? history.at(-1)?.at ?? at, at) < tellingHours
  )
    return undefined
  if (there === undefined) return 'missing-there'
  if (there.status === 'unknown') return 'unknown-there'
  if (there.status === dossier.status) return undefined
  // Owed still: the portal is late, as the list of what is unsent says, but it is not wrong.
  if (line?.unsentSince !== undefined && there.status === line.acknowledged?.status) return undefined
  return history.some(({ to }) => to === there.status) ? 'behind-there' : 'ahead-there'
}

export interface Compared {
  dossier: Dossier
  history: readonly DossierEvent[]
  line: SyncLine | undefined
  at: Instant
}

const hoursBetween = (from: Instant, to: Instant) => (toDate(to).getTime() - toDate(from).getTime()) / 3_600_000

const closed: ReadonlySet<Status> = new Set(['refused', 'withdrawn', 'stopped', 'returned'])

/** Whether a dossier that did not move has its turn on a day: while it is open, one day of each round, told by its id. */
export function hasItsTurn({ id, status }: Pick<Dossier, 'id' | 'status'>, day: Day): boolean {
  return isOpenThere({ status }) && isTurnOf(id, day)
}

/** While it is open the portal goes on showing what may still move. */
export function isOpenThere({ status }: Pick<Dossier, 'status'>): boolean {
  return !closed.has(status)
}

/** One day of each round, told by its name. */
export function isTurnOf(id: string, day: Day, round = roundDays): boolean {
  const days = Math.floor(toDate(`${day}T00:00:00Z`).getTime() / 86_400_000)
  const share = [...id].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973, 0)
  return share % round === days % round
}

/** A portal that is ahead of us was told by somebody else: nobody writes over that without having looked. */
export function mendsItself(kind: DifferenceKind): boolean {
  return kind === 'missing-there' || kind === 'behind-there'
}
