import type { Directory } from '../../agencies/directory.ts'
import { dayOf, type Instant } from '../../calendar/day.ts'
import { inDecimals } from '../../forms/decimals.ts'
import { type Block, composed, type Page } from '../../forms/page.ts'
import { deskLines, placeAndDay } from '../../forms/wording.ts'
import { headingOf } from '../figures/figures-sheet.ts'
import type { Table } from '../files/table.ts'
import type { IndexSet } from './index-set.ts'
import { type IndexPeriod, type Rating, ratingStates, sumsOf } from './ratings.ts'

type Cell = string | number

/** A sheet before it is one: the same rows for the workbook and for the page. */
export interface RatingSheet {
  title: string
  heading: string
  columns: readonly { head: string; width: number; share: number }[]
  rows: readonly (readonly Cell[])[]
  notes: readonly string[]
}

interface Standing {
  agency: string
  rating?: Rating
  sums?: ReturnType<typeof sumsOf>
  percent: number | null
  rank?: number
}

/** Bảng xếp hạng. Who has no result yet stands in it without a rank. */
export function rankingSheet(
  period: IndexPeriod,
  title: string,
  rows: readonly Standing[],
  units: Directory,
): RatingSheet {
  return {
    title: `Xếp hạng: ${title}`,
    heading: headingOf(period, 'các cơ quan'),
    columns: [
      { head: 'Hạng', width: 8, share: 7 },
      { head: 'Cơ quan', width: 44, share: 39 },
      { head: 'Trạng thái', width: 18, share: 16 },
      { head: 'Điểm', width: 10, share: 9 },
      { head: 'Trên', width: 10, share: 9 },
      { head: 'Tỷ lệ (%)', width: 10, share: 9 },
      { head: 'Xếp loại', width: 14, share: 11 },
    ],
    rows: rows.map(({ agency, rating, sums, percent, rank }) => [
      rank ?? '-',
      units.unit(agency)?.name ?? agency,
      rating ? ratingStates[rating.state] : 'Chưa có kết quả',
      sums?.final?.score ?? '-',
      sums?.final?.outOf ?? '-',
      percent ?? '-',
      sums?.final?.grade ?? '-',
    ]),
    notes: [
      'Cùng tỷ lệ thì cùng hạng, hạng sau bỏ trống. Tiêu chí không có số liệu không tính vào điểm và điểm tối đa.',
    ],
  }
}

/** Phiếu chấm điểm of one agency: each criterion at each stage, with what it was scored by. */
export function ratingSheet(rating: Rating, set: IndexSet, units: Directory): RatingSheet {
  const { self, appraised, final } = sumsOf(rating, set)
  const cell = (value: number | null | undefined): Cell => value ?? '-'
  return {
    title: set.title,
    heading: headingOf(rating, units.unit(rating.agency)?.name ?? rating.agency),
    columns: [
      { head: 'Mã', width: 8, share: 7 },
      { head: 'Tiêu chí', width: 44, share: 30 },
      { head: 'Tối đa', width: 9, share: 7 },
      { head: 'Tự chấm', width: 9, share: 8 },
      { head: 'Thẩm định', width: 10, share: 8 },
      { head: 'Kết quả', width: 9, share: 8 },
      { head: 'Căn cứ, lý do', width: 60, share: 32 },
    ],
    rows: [
      ...rating.rows.map(({ drawn, appeal, ...row }): Cell[] => [
        drawn.code,
        drawn.name,
        drawn.max,
        cell(drawn.score),
        cell(row.appraised),
        cell(row.final),
        [
          drawn.measured ? `${drawn.measured.count}/${drawn.measured.of}` : undefined,
          drawn.isByHand ? `Nhập tay: ${drawn.entry?.source ?? 'chưa có'}` : 'Hệ thống đếm',
          row.appraisedWhy && `Thẩm định: ${row.appraisedWhy}`,
          appeal && `Kiến nghị ${appeal.wanted}: ${appeal.why}`,
          row.finalWhy && `Trả lời: ${row.finalWhy}`,
        ]
          .filter((part) => part !== undefined)
          .join('. '),
      ]),
      ['', 'Tổng số', self.outOf + self.open, self.score, cell(appraised?.score), cell(final?.score), ''],
    ],
    notes: [
      `Trạng thái: ${ratingStates[rating.state]}. ${self.open} điểm chưa có số liệu.`,
      ...rating.late.map(({ act, dueAt, at }) => `Chậm: ${act}, hạn ${dueAt}, làm lúc ${at}.`),
      `Nguồn: ${set.source}.`,
    ],
  }
}

export function tableOfSheet(id: string, { title, heading, columns, rows, notes }: RatingSheet): Table {
  return {
    name: id.slice(0, 31),
    title: [`${title}. ${heading}`, ...notes].join(' '),
    columns: columns.map(({ head, width }) => ({ head, width })),
    rows,
  }
}

export function pageOfSheet(
  id: string,
  issuer: string,
  { title, heading, columns, rows, notes }: RatingSheet,
  units: Directory,
  at: Instant,
): Page {
  const isNumber = (column: number) => rows.some((row) => typeof row[column] === 'number')
  const table: Block = {
    kind: 'table',
    columns: columns.map(({ head, share }, at) => ({
      head,
      share,
      ...(isNumber(at) ? { align: 'right' as const } : {}),
    })),
    rows: rows.map((row) => row.map((cell) => (typeof cell === 'number' ? inDecimals(cell) : cell))),
  }
  return composed({
    template: { id: `rating-${id}`, version: 1 },
    layout: 'landscape',
    issuer: deskLines(units, issuer, 'Bộ phận Một cửa'),
    placeAndDay: placeAndDay(units, issuer, dayOf(at)),
    title: title.toLocaleUpperCase('vi'),
    under: heading,
    blocks: [table, ...notes.map((text): Block => ({ kind: 'note', text }))],
    at,
  })
}
