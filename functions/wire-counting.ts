import { createDossiers } from '../shared/aws/dossiers/dossiers.ts'
import { createCounters } from '../shared/aws/figures/counters.ts'
import { createMarks } from '../shared/aws/sending/marks.ts'
import { catalogueOn, table, time } from './wiring.ts'

/** What counting asks of the world: histories, fields of procedures, and the figures. */
export function countingDesk() {
  const all = table()
  return {
    ...time,
    dossiers: createDossiers(all),
    counters: createCounters(all),
    catalogue: catalogueOn(all),
    marks: createMarks(all),
  }
}
