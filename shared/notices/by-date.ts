import type { Day } from '../calendar/day.ts'

/** A row of a table that changes by date: the newest version that holds is the one that counts. */
export interface Dated {
  version: number
  validFrom: Day
  /** Last day on which it holds. */
  validTo?: Day
}

export const holds = (day: Day) => (row: Dated) =>
  row.validFrom <= day && (row.validTo === undefined || day <= row.validTo)
export const newest = <T extends Dated>(rows: readonly T[]): T | undefined =>
  rows.toSorted((a, b) => b.version - a.version)[0]
