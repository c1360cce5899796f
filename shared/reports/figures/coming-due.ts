import { addedUp } from './counted-columns.ts'
import { reportOf } from './figures-report.ts'
import type { DeskDue } from './sources.ts'

const where = (is: (one: DeskDue) => boolean) => (one: DeskDue) => (is(one) ? one.count : 0)
const left = (from: number, to: number) =>
  where(({ workingDays }) => workingDays !== undefined && workingDays >= from && workingDays <= to)

/** Sắp đến hạn: open work by how many working days are left, at the desk where it lies. */
export const comingDue = reportOf<'desks'>({
  id: 'coming-due',
  version: 1,
  title: 'Hồ sơ đang giải quyết theo số ngày làm việc còn lại',
  source: 'Việc đang nằm ở từng bàn theo số liệu của hệ thống lúc lập báo cáo',
  reads: 'desks',
  by: ['room', 'officer', 'due', 'agency'],
  columns: [
    addedUp<'desks'>('open', 'Đang giải quyết', ({ count }) => count),
    addedUp<'desks'>('past', 'Đã qua ngày đến hạn', left(Number.NEGATIVE_INFINITY, -1)),
    addedUp<'desks'>('today', 'Đến hạn hôm nay', left(0, 0)),
    addedUp<'desks'>('next-day', 'Còn 1 ngày', left(1, 1)),
    addedUp<'desks'>('three-days', 'Còn 2-3 ngày', left(2, 3)),
    addedUp<'desks'>('week', 'Còn 4-5 ngày', left(4, 5)),
    addedUp<'desks'>('later', 'Còn trên 5 ngày', left(6, Number.POSITIVE_INFINITY)),
    addedUp<'desks'>(
      'waiting',
      'Đồng hồ tạm dừng',
      where(({ due }) => due === 'waiting'),
    ),
    addedUp<'desks'>(
      'no-day',
      'Chưa có hạn',
      where(({ due }) => due === 'none'),
    ),
  ],
  notes: ['Số liệu lúc lập, không theo kỳ; gồm cả hồ sơ chờ trả lời tiếp nhận và phần liên thông nằm tại cơ quan.'],
  identities: [['open', 'past', 'today', 'next-day', 'three-days', 'week', 'later', 'waiting', 'no-day']],
})
