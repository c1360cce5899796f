import type { Day } from '../../shared/calendar/day.ts'
import type { RowName } from '../../shared/reports/figures/settlement-2022.ts'

/** What became of how many by the last day: the one thing, beside channel and delay, that a replay sets. */
export interface Fates {
  /** Resolved on or before the due day, and after it. */
  onTime: number
  overdue: number
  /** Open on the last day, with the due day not past. */
  within: number
  /** The rest, which the source does not tell apart: assumed. */
  late: number
  supplement: number
  money: number
  withdrawn: number
  stopped: number
}

/** A year as a source tells it, to be played from a seed. */
export interface ReplayedYear {
  name: string
  source: string
  from: Day
  to: Day
  seed: number
  received: { direct: number; online: number }
  fates: Fates
  /** Places of its percentages. */
  digits: number
  /** What the source prints, by the row of the table; a percentage as it stands there. */
  published: Readonly<Partial<Record<RowName, { count?: number; percent?: number }>>>
}

export const year2022: ReplayedYear = {
  name: '2022',
  source: 'bài "Đổi mới cơ chế một cửa", tháng 9/2022',
  from: '2022-01-01',
  to: '2022-09-10',
  seed: 20220910,
  received: { direct: 218_033, online: 68_531 },
  fates: {
    onTime: 245_668,
    overdue: 18_164,
    within: 14_424,
    late: 5_200,
    supplement: 1_900,
    money: 700,
    withdrawn: 300,
    stopped: 208,
  },
  digits: 0,
  published: {
    received: { count: 286_564 },
    direct: { count: 218_033, percent: 76 },
    online: { count: 68_531, percent: 24 },
    resolved: { count: 263_832, percent: 92 },
    onTime: { count: 245_668, percent: 93 },
    overdue: { count: 18_164, percent: 7 },
    within: { count: 14_424, percent: 5 },
    rest: { count: 8_308 },
  },
}

/** The source tells how many were filed and how; what became of them is assumed, in the proportions of 2022. */
export const year2020: ReplayedYear = {
  name: '2020',
  source: 'bài cập nhật ngày 15/7/2020',
  from: '2020-01-01',
  to: '2020-05-31',
  seed: 20200531,
  received: { direct: 139_752, online: 20_697 },
  fates: {
    onTime: 137_552,
    overdue: 10_170,
    within: 8_076,
    late: 2_911,
    supplement: 1_064,
    money: 392,
    withdrawn: 168,
    stopped: 116,
  },
  digits: 1,
  published: { received: { count: 160_449 }, online: { count: 20_697, percent: 12.9 } },
}
