import { earlier, type Instant } from '../calendar/day.ts'

/** What was tried, and from where; the address is never kept in plain. */
export interface TriedNames {
  code: string
  address: string
}

/** A wrong try. */
export interface Tried {
  names: TriedNames
  at: Instant
}

/** Wrong tries counted since a moment; absent while there is none. */
export interface Tries {
  count: number
  since: Instant
}

export type TriesOf = { [Name in keyof TriedNames]?: Tries }

/** So many wrong tries count until so many seconds have passed since the first of them, or since the last when each renews. */
export interface TryLimit {
  most: number
  seconds: number
  renews: boolean
}

/**
 * Five wrong tries an hour at a code: each begins the hour anew, so that no stretch of an hour holds six. Thirty in a
 * minute from an address, counted from the first: behind one address there may be many people.
 */
export const tryLimits = {
  code: { most: 5, seconds: 3_600, renews: true },
  address: { most: 30, seconds: 60, renews: false },
} as const satisfies { [Name in keyof TriedNames]: TryLimit }

export function isUsedUp(tries: Tries | undefined, { most, seconds }: TryLimit, at: Instant): boolean {
  return tries !== undefined && tries.count >= most && tries.since > earlier(at, seconds)
}
