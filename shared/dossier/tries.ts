import { earlier, type Instant } from '../calendar/day.ts'

/** A wrong try: at what it was made, and from where; the address is never kept in plain. */
export interface Tried {
  code: string
  address: string
  at: Instant
}

/** The place that a wrong try takes at its code, 0 to 4, and when it took it. */
export interface TakenPlace {
  place: number
  at: Instant
}

/** So many wrong tries count in any stretch of so many seconds. */
export interface TryLimit {
  most: number
  seconds: number
}

/** Five wrong tries an hour at a code. Thirty in a minute from an address: behind one there may be many people. */
export const tryLimits = {
  code: { most: 5, seconds: 3_600 },
  address: { most: 30, seconds: 60 },
} as const satisfies { [Name in 'code' | 'address']: TryLimit }

/** From this moment back, tries count no more. */
export const outdatedAt = ({ seconds }: TryLimit, at: Instant): Instant => earlier(at, seconds)

/** The places at a code that a wrong try of this moment may take; none once the code is locked. */
export function freePlaces(taken: readonly TakenPlace[], at: Instant): number[] {
  const running = new Set(taken.filter((one) => one.at > outdatedAt(tryLimits.code, at)).map(({ place }) => place))
  return Array.from({ length: tryLimits.code.most }, (_, place) => place).filter((place) => !running.has(place))
}
