import { toDate } from '../calendar/day.ts'
import { inDecimals } from './decimals.ts'
import { drawHead } from './drawing/head.ts'
import { openPen, type Pen, put, putIn, wrap } from './drawing/pen.ts'
import { beginTable, drawTable } from './drawing/table.ts'
import type { Fonts } from './fonts.ts'
import { type Column, composed, type Page, tidy } from './page.ts'

/** Bảng dài in ra: a sheet whose rows come one after the other, and what is told once the last has come. */
export interface LongPage extends Omit<Page, 'blocks'> {
  columns: readonly Column[]
  rows: AsyncIterable<readonly (string | number)[]>
  /** Bản kê: names and values, asked for after the last row; `data` is attached to the sheet under `manifestName`. */
  manifest: () => { rows: readonly (readonly (string | number)[])[]; data: unknown }
}

/** The attachment that says in JSON what the rows of a long sheet are. */
const manifestName = 'ban-ke.json'

const small = { cut: 'italic', size: 9.5 } as const
const manifestColumns = [
  { head: 'Bản kê', share: 30 },
  { head: 'Nội dung', share: 70 },
] as const

/**
 * Draws a long list as PDF on A4, a page at a time: what is drawn is handed on and forgotten, of each page some hundred bytes stay. Pages are
 * numbered without their count, which nobody knows before the end; the manifest tells how many rows there are. Same rows, same bytes.
 */
export async function* drawPdfRows(list: LongPage, fonts: Fonts): AsyncGenerator<Uint8Array> {
  const { columns, rows, manifest, ...head } = list
  const page = composed({ ...head, blocks: [] })
  const pen = openPen(page.layout, fonts, page.title, toDate(page.at), 'page-by-page')
  numberPages(pen, page)
  drawHead(pen, page)
  const drawRow = beginTable(pen, columns)
  for await (const row of rows) {
    drawRow(row.map(told))
    yield* drawn(pen)
  }
  pen.y += 6
  const { rows: about, data } = manifest()
  drawTable(
    pen,
    manifestColumns,
    about.map((row) => row.map(told)),
  )
  attach(pen, data, page)
  pen.doc.end()
  yield* drawn(pen)
}

/** Numbers as people write them here; of texts what a sheet can show, on one line. */
function told(cell: string | number): string {
  if (typeof cell === 'number') return inDecimals(cell)
  return tidy(cell)
}

/** All of the pages that are done. */
function* drawn({ doc }: Pen): Generator<Uint8Array> {
  for (;;) {
    const piece: unknown = doc.read()
    if (!(piece instanceof Uint8Array)) return
    yield piece
  }
}

function attach({ doc }: Pen, data: unknown, { at }: Pick<Page, 'at'>): void {
  const date = toDate(at)
  const about = { type: 'application/json', relationship: 'Data', creationDate: date, modifiedDate: date } as const
  doc.file(Buffer.from(JSON.stringify(data)), { name: manifestName, ...about })
}

/** "Trang 12" below each page as it begins, with what the sheet is about. */
function numberPages(pen: Pen, { under }: Pick<Page, 'under'>): void {
  let n = 0
  const number = () => {
    n += 1
    const y = pen.bottom + 16
    if (under !== undefined) put(pen, wrap(pen, under, pen.width - 80, small)[0] ?? '', pen.left, y, small)
    putIn(pen, `Trang ${n}`, y, { x: pen.left, width: pen.width, align: 'right' }, small)
  }
  number()
  pen.doc.on('pageAdded', number)
}
