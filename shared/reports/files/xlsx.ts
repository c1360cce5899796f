import type { Cell, Sheet } from 'write-excel-file/node'
import type { Table } from './table.ts'
import { withoutTimes } from './zip-times.ts'

/** Draws tables as one workbook, a sheet each. The same tables give the same bytes. What writes it is loaded with the first. */
export async function drawXlsx(tables: readonly Table[]): Promise<Uint8Array> {
  const { default: writeExcelFile } = await import('write-excel-file/node')
  const drawn = writeExcelFile(tables.map(sheetOf), { fontFamily: 'Times New Roman', fontSize: 12 })
  return withoutTimes(await drawn.toBuffer())
}

function sheetOf(table: Table): Sheet<never> {
  const head = table.columns.map((column): Cell => ({ ...textCell(column.head), fontWeight: 'bold', wrap: true }))
  return {
    sheet: table.name.slice(0, 31),
    data: [
      [{ ...textCell(table.title), fontWeight: 'bold' }],
      head,
      ...table.rows.map((row) => row.map((cell) => cellOf(cell))),
    ],
    columns: table.columns.map(({ width }) => ({ width })),
    stickyRowsCount: 2,
  }
}

function cellOf(cell: string | number): Cell {
  return typeof cell === 'number' ? { value: cell, type: Number } : { ...textCell(cell), wrap: true }
}

/** Typed as text, a cell is never read as a formula, whatever it begins with; control characters no sheet can hold go. */
function textCell(value: string) {
  const shown = value.replaceAll(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]+/gu, ' ').slice(0, 32_000)
  return { value: shown, type: String }
}
