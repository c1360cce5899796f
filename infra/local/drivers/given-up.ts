import { randomUUID } from 'node:crypto'
import { functionArn } from '../account.ts'
import type { Answer } from '../function-pool.ts'
import type { Mapping } from '../templates/model.ts'
import type { StreamRecord } from './stream-reader.ts'

/** The invocation record Lambda writes for records it gave up; S3 destinations get the payload too. */
export interface GivenUp {
  requestContext: { requestId: string; functionArn: string; condition: string; approximateInvokeCount: number }
  responseContext: { statusCode: number; executedVersion: string; functionError: string }
  version: string
  timestamp: string
  DDBStreamBatchInfo: Record<string, unknown>
  payload: string
}

/** What is told of a batch of one shard after so many calls, of which `answer` was the last. */
export function givenUp(
  mapping: Mapping,
  batch: readonly StreamRecord[],
  { shard, called, answer }: { shard: string; called: number; answer: Answer },
): GivenUp {
  const [first, last] = [batch[0], batch.at(-1)]
  return {
    requestContext: {
      requestId: randomUUID(),
      functionArn: functionArn(mapping.function),
      condition: 'RetryAttemptsExhausted',
      approximateInvokeCount: called,
    },
    responseContext: {
      statusCode: 200,
      executedVersion: '$LATEST',
      functionError: answer.ok ? 'Partial' : 'Unhandled',
    },
    version: '1.0',
    timestamp: new Date().toISOString(),
    DDBStreamBatchInfo: {
      shardId: shard,
      startSequenceNumber: first?.dynamodb.SequenceNumber,
      endSequenceNumber: last?.dynamodb.SequenceNumber,
      approximateArrivalOfFirstRecord: arrivalOf(first),
      approximateArrivalOfLastRecord: arrivalOf(last),
      batchSize: batch.length,
      streamArn: mapping.source,
    },
    payload: JSON.stringify({ Records: batch }),
  }
}

const arrivalOf = (record: StreamRecord | undefined): string =>
  new Date((record?.dynamodb.ApproximateCreationDateTime ?? 0) * 1000).toISOString()
