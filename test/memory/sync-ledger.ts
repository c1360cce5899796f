import { isWithin } from '../../shared/calendar/day.ts'
import type { CatalogueList } from '../../shared/catalogue/portal-lists.ts'
import type { SyncDifference } from '../../shared/dossier/history/sync-difference.ts'
import type { SyncLedger } from '../../shared/dossier/history/sync-ledger.ts'
import type { SyncLine } from '../../shared/dossier/history/sync-line.ts'
import { copy, pageAfter } from './copy.ts'

/** `marks` are those of the outbox: what nobody has looked at yet. */
export function memorySyncLedger(marks: ReadonlyMap<string, { dossier: string }> = new Map()): SyncLedger {
  const lines = new Map<string, SyncLine>()
  const known = new Map<string, number>()
  const late = new Set<string>()
  const differences = new Map<string, SyncDifference>()
  const lists = new Map<string, CatalogueList>()
  return {
    line: async (dossier) => copy(lines.get(dossier)),
    lines: async (dossiers) =>
      new Map(
        dossiers.flatMap((id) => {
          const line = lines.get(id)
          return line ? [[id, copy(line)] as const] : []
        }),
      ),
    async keep(line, beside = {}) {
      if ((lines.get(line.dossier)?.revision ?? 0) !== line.revision) return 'overtaken'
      lines.set(line.dossier, copy({ ...line, revision: line.revision + 1 }))
      const told = beside.known
      if (told) known.set(`${told.agency} ${told.day}`, (known.get(`${told.agency} ${told.day}`) ?? 0) + told.add)
      if (beside.late) late.add(`${beside.late.agency} ${beside.late.day} ${line.dossier}`)
      return 'kept'
    },
    async knownCount(agency, from, to) {
      const own = [...known].filter(([place]) => place >= `${agency} ${from}` && place <= `${agency} ${to}`)
      return own.reduce((sum, [, count]) => sum + count, 0)
    },
    async unsent(limit, after) {
      const owed = [...lines.values()].filter(({ unsentSince }) => unsentSince !== undefined)
      return pageAfter(owed, (line) => `${line.unsentSince}#${line.dossier}`, limit, after)
    },
    async *untold() {
      for (const { dossier } of [...marks.values()]) yield { dossier }
      for (const { dossier, unsentSince, whole, ended } of lines.values()) {
        const said = whole === undefined ? ended : 'not-yet'
        if (unsentSince !== undefined) yield { dossier, ...(said && { ended: copy(said) }) }
      }
    },
    async *lateThere(agency, from, to) {
      for (const row of [...late].sort()) {
        const [own, on = '', dossier = ''] = row.split(' ')
        if (own === agency && isWithin(on, { from, to })) yield { dossier, on }
      }
    },
    async keepDifference(row) {
      differences.set(`${row.day}#${row.dossier}`, copy(row))
    },
    async differences(day) {
      const own = [...differences.values()].filter((row) => row.day === day)
      return copy(own.sort((a, b) => (a.dossier < b.dossier ? -1 : 1)))
    },
    async keepCatalogue(list) {
      lists.set(`${list.day}#${list.of}`, copy(list))
    },
    async catalogueLists(day) {
      const own = [...lists.values()].filter((list) => list.day === day)
      return copy(own.sort((a, b) => (a.of < b.of ? -1 : 1)))
    },
  }
}
