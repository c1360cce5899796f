import { type ImportFindingCode, importFindings } from '../catalogue/import-findings.ts'
import type { Became, ImportRun, QuarantinedRow, RowState } from '../catalogue/import-run.ts'
import { type Table, tableOf } from './files/table.ts'

export const rowStateTerms = {
  taken: 'Nhập, công khai',
  draft: 'Nhập, bản nháp',
  refused: 'Từ chối',
  unchanged: 'Không đổi',
} as const satisfies Record<RowState, string>

export const becameTerms = {
  new: 'mới',
  changed: 'phiên bản mới',
  completed: 'bổ sung nội dung cho bản rút gọn',
  unchanged: 'không đổi',
  kept: 'giữ phiên bản đang công khai (dòng nhập chỉ là bản nháp)',
  read: 'chỉ đọc thử',
} as const satisfies Record<Became, string>

const weightTerms = { refuses: 'từ chối', holds: 'giữ bản nháp', tells: 'ghi nhận' } as const

/** Findings with the most rows first. */
export function rankedFindings(findings: ImportRun['findings']): { code: ImportFindingCode; rows: number }[] {
  const codes = Object.keys(importFindings).filter((code): code is ImportFindingCode => code in findings)
  return codes.map((code) => ({ code, rows: findings[code] ?? 0 })).sort((a, b) => b.rows - a.rows)
}

/** What the report keeps of a row: not the row itself. */
export type ReportedRow = Pick<
  QuarantinedRow,
  'line' | 'code' | 'state' | 'became' | 'version' | 'reason' | 'findings'
> & {
  name: string
}

export function reportedRow({
  line,
  code,
  state,
  became,
  version,
  reason,
  findings,
  cleaned,
}: QuarantinedRow): ReportedRow {
  const rest = { ...(became && { became }), ...(version && { version }), ...(reason !== undefined && { reason }) }
  return { line, code, state, findings, name: cleaned?.name ?? '', ...rest }
}

/** Báo cáo chất lượng nhập danh mục: the sums, the findings by code, each finding, and what became of each row. */
export function importTables(run: ImportRun, rows: readonly ReportedRow[]): readonly Table[] {
  const about = `${run.fileName}, ${run.at.slice(0, 16).replace('T', ' ')}`
  const sums = [
    ...Object.entries(rowStateTerms).map(([state, term]) => [term, rows.filter((row) => row.state === state).length]),
    ...Object.entries(becameTerms).map(([became, term]) => [term, rows.filter((row) => row.became === became).length]),
  ]
  const found = rows.flatMap((row) => row.findings.map((finding) => ({ row, ...finding })))
  return [
    tableOf(
      'Tổng hợp',
      `Kết quả nhập danh mục: ${about}`,
      [
        { head: 'Kết quả', width: 60, cell: ([term = '']) => String(term) },
        { head: 'Số dòng', width: 12, cell: ([, count = 0]) => String(count) },
      ],
      sums,
    ),
    tableOf(
      'Theo loại',
      `Phát hiện theo loại: ${about}`,
      [
        { head: 'Mã', width: 22, cell: ({ code }) => code },
        { head: 'Phát hiện', width: 70, cell: ({ code }) => importFindings[code].says },
        { head: 'Hệ quả', width: 16, cell: ({ code }) => weightTerms[importFindings[code].weight] },
        { head: 'Số dòng', width: 12, cell: ({ rows: count }) => String(count) },
      ],
      rankedFindings(run.findings),
    ),
    tableOf(
      'Phát hiện',
      `Từng phát hiện: ${about}`,
      [
        { head: 'Dòng', width: 8, cell: ({ row }) => String(row.line) },
        { head: 'Mã thủ tục', width: 14, cell: ({ row }) => row.code },
        { head: 'Mã phát hiện', width: 22, cell: ({ code }) => code },
        { head: 'Phát hiện', width: 50, cell: ({ code }) => importFindings[code].says },
        { head: 'Chi tiết', width: 80, cell: ({ detail }) => detail ?? '' },
      ],
      found,
    ),
    tableOf(
      'Từng dòng',
      `Từng dòng: ${about}`,
      [
        { head: 'Dòng', width: 8, cell: ({ line }) => String(line) },
        { head: 'Mã thủ tục', width: 14, cell: ({ code }) => code },
        { head: 'Tên thủ tục', width: 80, cell: ({ name }) => name },
        { head: 'Kết quả', width: 20, cell: ({ state }) => (state === 'waiting' ? '' : rowStateTerms[state]) },
        { head: 'Vì sao', width: 40, cell: ({ became, reason }) => reason ?? (became ? becameTerms[became] : '') },
        { head: 'Phiên bản', width: 10, cell: ({ version }) => (version === undefined ? '' : String(version)) },
      ],
      rows,
    ),
  ]
}
