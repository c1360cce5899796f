import { createHash } from 'node:crypto'
import type { Directory } from '../../agencies/directory.ts'
import { dayOf, type Instant } from '../../calendar/day.ts'
import { inDecimals } from '../../forms/decimals.ts'
import { composed, type Page } from '../../forms/page.ts'
import { issuerLines, placeAndDay } from '../../forms/wording.ts'
import { manifestRows, type TablesManifest } from './row-stream.ts'
import type { Table } from './table.ts'

/** How many rows tables have together, and the digest of all of them, one a line. */
export function tablesManifest(
  tables: readonly Table[],
  about: Omit<TablesManifest, 'rowCount' | 'sha256' | 'madeOn'>,
  at: Instant,
): TablesManifest {
  const rows = tables.flatMap((table) => table.rows)
  const sha256 = createHash('sha256')
  for (const row of rows) sha256.update(`${JSON.stringify(row)}\n`)
  return { ...about, rowCount: rows.length, sha256: sha256.digest('hex'), madeOn: dayOf(at) }
}

/** The tables, and a sheet beside them that says what they are. */
export function withManifest(tables: readonly Table[], manifest: TablesManifest): readonly Table[] {
  const columns = [
    { head: 'Mục', width: 30 },
    { head: 'Nội dung', width: 70 },
  ]
  return [...tables, { name: 'Ban ke', title: tables[0]?.title ?? '', columns, rows: manifestRows(manifest) }]
}

/** The narrowest and widest column beside its neighbours: on paper a wide one goes on in the next line. */
const [least, most] = [9, 34]

/** The same tables as a printed sheet: each under its title, what they are at the end. */
export function tablesPage(
  title: string,
  tables: readonly Table[],
  manifest: TablesManifest,
  units: Directory,
  at: Instant,
): Page {
  const { report, version, agency } = manifest
  return composed({
    template: { id: `tables-${report}`, version },
    layout: 'landscape',
    issuer: issuerLines(units, agency, 'Bộ phận Một cửa'),
    placeAndDay: placeAndDay(units, agency, dayOf(at)),
    title: title.toLocaleUpperCase('vi'),
    blocks: withManifest(tables, manifest).flatMap((table) => [
      { kind: 'heading', text: table.name === 'Ban ke' ? 'Bản kê' : table.title } as const,
      {
        kind: 'table',
        columns: table.columns.map(({ head, width }) => ({ head, share: Math.min(most, Math.max(least, width)) })),
        rows: table.rows.map((row) => row.map(told)),
      } as const,
    ]),
    at,
  })
}

/** Numbers as people write them here. */
function told(cell: string | number): string {
  return typeof cell === 'number' ? inDecimals(cell) : cell
}
