import { createDossiers } from '../shared/aws/dossiers/dossiers.ts'
import { createPrints } from '../shared/aws/dossiers/prints.ts'
import { createReadLog } from '../shared/aws/dossiers/read-log.ts'
import { createCounters } from '../shared/aws/figures/counters.ts'
import { createIssues } from '../shared/aws/figures/issues.ts'
import { createMarks } from '../shared/aws/sending/marks.ts'
import { createSyncLedger } from '../shared/aws/sending/sync-ledger.ts'
import type { Page } from '../shared/forms/page.ts'
import type { LongPage } from '../shared/forms/pdf-rows.ts'
import { wholeCatalogueOn } from './wire-catalogue.ts'
import { lateObjects } from './wire-late.ts'
import { digests, once, settings, table, time } from './wiring.ts'

/** What drawing and printing need. */
export const sheetDesk = once(async () => ({
  ...(await drawingDesk()),
  digests: await digests(),
  lookUpAddress: settings.lookUpAddress,
}))

/** The same without secrets. */
export const drawingDesk = once(async () => {
  const all = table()
  return {
    ...time,
    dossiers: createDossiers(all),
    marks: createMarks(all),
    syncLedger: createSyncLedger(all),
    counters: createCounters(all),
    issues: createIssues(all),
    prints: createPrints(all),
    readLog: createReadLog(all),
    catalogue: wholeCatalogueOn(all),
    objects: lateObjects(),
    // What draws is two thirds of the bundle: it is loaded with the first sheet.
    draw: async (page: Page) => (await import('./wire-drawing.ts')).draw(page),
    drawRows: async function* (list: LongPage) {
      const { drawRows } = await import('./wire-drawing.ts')
      yield* drawRows(list)
    },
    province: settings.provinceCode,
  }
})
