import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { KMSClient } from '@aws-sdk/client-kms'
import { S3Client } from '@aws-sdk/client-s3'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { createBills } from '../../shared/aws/buckets/bills.ts'
import { openBuckets } from '../../shared/aws/buckets/bucket-client.ts'
import { createObjects } from '../../shared/aws/buckets/objects.ts'
import { createSigner } from '../../shared/aws/keys/signer.ts'
import { plainOf } from '../../shared/aws/table/item-lines.ts'
import type { Item } from '../../shared/aws/table/items.ts'
import type { Table } from '../../shared/aws/table/table.ts'
import type { Bills, Objects, Signer } from '../../shared/ports.ts'
import { credentials, region } from '../local/account.ts'
import { isHeld } from '../local/data-lock.ts'
import type { BillFile, Witness } from './audit-check.ts'
import { linesOfFile } from './cut-lines.ts'

export interface InReach {
  table: Table & { raw: DynamoDBClient }
  bills: Bills
  signer: Signer
  s3: S3Client
}

const running = z.object({
  dynamodb: z.string(),
  s3: z.string(),
  signing: z.string(),
  tableName: z.string(),
  auditBucket: z.string(),
  auditKeyId: z.string(),
})

/** Table, bills and key that the environment names (as on AWS), or those of the system on the data folder. */
export function auditInReach(): InReach | undefined {
  const { TABLE_NAME: name, AUDIT_BUCKET: auditBucket, AUDIT_KEY_ID: key } = process.env
  if (name !== undefined && auditBucket !== undefined && key !== undefined) {
    const s3 = openBuckets()
    const bills = createBills({ s3, auditBucket })
    return { table: tableOf(new DynamoDBClient({ maxAttempts: 10 }), name), bills, signer: createSigner(key), s3 }
  }
  const dataDir = resolve(process.env.MOT_CUA_DATA ?? '.data')
  const file = join(dataDir, 'endpoints.json')
  if (!isHeld(dataDir) || !existsSync(file)) return undefined
  return reachLocal(running.parse(JSON.parse(readFileSync(file, 'utf8'))))
}

/** The local stack's, by the addresses it tells. */
export function reachLocal(found: z.infer<typeof running>): InReach {
  const shared = { region, credentials }
  const s3 = new S3Client({
    ...shared,
    endpoint: found.s3,
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  })
  return {
    table: tableOf(new DynamoDBClient({ ...shared, endpoint: found.dynamodb }), found.tableName),
    s3,
    bills: createBills({ s3, auditBucket: found.auditBucket }),
    signer: createSigner(found.auditKeyId, new KMSClient({ ...shared, endpoint: found.signing })),
  }
}

function tableOf(raw: DynamoDBClient, name: string) {
  return { raw, name, db: DynamoDBDocumentClient.from(raw, { marshallOptions: { removeUndefinedValues: true } }) }
}

/** The same with the clean files; reads them and nothing else. */
export function archiveInReach(): (InReach & { objects: Objects }) | undefined {
  const reached = auditInReach()
  const cleanBucket = process.env.CLEAN_BUCKET ?? cleanBucketHere()
  if (!reached || cleanBucket === undefined) return undefined
  return { ...reached, objects: createObjects({ s3: reached.s3, cleanBucket, quarantineBucket: '' }) }
}

function cleanBucketHere(): string | undefined {
  const file = join(resolve(process.env.MOT_CUA_DATA ?? '.data'), 'endpoints.json')
  return existsSync(file)
    ? z.object({ cleanBucket: z.string() }).parse(JSON.parse(readFileSync(file, 'utf8'))).cleanBucket
    : undefined
}

/** The bills of the bucket, oldest first. */
export async function* billsOfBucket(bills: Bills): AsyncGenerator<BillFile> {
  for await (const day of bills.days()) yield { day, json: JSON.stringify(await bills.read(day).catch(unreadable)) }
}

/** A bill that is no bill is the check's to name; a bucket that is silent is not. */
function unreadable(error: unknown): string {
  if (error instanceof z.ZodError || error instanceof SyntaxError) return ''
  throw error
}

/** Bills that were copied into a folder, each a file named by its day. */
export async function* billsOfFolder(folder: string): AsyncGenerator<BillFile> {
  for (const name of readdirSync(folder).sort()) {
    if (name.endsWith('.json'))
      yield { day: name.slice(0, -'.json'.length), json: readFileSync(join(folder, name), 'utf8') }
  }
}

const seen = z.object({ event: z.string().regex(/^.+#\d+$/), digest: z.string() })

/** Events that functions told their logs they wrote: of a file, or of every file in a folder; other lines pass by. */
export async function* witnessesOf(path: string): AsyncGenerator<Witness> {
  const files = statSync(path).isDirectory() ? readdirSync(path).map((name) => join(path, name)) : [path]
  for (const file of files) {
    for await (const line of linesOfFile(file)) {
      const told = line.includes('"digest"') ? seen.safeParse(jsonIn(line)).data : undefined
      if (!told) continue
      const at = told.event.lastIndexOf('#')
      yield { dossier: told.event.slice(0, at), n: Number(told.event.slice(at + 1)), digest: told.digest }
    }
  }
}

/** A log may set a moment before what was written. */
function jsonIn(line: string): unknown {
  try {
    return JSON.parse(line.slice(Math.max(0, line.indexOf('{'))))
  } catch {
    return undefined
  }
}

/** Items of a file that `npm run export` wrote; `broken` is told when its seal does not fit. */
export async function* itemsOfFile(file: string, broken: () => void): AsyncGenerator<Item> {
  const digest = createHash('sha256')
  let items = 0
  let seal: string | undefined
  for await (const line of linesOfFile(file)) {
    if (line.startsWith('{"items":')) {
      seal = line
      continue
    }
    digest.update(`${line}\n`)
    items += 1
    yield plainOf(line)
  }
  if (seal !== JSON.stringify({ items, sha256: digest.digest('hex') })) broken()
}
