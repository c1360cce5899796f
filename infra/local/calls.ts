import { randomUUID } from 'node:crypto'
import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs'
import { functionArn } from './account.ts'
import type { Answer, FunctionPool } from './function-pool.ts'
import { createGivingWay, pause } from './giving-way.ts'
import { payloadOf } from './input-transformer.ts'
import type { LambdaFunction, Queue, Target } from './templates/model.ts'

/** The ways in which a function is called, and what becomes of an event when it fails for good. */
export interface Calls {
  /** For a request that somebody waits for. */
  answer(name: string, event: unknown): Promise<Answer>
  /** For everything else: gives way to open requests. */
  now(name: string, event: unknown): Promise<Answer>
  /** As Lambda's asynchronous call: retried, then handed to the failure destination or the dead letters. */
  withRetries(name: string, event: unknown, deadLettersTo?: string): Promise<Answer>
  /** A rule's or schedule's target: a function or a queue. */
  deliver(target: Target, event: unknown): Promise<Answer>
  send(queueArn: string, body: unknown, group?: string): Promise<void>
  /** Grows with every call: unchanged means that nothing ran meanwhile. */
  count(): number
  underWay(): string[]
  stop(): void
}

/** One call of a function as whoever measures hears of it, once it is over. */
export interface HeardCall {
  function: string
  event: unknown
  ms: number
}

interface CallOptions {
  pools: ReadonlyMap<string, FunctionPool>
  functions: readonly LambdaFunction[]
  queues: readonly Queue[]
  sqs: SQSClient
  retryDelaysMs: readonly number[]
  heard?: ((call: HeardCall) => void) | undefined
  log: (line: string) => void
}

export function createCalls({ pools, functions, queues, sqs, retryDelaysMs, heard, log }: CallOptions): Calls {
  const stopping = new AbortController()
  let count = 0
  let lasting = 0
  const way = createGivingWay(stopping.signal)
  const answer = (name: string, event: unknown) => way.first(() => call(name, event))
  const now = (name: string, event: unknown) => way.behind(() => call(name, event))

  async function call(name: string, event: unknown): Promise<Answer> {
    const pool = pools.get(name)
    if (!pool) throw new Error(`there is no function ${name} that runs here`)
    count += 1
    const begun = performance.now()
    const answer = await pool.invoke(event)
    heard?.({ function: name, event, ms: performance.now() - begun })
    if (!answer.ok && !stopping.signal.aborted) {
      log(`${name}: ${answer.error.errorType}: ${answer.error.errorMessage}`)
    }
    return answer
  }

  async function send(arn: string, body: unknown, group?: string): Promise<void> {
    const queue = queues.find((one) => arn.endsWith(`:${one.name}`))
    if (!queue) throw new Error(`there is no queue ${arn} here`)
    const fifo = queue.attributes.FifoQueue === 'true'
    await sqs.send(
      new SendMessageCommand({
        QueueUrl: queue.url,
        MessageBody: typeof body === 'string' ? body : JSON.stringify(body),
        ...(fifo ? { MessageGroupId: group ?? 'events', MessageDeduplicationId: randomUUID() } : {}),
      }),
    )
    count += 1
  }

  async function setAside(fn: LambdaFunction, event: unknown, answer: Answer, calls: number, deadLetters?: string) {
    if (answer.ok) return
    if (fn.failedTo) {
      const requestContext = {
        requestId: randomUUID(),
        functionArn: functionArn(fn.name),
        condition: 'RetriesExhausted',
        approximateInvokeCount: calls,
      }
      const responseContext = { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' }
      const responsePayload = answer.error
      const timestamp = new Date().toISOString()
      await send(fn.failedTo, {
        version: '1.0',
        timestamp,
        requestContext,
        requestPayload: event,
        responseContext,
        responsePayload,
      })
    }
    const queue = fn.deadLettersTo ?? deadLetters
    if (queue) await send(queue, event)
    if (!fn.failedTo && !queue) log(`${fn.name}: gave up after ${calls} calls, and nothing takes what it could not do`)
  }

  async function withRetries(name: string, event: unknown, deadLettersTo?: string): Promise<Answer> {
    const fn = functions.find((one) => one.name === name)
    if (!fn) throw new Error(`there is no function ${name} here`)
    lasting += 1
    try {
      for (let attempt = 0; ; attempt += 1) {
        const answer = await now(name, event)
        if (answer.ok) return answer
        if (stopping.signal.aborted) throw new Error(`stopped while ${name} was at work`)
        if (attempt >= fn.retries) {
          await setAside(fn, event, answer, attempt + 1, deadLettersTo)
          return answer
        }
        await pause(retryDelaysMs[Math.min(attempt, retryDelaysMs.length - 1)] ?? 1000, stopping.signal)
        if (stopping.signal.aborted) throw new Error(`stopped while ${name} was to be tried again`)
      }
    } finally {
      lasting -= 1
    }
  }

  return {
    answer,
    now,
    withRetries,
    send,
    async deliver(target, event) {
      const payload = payloadOf(target, event)
      const name = target.arn.split(':function:')[1]
      if (name) return withRetries(name, payload, target.deadLettersTo)
      await send(target.arn, payload, target.group)
      return { ok: true, value: null }
    },
    count: () => count,
    underWay: () => [
      ...[...pools.values()].filter((pool) => pool.busy() > 0).map((pool) => `function ${pool.name}`),
      ...(lasting > 0 ? [`${lasting} asynchronous calls`] : []),
    ],
    stop: () => stopping.abort(),
  }
}
