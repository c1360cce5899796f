import type { Directory } from '../../agencies/directory.ts'
import type { UnitId } from '../../agencies/unit.ts'
import { type Day, dayOf, formatDay, type Instant } from '../../calendar/day.ts'
import { inDecimals } from '../../forms/decimals.ts'
import { type Block, composed, type Page } from '../../forms/page.ts'
import { issuerLines, placeAndDay } from '../../forms/wording.ts'
import { headingOf } from '../figures/figures-sheet.ts'
import type { Table } from '../files/table.ts'
import type { IndexSet, IndexSum, Scored } from './index-set.ts'
import { measures } from './measures.ts'

/** An index of an agency and period, as a sheet needs it. */
export interface IndexResult {
  set: IndexSet
  agency: UnitId | 'all'
  period: { from: string; to: string }
  countedTo?: Day
  groups: readonly { name: string; max: number; rows: readonly { criterion: { from: string }; scored: Scored }[] }[]
  sum: IndexSum
}

const open = 'chưa có số liệu'

/** As what an index is headed: an agency, or all of them. */
export const whoseIndex = (units: Directory, agency: UnitId | 'all'): string =>
  agency === 'all' ? 'mọi cơ quan' : (units.unit(agency)?.name ?? agency)

/** What stands behind a figure: the report's column, or who entered it and where it was read. */
function behind({ isByHand, entry, times }: Scored, from: string): string {
  const factor = times ? `; nhân ${inDecimals(times.count)}/${inDecimals(times.of)}` : ''
  if (!isByHand) return `Hệ thống đếm (${measures[from]?.traced.join(', ') ?? from})${factor}`
  if (!entry) return `Nhập tay: ${open}`
  const files = entry.evidence.map(({ n }) => n).join(', ')
  return `Nhập tay lần ${entry.n}, ${entry.by.id}, ${entry.at}: ${entry.source}; minh chứng ${files}`
}

function summary({ sum, countedTo }: IndexResult): readonly string[] {
  return [
    ...(countedTo === undefined ? [] : [`Kỳ chưa hết: số liệu đến hết ngày ${formatDay(countedTo)}.`]),
    `Điểm đạt ${inDecimals(sum.score)} trên ${inDecimals(sum.outOf)} điểm đã có số liệu; còn để trống ${inDecimals(sum.open)} điểm.`,
    `Trong đó ${inDecimals(sum.byHand)} điểm từ số liệu nhập tay.`,
    ...(sum.grade === undefined ? [] : [`Xếp loại: ${sum.grade}.`]),
  ]
}

/** As a workbook: numbers stay numbers, and what is open says so. */
export function indexTable(result: IndexResult, whose: string): Table {
  const { set, groups, sum, period } = result
  const rows = groups.flatMap(({ name, max, rows: own }) => [
    ['', name, max, '', '', '', '', ''],
    ...own.map(({ criterion, scored }): (string | number)[] => [
      scored.code,
      scored.name,
      scored.max,
      scored.measured?.count ?? '',
      scored.measured?.of ?? '',
      scored.percent ?? '',
      scored.score ?? open,
      behind(scored, criterion.from),
    ]),
  ])
  return {
    name: set.id.slice(0, 31),
    title: `${set.title}, phiên bản ${set.version}. ${headingOf(period, whose)}. ${summary(result).join(' ')}`,
    columns: [
      { head: 'Mã', width: 8 },
      { head: 'Tiêu chí', width: 52 },
      { head: 'Điểm tối đa', width: 12 },
      { head: 'Số lượng', width: 12 },
      { head: 'Trên tổng số', width: 12 },
      { head: 'Tỷ lệ (%)', width: 12 },
      { head: 'Điểm đạt', width: 14 },
      { head: 'Nguồn số liệu', width: 60 },
    ],
    rows: [...rows, ['', 'Tổng số', sum.outOf + sum.open, '', '', '', sum.score, '']],
  }
}

/** The same as a printed sheet. */
export function indexPage(result: IndexResult, units: Directory, at: Instant): Page {
  const { set, agency, groups, period } = result
  const table: Block = {
    kind: 'table',
    columns: [
      { head: 'Mã', share: 7 },
      { head: 'Tiêu chí', share: 33 },
      { head: 'Tối đa', share: 8, align: 'right' },
      { head: 'Số liệu', share: 14, align: 'right' },
      { head: 'Điểm', share: 10, align: 'right' },
      { head: 'Nguồn số liệu', share: 28 },
    ],
    rows: groups.flatMap(({ name, max, rows }) => [
      ['', name, inDecimals(max), '', '', ''],
      ...rows.map(({ criterion, scored }) => [
        scored.code,
        scored.name,
        inDecimals(scored.max),
        scored.measured ? `${inDecimals(scored.measured.count)}/${inDecimals(scored.measured.of)}` : '',
        scored.score === null ? open : inDecimals(scored.score),
        behind(scored, criterion.from),
      ]),
    ]),
  }
  const notes = groups.flatMap(({ rows }) =>
    rows.flatMap(({ scored }) => {
      const note = set.groups.flatMap(({ criteria }) => criteria).find(({ code }) => code === scored.code)?.note
      return note === undefined ? [] : [`${scored.code}: ${note}`]
    }),
  )
  return composed({
    template: { id: `index-${set.id}`, version: set.version },
    layout: 'landscape',
    issuer: issuerLines(units, agency, 'Bộ phận Một cửa'),
    placeAndDay: placeAndDay(units, agency, dayOf(at)),
    title: set.title.toLocaleUpperCase('vi'),
    under: headingOf(period, whoseIndex(units, agency)),
    blocks: [
      table,
      ...summary(result).map((text): Block => ({ kind: 'paragraph', text })),
      ...notes.map((text): Block => ({ kind: 'note', text })),
      { kind: 'note', text: `Nguồn: ${set.source}.` },
    ],
    at,
  })
}
