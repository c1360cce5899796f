import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3'
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { credentials, region } from '../../infra/local/account.ts'
import { openBus } from '../../infra/local/bus.ts'
import { createClock } from '../../infra/local/clock.ts'
import { findFreePorts } from '../../infra/local/loopback.ts'
import { startDynoxide } from '../../infra/local/stores/dynoxide.ts'
import { startFauxqsProcess } from '../../infra/local/stores/fauxqs.ts'
import { openS3Door } from '../../infra/local/stores/s3-door.ts'
import type { Table } from '../../shared/aws/table/table.ts'

export interface TableStore {
  table: Table
  stop(): Promise<void>
}

/** Starts an embedded table of its own, with the four indexes the dossier table has. */
export async function startTable(): Promise<TableStore> {
  const folder = await mkdtemp(join(tmpdir(), 'promises-'))
  const [port = 0] = await findFreePorts(1)
  const store = await startDynoxide({ folder, port })
  const client = new DynamoDBClient({ endpoint: store.url, region, credentials })
  await client.send(dossierTable)
  const db = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } })
  return {
    table: { db, name: 'dossiers' },
    async stop() {
      client.destroy()
      await store.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const text = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' as const })
const hash = (AttributeName: string) => ({ AttributeName, KeyType: 'HASH' as const })
const range = (AttributeName: string) => ({ AttributeName, KeyType: 'RANGE' as const })
const carrying = (...names: string[]) => ({ ProjectionType: 'INCLUDE' as const, NonKeyAttributes: names })
const keysOnly = { ProjectionType: 'KEYS_ONLY' as const }

const dossierTable = new CreateTableCommand({
  TableName: 'dossiers',
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: ['pk', 'sk', 'aPk', 'aSk', 'bPk', 'bSk', 'cPk', 'dPk', 'dSk'].map(text),
  KeySchema: [hash('pk'), range('sk')],
  GlobalSecondaryIndexes: [
    { IndexName: 'work', KeySchema: [hash('aPk'), range('aSk')], Projection: carrying('d', 'p') },
    { IndexName: 'owner', KeySchema: [hash('bPk'), range('bSk')], Projection: keysOnly },
    { IndexName: 'code', KeySchema: [hash('cPk')], Projection: carrying('p') },
    { IndexName: 'wants', KeySchema: [hash('dPk'), range('dSk')], Projection: keysOnly },
  ],
})

export interface Neighbours {
  s3: S3Client
  sqs: SQSClient
  /** A new FIFO queue, and its URL. */
  queue(name: string): Promise<string>
  stop(): Promise<void>
}

/** Starts embedded queues and, behind their door, embedded buckets. */
export async function startNeighbours(buckets: readonly string[]): Promise<Neighbours> {
  const folder = await mkdtemp(join(tmpdir(), 'promises-'))
  const [port = 0, doorPort = 0] = await findFreePorts(2)
  const store = await startFauxqsProcess({ folder, port })
  const clock = createClock()
  const bus = openBus({ clock })
  const door = await openS3Door({ port: doorPort, behind: store.url, folder: join(folder, 'door'), bus, clock })
  const s3 = bucketsAt(door.url)
  for (const Bucket of buckets) await s3.send(new CreateBucketCommand({ Bucket }))
  const sqs = new SQSClient({ endpoint: store.url, region, credentials, useQueueUrlAsEndpoint: false })
  return {
    s3,
    sqs,
    async queue(name) {
      await sqs.send(new CreateQueueCommand({ QueueName: `${name}.fifo`, Attributes: { FifoQueue: 'true' } }))
      return `${store.url}/000000000000/${name}.fifo`
    },
    async stop() {
      s3.destroy()
      sqs.destroy()
      await door.stop()
      bus.close()
      await store.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function bucketsAt(endpoint: string): S3Client {
  return new S3Client({
    endpoint,
    region,
    credentials,
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  })
}
