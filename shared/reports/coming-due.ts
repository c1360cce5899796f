import { counted } from './counted-columns.ts'
import { reportOf } from './figures-report.ts'
import type { DeskDue } from './sources.ts'

type All = readonly DeskDue[]
const sum = (all: All, is: (one: DeskDue) => boolean) => all.reduce((n, one) => (is(one) ? n + one.count : n), 0)
const left = (from: number, to: number) => (all: All) =>
  sum(all, ({ workingDays }) => workingDays !== undefined && workingDays >= from && workingDays <= to)

/** Sắp đến hạn: open work by how many working days are left, at the desk where it lies. */
export const comingDue = reportOf<'desks'>({
  id: 'coming-due',
  version: 1,
  title: 'Hồ sơ đang giải quyết theo số ngày làm việc còn lại',
  source: 'Việc đang nằm ở từng bàn theo số liệu của hệ thống lúc lập báo cáo',
  reads: 'desks',
  by: ['room', 'officer', 'due', 'agency'],
  columns: [
    counted('open', 'Đang giải quyết', (all: All) => sum(all, () => true)),
    counted('past', 'Đã qua ngày đến hạn', left(Number.NEGATIVE_INFINITY, -1)),
    counted('today', 'Đến hạn hôm nay', left(0, 0)),
    counted('next-day', 'Còn 1 ngày', left(1, 1)),
    counted('three-days', 'Còn 2-3 ngày', left(2, 3)),
    counted('week', 'Còn 4-5 ngày', left(4, 5)),
    counted('later', 'Còn trên 5 ngày', left(6, Number.POSITIVE_INFINITY)),
    counted('waiting', 'Đồng hồ tạm dừng', (all: All) => sum(all, ({ due }) => due === 'waiting')),
    counted('no-day', 'Chưa có hạn', (all: All) => sum(all, ({ due }) => due === 'none')),
  ],
  notes: ['Số liệu lúc lập, không theo kỳ; gồm cả hồ sơ chờ trả lời tiếp nhận và phần liên thông nằm tại cơ quan.'],
  identities: [['open', 'past', 'today', 'next-day', 'three-days', 'week', 'later', 'waiting', 'no-day']],
})
