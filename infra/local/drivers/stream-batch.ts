import * as z from 'zod'
import type { Calls } from '../calls.ts'
import type { Answer } from '../function-pool.ts'
import { pause } from '../giving-way.ts'
import type { Mapping } from '../templates/model.ts'
import { type GivenUp, givenUp } from './given-up.ts'
import type { StreamRecord } from './stream-reader.ts'

export interface BatchOptions {
  mapping: Mapping
  calls: Calls
  /** Takes what was given up, as the mapping's failure destination. */
  giveUp: (failure: GivenUp) => Promise<void>
  retryDelayMs: number
  log: (line: string) => void
}

interface Way {
  shard: string
  /** Hears up to where the function has said that it is done, before the whole batch is. */
  keep: (sequence: string) => void
  stopping: AbortSignal
}

const partial = z.object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })).nullish() })

/** Calls until done, split, or given up (true), or until the stop (false); splitting costs no retry, and what was reported as done is not sent again. */
export async function carryBatch(
  options: BatchOptions,
  batch: readonly StreamRecord[],
  way: Way,
  calledBefore = 0,
): Promise<boolean> {
  const { mapping } = options
  let rest = batch
  for (let called = calledBefore; ; ) {
    const Records = rest.map((record) => ({ ...record, eventSourceARN: mapping.source }))
    const answer = await options.calls.now(mapping.function, { Records })
    called += 1
    const from = findFirstFailed(rest, answer, mapping.reportsFailures)
    if (from === undefined) return true
    if (way.stopping.aborted) return false
    const done = rest[from - 1]
    if (done) {
      way.keep(done.dynamodb.SequenceNumber)
      called = 1
    }
    rest = rest.slice(from)
    if (isHopeless(rest, called, mapping)) {
      options.log(`stream ${mapping.id}: gave up ${rest.length} records after ${called} calls`)
      await options.giveUp(givenUp(mapping, rest, { shard: way.shard, called, answer }))
      return true
    }
    if (mapping.bisects && rest.length > 1) {
      await pause(options.retryDelayMs, way.stopping)
      return carryHalves(options, rest, way, called - 1)
    }
    await pause(options.retryDelayMs * Math.min(called, 30), way.stopping)
    if (way.stopping.aborted) return false
  }
}

async function carryHalves(
  options: BatchOptions,
  batch: readonly StreamRecord[],
  way: Way,
  calledBefore: number,
): Promise<boolean> {
  const half = Math.ceil(batch.length / 2)
  const isFirstDone = await carryBatch(options, batch.slice(0, half), way, calledBefore)
  return isFirstDone && carryBatch(options, batch.slice(half), way, calledBefore)
}

/** Index of the first record to send again; `undefined` when all are done. */
function findFirstFailed(batch: readonly StreamRecord[], answer: Answer, reportsFailures: boolean): number | undefined {
  if (!answer.ok) return 0
  if (!reportsFailures || answer.value === null) return undefined
  const named = partial.safeParse(answer.value)
  if (!named.success) return 0
  const failures = named.data.batchItemFailures ?? []
  if (failures.length === 0) return undefined
  const places = failures.map((one) =>
    batch.findIndex((record) => record.dynamodb.SequenceNumber === one.itemIdentifier),
  )
  return Math.max(0, Math.min(...places))
}

/** Called as often as the mapping allows, or older than it lets a record grow. */
function isHopeless(batch: readonly StreamRecord[], called: number, mapping: Mapping): boolean {
  if (mapping.retries >= 0 && called > mapping.retries) return true
  const arrived = batch[0]?.dynamodb.ApproximateCreationDateTime
  const { recordAgeSeconds } = mapping
  return recordAgeSeconds > 0 && arrived !== undefined && Date.now() / 1000 - arrived > recordAgeSeconds
}
