import type { UnitId } from '../../shared/agencies/unit.ts'
import type { Day } from '../../shared/calendar/day.ts'
import { weekday } from '../../shared/calendar/day.ts'
import { publishedDays } from '../../shared/calendar/published.ts'
import { dice, type Roll } from './dice.ts'
import { limits } from './old-rules.ts'
import type { OldTree } from './old-tree.ts'
import type { Fates, ReplayedYear } from './years.ts'

export type Fate = keyof Fates

/** One filing: when, where, how, and with what delay it is finished. Days are places in the list of working days. */
export interface Filing {
  n: number
  fate: Fate
  channel: 'direct' | 'online'
  day: number
  /** Place of the day it is finished on; for what is left open, of the last thing that was done. */
  end: number
  agency: UnitId
  procedure: string
  /** Received at a commune for its district. */
  goesOn: boolean
}

/** The working days as people lived them: weekdays that no published list has off, whatever calendar the rules are given. */
export function livedDays(from: Day, to: Day): Day[] {
  const off = new Set(publishedDays.filter(({ kind }) => kind === 'off').map(({ on }) => on))
  const days: Day[] = []
  for (let ms = Date.parse(`${from}T00:00:00Z`); ms <= Date.parse(`${to}T00:00:00Z`); ms += 86_400_000) {
    const day = new Date(ms).toISOString().slice(0, 10)
    if (!off.has(day) && !['sat', 'sun'].includes(weekday(day))) days.push(day)
  }
  return days
}

/** Every filing of a year, by the day it comes in. Equal seeds give equal years. */
export function filingsOf(year: ReplayedYear, tree: OldTree, dayCount: number): Filing[][] {
  const roll = dice(year.seed)
  const all = Object.entries(year.fates).flatMap(([fate, count]) => Array.from({ length: count }, () => fate as Fate))
  shuffle(all, roll)
  let [online, left] = [year.received.online, all.length]
  const byDay: Filing[][] = Array.from({ length: dayCount }, () => [])
  for (const [n, fate] of all.entries()) {
    // Exactly so many online, spread evenly: the chance of each is what is left.
    const isOnline = roll(left) < online
    left -= 1
    if (isOnline) online -= 1
    const place = placeOf(tree, roll)
    const days = daysOf(fate, place.limit, dayCount, roll)
    byDay[days.day]?.push({ n, fate, channel: isOnline ? 'online' : 'direct', ...days, ...place })
  }
  return byDay
}

function shuffle<T>(all: T[], roll: Roll): void {
  for (let at = all.length - 1; at > 0; at -= 1) {
    const other = roll(at + 1)
    const [a, b] = [all[at], all[other]]
    if (a !== undefined && b !== undefined) [all[at], all[other]] = [b, a]
  }
}

/** Near half at communes, a quarter at districts, a third at departments; one in twenty goes on from a commune to its district. */
function placeOf(tree: OldTree, roll: Roll) {
  const limit = limits[roll(limits.length)] ?? 1
  const pick = (ids: readonly UnitId[]) => ids[roll(ids.length)] ?? ''
  const share = roll(100)
  if (share < 5) {
    const at = roll(tree.commune.length)
    const district = tree.district[at % tree.district.length] ?? ''
    return { limit, agency: tree.commune[at] ?? '', procedure: `lien-thong-${district}-${limit}`, goesOn: true }
  }
  if (share < 47) return { limit, agency: pick(tree.commune), procedure: `commune-xa-${limit}`, goesOn: false }
  const level = share < 70 ? 'district' : 'province'
  const agency = pick(tree[level])
  return { limit, agency, procedure: `${level}-${agency}-${limit}`, goesOn: false }
}

/** From which day to which, so that the delay of the fate fits between the first working day and the last. */
function daysOf(fate: Fate, limit: number, dayCount: number, roll: Roll): { day: number; end: number } {
  const last = dayCount - 1
  const between = (from: number, to: number) => Math.max(0, from) + roll(Math.max(1, to - Math.max(0, from) + 1))
  if (fate === 'onTime' || fate === 'overdue') {
    // A third on the very day, the others before it; late ones up to twelve working days.
    const early = roll(3) === 0 ? 0 : roll(limit + 1)
    const takes = fate === 'onTime' ? limit - early : limit + 1 + roll(12)
    const day = roll(last - takes + 1)
    return { day, end: day + takes }
  }
  if (fate === 'within') {
    const day = between(last - limit + 1, last)
    return { day, end: Math.min(day + 1, last) }
  }
  if (fate === 'late') {
    const day = between(last - limit - 30, last - limit)
    return { day, end: day }
  }
  const day = between(last - 20, last - 1)
  return { day, end: day + 1 }
}
