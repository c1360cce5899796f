import type { ImportRun, QuarantinedRow } from '../../shared/catalogue/import-run.ts'
import type { Imports } from '../../shared/ports.ts'
import { copy } from './copy.ts'

export interface MemoryImports extends Imports {
  /** What the holder of an upload link does. */
  upload(id: string, bytes: Uint8Array): void
  reports: ReadonlyMap<string, Uint8Array>
}

export function memoryImports(): MemoryImports {
  const runs = new Map<string, ImportRun>()
  const files = new Map<string, Uint8Array>()
  const sheets = new Map<string, readonly QuarantinedRow[]>()
  const reports = new Map<string, Uint8Array>()
  const link = (key: string) => ({ url: `memory:${key}`, expiresAt: '2099-01-01T00:00:00+07:00' })
  return {
    reports,
    upload: (id, bytes) => void files.set(id, bytes.slice()),
    async begin(run) {
      if (!runs.has(run.id)) runs.set(run.id, copy(run))
    },
    find: async (id) => copy(runs.get(id)),
    async move(run, seen) {
      if (runs.get(run.id)?.revision !== seen) return 'overtaken'
      runs.set(run.id, copy(run))
      return 'moved'
    },
    async runs(limit, after) {
      const keyed = [...runs.values()].map((run) => ({ key: `${run.at}#${run.id}`, run }))
      const rest = keyed
        .sort((a, b) => (a.key < b.key ? 1 : -1))
        .filter(({ key }) => after === undefined || key < after)
      const rows = rest.slice(0, limit)
      const last = rows.at(-1)
      return { rows: copy(rows.map(({ run }) => run)), ...(rest.length > limit && last && { next: last.key }) }
    },
    uploadLink: async (run) => ({ ...link(`imports/${run.id}`), headers: { 'content-length': String(run.size) } }),
    async arrived(id) {
      const bytes = files.get(id)
      return bytes && { size: bytes.length }
    },
    async source(id) {
      const bytes = files.get(id)
      return bytes && oneChunk(bytes)
    },
    keepSheet: async (id, n, rows) => void sheets.set(`${id}#${n}`, copy(rows)),
    sheet: async (id, n) => copy(sheets.get(`${id}#${n}`)),
    keepReport: async (id, bytes) => void reports.set(id, bytes.slice()),
    reportLink: async (id) => (reports.has(id) ? link(`imports/${id}/report`) : undefined),
  }
}

async function* oneChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
