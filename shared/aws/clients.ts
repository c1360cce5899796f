import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { S3Client } from '@aws-sdk/client-s3'
import { SQSClient } from '@aws-sdk/client-sqs'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'

// A citizen waits at most as long as one HTTP request may take: a silent neighbour is given up early and tried again.
const patience = { maxAttempts: 3, requestHandler: { connectionTimeout: 1_000, requestTimeout: 5_000 } } as const

/** The table, spoken to in plain values. Endpoints come from AWS_ENDPOINT_URL_*, which the SDK reads itself. */
export function openTable(): DynamoDBDocumentClient {
  return DynamoDBDocumentClient.from(new DynamoDBClient(patience), {
    marshallOptions: { removeUndefinedValues: true },
  })
}

/** Buckets. A stand-in has no bucket in its host name; checksums are sent only where we set them, so links stay exact. */
export function openBuckets(): S3Client {
  return new S3Client({
    ...patience,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 20_000 },
    forcePathStyle: process.env.AWS_ENDPOINT_URL_S3 !== undefined,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  })
}

export function openQueues(): SQSClient {
  // The local queues' URLs carry a host of their own: the configured endpoint is the one to use.
  return new SQSClient({ ...patience, useQueueUrlAsEndpoint: process.env.AWS_ENDPOINT_URL_SQS === undefined })
}
