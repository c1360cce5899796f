import type { Objects } from '../shared/ports.ts'
import { linksOf } from './wire-late-links.ts'
import { once } from './wiring.ts'

/**
 * For functions most of whose requests touch no file: the client of the buckets, a fifth of what a cold start would
 * load, comes with the first that does. Their bundles are split for it (`infra/parts/bundles.ts`).
 */
const objects = once(async () => (await import('./wire-buckets.ts')).objects())

export function lateObjects(): Objects {
  return {
    ...linksOf(objects),
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
