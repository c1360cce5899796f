import { createHash } from 'node:crypto'
import type { Fate, GateCall, Refusal } from './gate.ts'

const json = { 'content-type': 'application/x-amz-json-1.0' }
const error = (status: number, type: string, more: object = {}): Refusal => ({
  status,
  headers: { ...json, 'x-amzn-errortype': type },
  body: JSON.stringify({ __type: type, message: type, Message: type, ...more }),
})

/** As AWS words it: one reason for each item, the last one the item that was held. */
function conflict(body: Buffer): Refusal {
  const { TransactItems = [] }: { TransactItems?: unknown[] } = JSON.parse(body.toString('utf8'))
  const CancellationReasons = TransactItems.map((_, place) => ({
    Code: place === TransactItems.length - 1 ? 'TransactionConflict' : 'None',
  }))
  return error(400, 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException', { CancellationReasons })
}

/** What each neighbour says when it is asked too much: none of it has been done. */
const words: Readonly<Record<string, (call: GateCall) => Refusal>> = {
  dynamodb: ({ operation, body }) =>
    operation === 'TransactWriteItems'
      ? conflict(body)
      : error(400, 'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException'),
  sqs: () => error(400, 'ThrottlingException'),
  s3: () => ({
    status: 503,
    headers: { 'content-type': 'application/xml' },
    body: '<?xml version="1.0"?><Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>',
  }),
  ses: () => error(429, 'TooManyRequestsException'),
  secretsManager: () => error(400, 'ThrottlingException'),
  signing: () => error(400, 'ThrottlingException'),
}

/** So many of a hundred calls are refused by whoever they were for. */
export function refusing(percent: number, dice: () => number): (call: GateCall) => Fate {
  return (call) => (dice() * 100 < percent ? (words[call.at]?.(call) ?? 'pass') : 'pass')
}

/** Small, even and repeatable: between 0 and 1. */
export function diceOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Those of one case, which no other case's throws move. */
export function diceFor(seed: number, name: string): () => number {
  return diceOf(seed ^ createHash('sha256').update(name).digest().readUInt32BE())
}
