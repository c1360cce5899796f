import { pause } from '../giving-way.ts'
import { matchesPattern } from '../patterns.ts'
import type { Mapping } from '../templates/model.ts'
import type { Driver } from './driver.ts'
import { type BatchOptions, carryBatch } from './stream-batch.ts'
import { openPlaces } from './stream-places.ts'
import type { StreamReader, StreamRecord } from './stream-reader.ts'

export interface StreamDriverOptions extends BatchOptions {
  reader: StreamReader
  /** File of the checkpoint: what was handled stays handled over a restart. */
  checkpointFile: string
  pollMs: number
}

/** The longest that a batching window is kept open here: whoever tries the system on one machine sees figures within a second. */
const longestWindowMs = 1000
/** Whoever asks for quiet is not kept waiting by windows: after each question so long. */
const hurryMs = 2000

/** Reads a table's stream for one function, in order, from where it stood. */
export function startStream(options: StreamDriverOptions): Driver {
  const { mapping, reader, log } = options
  const stopping = new AbortController()
  const places = openPlaces(options.checkpointFile)
  const windowMs = Math.min(mapping.windowSeconds * 1000, longestWindowMs)
  let hurriedUntil = 0
  let hurry = new AbortController()
  let working = false

  async function next(shard: string, after = places.of(shard), limit = mapping.batchSize): Promise<StreamRecord[]> {
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
      await handle(shard, records, last.dynamodb.SequenceNumber)
    }
    working = false
    return more
  }

  async function handle(shard: string, records: readonly StreamRecord[], last: string): Promise<void> {
    const wanted = records.filter((record) => isWanted(record, mapping))
    if (wanted.length === 0) return places.pass(shard, last)
    const keep = (sequence: string) => places.keep(shard, sequence)
    if (await carryBatch(options, wanted, { shard, keep, stopping: stopping.signal })) keep(last)
  }

  async function run(): Promise<void> {
    if (mapping.from === 'LATEST') {
      for (const shard of await reader.listShards()) {
        if (places.of(shard) === undefined) places.keep(shard, (await reader.findEnd(shard)) ?? '0')
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

  const ended = run().catch((cause: unknown) => log(`stream ${mapping.id} ended: ${String(cause)}`))
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
      places.close()
    },
  }
}

function isWanted(record: StreamRecord, mapping: Mapping): boolean {
  if (mapping.filters.length === 0) return true
  return mapping.filters.some((filter) => matchesPattern(filter, record))
}
