import { createCatalogue } from '../shared/aws/catalogue.ts'
import { createImportRuns } from '../shared/aws/import-runs.ts'
import type { LongTexts } from '../shared/aws/long-items.ts'
import type { Table } from '../shared/aws/table.ts'
import type { Imports, Objects } from '../shared/ports.ts'
import { once } from './wiring.ts'

/**
 * For functions most of whose requests touch no file: the client of the buckets, a fifth of what a cold start would
 * load, comes with the first that does. Their bundles are split for it (`infra/parts/bundles.ts`).
 */
const objects = once(async () => (await import('./wire-buckets.ts')).objects())
const texts = once(async () => (await import('./wire-buckets.ts')).longTexts())

export function lateObjects(): Objects {
  return {
    uploadLink: async (scan) => (await objects()).uploadLink(scan),
    downloadLink: async (...said) => (await objects()).downloadLink(...said),
    arrived: async (key) => (await objects()).arrived(key),
    putQuarantined: async (...said) => (await objects()).putQuarantined(...said),
    readQuarantined: async (key) => (await objects()).readQuarantined(key),
    keepClean: async (...said) => (await objects()).keepClean(...said),
    listClean: async (...said) => (await objects()).listClean(...said),
    readClean: async (key) => (await objects()).readClean(key),
    removeClean: async (key) => (await objects()).removeClean(key),
    putReport: async (...said) => (await objects()).putReport(...said),
    putReportInParts: async (...said) => (await objects()).putReportInParts(...said),
    putSheet: async (...said) => (await objects()).putSheet(...said),
    putArchive: async (...said) => (await objects()).putArchive(...said),
    archiveLink: async (...said) => (await objects()).archiveLink(...said),
    sheetOf: async (key) => (await objects()).sheetOf(key),
    sheetLink: async (...said) => (await objects()).sheetLink(...said),
    reportLink: async (...said) => (await objects()).reportLink(...said),
  }
}

const lateTexts: LongTexts = {
  put: async (...said) => (await texts()).put(...said),
  get: async (name) => (await texts()).get(name),
}

/** The catalogue with the texts that are too long for the table. */
export function wholeCatalogueOn(all: Table) {
  return createCatalogue({ ...all, texts: lateTexts })
}

/** Runs of imports; the client comes with the first that touches a file. */
export function lateImports(all: Table): Imports {
  const files = once(async () => (await import('./wire-import-files.ts')).imports(all))
  return {
    ...createImportRuns(all),
    uploadLink: async (file) => (await files()).uploadLink(file),
    arrived: async (id) => (await files()).arrived(id),
    source: async (id) => (await files()).source(id),
    keepSheet: async (...said) => (await files()).keepSheet(...said),
    sheet: async (...said) => (await files()).sheet(...said),
    keepReport: async (...said) => (await files()).keepReport(...said),
    reportLink: async (...said) => (await files()).reportLink(...said),
  }
}
