import { createHash } from 'node:crypto'
import type { UnitId } from '../../agencies/unit.ts'
import { type Day, formatDay, type Instant, isDay } from '../../calendar/day.ts'
import { type Grouping, groupingTerms } from '../grouping.ts'
import type { Column } from './table.ts'

/** Bảng dài. Rows as they come, never all of them at once. */
export interface RowStream {
  name: string
  title: string
  /** Whose, and of which days. */
  under?: string
  columns: readonly Column[]
  rows: AsyncIterable<readonly (string | number)[]>
}

/** Title and what it is of, in one line. */
export function headOf({ title, under }: Pick<RowStream, 'title' | 'under'>): string {
  return under === undefined ? title : `${title}, ${under}`
}

/** What a file was made of, told beside its rows. */
export interface Manifest {
  report: string
  version: number
  agency: UnitId | 'all'
  from: Day
  to: Day
  rowCount: number
  /** SHA-256 of the rows as JSON, one a line: the same rows give the same one in every form. */
  sha256: string
  madeAt: Instant
  by: string
}

/** Of what is drawn whole: the day the sheet bears instead of a moment, so that equal tables of a day are one file. */
export type TablesManifest = Omit<Manifest, 'madeAt' | 'by'> & { madeOn: Day }

/** The same of figures. */
export type FiguresManifest = TablesManifest & { groupedBy: Grouping }

export type Made = Pick<Manifest, 'rowCount' | 'sha256'>

/** The same rows, counted and digested as they pass; `made` is right once the last has gone. */
export function countedRows(rows: RowStream['rows']): { rows: RowStream['rows']; made: () => Made } {
  const digest = createHash('sha256')
  let rowCount = 0
  async function* passing() {
    for await (const row of rows) {
      rowCount += 1
      digest.update(`${JSON.stringify(row)}\n`)
      yield row
    }
  }
  return { rows: passing(), made: () => ({ rowCount, sha256: digest.copy().digest('hex') }) }
}

const manifestHeads = {
  report: 'Báo cáo',
  version: 'Phiên bản',
  agency: 'Đơn vị',
  groupedBy: 'Chia theo',
  from: 'Từ ngày',
  to: 'Đến ngày',
  rowCount: 'Số dòng',
  sha256: 'SHA-256 của các dòng',
  madeAt: 'Lập lúc',
  madeOn: 'Lập ngày',
  by: 'Lập bởi',
} as const satisfies Record<keyof Manifest | keyof FiguresManifest, string>

/** A manifest as a sheet of two columns, in people's words. */
export function manifestRows(
  manifest: Manifest | TablesManifest | FiguresManifest,
): readonly (readonly (string | number)[])[] {
  const told = new Map<string, string | number>(Object.entries(manifest))
  return Object.entries(manifestHeads).flatMap(([name, head]) => {
    const value = told.get(name)
    return value === undefined ? [] : [[head, inWords(value)]]
  })
}

/** Days as they are written here, a grouping by its name, all agencies as such; codes and digests stay. */
function inWords(value: string | number): string | number {
  if (typeof value === 'number') return value
  if (value === 'all') return 'Mọi cơ quan'
  if (isDay(value)) return formatDay(value)
  return isGrouping(value) ? groupingTerms[value] : value
}

const isGrouping = (text: string): text is Grouping => Object.hasOwn(groupingTerms, text)

/** The rows as one JSON document, a row a line; the manifest comes last, for it counts them. */
export async function* jsonOf(stream: RowStream, manifest: () => Manifest): AsyncGenerator<Uint8Array> {
  const { columns } = stream
  const text = new TextEncoder()
  const heads = JSON.stringify(columns.map(({ head }) => head))
  yield text.encode(`{"title":${JSON.stringify(headOf(stream))},"columns":${heads},"rows":[`)
  let isFirst = true
  for await (const row of stream.rows) {
    yield text.encode(`${isFirst ? '' : ','}\n${JSON.stringify(row)}`)
    isFirst = false
  }
  yield text.encode(`\n],"manifest":${JSON.stringify(manifest())}}\n`)
}
