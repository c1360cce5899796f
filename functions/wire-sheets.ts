import { readFile } from 'node:fs/promises'
import { createCounters } from '../shared/aws/counters.ts'
import { createDossiers } from '../shared/aws/dossiers.ts'
import { createIssues } from '../shared/aws/issues.ts'
import { createMarks } from '../shared/aws/marks.ts'
import { createPrints } from '../shared/aws/prints.ts'
import { createReadLog } from '../shared/aws/read-log.ts'
import { createSyncLedger } from '../shared/aws/sync-ledger.ts'
import { fontFiles } from '../shared/forms/fonts.ts'
import type { Page } from '../shared/forms/page.ts'
import type { LongPage } from '../shared/forms/pdf-rows.ts'
import { wholeCatalogueOn } from './wire-catalogue.ts'
import { lateObjects } from './wire-late.ts'
import { digests, once, settings, table, time } from './wiring.ts'

/** The fonts lie beside the bundle. */
const fonts = once(async () => {
  const [regular, bold, italic] = await Promise.all(
    [fontFiles.regular, fontFiles.bold, fontFiles.italic].map((file) =>
      readFile(new URL(`./${file.slice(file.indexOf('/') + 1)}`, import.meta.url)),
    ),
  )
  if (!regular || !bold || !italic) throw new Error('a font is missing beside the bundle')
  return { regular, bold, italic }
})

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
    draw: async (page: Page) => {
      const { drawPdf } = await import('../shared/forms/pdf.ts')
      return drawPdf(page, await fonts())
    },
    drawRows: async function* (list: LongPage) {
      const { drawPdfRows } = await import('../shared/forms/pdf-rows.ts')
      yield* drawPdfRows(list, await fonts())
    },
    province: settings.provinceCode,
  }
})
