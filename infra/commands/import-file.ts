import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import type { Day } from '../../shared/calendar/day.ts'
import { type RowRead, readProcedureRow } from '../../shared/catalogue/import.ts'
import type { ProcedureVersion } from '../../shared/catalogue/procedure.ts'
import { type Workflow, workflowFor } from '../../shared/catalogue/workflow.ts'
import type { Catalogue } from '../../shared/ports.ts'

/** What became of one line of the file. */
export type LineOutcome =
  | { line: number; code: string; became: 'new' | 'changed' | 'unchanged' | 'read'; state: string; remarks: string[] }
  | { line: number; code: string; became: 'refused'; why: string; reason: string }

/** Lines of a `.jsonl` or `.jsonl.gz`, as they come. */
export async function* linesOf(file: string): AsyncGenerator<string> {
  const bytes = createReadStream(file)
  const plain = file.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes
  bytes.on('error', (error) => plain.destroy(error))
  yield* createInterface({ input: plain, crlfDelay: Number.POSITIVE_INFINITY })
}

/** Reads every line and writes what is good; one bad line never stops the others. Without a catalogue it only reads. */
export async function* importLines(
  lines: AsyncIterable<string>,
  options: { now: Day; workflows: readonly Workflow[]; catalogue?: Catalogue },
): AsyncGenerator<LineOutcome> {
  const seen = new Map<string, number>()
  let line = 0
  for await (const text of lines) {
    line++
    if (text.trim() === '') continue
    const read = readLine(text, options.now)
    if (read.kind === 'refused') {
      yield { line, code: read.code, became: 'refused', why: read.why, reason: read.reason }
      continue
    }
    const { code } = read.procedure
    const earlier = seen.get(code)
    if (earlier !== undefined) {
      yield { line, code, became: 'refused', why: 'twice', reason: `Mã ${code} đã có ở dòng ${earlier}.` }
      continue
    }
    seen.set(code, line)
    const procedure = { ...read.procedure, workflow: workflowFor(code, options.workflows) }
    const became = options.catalogue === undefined ? 'read' : await store(options.catalogue, procedure)
    yield { line, code, became, state: procedure.state, remarks: read.remarks }
  }
}

function readLine(text: string, now: Day): RowRead {
  try {
    return readProcedureRow(JSON.parse(text.replace(/^\uFEFF/, '')), now)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return { kind: 'refused', code: '(không có mã)', why: 'unreadable', reason: 'Dòng không phải JSON.' }
  }
}

/** A procedure that reads as before stays as it is; anything else is its next version. */
async function store(catalogue: Catalogue, procedure: ProcedureVersion): Promise<'new' | 'changed' | 'unchanged'> {
  const current = await catalogue.procedure(procedure.code)
  if (current === undefined) {
    await catalogue.putProcedure(procedure)
    return 'new'
  }
  if (contentOf(current) === contentOf(procedure)) return 'unchanged'
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
