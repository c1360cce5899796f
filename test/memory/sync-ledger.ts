import type { SyncDifference } from '../../shared/dossier/sync-difference.ts'
import type { SyncLedger } from '../../shared/dossier/sync-ledger.ts'
import type { SyncLine } from '../../shared/dossier/sync-line.ts'
import { copy, pageAfter } from './copy.ts'

export function memorySyncLedger(): SyncLedger {
  const lines = new Map<string, SyncLine>()
  const differences = new Map<string, SyncDifference>()
  return {
    line: async (dossier) => copy(lines.get(dossier)),
    async keep(line) {
      if ((lines.get(line.dossier)?.revision ?? 0) !== line.revision) return 'overtaken'
      lines.set(line.dossier, copy({ ...line, revision: line.revision + 1 }))
      return 'kept'
    },
    async unsent(limit, after) {
      const owed = [...lines.values()].filter(({ unsentSince }) => unsentSince !== undefined)
      return pageAfter(owed, (line) => `${line.unsentSince}#${line.dossier}`, limit, after)
    },
    async keepDifference(row) {
      differences.set(`${row.day}#${row.dossier}`, copy(row))
    },
    async differences(day) {
      const own = [...differences.values()].filter((row) => row.day === day)
      return copy(own.sort((a, b) => (a.dossier < b.dossier ? -1 : 1)))
    },
  }
}
