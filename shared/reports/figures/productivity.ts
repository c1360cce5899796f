import type { StepCount } from '../../counters/figures.ts'
import { addedUp, shared } from './counted-columns.ts'
import { reportOf } from './figures-report.ts'

type All = readonly StepCount[]
const done = ({ onTime, overdue }: StepCount) => onTime + overdue
const sum = (of: (one: StepCount) => number) => (all: All) => all.reduce((added, one) => added + of(one), 0)

/** Năng suất: steps done, by who did them, where, and which step it was. */
export const productivity = reportOf<'steps'>({
  id: 'productivity',
  version: 1,
  title: 'Khối lượng và tiến độ xử lý bước theo cán bộ, bộ phận, bước',
  source: 'Các bước đã làm xong của hệ thống; thời hạn từng bước theo quy trình nội bộ',
  reads: 'steps',
  by: ['officer', 'room', 'step', 'procedure', 'agency'],
  columns: [
    addedUp<'steps'>('done', 'Số bước đã làm', done),
    addedUp<'steps'>('on-time', 'Đúng hạn bước', ({ onTime }) => onTime),
    addedUp<'steps'>('overdue', 'Quá hạn bước', ({ overdue }) => overdue),
    shared(
      'overdue-percent',
      'Tỷ lệ quá hạn (%)',
      sum(({ overdue }) => overdue),
      sum(done),
    ),
  ],
  notes: ['Đếm theo tháng: kỳ gồm trọn các tháng có ngày trong kỳ. Người làm thay được đếm cho người được thay.'],
  identities: [['done', 'on-time', 'overdue']],
  monthly: 'officer',
})
