import { type Day, formatDay } from '../../calendar/day.ts'
import type { DifferenceKind, SyncDifference } from '../../dossier/history/sync-difference.ts'
import { statusTerms } from '../../dossier/terms.ts'
import { type Table, tableOf } from '../files/table.ts'

const kinds = {
  'missing-there': 'Cổng không có hồ sơ',
  'behind-there': 'Cổng còn ở trạng thái trước',
  'ahead-there': 'Cổng đi trước hệ thống',
  'unknown-there': 'Cổng ghi mã không rõ',
} as const satisfies Record<DifferenceKind, string>

/** Danh sách chênh lệch with the national portal, as a workbook. */
export function differenceTable(day: Day, rows: readonly SyncDifference[]): Table {
  return tableOf(
    'Chenh lech',
    `Chênh lệch với Cổng Dịch vụ công quốc gia, ngày ${formatDay(day)}`,
    [
      { head: 'STT', width: 6, cell: (_, index) => String(index + 1) },
      { head: 'Mã hồ sơ', width: 26, cell: ({ code }) => code },
      { head: 'Chênh lệch', width: 30, cell: ({ kind }) => kinds[kind] },
      { head: 'Trạng thái tại hệ thống', width: 28, cell: ({ ours }) => statusTerms[ours] },
      { head: 'Mã trạng thái tại Cổng', width: 16, cell: ({ theirs }) => theirs },
      { head: 'Chưa báo từ', width: 26, cell: ({ unsentSince }) => unsentSince ?? '' },
      { head: 'Đối chiếu lúc', width: 26, cell: ({ at }) => at },
      { head: 'Đã gửi lại', width: 12, cell: ({ sentAgain }) => (sentAgain ? 'Có' : 'Chờ người xem') },
    ],
    rows,
  )
}
