import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { type Announced, type ImportRun, newRun, type QuarantinedRow } from '../../shared/catalogue/import-run.ts'
import { noRegister } from '../../shared/catalogue/register.ts'
import type { Workflow } from '../../shared/catalogue/workflow.ts'
import { readImportFile } from '../../shared/desk/keeping/read-import-file.ts'
import { type ImportNeeds, type RowNeeds, runImport } from '../../shared/desk/keeping/run-import.ts'
import { carryImport, type WorkedImport } from '../../shared/desk/keeping/work-import.ts'
import type { Catalogue } from '../../shared/ports.ts'

/** Imports a file of this machine; one that was broken off is taken up where it stood. */
export async function importFile(desk: ImportNeeds, file: string): Promise<{ run: ImportRun; ended: WorkedImport }> {
  const run = await unfinished(desk, await announce(file, desk.now()))
  const ended = await carryImport(desk, run, readImportFile(createReadStream(file)))
  return { run: (await desk.imports.find(run.id)) ?? run, ended }
}

/** Runs of one content bear its digest and a number; the first that is not at its end is gone on with. */
async function unfinished(desk: ImportNeeds, announced: Announced): Promise<ImportRun> {
  for (let n = 1; ; n += 1) {
    const id = `${announced.id}-${n}`
    const known = await desk.imports.find(id)
    if (known && known.state !== 'done' && known.state !== 'failed') return known
    if (known) continue
    const run: ImportRun = { ...newRun({ ...announced, id }), state: 'queued' }
    await desk.imports.begin(run)
    return run
  }
}

async function announce(file: string, at: string): Promise<Announced> {
  const hash = createHash('sha256')
  let size = 0
  for await (const piece of createReadStream(file)) {
    hash.update(piece)
    size += piece.length
  }
  const sha256 = hash.digest('hex')
  return {
    id: `lenh-${sha256.slice(0, 16)}`,
    fileName: basename(file),
    size,
    sha256,
    by: { kind: 'job', id: 'import' },
    at,
  }
}

/** Only reads: what the rows are worth, without a catalogue. */
export async function checkFile(
  desk: Pick<ImportNeeds, 'now' | 'province' | 'workflows'>,
  file: string,
  tell: (rows: readonly QuarantinedRow[]) => void,
): Promise<ImportRun> {
  const run = newRun(await announce(file, desk.now()))
  const reading: RowNeeds = {
    ...desk,
    catalogue: {
      register: async () => noRegister,
      procedure: async () => undefined,
      writeVersion: async () => 'written',
    },
    imports: { move: async () => 'moved', keepSheet: async () => undefined },
  }
  const ended = await runImport(reading, run, readImportFile(createReadStream(file)), tell)
  return ended === 'overtaken' ? run : ended
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
