import { type ImportRun, rowsPerSheet } from '../../catalogue/import-run.ts'
import type { ShapedRow } from '../../catalogue/shapes.ts'
import { importTables, type ReportedRow, reportedRow } from '../../reports/import-sheet.ts'
import { BadImportFile, readImportFile } from './read-import-file.ts'
import { type ImportNeeds, runImport } from './run-import.ts'

export type WorkedImport = 'done' | 'failed' | 'overtaken' | 'absent'

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Carries a started run to its end, from wherever it was broken off. Repeated, it changes nothing. Throws Outage. */
export async function workImport(desk: ImportNeeds, id: string): Promise<WorkedImport> {
  const found = await desk.imports.find(id)
  if (!found) return 'absent'
  if (found.state === 'done' || found.state === 'failed') return found.state
  if (found.state === 'awaiting-file') return 'absent'
  const bytes = await desk.imports.source(id)
  if (!bytes) return 'absent'
  return carryImport(desk, found, readImportFile(bytes))
}

/** The same for rows that are at hand: the command reads its own file. */
export async function carryImport(
  desk: ImportNeeds,
  found: ImportRun,
  rows: AsyncIterable<ShapedRow>,
): Promise<WorkedImport> {
  const at = desk.now()
  const running: ImportRun = {
    ...found,
    state: 'running',
    startedAt: found.startedAt ?? at,
    revision: found.revision + 1,
  }
  if ((await desk.imports.move(running, found.revision)) === 'overtaken') return 'overtaken'
  try {
    const ended = await runImport(desk, running, rows)
    return ended === 'overtaken' ? 'overtaken' : await finish(desk, ended)
  } catch (error) {
    if (!(error instanceof BadImportFile)) throw error
    return fail(desk, running.id, error.message)
  }
}

async function finish(desk: ImportNeeds, run: ImportRun): Promise<WorkedImport> {
  const rows: ReportedRow[] = []
  for (let n = 0; n * rowsPerSheet < run.rowsDone; n += 1) {
    const sheet = await desk.imports.sheet(run.id, n)
    rows.push(...(sheet ?? []).map(reportedRow))
  }
  // Wanted once in a run, at its end.
  const { drawXlsx } = await import('../../reports/files/xlsx.ts')
  await desk.imports.keepReport(run.id, await drawXlsx(importTables(run, rows)), xlsx)
  const done: ImportRun = { ...run, state: 'done', finishedAt: desk.now(), revision: run.revision + 1 }
  return (await desk.imports.move(done, run.revision)) === 'moved' ? 'done' : 'overtaken'
}

async function fail(desk: ImportNeeds, runId: string, failure: string): Promise<WorkedImport> {
  const run = await desk.imports.find(runId)
  if (!run) return 'absent'
  const failed: ImportRun = { ...run, state: 'failed', failure, finishedAt: desk.now(), revision: run.revision + 1 }
  return (await desk.imports.move(failed, run.revision)) === 'moved' ? 'failed' : 'overtaken'
}
