import type { Actor } from '../access/person.ts'
import type { Instant } from '../calendar/day.ts'
import type { ImportFinding, ImportFindingCode } from './import-findings.ts'
import type { ProcedureVersion } from './procedure.ts'
import type { Shape } from './shapes.ts'

export const rowStates = ['taken', 'draft', 'refused', 'unchanged'] as const
/** What became of a row: taken in, taken as a draft, refused, or known already. */
export type RowState = (typeof rowStates)[number]

/** Why it stands so: a first version, the next one, an abridged one made whole, the same as before, or held back. */
export type Became = 'new' | 'changed' | 'completed' | 'unchanged' | 'kept' | 'read'

/** Dòng cách ly. A row of a run: as it came and as it was cleaned, with all that was found. */
export interface QuarantinedRow {
  line: number
  shape: Shape
  code: string
  state: RowState | 'waiting'
  became?: Became
  version?: number
  reason?: string
  findings: readonly ImportFinding[]
  raw: unknown
  cleaned?: ProcedureVersion
}

/** `set-aside`: the queue gave it up; started again, it goes on where it stood. */
export type ImportState = 'awaiting-file' | 'queued' | 'running' | 'set-aside' | 'done' | 'failed'

/** Đợt nhập. One file's way through quarantine; `rowsDone` is where a broken run goes on. */
export interface ImportRun {
  id: string
  fileName: string
  size: number
  sha256: string
  by: Actor
  at: Instant
  state: ImportState
  /** Counts changes: whoever moves the run names the one they saw. */
  revision: number
  rowsDone: number
  counts: Readonly<Record<RowState, number>>
  became: Readonly<Partial<Record<Became, number>>>
  findings: Readonly<Partial<Record<ImportFindingCode, number>>>
  shapes: Readonly<Partial<Record<Shape, number>>>
  startedAt?: Instant
  finishedAt?: Instant
  failure?: string
}

export type Announced = Pick<ImportRun, 'id' | 'fileName' | 'size' | 'sha256' | 'by' | 'at'>

export function newRun(announced: Announced): ImportRun {
  const counts = { taken: 0, draft: 0, refused: 0, unchanged: 0 }
  return {
    ...announced,
    state: 'awaiting-file',
    revision: 1,
    rowsDone: 0,
    counts,
    became: {},
    findings: {},
    shapes: {},
  }
}

/** How many rows go into quarantine, and out of it, at a time. */
export const rowsPerSheet = 100

/** The run after a sheet of rows was settled. */
export function counted(run: ImportRun, rows: readonly QuarantinedRow[]): ImportRun {
  const settled = rows.flatMap(({ state }) => (state === 'waiting' ? [] : [state]))
  return {
    ...run,
    revision: run.revision + 1,
    rowsDone: run.rowsDone + rows.length,
    counts: { ...run.counts, ...added(run.counts, settled) },
    became: added(
      run.became,
      rows.flatMap(({ became }) => became ?? []),
    ),
    findings: added(
      run.findings,
      rows.flatMap(({ findings }) => [...new Set(findings.map(({ code }) => code))]),
    ),
    shapes: added(
      run.shapes,
      rows.map(({ shape }) => shape),
    ),
  }
}

function added<Name extends string>(
  before: Readonly<Partial<Record<Name, number>>>,
  names: readonly Name[],
): Partial<Record<Name, number>> {
  const sums: Partial<Record<Name, number>> = { ...before }
  for (const name of names) sums[name] = (sums[name] ?? 0) + 1
  return sums
}
