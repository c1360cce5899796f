import type { Instant } from '../../calendar/day.ts'
import type { Want } from '../dossier.ts'

/** An event whose wants are still to be rung for. */
export interface OutboxMark {
  dossier: string
  n: number
  wants: readonly Want[]
  /** When the event happened. */
  at: Instant
  /** The part that the event opened: one mark is both halves'. */
  part?: string
}

/** What a transfer wants of the part: the other agency's notice and its hand-over slip. All else is the whole's. */
const ofThePart: ReadonlySet<Want> = new Set(['transfers', 'sheets'])

/**
 * Whose bell a mark rings. A transfer writes two events, and an index takes a unit for each that is marked: so the whole's bears
 * the mark, and rings for the first event of the part too. Parts opened before bear a mark of their own.
 */
export function ringsFor({ dossier, n, part }: OutboxMark, want: Want): { dossier: string; n: number } {
  return part !== undefined && ofThePart.has(want) ? { dossier: part, n: 1 } : { dossier, n }
}

/** The part that an event opened, for the mark of that event. */
export function openedBy(event: { act: unknown; detail?: { readonly part?: unknown } }): Pick<OutboxMark, 'part'> {
  const part = event.act === 'transfer' ? event.detail?.part : undefined
  return typeof part === 'string' ? { part } : {}
}
