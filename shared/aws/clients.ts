import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { SQSClient } from '@aws-sdk/client-sqs'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { createSender, type Patience } from './sender.ts'
import { Sha256 } from './sha256.ts'

const maxAttempts = 3
/** A silent neighbour is given up early: three tries fit into the fifteen seconds that the shortest door has. */
const patience: Patience = { connectMs: 1_000, silentMs: 4_500 }

/** The table, spoken to in plain values. Endpoints come from AWS_ENDPOINT_URL_*, which the SDK reads itself. */
export function openTable(): DynamoDBDocumentClient {
  return DynamoDBDocumentClient.from(sparing(new DynamoDBClient({ maxAttempts, sha256: Sha256 })), {
    marshallOptions: { removeUndefinedValues: true },
  })
}

export function openQueues(): SQSClient {
  // The local queues' URLs carry a host of their own: the configured endpoint is the one to use.
  return sparing(
    new SQSClient({
      maxAttempts,
      sha256: Sha256,
      useQueueUrlAsEndpoint: process.env.AWS_ENDPOINT_URL_SQS === undefined,
    }),
  )
}

/**
 * The SDK makes a signer for every call, of a copy of all its settings, and writes question and answer out for a log that
 * nobody keeps: four tenths of what a call costs. One signer serves all calls of a client, whose region and service do not
 * change; the credentials it asks for each time. Nor does it spell out, call for call, which machine, versions and features it is,
 * and its questions go by a sender that knows what they are.
 */
export function sparing<C extends DynamoDBClient | SQSClient>(client: C, within = patience): C {
  const { config, middlewareStack } = client
  const make = config.signer
  let made: ReturnType<typeof make> | undefined
  config.signer = (scheme) => {
    made ??= make(scheme).catch((error: unknown) => {
      made = undefined
      throw error
    })
    return made
  }
  middlewareStack.remove('loggerMiddleware')
  middlewareStack.remove('getUserAgentMiddleware')
  Object.assign(config.requestHandler, createSender(within))
  return client
}
