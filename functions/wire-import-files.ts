import { openBuckets } from '../shared/aws/bucket-client.ts'
import { createImports } from '../shared/aws/imports.ts'
import type { Table } from '../shared/aws/table.ts'
import { settings } from './wiring.ts'

/** Runs of imports with their files in the catalogue's bucket. */
export function imports(all: Table) {
  return createImports({ ...all, s3: openBuckets(), catalogueBucket: settings.catalogueBucket })
}
