import { existsSync } from 'node:fs'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { S3Client } from '@aws-sdk/client-s3'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { createLongTexts } from '../../shared/aws/buckets/long-texts.ts'
import { createCatalogue } from '../../shared/aws/catalogue/catalogue.ts'
import { credentials, region } from './account.ts'
import { toldTo } from './environment.ts'
import type { Endpoints } from './stack.ts'
import type { Model } from './templates/model.ts'
import { writeWhole } from './write-whole.ts'

/** Fills a new table with the sample, once: the mark is written last, so that a start broken off loads again. */
export async function loadFirstSample(options: {
  model: Model
  endpoints: Endpoints
  markFile: string
}): Promise<void> {
  if (existsSync(options.markFile)) return
  const { loadSampleInto } = await import('./load-sample.ts')
  const client = { region, credentials }
  const dynamodb = new DynamoDBClient({ ...client, endpoint: options.endpoints.dynamodb })
  const s3 = new S3Client({ ...client, endpoint: options.endpoints.s3, forcePathStyle: true })
  try {
    // After a restore the template has two tables: the one in use is the one that functions know.
    const name = variableOf(options.model, 'TABLE_NAME')
    const catalogueBucket = variableOf(options.model, 'CATALOGUE_BUCKET')
    const db = DynamoDBDocumentClient.from(dynamodb, { marshallOptions: { removeUndefinedValues: true } })
    const loaded = await loadSampleInto(createCatalogue({ db, name, texts: createLongTexts({ s3, catalogueBucket }) }))
    writeWhole(options.markFile, JSON.stringify(loaded))
  } finally {
    dynamodb.destroy()
    s3.destroy()
  }
}

/** A name as the functions themselves are told it. */
function variableOf(model: Model, name: string): string {
  const told = toldTo(model, name)
  if (told === undefined) throw new Error(`no function is told ${name}`)
  return told
}
