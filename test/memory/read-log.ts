import { readPlace } from '../../shared/aws/dossiers/read-log.ts'
import type { DataRead } from '../../shared/dossier/people/data-read.ts'
import type { ReadLog } from '../../shared/ports.ts'
import { copy, pageAfter } from './copy.ts'

export function memoryReadLog(): ReadLog {
  const kept = new Map<string, Map<string, DataRead>>()
  const keep: ReadLog['keep'] = async (dossier, read) => {
    const own = kept.get(dossier) ?? new Map<string, DataRead>()
    kept.set(dossier, own.set(readPlace(read), copy(read)))
  }
  return {
    keep,
    async keepAll(rows) {
      for (const { dossier, read } of rows) await keep(dossier, read)
    },
    async of(dossier, limit, after) {
      return pageAfter([...(kept.get(dossier)?.values() ?? [])], readPlace, limit, after, 'falling')
    },
  }
}
