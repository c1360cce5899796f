import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { openBuckets } from '../../shared/aws/buckets/bucket-client.ts'
import { createLongTexts } from '../../shared/aws/buckets/long-texts.ts'
import { createCatalogue } from '../../shared/aws/catalogue/catalogue.ts'
import { createImports } from '../../shared/aws/catalogue/imports.ts'
import { openTable } from '../../shared/aws/clients.ts'
import type { Catalogue, Imports } from '../../shared/ports.ts'
import { credentials, region } from '../local/account.ts'
import { isHeld } from '../local/data-lock.ts'

const running = z.object({ dynamodb: z.string(), s3: z.string(), tableName: z.string(), catalogueBucket: z.string() })

/** The table the environment names (as on AWS), or the one of the system that runs on the data folder. */
export function openCatalogueAt(dataDir: string): { catalogue: Catalogue; imports: Imports } {
  const endpointsFile = join(dataDir, 'endpoints.json')
  if (process.env.TABLE_NAME === undefined) {
    if (!isHeld(dataDir) || !existsSync(endpointsFile)) {
      console.error(`Không có hệ thống nào đang chạy trên ${dataDir}.`)
      console.error('Hãy chạy npm start trước (ở cửa sổ khác), rồi nhập lại.')
      console.error('Để nhập vào AWS: đặt TABLE_NAME, CATALOGUE_BUCKET và AWS_REGION. Chỉ đọc thử: thêm --check.')
      process.exit(1)
    }
    const found = running.parse(JSON.parse(readFileSync(endpointsFile, 'utf8')))
    process.env.TABLE_NAME = found.tableName
    process.env.CATALOGUE_BUCKET = found.catalogueBucket
    process.env.AWS_ENDPOINT_URL_DYNAMODB = found.dynamodb
    process.env.AWS_ENDPOINT_URL_S3 = found.s3
    process.env.AWS_REGION = region
    process.env.AWS_ACCESS_KEY_ID = credentials.accessKeyId
    process.env.AWS_SECRET_ACCESS_KEY = credentials.secretAccessKey
  }
  const { TABLE_NAME: name = '', CATALOGUE_BUCKET: catalogueBucket = '' } = process.env
  if (name === '' || catalogueBucket === '') {
    console.error('Cần đặt cả TABLE_NAME và CATALOGUE_BUCKET.')
    process.exit(2)
  }
  const db = openTable()
  const s3 = openBuckets()
  return {
    catalogue: createCatalogue({ db, name, texts: createLongTexts({ s3, catalogueBucket }) }),
    imports: createImports({ db, name, s3, catalogueBucket }),
  }
}
