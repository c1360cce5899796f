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

/** Five wrong tries an hour at a code. Thirty in a minute from an address, of IPv6 a /64: behind one there may be many people. */
export const tryLimits = {
  code: { most: 5, seconds: 3_600 },
  address: { most: 30, seconds: 60 },
} as const satisfies { [Name in 'code' | 'address']: TryLimit }

/** IPv4 written in the last half of an IPv6 address, as two groups. */
const dotted = /(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/

/**
 * Whom an address counts as: an IPv4 address itself; of IPv6 the /64, all of whose addresses one subscriber has. What is
 * neither counts as it is written.
 */
export function subscriberOf(address: string): string {
  const [bare = ''] = address.toLowerCase().split('%')
  if (!bare.includes(':')) return bare
  const hex = bare.replace(dotted, (_, ...bytes) => {
    const [a = 0, b = 0, c = 0, d = 0] = bytes.slice(0, 4).map(Number)
    return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`
  })
  const [before = [], after] = hex.split('::').map((half) => (half === '' ? [] : half.split(':')))
  const zeros = after === undefined ? 0 : Math.max(0, 8 - before.length - after.length)
  const groups = [...before, ...Array<string>(zeros).fill('0'), ...(after ?? [])].map((group) =>
    Number.parseInt(group, 16),
  )
  if (groups.length !== 8 || groups.some(Number.isNaN)) return bare
  const [g6 = 0, g7 = 0] = groups.slice(6)
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff
  if (isMapped) return [g6 >> 8, g6 & 255, g7 >> 8, g7 & 255].join('.')
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':')}::/64`
}

/** From this moment back, tries count no more. */
export const outdatedAt = ({ seconds }: TryLimit, at: Instant): Instant => earlier(at, seconds)

/** The places at a code that a wrong try of this moment may take; none once the code is locked. */
export function freePlaces(taken: readonly TakenPlace[], at: Instant): number[] {
  const running = new Set(taken.filter((one) => one.at > outdatedAt(tryLimits.code, at)).map(({ place }) => place))
  return Array.from({ length: tryLimits.code.most }, (_, place) => place).filter((place) => !running.has(place))
}
