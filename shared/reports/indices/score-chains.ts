import type { UnitId } from '../../agencies/unit.ts'
import type { Instant } from '../../calendar/day.ts'
import { digestOf } from '../../dossier/history/history.ts'
import type { HandEntry } from './hand-entries.ts'
import type { IndexPeriod, Rating } from './ratings.ts'

/** Phiếu chấm điểm as it is kept: every version, each chained to the one before. */
export interface KeptRating extends Rating {
  /** Its number in the chain: the version. */
  n: number
  at: Instant
  previous: string
  digest: string
}

export function chainedRating(next: Rating, at: Instant, before: KeptRating | undefined): KeptRating {
  const { digest: _, ...rest }: Rating & { digest?: string } = next
  const kept = { ...rest, n: next.version, at, previous: before?.digest ?? '' }
  return { ...kept, digest: digestOf(kept) }
}

/** The newest record of a chain of what people said for an index: what the daily bill names of it. */
export interface ScoreEnd {
  chain: string
  n: number
  digest: string
  at: Instant
}

/** What names a chain on bills bears signs that no dossier's id does. */
export function isScoreChain(name: string): boolean {
  return name.startsWith('BY-HAND#') || name.startsWith('RATING#')
}

export function entryChain({ agency, index, from, to, code }: Pick<HandEntry, 'code'> & Place): string {
  return `BY-HAND#${agency}#${index}#${from}#${to}#${code}`
}

export function ratingChain({ agency, index, from, to }: Place): string {
  return `RATING#${agency}#${index}#${from}#${to}`
}

type Place = IndexPeriod & { agency: UnitId }

/** Which version an act made that bears this key; none where it was never said. */
export function versionSaid({ history }: Rating, key: string): { version: number; body: string } | undefined {
  const at = history.findIndex((one) => one.key === key)
  const found = history[at]
  return found && { version: at + 1, body: found.body }
}
