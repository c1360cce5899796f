import type { Exemption } from '../../catalogue/offer.ts'
import type { FeeLine } from '../../catalogue/procedure.ts'
import { type FeeItem, sumOf } from './money-book.ts'

/**
 * Khoản thu khác mức công bố: items no line of the pinned plan has, by kind and sum; a line with a note, as of a price a copy, has any
 * whole number of times its sum too. A line without a sum has any of its kind, and a plan without lines has everything.
 */
export function deviating(items: readonly FeeItem[], fees: readonly FeeLine[] = []): readonly FeeItem[] {
  if (fees.length === 0) return []
  return items.filter(({ kind, amountVnd }) => !fees.some((line) => line.kind === kind && has(line, amountVnd)))
}

function has({ amountVnd: published, note }: FeeLine, amountVnd: number): boolean {
  if (published === null || published === amountVnd) return true
  return note !== undefined && published > 0 && amountVnd % published === 0
}

/** What an exemption of the procedure's list leaves to be paid: its part of each item of its kinds is taken off. */
export function leftAfter(items: readonly FeeItem[], { percent, kinds }: Exemption): number {
  const off = items
    .filter(({ kind }) => kinds?.includes(kind) ?? true)
    .reduce((sum, { amountVnd }) => sum + Math.round((amountVnd * percent) / 100), 0)
  return sumOf(items) - off
}
