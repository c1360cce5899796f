import type { Column } from '../page.ts'
import { type Ink, lineHeight, need, type Pen, putIn, turnPage, wrap } from './pen.ts'

interface Grid {
  columns: readonly Column[]
  /** Left edge and width of each column. */
  places: readonly { x: number; width: number }[]
  head: Ink
  body: Ink
}

const padding = 3.5

/** A table whose head is repeated on every page; a row that no page can hold goes on where it was cut. */
export function drawTable(pen: Pen, columns: readonly Column[], rows: readonly (readonly string[])[]): void {
  const drawOne = beginTable(pen, columns)
  for (const row of rows) drawOne(row)
  pen.y += 6
}

/** The head of a table; each row is drawn when it comes. */
export function beginTable(pen: Pen, columns: readonly Column[]): (row: readonly string[]) => void {
  const grid = gridOf(pen, columns)
  const head = linesOf(
    pen,
    grid,
    columns.map((column) => column.head),
    grid.head,
  )
  need(pen, heightOf(head, grid.head) + 3 * lineHeight(grid.body))
  drawRow(pen, grid, head, grid.head)
  return (row) => drawWholeRow(pen, grid, head, linesOf(pen, grid, row, grid.body))
}

function gridOf(pen: Pen, columns: readonly Column[]): Grid {
  const total = columns.reduce((sum, { share }) => sum + share, 0)
  const size = columns.length > 8 ? 8 : columns.length > 6 ? 9 : 10
  let x = pen.left
  const places = columns.map(({ share }) => {
    const width = (pen.width * share) / total
    const place = { x, width }
    x += width
    return place
  })
  return { columns, places, head: { cut: 'bold', size }, body: { cut: 'regular', size } }
}

function drawWholeRow(pen: Pen, grid: Grid, head: readonly string[][], cells: readonly string[][]): void {
  let rest = cells
  const page = pen.bottom - pen.top - heightOf(head, grid.head)
  for (;;) {
    const height = heightOf(rest, grid.body)
    if (pen.y + height <= pen.bottom) {
      drawRow(pen, grid, rest, grid.body)
      return
    }
    if (height > page) {
      const room = Math.floor((pen.bottom - pen.y - 2 * padding) / lineHeight(grid.body))
      if (room > 2) {
        drawRow(
          pen,
          grid,
          rest.map((lines) => lines.slice(0, room)),
          grid.body,
        )
        rest = rest.map((lines) => lines.slice(room))
      }
    }
    turnPage(pen)
    drawRow(pen, grid, head, grid.head)
  }
}

function drawRow(pen: Pen, grid: Grid, cells: readonly string[][], ink: Ink): void {
  const height = heightOf(cells, ink)
  grid.places.forEach(({ x, width }, index) => {
    pen.doc.lineWidth(0.6).rect(x, pen.y, width, height).stroke()
    const lines = cells[index] ?? []
    const align = ink.cut === 'bold' ? 'center' : (grid.columns[index]?.align ?? 'left')
    lines.forEach((line, row) => {
      const y = pen.y + padding + row * lineHeight(ink)
      putIn(pen, line, y, { x: x + padding, width: width - 2 * padding, align }, ink)
    })
  })
  pen.y += height
}

function linesOf(pen: Pen, grid: Grid, cells: readonly string[], ink: Ink): string[][] {
  return grid.places.map(({ width }, index) => wrap(pen, cells[index] ?? '', width - 2 * padding, ink))
}

function heightOf(cells: readonly string[][], ink: Ink): number {
  return Math.max(1, ...cells.map((lines) => lines.length)) * lineHeight(ink) + 2 * padding
}
