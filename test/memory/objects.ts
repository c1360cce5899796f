import { createHash } from 'node:crypto'
import { type Instant, instantOf } from '../../shared/calendar/day.ts'
import type { Scan } from '../../shared/dossier/dossier.ts'
import type { Objects, SheetOf } from '../../shared/ports.ts'

export interface MemoryObjects extends Objects {
  /** What the holder of an upload link does: one upload, of exactly the file announced. */
  upload(scan: Scan, bytes: Uint8Array): 'stored' | 'refused'
  clean: ReadonlyMap<string, { bytes: Uint8Array; type: string }>
}

export function memoryObjects(now: () => Instant = () => instantOf(new Date())): MemoryObjects {
  const stored = new Map<string, Instant>()
  const quarantine = new Map<string, Uint8Array>()
  const drawnFor = new Map<string, SheetOf>()
  const clean = new Map<string, { bytes: Uint8Array; type: string }>()
  const link = (key: string) => ({ url: `memory:${key}`, expiresAt: '2099-01-01T00:00:00+07:00' })
  return {
    clean,
    upload(scan, bytes) {
      const digest = createHash('sha256').update(bytes).digest('hex')
      if (quarantine.has(scan.quarantineKey) || bytes.length !== scan.size || digest !== scan.sha256) return 'refused'
      quarantine.set(scan.quarantineKey, bytes.slice())
      return 'stored'
    },
    async putQuarantined(scan, bytes) {
      if (!quarantine.has(scan.quarantineKey)) quarantine.set(scan.quarantineKey, bytes.slice())
    },
    uploadLink: async (scan) => ({ ...link(scan.quarantineKey), headers: { 'content-type': scan.type } }),
    downloadLink: async (cleanKey) => link(cleanKey),
    async arrived(quarantineKey) {
      const bytes = quarantine.get(quarantineKey)
      return bytes && { size: bytes.length }
    },
    readQuarantined: async (quarantineKey) => quarantine.get(quarantineKey)?.slice(),
    async keepClean(_quarantineKey, cleanKey, bytes, type) {
      stored.set(cleanKey, now())
      clean.set(cleanKey, { bytes: bytes.slice(), type })
    },
    async listClean(prefix, limit, after) {
      const all = [...clean.keys()].filter((key) => key.startsWith(prefix)).sort()
      const rest = all.filter((key) => after === undefined || key > after)
      const rows = rest.slice(0, limit).map((key) => ({ key, at: stored.get(key) ?? '' }))
      const last = rows.at(-1)
      return { rows, ...(rest.length > limit && last && { next: last.key }) }
    },
    readClean: async (cleanKey) => clean.get(cleanKey)?.bytes.slice(),
    async removeClean(cleanKey) {
      clean.delete(cleanKey)
    },
    async putReport(key, bytes, type) {
      clean.set(`reports/${key}`, { bytes: bytes.slice(), type })
    },
    async putReportInParts(key, parts, type) {
      const all: Uint8Array[] = []
      for await (const part of parts) all.push(part)
      const bytes = Buffer.concat(all)
      clean.set(`reports/${key}`, { bytes, type })
      return { size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
    },
    async putSheet(key, bytes, type, of) {
      stored.set(`sheets/${key}`, now())
      if (of) drawnFor.set(`sheets/${key}`, { ...of })
      clean.set(`sheets/${key}`, { bytes: bytes.slice(), type })
    },
    async putArchive(key, parts) {
      const all: Uint8Array[] = []
      for await (const part of parts) all.push(part)
      const bytes = Buffer.concat(all)
      clean.set(`archives/${key}`, { bytes, type: 'application/zip' })
      return { size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
    },
    archiveLink: async (key) => (clean.has(`archives/${key}`) ? link(`archives/${key}`) : undefined),
    sheetOf: async (cleanKey) => (clean.has(cleanKey) ? drawnFor.get(cleanKey) : undefined),
    sheetLink: async (key) => (clean.has(`sheets/${key}`) ? link(`sheets/${key}`) : undefined),
    reportLink: async (key) => (clean.has(`reports/${key}`) ? link(`reports/${key}`) : undefined),
  }
}
