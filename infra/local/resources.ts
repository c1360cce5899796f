import { createHash } from 'node:crypto'
import {
  CreateTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  ResourceNotFoundException,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb'
import {
  CreateBucketCommand,
  HeadBucketCommand,
  PutObjectLockConfigurationCommand,
  type S3Client,
} from '@aws-sdk/client-s3'
import { CreateQueueCommand, SetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs'
import { queueArn } from './account.ts'
import type { Bucket, Model, Queue, Table } from './templates/model.ts'

export interface Clients {
  dynamodb: DynamoDBClient
  sqs: SQSClient
  s3: S3Client
}

/** Makes what the templates ask for and is not there yet; what is there stays as it is, data included. */
export async function ensureResources(model: Model, clients: Clients): Promise<void> {
  for (const table of model.tables) await ensureTable(table, clients.dynamodb)
  for (const queue of deadLettersFirst(model.queues)) await ensureQueue(queue, clients.sqs)
  for (const bucket of model.buckets) await ensureBucket(bucket, clients.s3)
}

async function ensureTable({ name, definition }: Table, dynamodb: DynamoDBClient): Promise<void> {
  const standing = await describeTable(name, dynamodb)
  if (standing) {
    if (standing === fingerprint(definition.KeySchema, definition.GlobalSecondaryIndexes)) return
    throw new Error(
      `table ${name} stands with other keys or indexes than the template asks for: empty the local data (npm run reset)`,
    )
  }
  await createTable({ name, definition }, dynamodb)
}

/** A new table with the keys, indexes, stream and time to live of the template. */
export async function createTable({ name, definition }: Table, dynamodb: DynamoDBClient): Promise<void> {
  const indexes = definition.GlobalSecondaryIndexes
  const local = definition.LocalSecondaryIndexes
  await dynamodb.send(
    new CreateTableCommand({
      TableName: name,
      AttributeDefinitions: definition.AttributeDefinitions,
      KeySchema: definition.KeySchema,
      BillingMode: 'PAY_PER_REQUEST',
      ...(indexes.length > 0 ? { GlobalSecondaryIndexes: indexes.map(trimProjection) } : {}),
      ...(local.length > 0 ? { LocalSecondaryIndexes: local.map(trimProjection) } : {}),
      ...(definition.StreamSpecification
        ? { StreamSpecification: { StreamEnabled: true, ...definition.StreamSpecification } }
        : {}),
    }),
  )
  const ttl = definition.TimeToLiveSpecification
  if (!ttl?.Enabled || !ttl.AttributeName) return
  const TimeToLiveSpecification = { AttributeName: ttl.AttributeName, Enabled: true }
  await dynamodb.send(new UpdateTimeToLiveCommand({ TableName: name, TimeToLiveSpecification }))
}

type Index = Table['definition']['GlobalSecondaryIndexes'][number]

function trimProjection({ IndexName, KeySchema, Projection }: Index) {
  const { ProjectionType, NonKeyAttributes } = Projection
  return { IndexName, KeySchema, Projection: { ProjectionType, ...(NonKeyAttributes ? { NonKeyAttributes } : {}) } }
}

/** What tells one shape of keys and indexes from another; `undefined` when there is no such table. */
export async function describeTable(name: string, dynamodb: DynamoDBClient): Promise<string | undefined> {
  try {
    const { Table: table } = await dynamodb.send(new DescribeTableCommand({ TableName: name }))
    return fingerprint(table?.KeySchema ?? [], table?.GlobalSecondaryIndexes ?? [])
  } catch (cause) {
    if (cause instanceof ResourceNotFoundException) return undefined
    throw cause
  }
}

type Key = { AttributeName?: string | undefined; KeyType?: string | undefined }

export function fingerprint(
  keys: readonly Key[],
  indexes: readonly { IndexName?: string | undefined; KeySchema?: Key[] | undefined }[],
) {
  const line = (list: readonly Key[]) => list.map((key) => `${key.KeyType} ${key.AttributeName}`).sort()
  const lines = indexes.map((index) => `${index.IndexName}: ${line(index.KeySchema ?? [])}`).sort()
  return createHash('sha256')
    .update(JSON.stringify([line(keys), lines]))
    .digest('hex')
}

async function ensureQueue(queue: Queue, sqs: SQSClient): Promise<void> {
  const { FifoQueue, ...changeable } = queue.attributes
  try {
    await sqs.send(new CreateQueueCommand({ QueueName: queue.name, Attributes: queue.attributes }))
  } catch (cause) {
    if (!(cause instanceof Error) || !/QueueNameExists|QueueAlreadyExists/.test(cause.name)) throw cause
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl: queue.url, Attributes: changeable }))
  }
}

/** A queue may only name dead letters that stand. */
function deadLettersFirst(queues: readonly Queue[]): Queue[] {
  const isNamed = (queue: Queue) =>
    queues.some((other) => other.attributes.RedrivePolicy?.includes(`"${queueArn(queue.name)}"`) ?? false)
  return [...queues].sort((one, other) => Number(isNamed(other)) - Number(isNamed(one)))
}

async function ensureBucket({ name, lockedDays }: Bucket, s3: S3Client): Promise<void> {
  try {
    await s3.send(new HeadBucketCommand({ Bucket: name }))
  } catch (cause) {
    if (!(cause instanceof Error) || !/NotFound|NoSuchBucket/.test(cause.name)) throw cause
    await s3.send(new CreateBucketCommand({ Bucket: name }))
  }
  if (lockedDays === undefined) return
  const Rule = { DefaultRetention: { Mode: 'COMPLIANCE', Days: lockedDays } } as const
  await s3.send(
    new PutObjectLockConfigurationCommand({
      Bucket: name,
      ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled', Rule },
    }),
  )
}
