import { type LineFigures, receivedOf } from '../../counters/figures.ts'
import { type FiguresColumn, percentOf } from './figures-report.ts'

/** A column of a report of counted lines. */
export type LineColumn = FiguresColumn<'lines'>

export const column = (
  id: string,
  head: string,
  of: (figures: LineFigures) => number | null,
  behind?: LineColumn['behind'],
  unless?: LineColumn['unless'],
): LineColumn => ({
  id,
  head,
  width: Math.max(11, Math.min(22, head.length)),
  of,
  ...(behind === undefined ? {} : { behind }),
  ...(unless === undefined ? {} : { unless }),
})

/** How much in a hundred of what was received, or of something else. */
export const share = (id: string, head: string, count: (f: LineFigures) => number, of = receivedOf): LineColumn =>
  column(`${id}-percent`, head, (f) => percentOf(count(f), of(f)))
