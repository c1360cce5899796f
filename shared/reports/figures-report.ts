import type { Flow, LineKind } from '../counters/cells.ts'
import { type LineFigures, noFigures, total } from '../counters/figures.ts'
import type { Table } from './table.ts'

/** A number of a cell; `null` where a share has no base. */
export type CellValue = number | null

/** Cột. What a cell is the sum of, and how a dossier is told to stand behind it. */
export interface FiguresColumn {
  id: string
  head: string
  width: number
  of: (figures: LineFigures) => CellValue
  /** What happened to the dossiers behind it; `open` for those that stood open at the end. Absent where no single dossier does. */
  behind?: readonly Flow[] | 'open' | 'open-late'
}

/** Mẫu báo cáo. A definition is dated: a figure keeps the number of the version it was made by. */
export interface FiguresDefinition {
  id: string
  version: number
  title: string
  form?: string
  source: string
  /** Which lines it adds up. */
  kinds: readonly LineKind[]
  columns: readonly FiguresColumn[]
  notes: readonly string[]
  /** Columns that must agree on every row: the first is the sum of the others. */
  identities: readonly (readonly [string, ...string[]])[]
}

export interface FiguresRow {
  key: string
  label: string
  cells: readonly CellValue[]
}

/** Bảng số liệu: zero rows stand in it too, the total is added up by another road, and what does not agree is said. */
export interface FiguresReport {
  definition: FiguresDefinition
  rows: readonly FiguresRow[]
  total: FiguresRow
  faults: readonly string[]
}

/** A place for figures: an agency, a field, a procedure, a sender. */
export interface FiguresGroup {
  key: string
  label: string
  lines: readonly LineFigures[]
}

const nobody = { kind: 'whole', field: '', procedure: '' } as const

export function figuresReport(definition: FiguresDefinition, groups: readonly FiguresGroup[]): FiguresReport {
  const wanted = (lines: readonly LineFigures[]) => lines.filter(({ line }) => definition.kinds.includes(line.kind))
  const rows = groups.map(({ key, label, lines }) => rowOf(definition, key, label, wanted(lines)))
  const whole = rowOf(definition, 'total', 'Tổng số', wanted(groups.flatMap(({ lines }) => lines)))
  return {
    definition,
    rows,
    total: whole,
    faults: [...rows, whole].flatMap((row) => faultsOf(definition, row)).concat(unsummed(definition, rows, whole)),
  }
}

function rowOf({ columns }: FiguresDefinition, key: string, label: string, lines: readonly LineFigures[]): FiguresRow {
  const sum = lines.length === 0 ? noFigures(nobody) : total(nobody, lines)
  return { key, label, cells: columns.map(({ of }) => of(sum)) }
}

export function cellOf({ columns }: FiguresDefinition, row: FiguresRow, id: string): number {
  return row.cells[columns.findIndex((column) => column.id === id)] ?? 0
}

function faultsOf(definition: FiguresDefinition, row: FiguresRow): readonly string[] {
  return definition.identities.flatMap(([whole, ...parts]) => {
    const sum = parts.reduce((added, part) => added + cellOf(definition, row, part), 0)
    const is = cellOf(definition, row, whole)
    return is === sum ? [] : [`${row.label}: ${whole} = ${is}, nhưng ${parts.join(' + ')} = ${sum}`]
  })
}

/** Counted things add up to the total; shares do not. */
function unsummed({ columns }: FiguresDefinition, rows: readonly FiguresRow[], whole: FiguresRow): readonly string[] {
  return columns.flatMap(({ id, head }, at) => {
    if (id.endsWith('-percent')) return []
    const sum = rows.reduce((added, { cells }) => added + (cells[at] ?? 0), 0)
    return sum === (whole.cells[at] ?? 0)
      ? []
      : [`Cột ${head}: các dòng cộng lại là ${sum}, dòng tổng là ${whole.cells[at] ?? 0}`]
  })
}

/** Hundredths, rounded half up; none without a base. */
export function percentOf(count: number, of: number): number | null {
  return of === 0 ? null : Math.floor((count * 10_000) / of + 0.5) / 100
}

/** The same figures as a sheet: numbers stay numbers. */
export function figuresTable({ definition, rows, total: whole }: FiguresReport, heading: string): Table {
  return {
    name: definition.id.replaceAll(/[^A-Za-z0-9.]/g, ' ').slice(0, 31),
    title: `${definition.title}. ${heading}`,
    columns: [
      { head: 'TT', width: 6 },
      { head: 'Lĩnh vực, đơn vị', width: 44 },
      ...definition.columns.map(({ head, width }) => ({ head, width })),
    ],
    rows: [
      ...rows.map((row, at): (string | number)[] => [at + 1, row.label, ...row.cells.map(plain)]),
      ['', whole.label, ...whole.cells.map(plain)],
    ],
  }
}

const plain = (cell: CellValue): string | number => cell ?? 'không có mẫu số'
