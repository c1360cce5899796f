import { readPlace } from '../../shared/aws/read-log.ts'
import type { DataRead } from '../../shared/dossier/data-read.ts'
import type { ReadLog } from '../../shared/ports.ts'
import { copy, pageAfter } from './copy.ts'

export function memoryReadLog(): ReadLog {
  const kept = new Map<string, Map<string, DataRead>>()
  return {
    async keep(dossier, read) {
      const own = kept.get(dossier) ?? new Map<string, DataRead>()
      kept.set(dossier, own.set(readPlace(read), copy(read)))
    },
    async of(dossier, limit, after) {
      return pageAfter([...(kept.get(dossier)?.values() ?? [])], readPlace, limit, after, 'falling')
    },
  }
}
