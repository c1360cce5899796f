import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import * as z from 'zod'
import { functionArn } from '../account.ts'
import type { Calls } from '../calls.ts'
import type { Answer } from '../function-pool.ts'
import { pause } from '../giving-way.ts'
import type { Mapping } from '../model.ts'
import { matchesPattern } from '../patterns.ts'
import type { Driver } from './driver.ts'
import type { StreamReader, StreamRecord } from './stream-reader.ts'

export interface StreamDriverOptions {
  mapping: Mapping
  reader: StreamReader
  calls: Calls
  /** File of the checkpoint: what was handled stays handled over a restart. */
  checkpointFile: string
  /** Takes what was given up, as the mapping's failure destination. */
  giveUp: (failure: GivenUp) => Promise<void>
  retryDelayMs: number
  pollMs: number
  log: (line: string) => void
}

/** The longest that a batching window is kept open here: whoever tries the system on one machine sees figures within a second. */
const longestWindowMs = 1000
/** Whoever asks for quiet is not kept waiting by windows: after each question so long. */
const hurryMs = 2000
const passingMs = 1000

/** The invocation record Lambda writes for records it gave up; S3 destinations get the payload too. */
export interface GivenUp {
  requestContext: { requestId: string; functionArn: string; condition: string; approximateInvokeCount: number }
  responseContext: { statusCode: number; executedVersion: string; functionError: string }
  version: string
  timestamp: string
  DDBStreamBatchInfo: Record<string, unknown>
  payload: string
}

const checkpoints = z.record(z.string(), z.string())
const partial = z.object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })).nullish() })

/** Reads a table's stream for one function, in order, from where it stood. */
export function startStream(options: StreamDriverOptions): Driver {
  const { mapping, reader, calls, log } = options
  const stopping = new AbortController()
  const positions = readCheckpoints(options.checkpointFile)
  const windowMs = Math.min(mapping.windowSeconds * 1000, longestWindowMs)
  let hurriedUntil = 0
  let hurry = new AbortController()
  let working = false
  let passedSince: number | undefined
  let ended: Promise<void> = Promise.resolve()

  function keep(shard: string, sequence: string): void {
    positions.set(shard, sequence)
    write()
  }

  function write(): void {
    passedSince = undefined
    const draft = `${options.checkpointFile}.draft`
    mkdirSync(dirname(draft), { recursive: true })
    writeFileSync(draft, JSON.stringify(Object.fromEntries(positions)))
    renameSync(draft, options.checkpointFile)
  }

  /** What nobody wanted is passed by again after a kill, to no harm: its place is written now and then. */
  function pass(shard: string, sequence: string): void {
    positions.set(shard, sequence)
    passedSince ??= Date.now()
    if (Date.now() - passedSince > passingMs) write()
  }

  async function next(shard: string, after = positions.get(shard), limit = mapping.batchSize): Promise<StreamRecord[]> {
    const { records, trimmed } = await reader.read(shard, after ? { after } : 'TRIM_HORIZON', limit)
    if (trimmed) log(`stream ${mapping.id}: records after ${after} are gone, reading on from the oldest left`)
    return records
  }

  /** Waits while somebody asks for quiet not at all. */
  async function linger(ms: number): Promise<void> {
    if (Date.now() < hurriedUntil) return
    await pause(ms, AbortSignal.any([stopping.signal, hurry.signal]))
  }

  /** A page of the shard; one that is not full is given the mapping's window to fill, once something in it is wanted. */
  async function gather(shard: string): Promise<StreamRecord[]> {
    const first = await next(shard)
    const last = first.at(-1)
    if (windowMs === 0 || !last || first.length >= mapping.batchSize) return first
    if (!first.some((record) => isWanted(record, mapping))) return first
    await linger(windowMs)
    return [...first, ...(await next(shard, last.dynamodb.SequenceNumber, mapping.batchSize - first.length))]
  }

  /** Handles one page of each shard; says whether one was full, so that more waits behind it. */
  async function step(): Promise<boolean> {
    let more = false
    for (const shard of await reader.listShards()) {
      const records = await gather(shard)
      const last = records.at(-1)
      if (!last || stopping.signal.aborted) continue
      more ||= records.length >= mapping.batchSize || Date.now() < hurriedUntil
      working = true
      const wanted = records.filter((record) => isWanted(record, mapping))
      if (wanted.length === 0) pass(shard, last.dynamodb.SequenceNumber)
      else if (await carry(wanted, shard, 0)) keep(shard, last.dynamodb.SequenceNumber)
    }
    working = false
    return more
  }

  /** Calls until done, split, or given up (true), or until the stop (false); splitting costs no retry, and what was reported as done is not sent again. */
  async function carry(batch: StreamRecord[], shard: string, calledBefore: number): Promise<boolean> {
    let rest = batch
    for (let called = calledBefore; ; ) {
      const Records = rest.map((record) => ({ ...record, eventSourceARN: mapping.source }))
      const answer = await calls.now(mapping.function, { Records })
      called += 1
      const from = findFirstFailed(rest, answer, mapping.reportsFailures)
      if (from === undefined) return true
      if (stopping.signal.aborted) return false
      if (from > 0) {
        const done = rest[from - 1]
        if (done) keep(shard, done.dynamodb.SequenceNumber)
        called = 1
      }
      rest = rest.slice(from)
      const isOver = mapping.retries >= 0 && called > mapping.retries
      if (isOver || isTooOld(rest, mapping.recordAgeSeconds)) {
        await giveUp(rest, shard, called, answer)
        return true
      }
      if (mapping.bisects && rest.length > 1) {
        const half = Math.ceil(rest.length / 2)
        await pause(options.retryDelayMs, stopping.signal)
        if (!(await carry(rest.slice(0, half), shard, called - 1))) return false
        return carry(rest.slice(half), shard, called - 1)
      }
      await pause(options.retryDelayMs * Math.min(called, 30), stopping.signal)
      if (stopping.signal.aborted) return false
    }
  }

  async function giveUp(batch: StreamRecord[], shard: string, called: number, answer: Answer): Promise<void> {
    log(`stream ${mapping.id}: gave up ${batch.length} records after ${called} calls`)
    const arrival = (record: StreamRecord | undefined) =>
      new Date((record?.dynamodb.ApproximateCreationDateTime ?? 0) * 1000).toISOString()
    await options.giveUp({
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
        startSequenceNumber: batch[0]?.dynamodb.SequenceNumber,
        endSequenceNumber: batch.at(-1)?.dynamodb.SequenceNumber,
        approximateArrivalOfFirstRecord: arrival(batch[0]),
        approximateArrivalOfLastRecord: arrival(batch.at(-1)),
        batchSize: batch.length,
        streamArn: mapping.source,
      },
      payload: JSON.stringify({ Records: batch }),
    })
  }

  async function run(): Promise<void> {
    if (mapping.from === 'LATEST') {
      for (const shard of await reader.listShards()) {
        if (!positions.has(shard)) keep(shard, (await reader.findEnd(shard)) ?? '0')
      }
    }
    while (!stopping.signal.aborted) {
      try {
        // Records that come one by one are handled some at a time, as on AWS, where a shard is asked four times a second.
        if (!(await step())) await pause(options.pollMs, stopping.signal)
      } catch (cause) {
        working = false
        if (!stopping.signal.aborted) log(`stream ${mapping.id}: ${String(cause)}`)
        await pause(1000, stopping.signal)
      }
    }
  }

  ended = run().catch((cause: unknown) => log(`stream ${mapping.id} ended: ${String(cause)}`))
  return {
    async busyWith() {
      hurriedUntil = Date.now() + hurryMs
      hurry.abort()
      hurry = new AbortController()
      if (working) return `stream ${mapping.id}`
      // A shard may have opened a moment ago: what is asked here must not rest on what was known then.
      for (const shard of await reader.listShards(true))
        if ((await next(shard)).length > 0) return `stream ${mapping.id}`
      return undefined
    },
    async stop() {
      stopping.abort()
      await Promise.race([ended, pause(2000, new AbortController().signal)])
      if (passedSince !== undefined) write()
    },
  }
}

/** Index of the first record to send again; `undefined` when all are done. */
function findFirstFailed(batch: readonly StreamRecord[], answer: Answer, reportsFailures: boolean) {
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

function isWanted(record: StreamRecord, mapping: Mapping): boolean {
  if (mapping.filters.length === 0) return true
  return mapping.filters.some((filter) => matchesPattern(filter, record))
}

function isTooOld(batch: readonly StreamRecord[], ageSeconds: number): boolean {
  const arrived = batch[0]?.dynamodb.ApproximateCreationDateTime
  return ageSeconds > 0 && arrived !== undefined && Date.now() / 1000 - arrived > ageSeconds
}

function readCheckpoints(file: string): Map<string, string> {
  try {
    return new Map(Object.entries(checkpoints.parse(JSON.parse(readFileSync(file, 'utf8')))))
  } catch {
    return new Map()
  }
}
