import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import type { Day } from '../../shared/calendar/day.ts'
import { bindWorkflow } from '../../shared/catalogue/bind-workflow.ts'
import { type RowRead, readProcedureRow } from '../../shared/catalogue/import.ts'
import type { ProcedureVersion } from '../../shared/catalogue/procedure.ts'
import type { Workflow } from '../../shared/catalogue/workflow.ts'
import type { Catalogue } from '../../shared/ports.ts'

/** What became of one line of the file. */
export type LineOutcome =
  | {
      line: number
      code: string
      became: 'new' | 'changed' | 'unchanged' | 'kept' | 'read'
      state: string
      remarks: string[]
    }
  | { line: number; code: string; became: 'refused'; why: string; reason: string }

/** Lines of a `.jsonl` or `.jsonl.gz`, as they come. */
export async function* linesOf(file: string): AsyncGenerator<string> {
  const bytes = createReadStream(file)
  const plain = file.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes
  bytes.on('error', (error) => plain.destroy(error))
  yield* createInterface({ input: plain, crlfDelay: Number.POSITIVE_INFINITY })
}

export interface ImportOptions {
  now: Day
  workflows: readonly Workflow[]
  /** Left out: only read. */
  catalogue?: Catalogue
}

/** Each takes a read and at most one transaction; side by side they do not wait for one another. */
const atOnce = 16

/** Reads every line and writes what is good, telling each in the order of the file; one bad line never stops the others. */
export async function* importLines(lines: AsyncIterable<string>, options: ImportOptions): AsyncGenerator<LineOutcome> {
  const seen = new Map<string, number>()
  let waiting: Promise<LineOutcome>[] = []
  let line = 0
  for await (const text of lines) {
    line++
    if (text.trim() === '') continue
    waiting.push(importLine(readLine(text, options.now), line, seen, options))
    if (waiting.length < atOnce) continue
    yield* await Promise.all(waiting)
    waiting = []
  }
  yield* await Promise.all(waiting)
}

/** A code is marked as seen before anything is awaited, so no two lines ever write the same procedure. */
async function importLine(
  read: RowRead,
  line: number,
  seen: Map<string, number>,
  { workflows, catalogue }: ImportOptions,
): Promise<LineOutcome> {
  if (read.kind === 'refused') return { line, code: read.code, became: 'refused', why: read.why, reason: read.reason }
  const procedure = bindWorkflow(read.procedure, workflows)
  const { code, state } = procedure
  const earlier = seen.get(code)
  if (earlier !== undefined) {
    return { line, code, became: 'refused', why: 'twice', reason: `Mã ${code} đã có ở dòng ${earlier}.` }
  }
  seen.set(code, line)
  const became = catalogue === undefined ? 'read' : await store(catalogue, procedure)
  return { line, code, became, state, remarks: read.remarks }
}

/** Writes the workflows procedures are bound to where a catalogue has not got that version yet; returns how many. */
export async function addWorkflows(catalogue: Catalogue, workflows: readonly Workflow[]): Promise<number> {
  let added = 0
  for (const workflow of workflows) {
    if ((await catalogue.workflow(workflow.id, workflow.version)) !== undefined) continue
    await catalogue.putWorkflow(workflow)
    added++
  }
  return added
}

function readLine(text: string, now: Day): RowRead {
  try {
    return readProcedureRow(JSON.parse(text.replace(/^\uFEFF/, '')), now)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return { kind: 'refused', code: '(không có mã)', why: 'unreadable', reason: 'Dòng không phải JSON.' }
  }
}

/** A procedure that reads as before stays as it is; anything else is its next version, the old one stays for its dossiers. */
async function store(
  catalogue: Catalogue,
  procedure: ProcedureVersion,
): Promise<'new' | 'changed' | 'unchanged' | 'kept'> {
  const current = await catalogue.procedure(procedure.code)
  if (current === undefined) {
    await catalogue.putProcedure(procedure)
    return 'new'
  }
  if (contentOf(current) === contentOf(procedure)) return 'unchanged'
  // A row that cannot be opened under never takes the place of a version that can.
  if (current.state === 'published' && procedure.state === 'draft') return 'kept'
  await catalogue.putProcedure({ ...procedure, version: current.version + 1 })
  return 'changed'
}

/** Everything but which version it is and since when, in one order of keys. */
function contentOf({ version: _, validFrom: __, ...content }: ProcedureVersion): string {
  return JSON.stringify(content, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )
}
