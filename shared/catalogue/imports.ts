import type { Instant } from '../calendar/day.ts'
import type { Page } from '../ports.ts'
import type { ImportRun, QuarantinedRow } from './import-run.ts'

/** Đợt nhập danh mục: runs, the files they read, and the quarantine beside them. */
/** How far each run is. */
export interface ImportRuns {
  /** Keeps a new run; one that is known stays as it is. */
  begin(run: ImportRun): Promise<void>
  find(id: string): Promise<ImportRun | undefined>
  /** Replaces a run that still is at the revision seen. */
  move(run: ImportRun, seen: number): Promise<'moved' | 'overtaken'>
  /** Newest first. */
  runs(limit: number, after?: string): Promise<Page<ImportRun>>
}

/** The runs with their files, quarantined rows and reports. */
export interface Imports extends ImportRuns {
  /** One upload of exactly the file announced. */
  uploadLink(run: ImportRun): Promise<{ url: string; headers: Record<string, string>; expiresAt: Instant }>
  arrived(id: string): Promise<{ size: number } | undefined>
  /** The file's bytes as they come; `undefined` when there is none. */
  source(id: string): Promise<AsyncIterable<Uint8Array> | undefined>
  keepSheet(id: string, n: number, rows: readonly QuarantinedRow[]): Promise<void>
  sheet(id: string, n: number): Promise<readonly QuarantinedRow[] | undefined>
  keepReport(id: string, bytes: Uint8Array, type: string): Promise<void>
  reportLink(id: string, fileName: string): Promise<{ url: string; expiresAt: Instant } | undefined>
}
