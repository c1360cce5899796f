/** Bảng. A sheet as data: what it is called, its columns, and a text or number for each cell. */
export interface Table {
  name: string
  title: string
  columns: readonly Column[]
  /** A number stays one: a spreadsheet adds it up. */
  rows: readonly (readonly (string | number)[])[]
}

export interface Column {
  head: string
  /** In characters. */
  width: number
}

/** A table of things: each column says how it reads one. */
export function tableOf<T>(
  name: string,
  title: string,
  columns: readonly (Column & { cell: (thing: T, index: number) => string })[],
  things: readonly T[],
): Table {
  return {
    name,
    title,
    columns: columns.map(({ head, width }) => ({ head, width })),
    rows: things.map((thing, index) => columns.map((column) => column.cell(thing, index).normalize('NFC'))),
  }
}
