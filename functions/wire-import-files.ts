import { openBuckets } from '../shared/aws/buckets/bucket-client.ts'
import { createImports } from '../shared/aws/catalogue/imports.ts'
import type { Table } from '../shared/aws/table/table.ts'
import { settings } from './wiring.ts'

/** Runs of imports with their files in the catalogue's bucket. */
export function imports(all: Table) {
  return createImports({ ...all, s3: openBuckets(), catalogueBucket: settings.catalogueBucket })
}
