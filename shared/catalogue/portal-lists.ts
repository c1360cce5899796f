import type { Day, Instant } from '../calendar/day.ts'
import { type CatalogueDifference, catalogueKinds } from './portal-differences.ts'

/** The portal's catalogues, and `procedure:<code>` for one procedure with its limits. */
export const portalLists = ['agencies', 'fields', 'procedures'] as const
export type PortalListName = (typeof portalLists)[number]
export type Compared = PortalListName | `procedure:${string}`

/** What of a comparison was found on a day, of one list or one procedure. */
export interface CatalogueList {
  day: Day
  of: Compared
  at: Instant
  /** Rows that the portal told. */
  told: number
  /** Why nothing could be compared. */
  unread?: 'too-long'
  rows: readonly CatalogueDifference[]
  /** Differences beyond those that are kept. */
  more?: number
}

/** Beyond these nobody reads a list, and an import is due. */
const mostRows = 2_000

/** The most telling kinds first, and no more than are read. */
export function keptRows(found: readonly CatalogueDifference[]): Pick<CatalogueList, 'rows' | 'more'> {
  const rank = ({ kind }: CatalogueDifference) => catalogueKinds.indexOf(kind)
  const sorted = found.toSorted((a, b) => rank(a) - rank(b) || (a.code < b.code ? -1 : 1))
  const rows = sorted.slice(0, mostRows)
  return sorted.length > mostRows ? { rows, more: sorted.length - mostRows } : { rows }
}

export function isCompared(text: string): text is Compared {
  return portalLists.some((name) => name === text) || /^procedure:[1-9]\.\d{6}$/.test(text)
}
