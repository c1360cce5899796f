import type { UnitId } from '../../agencies/unit.ts'
import type { Afterthought } from '../../counters/beside.ts'
import { figuresOf, stepsOf } from '../../counters/figures.ts'
import { linesNeeded, type Row } from '../../counters/places.ts'
import type { Table } from '../files/table.ts'
import type { Grouping } from '../grouping.ts'
import type { CellValue, FiguresDefinition, FiguresRow, ShownReport } from './figures-report.ts'
import { type Issue, nameIn, sinceOf } from './issue.ts'
import { keysOf, type Source, sumOf, type Things } from './sources.ts'

/** A row that is no longer what was reported: each count by how much; shares have no difference. */
export interface CorrectedRow {
  key: string
  label: string
  before: readonly CellValue[]
  now: readonly CellValue[]
  delta: readonly CellValue[]
}

/** Whose a difference is: a dossier whose history was counted late, or a figure that a recount put right. */
export interface CorrectedBy extends Pick<Afterthought, 'at' | 'dossier' | 'through' | 'mendedBy'> {
  key: string
  delta: readonly CellValue[]
}

/** Chênh lệch so với báo cáo đã lập. */
export interface Corrections {
  rows: readonly CorrectedRow[]
  total: CorrectedRow
  by: readonly CorrectedBy[]
  /** Whether it is told beside the figures why they moved; of the catalogue and of causes only by how much. */
  isTraced: boolean
  /** Differences that nothing written beside the figures explains. */
  unexplained: readonly string[]
}

/** What is told beside counted figures; nothing is of the catalogue, or of what is looked up dossier by dossier. */
function tellsWhy({ reads }: Pick<FiguresDefinition, 'reads'>): boolean {
  return reads === 'lines' || reads === 'steps'
}

type LevelOf = (agency: UnitId) => string
/** Under which row something that was counted under a key stands today. */
type Same = (key: string) => string

/** What the same report says now, held against the one that was made, with everything counted since. */
export function correctionsOf(
  definition: FiguresDefinition,
  issue: Issue,
  now: ShownReport,
  after: readonly Afterthought[],
  levelOf: LevelOf,
  same: Same = (key) => key,
): Corrections {
  const isCount = definition.columns.map(({ id }) => !id.endsWith('-percent') && !id.endsWith('-mean'))
  const was = inOneRow(issue.report.rows, isCount, same)
  const is = new Map(now.rows.map((row) => [row.key, row]))
  const held = (key: string, label: string, a?: FiguresRow, b?: FiguresRow): CorrectedRow => {
    const [before, after] = [a, b].map((row) => isCount.map((counts, at) => row?.cells[at] ?? (counts ? 0 : null)))
    return { key, label, before: before ?? [], now: after ?? [], delta: minus(after ?? [], before ?? [], isCount) }
  }
  const keys = [...new Set([...was.keys(), ...is.keys()])].sort()
  const rows = keys
    .map((key) => held(key, is.get(key)?.label ?? was.get(key)?.label ?? key, was.get(key), is.get(key)))
    .filter(({ delta }) => delta.some((by) => by !== null && by !== 0))
  const total = held('total', now.total.label, issue.report.total, now.total)
  const unseen = after.filter((one) => !stoodIn(definition, issue, one))
  const by = unseen.flatMap((one) => causedBy(definition, issue, one, isCount, levelOf, same))
  const isTraced = tellsWhy(definition)
  return { rows, total, by, isTraced, unexplained: isTraced ? unexplainedIn(definition, rows, by) : [] }
}

/** Rows that were reported apart and are one today: their counts are added up; what their shares and means were together nobody knows. */
function inOneRow(
  rows: readonly FiguresRow[],
  isCount: readonly boolean[],
  same: Same,
): ReadonlyMap<string, FiguresRow> {
  const all = new Map<string, FiguresRow>()
  for (const { key, label, cells } of rows) {
    const own = all.get(same(key))?.cells
    all.set(same(key), {
      key: same(key),
      label,
      cells: own ? cells.map((cell, at) => (isCount[at] ? (cell ?? 0) + (own[at] ?? 0) : null)) : cells,
    })
  }
  return all
}

/** Whether an afterthought was counted before the report was made. */
function stoodIn({ isSent }: Pick<FiguresDefinition, 'isSent'>, issue: Issue, one: Afterthought): boolean {
  return one.at < sinceOf(issue) || issue.seen.includes(nameIn({ agency: issue.agency, isSent }, one))
}

function minus(a: readonly CellValue[], b: readonly CellValue[], isCount: readonly boolean[]): readonly CellValue[] {
  return isCount.map((counts, at) => (counts ? (a[at] ?? 0) - (b[at] ?? 0) : null))
}

/** By how much one afterthought moves each row: the report's own columns over its additions alone. */
function causedBy(
  definition: FiguresDefinition,
  issue: Issue,
  one: Afterthought,
  isCount: readonly boolean[],
  levelOf: LevelOf,
  same: Same,
): readonly CorrectedBy[] {
  const { at, dossier, through, mendedBy } = one
  const who = {
    at,
    ...(dossier === undefined ? {} : { dossier }),
    ...(through === undefined ? {} : { through }),
    ...(mendedBy === undefined ? {} : { mendedBy }),
  }
  return movedRows(definition, issue, one, levelOf, same)
    .map(({ key, cells }) => ({ ...who, key, delta: isCount.map((counts, n) => (counts ? (cells[n] ?? 0) : null)) }))
    .filter(({ delta }) => delta.some((by) => by !== null && by !== 0))
}

function movedRows(
  definition: FiguresDefinition,
  issue: Issue,
  { agency, additions }: Afterthought,
  levelOf: LevelOf,
  same: Same,
): readonly { key: string; cells: readonly CellValue[] }[] {
  const groupedBy = { by: issue.by, agency, levelOf, same }
  const rows = [...Map.groupBy(additions, ({ place }) => place)].map(
    ([place, own]): Row => ({ place, numbers: sumsOf(own) }),
  )
  if (definition.reads === 'lines') {
    const needed = linesNeeded(issue)
    const inPeriod = rows.filter(({ place }) => needed.some(({ after, before }) => place > after && place < before))
    const kinds = definition.kinds ?? []
    const isOurs = (from: UnitId | undefined) => !definition.isSent || issue.agency === 'all' || from === issue.agency
    const lines = figuresOf(inPeriod, issue).filter(({ line }) => kinds.includes(line.kind) && isOurs(line.from))
    return grouped(definition, 'lines', groupedBy, lines)
  }
  if (definition.reads !== 'steps') return []
  const [first, last] = [issue.from.slice(0, 7), issue.to.slice(0, 7)]
  const steps = stepsOf(rows.filter(({ place }) => place.startsWith('S#')))
  return grouped(
    definition,
    'steps',
    groupedBy,
    steps.filter(({ month }) => month >= first && month <= last),
  )
}

function sumsOf(additions: Afterthought['additions']): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const { mark, add } of additions) sums[mark] = (sums[mark] ?? 0) + add
  return sums
}

function grouped<S extends Source>(
  { columns }: FiguresDefinition<S>,
  reads: S,
  { agency, by, levelOf, same }: { agency: UnitId; by: Grouping; levelOf: LevelOf; same: Same },
  things: readonly Things[S][],
): readonly { key: string; cells: readonly CellValue[] }[] {
  const keyOf = keysOf[reads][by]
  const byKey = Map.groupBy(things, (thing) => same(keyOf?.(thing, agency, levelOf) ?? ''))
  return [...byKey].map(([key, own]) => {
    const sum = sumOf[reads](own)
    return { key, cells: columns.map((column) => column.of(sum)) }
  })
}

function unexplainedIn(
  { columns }: FiguresDefinition,
  rows: readonly CorrectedRow[],
  by: readonly CorrectedBy[],
): readonly string[] {
  const keys = new Set([...rows.map(({ key }) => key), ...by.map(({ key }) => key)])
  return [...keys].flatMap((key) => {
    const row = rows.find((one) => one.key === key)
    const own = by.filter((one) => one.key === key)
    return columns.flatMap(({ head }, at) => {
      const moved = row?.delta[at] ?? 0
      const told = own.reduce((sum, { delta }) => sum + (delta[at] ?? 0), 0)
      return moved === told ? [] : [`${row?.label ?? key}, cột ${head}: chênh ${moved}, truy được ${told}`]
    })
  })
}

const plain = (cell: CellValue): string | number => cell ?? ''

/** The differences as a workbook: row by row, and whose they are. `codeOf` names a dossier. */
export function correctionTables(
  { definition }: Pick<ShownReport, 'definition'>,
  { rows, total, by, unexplained }: Corrections,
  heading: string,
  codeOf: (dossier: string) => string,
): readonly Table[] {
  const heads = definition.columns.map(({ head, width }) => ({ head, width }))
  const shown = (row: CorrectedRow): (string | number)[][] => [
    [row.label, 'Đã báo cáo', ...row.before.map(plain)],
    [row.label, 'Hiện nay', ...row.now.map(plain)],
    [row.label, 'Chênh lệch', ...row.delta.map(plain)],
  ]
  const first = [
    { head: 'Dòng', width: 44 },
    { head: 'Số liệu', width: 14 },
  ]
  return [
    {
      name: 'Chenh lech',
      title: `${definition.title}: chênh lệch so với báo cáo đã lập. ${heading}`,
      columns: [...first, ...heads],
      rows: [...rows, total].flatMap(shown),
    },
    {
      name: 'Ho so',
      title: `Hồ sơ và lần sửa số liệu làm phát sinh chênh lệch. ${heading}`,
      columns: [
        { head: 'Hồ sơ', width: 28 },
        { head: 'Ghi vào lúc', width: 26 },
        { head: 'Dòng', width: 24 },
        ...heads,
      ],
      rows: [
        ...by.map((one) => [
          one.dossier === undefined ? `Đếm lại, ${one.mendedBy ?? ''}` : codeOf(one.dossier),
          one.at,
          one.key,
          ...one.delta.map(plain),
        ]),
        ...unexplained.map((fault) => [`Không truy được: ${fault}`]),
      ],
    },
  ]
}
