import type { Dossier, DossierEvent } from '../../shared/dossier/dossier.ts'
import { finalStatuses } from '../../shared/dossier/transitions.ts'
import { openHistory } from '../recount/history-db.ts'
import type { FiguresInMemory } from './figures-in-memory.ts'

/** Keeps the history of a replay for the recount; the event of that number is dropped from it, as if somebody had. */
export function recountingHistory(file: string, lose: number | undefined, fieldOf: (procedure: string) => string) {
  const db = openHistory(file)
  const open = new Map<string, Dossier>()
  const lost: DossierEvent[] = []
  let heard = 0
  const close = (head: Dossier): void => {
    db.head(head, fieldOf(head.procedure))
    db.counted(head.id, head.version)
  }
  return {
    hears(event: DossierEvent, head: Dossier): void {
      heard += 1
      if (heard === lose) lost.push(event)
      else db.event(event)
      if (finalStatuses.has(head.status)) {
        open.delete(head.id)
        close(head)
      } else open.set(head.id, head)
    },
    compare({ rows }: FiguresInMemory) {
      for (const head of open.values()) close(head)
      for (const [agency, own] of rows)
        for (const [place, numbers] of own)
          for (const [mark, value] of Object.entries(numbers)) db.cell(agency, place, mark, value)
      const found = db.compare()
      db.close()
      return { ...found, lost }
    },
  }
}
