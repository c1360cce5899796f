import { createImportRuns } from '../shared/aws/catalogue/import-runs.ts'
import type { Table } from '../shared/aws/table/table.ts'
import type { Imports } from '../shared/ports.ts'
import { once } from './wiring.ts'

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
