import type { Day } from '../calendar/day.ts'
import { type Dated, holds, newest } from './by-date.ts'
import { type NoticeChannel, noticeChannels } from './notice.ts'
import rows from './telling.json' with { type: 'json' }

/** Cách báo: how those are told who said nothing of how they want to be. A city's own choice, by date. */
interface Telling extends Dated {
  /** The first of these that reaches is the one that is used, the next where it fails or is silent. */
  order: readonly NoticeChannel[]
  /** What goes on each of them at once, for who misses it loses a right or a limit. */
  everywhere: ReadonlySet<string>
}

/** How the city tells on a day those who wished for nothing. */
export function tellingOn(day: Day): Telling {
  const row = newest(rows.filter(holds(day)))
  const order = noticeChannels.filter((channel) => row?.order.includes(channel))
  const placeOf = (channel: NoticeChannel) => row?.order.indexOf(channel) ?? 0
  const { version = 0, validFrom = day } = row ?? {}
  return {
    version,
    validFrom,
    order: order.toSorted((a, b) => placeOf(a) - placeOf(b)),
    everywhere: new Set(row?.everywhere),
  }
}
