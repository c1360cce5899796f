import { type FiguresColumn, percentOf } from './figures-report.ts'
import type { Source, Sums } from './sources.ts'

/** A column of counts. */
export function counted<S extends Source>(id: string, head: string, of: (sum: Sums[S]) => number): FiguresColumn<S> {
  return { id, head, width: Math.max(11, Math.min(22, head.length)), of }
}

/** A share of one count in another, in hundredths; none without a base. */
export function shared<S extends Source>(
  id: `${string}-percent`,
  head: string,
  count: (sum: Sums[S]) => number,
  of: (sum: Sums[S]) => number,
): FiguresColumn<S> {
  return { id, head, width: Math.max(11, Math.min(22, head.length)), of: (sum) => percentOf(count(sum), of(sum)) }
}
