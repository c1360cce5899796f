import type { StepCount } from '../counters/figures.ts'
import { counted, shared } from './counted-columns.ts'
import { reportOf } from './figures-report.ts'

type All = readonly StepCount[]
const onTime = (all: All) => all.reduce((sum, one) => sum + one.onTime, 0)
const overdue = (all: All) => all.reduce((sum, one) => sum + one.overdue, 0)
const done = (all: All) => onTime(all) + overdue(all)

/** Năng suất: steps done, by who did them, where, and which step it was. */
export const productivity = reportOf<'steps'>({
  id: 'productivity',
  version: 1,
  title: 'Khối lượng và tiến độ xử lý bước theo cán bộ, bộ phận, bước',
  source: 'Các bước đã làm xong của hệ thống; thời hạn từng bước theo quy trình nội bộ',
  reads: 'steps',
  by: ['officer', 'room', 'step', 'procedure', 'agency'],
  columns: [
    counted('done', 'Số bước đã làm', done),
    counted('on-time', 'Đúng hạn bước', onTime),
    counted('overdue', 'Quá hạn bước', overdue),
    shared('overdue-percent', 'Tỷ lệ quá hạn (%)', overdue, done),
  ],
  notes: ['Đếm theo tháng: kỳ gồm trọn các tháng có ngày trong kỳ. Người làm thay được đếm cho người được thay.'],
  identities: [['done', 'on-time', 'overdue']],
  monthly: 'officer',
})
