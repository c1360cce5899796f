import { type Day, dayOf } from '../../calendar/day.ts'
import { bindWorkflow } from '../../catalogue/bind-workflow.ts'
import { commit, commitmentOf } from '../../catalogue/commitments.ts'
import { readProcedureRow, refuseUnread } from '../../catalogue/import.ts'
import { counted, type ImportRun, type QuarantinedRow, rowsPerSheet } from '../../catalogue/import-run.ts'
import type { ShapedRow } from '../../catalogue/shapes.ts'
import type { Workflow } from '../../catalogue/workflow.ts'
import type { Catalogue, Imports } from '../../ports.ts'
import type { Desk } from '../desk.ts'
import { takeProcedure } from './take-procedure.ts'

export interface RowNeeds extends Pick<Desk, 'now' | 'province'> {
  imports: Pick<Imports, 'move' | 'keepSheet'>
  catalogue: Pick<Catalogue, 'register' | 'procedure' | 'writeVersion'>
  /** The step tables that procedures are bound to. */
  workflows: readonly Workflow[]
}

export type ImportNeeds = RowNeeds & Pick<Desk, 'imports' | 'catalogue'>

/** Each takes a reading and at most one transaction; side by side they do not wait for one another. */
const atOnce = 16

/**
 * Nhập danh mục: a sheet of rows at a time into quarantine, from there one by one into the catalogue. A run that was broken
 * off goes on where it stood; rows it had taken already are found unchanged. `overtaken` when somebody else carries it on.
 * Throws Outage, and BadImportFile.
 */
export async function runImport(
  desk: RowNeeds,
  run: ImportRun,
  rows: AsyncIterable<ShapedRow>,
  tell: (settled: readonly QuarantinedRow[]) => void = () => {},
): Promise<ImportRun | 'overtaken'> {
  const day = dayOf(run.startedAt ?? run.at)
  const seen = new Map<string, number>()
  let now = run
  let line = 0
  let sheet: QuarantinedRow[] = []
  const settle = async (): Promise<boolean> => {
    const settled = await settleSheet(desk, now, sheet)
    const next = counted(now, settled)
    if ((await desk.imports.move(next, now.revision)) === 'overtaken') return false
    tell(settled)
    now = next
    sheet = []
    return true
  }
  for await (const shaped of rows) {
    line += 1
    const read = readRow(shaped, line, day, desk, seen)
    if (line <= run.rowsDone) continue
    sheet.push(read)
    if (sheet.length === rowsPerSheet && !(await settle())) return 'overtaken'
  }
  if (sheet.length > 0 && !(await settle())) return 'overtaken'
  return now
}

/** Cleaned, or refused with the reason; a code that the file had before is refused too. */
function readRow(
  { raw, row, shape, why }: ShapedRow,
  line: number,
  day: Day,
  { workflows, province }: RowNeeds,
  seen: Map<string, number>,
): QuarantinedRow {
  const read = why === undefined ? readProcedureRow(row, day) : refuseUnread(why)
  if (read.kind === 'refused') {
    const { code, reason, findings } = read
    return { line, shape, code, state: 'refused', reason, findings, raw: inShort(raw) }
  }
  const cleaned = commit(bindWorkflow(read.procedure, workflows), commitmentOf(province, day))
  const { code } = cleaned
  const earlier = seen.get(code)
  if (earlier !== undefined) {
    const reason = `Mã ${code} đã có ở dòng ${earlier}.`
    return {
      line,
      shape,
      code,
      state: 'refused',
      reason,
      findings: [...read.findings, { code: 'twice', detail: reason }],
      raw,
    }
  }
  seen.set(code, line)
  return { line, shape, code, state: 'waiting', findings: read.findings, raw, cleaned }
}

/** Letters of a refused row that are kept as they came: a file may be one row of eighty million. */
const [longest, short] = [300_000, 2_000]

function inShort(raw: unknown): unknown {
  const text = typeof raw === 'string' ? raw : JSON.stringify(raw ?? null)
  return text.length > longest ? text.slice(0, short).toWellFormed() : raw
}

async function settleSheet(
  desk: RowNeeds,
  run: ImportRun,
  sheet: readonly QuarantinedRow[],
): Promise<QuarantinedRow[]> {
  const n = Math.floor(run.rowsDone / rowsPerSheet)
  await desk.imports.keepSheet(run.id, n, sheet)
  const settled: QuarantinedRow[] = []
  for (let from = 0; from < sheet.length; from += atOnce) {
    const slice = sheet.slice(from, from + atOnce)
    settled.push(...(await Promise.all(slice.map((row) => settleRow(desk, row)))))
  }
  await desk.imports.keepSheet(run.id, n, settled)
  return settled
}

async function settleRow({ catalogue }: RowNeeds, row: QuarantinedRow): Promise<QuarantinedRow> {
  if (row.cleaned === undefined) return row
  const { became, version, state } = await takeProcedure(catalogue, row.cleaned)
  const isKnown = became === 'unchanged' || became === 'kept'
  return { ...row, became, version, state: isKnown ? 'unchanged' : state === 'draft' ? 'draft' : 'taken' }
}
