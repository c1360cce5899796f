import { type FiguresColumn, percentOf } from './figures-report.ts'
import type { Source, Sums, Things } from './sources.ts'

/** A column of counts. */
export function counted<S extends Source>(id: string, head: string, of: (sum: Sums[S]) => number): FiguresColumn<S> {
  return { id, head, width: Math.max(11, Math.min(22, head.length)), of }
}

/** A column of dossiers, or of what was done to them: how much each adds is told of it alone, and so it is traced. */
export function addedUp<S extends 'steps' | 'desks' | 'late'>(
  id: string,
  head: string,
  each: (thing: Things[S]) => number,
): FiguresColumn<S> {
  const of = (all: readonly Things[S][]) => all.reduce((sum, thing) => sum + each(thing), 0)
  return { ...counted<S>(id, head, of as (sum: Sums[S]) => number), each }
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
