import type { Directory } from '../../agencies/directory.ts'
import { agencyOf } from '../../agencies/unit.ts'
import { formatDay, formatInstant } from '../../calendar/day.ts'
import type { OverdueReport, OverdueRow } from '../../ports.ts'
import { type Column, type Table, tableOf } from '../files/table.ts'
import { countRows, type DueCount, type DueRow } from './overdue.ts'

/** Which clock ran out. */
export const clockTerms = {
  whole: 'Hạn trả kết quả',
  step: 'Hạn của bước',
  answer: 'Hạn trả lời tiếp nhận',
} as const satisfies Record<OverdueRow['clock'], string>

type Told<T> = Column & { cell: (thing: T, index: number) => string }

/** Báo cáo quá hạn: two lists and the counts per officer and step, as columns and rows. */
export function overdueTables(report: OverdueReport, units: Directory): readonly Table[] {
  const nameOf = (agency: string) => units.unit(agency)?.name ?? agency
  const officerOf = (id: string | undefined) => (id === undefined ? 'Chưa phân công' : (units.officer(id)?.name ?? id))
  const day = formatDay(report.day)
  const whose = units.unit(report.agency)?.name ?? 'toàn thành phố'
  const place: readonly Told<{ room: string; officer?: string; step?: number }>[] = [
    { head: 'Cơ quan', width: 30, cell: (row) => nameOf(agencyOf(row.room)) },
    { head: 'Bộ phận', width: 26, cell: (row) => nameOf(row.room) },
    { head: 'Cán bộ', width: 24, cell: (row) => officerOf(row.officer) },
    { head: 'Bước', width: 7, cell: (row) => (row.step === undefined ? '' : String(row.step)) },
  ]
  const columns: readonly Told<DueRow>[] = [
    { head: 'STT', width: 6, cell: (_, index) => String(index + 1) },
    { head: 'Mã hồ sơ', width: 24, cell: (row) => row.code },
    { head: 'Loại', width: 16, cell: (row) => (row.part ? 'Phần liên thông' : 'Hồ sơ') },
    { head: 'Thủ tục', width: 50, cell: (row) => `${row.procedure} ${row.procedureName}` },
    ...place,
    { head: 'Thời hạn', width: 20, cell: (row) => clockTerms[row.clock] },
    { head: 'Đến hạn lúc', width: 18, cell: (row) => formatInstant(row.dueAt) },
    { head: 'Còn, quá', width: 20, cell: (row) => row.remaining },
  ]
  const counted: readonly Told<DueCount>[] = [
    ...place,
    { head: 'Quá hạn', width: 10, cell: (count) => String(count.overdueCount) },
    { head: 'Sắp đến hạn', width: 12, cell: (count) => String(count.comingDueCount) },
  ]
  return [
    tableOf('Quá hạn', `Hồ sơ quá hạn ngày ${day}, ${whose}`, columns, report.overdue),
    tableOf('Sắp đến hạn', `Hồ sơ đến hạn trong một ngày làm việc, ${day}, ${whose}`, columns, report.comingDue),
    tableOf(
      'Theo cán bộ',
      `Số hồ sơ theo cán bộ và bước, ${day}, ${whose}`,
      counted,
      countRows(report.overdue, report.comingDue),
    ),
  ]
}
