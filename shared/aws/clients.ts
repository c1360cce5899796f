import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { SQSClient } from '@aws-sdk/client-sqs'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { patience } from './patience.ts'
import { Sha256 } from './sha256.ts'

/** Who calls, as a service's own log names it. */
const caller = 'mot-cua'

/** The table, spoken to in plain values. Endpoints come from AWS_ENDPOINT_URL_*, which the SDK reads itself. */
export function openTable(): DynamoDBDocumentClient {
  return DynamoDBDocumentClient.from(sparing(new DynamoDBClient({ ...patience, sha256: Sha256 })), {
    marshallOptions: { removeUndefinedValues: true },
  })
}

export function openQueues(): SQSClient {
  // The local queues' URLs carry a host of their own: the configured endpoint is the one to use.
  return sparing(
    new SQSClient({
      ...patience,
      sha256: Sha256,
      useQueueUrlAsEndpoint: process.env.AWS_ENDPOINT_URL_SQS === undefined,
    }),
  )
}

/**
 * The SDK makes a signer for every call, of a copy of all its settings, and writes question and answer out for a log that
 * nobody keeps: four tenths of what a call costs. One signer serves all calls of a client, whose region and service do not
 * change; the credentials it asks for each time. Nor does it spell out, call for call, which machine, versions and features it is.
 */
export function sparing<C extends DynamoDBClient | SQSClient>(client: C): C {
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
  const { requestHandler } = config
  const handle = requestHandler.handle.bind(requestHandler)
  requestHandler.handle = (request, options) => {
    request.headers['user-agent'] = caller
    return handle(request, options)
  }
  return client
}
