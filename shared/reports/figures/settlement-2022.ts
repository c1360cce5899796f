import type { LineFigures } from '../../counters/figures.ts'
import { receivedOf, resolvedOf, total } from '../../counters/figures.ts'
import { type FiguresColumn, percentOf, reportOf } from './figures-report.ts'

/**
 * Bảng tình hình tiếp nhận, giải quyết as the province published it in 2022: a definition of its own, with its days. What is
 * withdrawn, stopped or waits stands in neither "resolved" nor "within the limit".
 */
export const settlement2022 = {
  name: 'Tình hình tiếp nhận, giải quyết TTHC (cách tính công bố năm 2022)',
  validFrom: '2018-06-21',
  validTo: '2025-06-30',
  source: 'NĐ 61/2018/NĐ-CP; bảng công bố tháng 9/2022, cơ số tỷ lệ suy ra từ chính các con số',
  rows: [
    { row: 'received', name: 'Tổng số hồ sơ tiếp nhận' },
    { row: 'direct', name: 'Nhận trực tiếp, bưu chính', base: 'received' },
    { row: 'online', name: 'Nhận trực tuyến', base: 'received' },
    { row: 'resolved', name: 'Đã giải quyết', base: 'received' },
    { row: 'onTime', name: 'Trước hạn và đúng hạn', base: 'resolved' },
    { row: 'overdue', name: 'Quá hạn', base: 'resolved' },
    { row: 'within', name: 'Đang giải quyết trong hạn', base: 'received' },
    { row: 'rest', name: 'Còn lại', base: 'received' },
    { row: 'late', name: '  đang giải quyết quá hạn', base: 'rest' },
    { row: 'supplement', name: '  chờ bổ sung', base: 'rest' },
    { row: 'money', name: '  chờ nghĩa vụ tài chính', base: 'rest' },
    { row: 'other', name: '  tạm dừng vì lý do khác', base: 'rest' },
    { row: 'withdrawn', name: '  rút hồ sơ', base: 'rest' },
    { row: 'stopped', name: '  dừng giải quyết', base: 'rest' },
  ],
} as const

export type RowName = (typeof settlement2022)['rows'][number]['row']

/** One row: how many, and the share of its base in hundredths, to `digits` places, half up. */
export interface SettlementRow {
  row: RowName
  name: string
  count: number
  percent?: number
  base?: RowName
}

/** What citizens asked for, each request once: parts and corrections have tables of their own. */
export function settlementOf(lines: readonly LineFigures[], digits = 0): SettlementRow[] {
  const whole = lines.filter(({ line }) => line.kind === 'whole')
  const counts = countsOf(total({ kind: 'whole', field: '', procedure: '' }, whole))
  return settlement2022.rows.map((row) => {
    const plain = { row: row.row, name: row.name, count: counts[row.row] }
    return 'base' in row ? { ...plain, base: row.base, percent: share(plain.count, counts[row.base], digits) } : plain
  })
}

function countsOf(sum: LineFigures): Record<RowName, number> {
  const { flows, end } = sum
  const waiting = end['waiting-supplement'] + end['waiting-money'] + end['waiting-other']
  const [received, resolved] = [receivedOf(sum), resolvedOf(sum)]
  // What ran out and waits since stands with what waits, once.
  const late = end.late - end['late-waiting']
  const within = end.open - late - waiting
  return {
    received,
    direct: flows['received-direct'] + flows['received-postal'],
    online: flows['received-online'],
    resolved,
    onTime: flows.early + flows['on-time'],
    overdue: flows.overdue,
    within,
    rest: received - resolved - within,
    late,
    supplement: end['waiting-supplement'],
    money: end['waiting-money'],
    other: end['waiting-other'],
    withdrawn: flows.withdrawn,
    stopped: flows.stopped,
  }
}

const behind: Partial<Record<RowName, FiguresColumn['behind']>> = {
  received: ['received-direct', 'received-online', 'received-postal'],
  direct: ['received-direct', 'received-postal'],
  online: ['received-online'],
  resolved: ['early', 'on-time', 'overdue'],
  onTime: ['early', 'on-time'],
  overdue: ['overdue'],
  within: 'running-in-time',
  late: 'running-late',
  other: 'waiting-other',
  supplement: 'waiting-supplement',
  money: 'waiting-money',
  withdrawn: ['withdrawn'],
  stopped: ['stopped'],
}

/** The same table of any period, a row a field or agency: to be held beside what was published then. */
export const settlementReport = reportOf<'lines'>({
  id: 'settlement-2022',
  version: 1,
  title: settlement2022.name,
  source: settlement2022.source,
  reads: 'lines',
  by: ['field', 'procedure', 'agency', 'level'],
  kinds: ['whole'],
  columns: settlement2022.rows.flatMap((row): FiguresColumn<'lines'>[] => {
    const traced = behind[row.row]
    const head = row.name.trim()
    const width = Math.max(11, Math.min(22, head.length))
    const column = { id: row.row, head, width, of: (sum: LineFigures) => countsOf(sum)[row.row] }
    const counted = traced === undefined ? column : { ...column, behind: traced }
    if (!('base' in row)) return [counted]
    const { base } = row
    const percent = (sum: LineFigures) => percentOf(countsOf(sum)[row.row], countsOf(sum)[base])
    return [counted, { id: `${row.row}-percent`, head: `${head} (%)`, width, of: percent }]
  }),
  notes: [
    'Theo số tiếp nhận trong kỳ: hồ sơ mang sang từ kỳ trước làm số “còn lại” nhỏ đi; kỳ từ đầu năm đầu tiên là đúng như bảng đã công bố.',
    'Hồ sơ quá hạn trước khi tạm dừng chỉ tính ở phần chờ.',
  ],
  identities: [
    ['received', 'direct', 'online'],
    ['received', 'resolved', 'within', 'rest'],
    ['resolved', 'onTime', 'overdue'],
  ],
})

/** Half up, in whole numbers, so that no binary fraction decides. */
function share(part: number, base: number, digits: number): number {
  if (base === 0) return 0
  const scale = 10 ** digits
  return Math.floor((part * 200 * scale + base) / (2 * base)) / scale
}
