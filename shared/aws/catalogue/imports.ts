import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3'
import type { QuarantinedRow } from '../../catalogue/import-run.ts'
import type { Imports } from '../../ports.ts'
import { put } from '../buckets/objects.ts'
import { absentAs, linkTo, signUpload, sizeOf } from '../buckets/scan-links.ts'
import { contentOf } from '../table/items.ts'
import type { Table } from '../table/table.ts'
import { createImportRuns } from './import-runs.ts'

export interface ImportStores extends Table {
  s3: S3Client
  readonly catalogueBucket: string
}

const fileKey = (id: string) => `imports/${id}/file`
const sheetKey = (id: string, n: number) => `imports/${id}/rows-${String(n).padStart(6, '0')}.json`
const reportKey = (id: string) => `imports/${id}/report.xlsx`
const uploadType = 'application/octet-stream'

/** A run is one small item; its file, its quarantined rows and its report lie in the catalogue's bucket. */
export function createImports(stores: ImportStores): Imports {
  const { s3 } = stores
  const bytesOf = (key: string) =>
    absentAs(async () => (await s3.send(new GetObjectCommand({ Bucket: stores.catalogueBucket, Key: key }))).Body)
  const keep = (key: string, bytes: Uint8Array, type: string) =>
    put(s3, { bucket: stores.catalogueBucket, key, bytes, type })
  return {
    ...createImportRuns(stores),
    uploadLink: ({ id, size, sha256 }) =>
      signUpload(s3, stores.catalogueBucket, fileKey(id), { type: uploadType, size, sha256 }),
    arrived: (id) => sizeOf(s3, stores.catalogueBucket, fileKey(id)),
    async source(id) {
      const stream = (await bytesOf(fileKey(id)))?.transformToWebStream()
      return stream && chunksOf(stream)
    },
    keepSheet: (id, n, rows) => keep(sheetKey(id, n), Buffer.from(JSON.stringify(rows)), 'application/json'),
    async sheet(id, n) {
      const text = await (await bytesOf(sheetKey(id, n)))?.transformToString()
      return text === undefined ? undefined : contentOf<readonly QuarantinedRow[]>({ d: JSON.parse(text) })
    },
    keepReport: (id, bytes, type) => keep(reportKey(id), bytes, type),
    async reportLink(id, fileName) {
      const found = await sizeOf(s3, stores.catalogueBucket, reportKey(id))
      return found && linkTo(s3, stores.catalogueBucket, reportKey(id), fileName)
    },
  }
}

async function* chunksOf(stream: ReadableStream): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader()
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) yield piece.value
}
