import { actorOf, type Person } from '../../access/person.ts'
import { type ImportRun, newRun, rowsPerSheet } from '../../catalogue/import-run.ts'
import { digestOf, keyOf } from '../../dossier/history/history.ts'
import { type Objection, object } from '../../dossier/objections.ts'
import type { Desk } from '../desk.ts'

export type ImportKeepingNeeds = Pick<Desk, 'imports' | 'doorbells' | 'now'>
export interface AnnouncedFile {
  fileName: string
  size: number
  sha256: string
}

/** Bytes a file of procedures may have. */
export const importMaxBytes = 50 * 1_048_576

/** Xin chỗ tải tệp danh mục. Asked twice under one key, it is one run and one slot. Throws Outage. */
export async function announceImport(desk: ImportKeepingNeeds, person: Person, file: AnnouncedFile, key: string) {
  const id = digestOf({ import: keyOf(person, key) }).slice(0, 26)
  await desk.imports.begin(newRun({ id, ...file, by: actorOf(person), at: desk.now() }))
  const run = await desk.imports.find(id)
  if (!run) throw new Error('an import that was just begun is not there')
  if (digestOf(fileOf(run)) !== digestOf(fileOf(file))) return object('key-reused')
  return { run, upload: await desk.imports.uploadLink(run) }
}

const fileOf = ({ fileName, size, sha256 }: AnnouncedFile): AnnouncedFile => ({ fileName, size, sha256 })

/** Bắt đầu nhập: rung as often as asked; a run that is at its end stays there. Throws Outage. */
export async function startImport(desk: ImportKeepingNeeds, id: string): Promise<ImportRun | Objection | undefined> {
  const run = await desk.imports.find(id)
  if (!run) return undefined
  if (run.state === 'done' || run.state === 'failed') return run
  const arrived = await desk.imports.arrived(id)
  if (arrived?.size !== run.size)
    return object('upload-missing', [
      { where: 'path.id', why: `${run.fileName}: kho tệp chưa có ${run.size} byte đã khai.` },
    ])
  const queued: ImportRun = { ...run, state: 'queued', revision: run.revision + 1 }
  if (run.state === 'awaiting-file' || run.state === 'set-aside') await desk.imports.move(queued, run.revision)
  await desk.doorbells.ringImport(id)
  return desk.imports.find(id)
}

/** A sheet of quarantined rows, counted from 1. */
export async function readQuarantine(desk: Pick<Desk, 'imports'>, id: string, sheet: number) {
  const run = await desk.imports.find(id)
  const rows = run && (await desk.imports.sheet(id, sheet - 1))
  return run && rows && { rows, isLast: sheet * rowsPerSheet >= run.rowsDone }
}
