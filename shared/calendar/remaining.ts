import { addWorkingDays, type Calendar, openingAfter, workedMinutesBetween } from './calendar.ts'
import type { Instant } from './day.ts'

/**
 * "còn 2 ngày 3 giờ" or "quá 1 ngày 2 giờ" in working time: adding those days and hours to the earlier moment gives
 * the later one, as the due moment itself is reckoned. Below a day the minutes are told too; what is left over is dropped.
 */
export function tellRemaining(calendar: Calendar, dueAt: Instant, at: Instant): string {
  const isOver = at > dueAt
  const [from, to] = isOver ? [dueAt, at] : [at, dueAt]
  const length = tellWorkingTime(calendar, from, to)
  if (length === undefined) return isOver ? 'vừa quá hạn' : 'đến hạn'
  return `${isOver ? 'quá' : 'còn'} ${length}`
}

function tellWorkingTime(calendar: Calendar, from: Instant, to: Instant): string | undefined {
  let reached = openingAfter(calendar, from)
  if (reached >= to) return undefined
  let days = 0
  for (;;) {
    const next = addWorkingDays(calendar, reached, 1)
    // The closing and the next opening are one moment: nothing worked in between means the day is full.
    if (next > to && workedMinutesBetween(calendar, to, next) > 0) break
    reached = next
    days++
  }
  const minutes = reached >= to ? 0 : Math.floor(workedMinutesBetween(calendar, reached, to))
  const parts = [
    days > 0 ? `${days} ngày` : '',
    minutes >= 60 ? `${Math.floor(minutes / 60)} giờ` : '',
    days === 0 && minutes % 60 > 0 ? `${minutes % 60} phút` : '',
  ].filter((part) => part !== '')
  return parts.length > 0 ? parts.join(' ') : 'dưới 1 phút'
}
