import type { Directory } from '../../agencies/directory.ts'
import { dayOf, formatDay, type Instant } from '../../calendar/day.ts'
import type { Period } from '../../counters/figures.ts'
import { inDecimals } from '../../forms/decimals.ts'
import { type Block, composed, type Page } from '../../forms/page.ts'
import { issuerLines, placeAndDay } from '../../forms/wording.ts'
import { type FiguresManifest, manifestRows } from '../files/row-stream.ts'
import type { Table } from '../files/table.ts'
import { groupingTerms } from '../grouping.ts'
import { targetLine, targetsIn } from './every-report.ts'
import { asPrinted, type CellValue, type ShownReport } from './figures-report.ts'
import { digestOfFigures, type FiguresPlace } from './issue.ts'

/** "Kỳ báo cáo: từ ngày ... đến ngày ..., đơn vị". */
export function headingOf({ from, to }: Period, whose: string): string {
  return `Kỳ báo cáo: từ ngày ${formatDay(from)} đến ngày ${formatDay(to)}; ${whose}`
}

/** Bản kê of figures: what they are of, how many rows, and their digest. */
export function figuresManifest(report: ShownReport, place: FiguresPlace, at: Instant): FiguresManifest {
  const { agency, by, from, to } = place
  const { id, version } = report.definition
  return {
    ...{ report: id, version, agency, groupedBy: by, from, to, rowCount: report.rows.length },
    ...{ sha256: digestOfFigures(report, place), madeOn: dayOf(at) },
  }
}

/** The sheet beside the figures: their manifest, what is to be known of them, and what does not add up. */
export function manifestTable({ definition, faults, total }: ShownReport, manifest: FiguresManifest): Table {
  const { form, source, notes } = definition
  return {
    name: 'Ban ke',
    title: definition.title,
    columns: [
      { head: 'Mục', width: 30 },
      { head: 'Nội dung', width: 70 },
    ],
    rows: [
      ...manifestRows(manifest),
      ...(form === undefined ? [] : [['Mẫu', form]]),
      ['Nguồn mẫu', source],
      ...notes.map((note) => ['Ghi chú', note]),
      ...targetsIn({ definition, total }, manifest.to).map((target) => ['Chỉ tiêu', targetLine(target)]),
      ...(faults.length === 0
        ? [['Đối chiếu', 'Các đẳng thức đều đúng.']]
        : faults.map((fault) => ['Không khớp', fault])),
    ],
  }
}

/** The same figures as a printed sheet, with what they are made by and how many rows there are. */
export function figuresPage(report: ShownReport, manifest: FiguresManifest, units: Directory, at: Instant): Page {
  const { definition, rows, total, faults } = asPrinted(report)
  const { agency } = manifest
  const { columns } = definition
  const share = 64 / columns.length
  const shown = [...rows.map((row, index) => ({ ...row, n: String(index + 1) })), { ...total, n: '' }]
  const table: Block = {
    kind: 'table',
    columns: [
      { head: 'TT', share: 5, align: 'center' },
      { head: groupingTerms[manifest.groupedBy], share: 31 },
      ...columns.map(({ head }) => ({ head, share, align: 'right' as const })),
    ],
    rows: shown.map(({ n, label, cells }) => [n, label, ...cells.map(told)]),
  }
  const targets = targetsIn({ definition, total }, manifest.to).map((target) => `Chỉ tiêu: ${targetLine(target)}`)
  const notes = [
    ...definition.notes,
    ...targets,
    ...faults,
    `Nguồn mẫu: ${definition.source}. ${rows.length} dòng và dòng tổng.`,
  ]
  return composed({
    template: { id: `figures-${definition.id}`, version: definition.version },
    layout: 'landscape',
    ...(definition.form === undefined ? {} : { form: definition.form }),
    issuer: issuerLines(units, agency, 'Bộ phận Một cửa'),
    placeAndDay: placeAndDay(units, agency, dayOf(at)),
    title: definition.title.toLocaleUpperCase('vi'),
    under: headingOf(manifest, units.unit(agency)?.name ?? 'mọi cơ quan'),
    blocks: [table, ...notes.map((text): Block => ({ kind: 'note', text })), signers, ...manifestBlocks(manifest)],
    at,
  })
}

/** Who made a report, and who answers for it: it goes out signed. */
const signers: Block = {
  kind: 'signatures',
  columns: [
    { title: 'NGƯỜI LẬP BIỂU', how: '(Ký và ghi rõ họ tên)' },
    { title: 'THỦ TRƯỞNG ĐƠN VỊ', how: '(Ký, đóng dấu và ghi rõ họ tên)' },
  ],
}

/** Bản kê under the figures. */
function manifestBlocks(manifest: FiguresManifest): readonly Block[] {
  const columns = [
    { head: 'Mục', share: 30 },
    { head: 'Nội dung', share: 70 },
  ]
  const rows = manifestRows(manifest).map(([head, value]) => [String(head), String(value)])
  return [
    { kind: 'heading', text: 'Bản kê' },
    { kind: 'table', columns, rows },
  ]
}

/** Numbers as people write them here: `1.234,5`. */
function told(cell: CellValue): string {
  return cell === null ? '-' : inDecimals(cell)
}
