import type { Flow, LineKind } from '../../counters/cells.ts'
import type { Table } from '../files/table.ts'
import { type Grouping, groupingTerms } from '../grouping.ts'
import { type Source, type Sums, sumOf, type Things } from './sources.ts'

/** A number of a cell; `null` where a share has no base. */
export type CellValue = number | null

/**
 * Open at the end: all, those within their time, those past it, of these the ones handed in online and the ones another agency made late; those that wait for papers, money or
 * something else, and those past their time that wait; those within their time and past it that do not wait. Open
 * on the eve; the same with what was received or brought by a decision, and not taken away by one.
 */
export type Stood =
  | 'open'
  | 'open-in-time'
  | 'open-late'
  | 'open-late-online'
  | 'open-late-elsewhere'
  | 'waiting-supplement'
  | 'waiting-money'
  | 'waiting-other'
  | 'late-waiting'
  | 'running-in-time'
  | 'running-late'
  | 'from-before'
  | 'total'

/** Cột. What a cell is reckoned from, and how a dossier is told to stand behind it. */
export interface FiguresColumn<S extends Source = Source> {
  id: string
  head: string
  width: number
  of(sum: Sums[S]): CellValue
  /** What happened to the dossiers behind it, or as what they stood. Absent where no single dossier does. */
  behind?: readonly Flow[] | Stood
  /** What takes a dossier out of it again. */
  unless?: readonly Flow[]
  /** Of things that are dossiers, or what was done to one: how much one adds. The column is the sum of it. */
  each?(thing: Things[S]): number
}

/** Whether single dossiers can be named behind a column. */
export function isTraceable({ behind, each }: Pick<FiguresColumn, 'behind' | 'each'>): boolean {
  return behind !== undefined || each !== undefined
}

/** Mẫu báo cáo. A definition is dated: a figure keeps the number of the version it was made by. */
export interface FiguresDefinition<S extends Source = Source> {
  id: string
  version: number
  title: string
  form?: string
  source: string
  /** What it is made of, and by what its rows may be told apart, the usual way first. */
  reads: S
  by: readonly [Grouping, ...Grouping[]]
  /** Of lines: which it adds up. */
  kinds?: readonly LineKind[]
  /** Of parts: what the agency sent, wherever it lies. */
  isSent?: true
  columns: readonly FiguresColumn<S>[]
  notes: readonly string[]
  /** Columns that must agree on every row: the first is the sum of the others, less those with a minus before them. */
  identities: readonly (readonly [string, ...string[]])[]
  /** Made of every agency each month, and kept; its rows are told apart so. */
  monthly?: Grouping
}

/** A definition with its columns read by the kind of thing it is made of. */
export function reportOf<S extends Source>(definition: FiguresDefinition<S>): FiguresDefinition<S> {
  return definition
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

/** All of it that is shown or kept: how a cell is reckoned is left out. */
export type ShownReport = Omit<FiguresReport, 'definition'> & {
  definition: Omit<Pick<FiguresDefinition, 'id' | 'version' | 'title' | 'form' | 'source' | 'notes'>, 'columns'> & {
    columns: readonly Pick<FiguresColumn, 'id' | 'head' | 'width'>[]
  }
}

/** A row to be: its name, and the things that stand in it. */
export interface FiguresGroup<S extends Source = Source> {
  key: string
  label: string
  things: readonly Things[S][]
}

export function figuresReport<S extends Source>(
  definition: FiguresDefinition<S>,
  groups: readonly FiguresGroup<S>[],
): FiguresReport {
  const rows = groups.map(({ key, label, things }) => rowOf(definition, key, label, things))
  const whole = rowOf(
    definition,
    'total',
    'Tổng số',
    groups.flatMap(({ things }) => things),
  )
  return {
    definition,
    rows,
    total: whole,
    faults: [...rows, whole].flatMap((row) => faultsOf(definition, row)).concat(unsummed(definition, rows, whole)),
  }
}

function rowOf<S extends Source>(
  { columns, reads }: FiguresDefinition<S>,
  key: string,
  label: string,
  things: readonly Things[S][],
): FiguresRow {
  const sum = sumOf[reads](things)
  return { key, label, cells: columns.map((column) => column.of(sum)) }
}

export function cellOf(
  { columns }: { columns: readonly Pick<FiguresColumn, 'id'>[] },
  row: FiguresRow,
  id: string,
): number {
  return row.cells[columns.findIndex((column) => column.id === id)] ?? 0
}

function faultsOf(definition: FiguresDefinition, row: FiguresRow): readonly string[] {
  return definition.identities.flatMap(([whole, ...parts]) => {
    const signed = (part: string) =>
      part.startsWith('-') ? -cellOf(definition, row, part.slice(1)) : cellOf(definition, row, part)
    const sum = parts.reduce((added, part) => added + signed(part), 0)
    const is = cellOf(definition, row, whole)
    return is === sum ? [] : [`${row.label}: ${whole} = ${is}, nhưng ${parts.join(' + ')} = ${sum}`]
  })
}

/** Counted things add up to the total; shares and means do not. */
function unsummed({ columns }: FiguresDefinition, rows: readonly FiguresRow[], whole: FiguresRow): readonly string[] {
  return columns.flatMap(({ id, head }, at) => {
    if (id.endsWith('-percent') || id.endsWith('-mean')) return []
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

/** What no form has a column for: it stands in a file only where something was counted. */
const besideForms: readonly string[] = ['moved-in', 'moved-out']

/** As it is put into a file: in the columns of its form, unless something stands beside them. */
export function asPrinted(report: ShownReport): ShownReport {
  const { definition, rows, total: whole } = report
  const isPrinted = definition.columns.map(
    ({ id }, at) => !besideForms.includes(id) || [...rows, whole].some(({ cells }) => (cells[at] ?? 0) !== 0),
  )
  const printed = <T>(all: readonly T[]): readonly T[] => all.filter((_, at) => isPrinted[at])
  const row = (one: FiguresRow): FiguresRow => ({ ...one, cells: printed(one.cells) })
  return {
    ...report,
    definition: { ...definition, columns: printed(definition.columns) },
    rows: rows.map(row),
    total: row(whole),
  }
}

/** The same figures as a sheet: numbers stay numbers. */
export function figuresTable(report: ShownReport, heading: string, by: Grouping): Table {
  const { definition, rows, total: whole } = asPrinted(report)
  return {
    name: definition.id.replaceAll(/[^A-Za-z0-9.]/g, ' ').slice(0, 31),
    title: `${definition.title}. ${heading}`,
    columns: [
      { head: 'TT', width: 6 },
      { head: groupingTerms[by], width: 44 },
      ...definition.columns.map(({ head, width }) => ({ head, width })),
    ],
    rows: [
      ...rows.map((row, at): (string | number)[] => [at + 1, row.label, ...row.cells.map(plain)]),
      ['', whole.label, ...whole.cells.map(plain)],
    ],
  }
}

const plain = (cell: CellValue): string | number => cell ?? 'không có mẫu số'
