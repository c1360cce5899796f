import { DescribeTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb'
import * as z from 'zod'
import { region } from '../account.ts'
import { jsonObject } from '../json.ts'
import { askJson } from './ask-json.ts'

const recordShape = z.looseObject({
  eventID: z.string(),
  eventName: z.string(),
  dynamodb: z.looseObject({
    SequenceNumber: z.string(),
    ApproximateCreationDateTime: z.number().optional(),
    Keys: jsonObject.optional(),
  }),
})
export type StreamRecord = z.infer<typeof recordShape>

const shards = z.object({ StreamDescription: z.object({ Shards: z.array(z.object({ ShardId: z.string() })) }) })
const iterator = z.object({ ShardIterator: z.string() })
const page = z.object({ Records: z.array(recordShape), NextShardIterator: z.string().nullish() })

const knownMs = 1000
/** The embedded table goes through all records it ever streamed to name its one shard, and answers nobody meanwhile. */
const restsPerAsking = 50

/** Where reading goes on: after a sequence number, or from an end of the shard. */
export type Position = { after: string } | 'TRIM_HORIZON' | 'LATEST'

export interface StreamReader {
  /** Known for a second, or fifty times as long as the answer took; `now` asks again. */
  listShards(now?: boolean): Promise<string[]>
  /** Up to `limit` records after the position, and whether the records after it had been trimmed. */
  read(shard: string, position: Position, limit: number): Promise<{ records: StreamRecord[]; trimmed: boolean }>
  /** The sequence number of the newest record, so that LATEST means the moment of the first start. */
  findEnd(shard: string): Promise<string | undefined>
}

/** The streams API by its JSON protocol: the one table-stream client this project needs. */
export async function openStream(dynamodb: DynamoDBClient, endpoint: string, table: string): Promise<StreamReader> {
  const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName: table }))
  const StreamArn = Table?.LatestStreamArn
  if (!StreamArn) throw new Error(`table ${table} has no stream`)

  function call(action: string, body: unknown): Promise<unknown> {
    return askJson(endpoint, 'dynamodb', `DynamoDBStreams_20120810.${action}`, body)
  }

  async function openIterator(ShardId: string, position: Position): Promise<string> {
    const where =
      typeof position === 'string'
        ? { ShardIteratorType: position }
        : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: position.after }
    return iterator.parse(await call('GetShardIterator', { StreamArn, ShardId, ...where })).ShardIterator
  }

  // A page names the way to the next: where the reading goes on from there, it need not be asked for.
  let ahead: { place: string; iterator: string } | undefined
  const placeOf = (shard: string, position: Position) =>
    `${shard} ${typeof position === 'string' ? position : position.after}`

  async function readFrom(shard: string, position: Position, limit: number) {
    const known = ahead?.place === placeOf(shard, position) ? ahead.iterator : undefined
    ahead = undefined
    const ask = async (ShardIterator: string) => page.parse(await call('GetRecords', { ShardIterator, Limit: limit }))
    // One that has grown too old is asked for anew.
    const found =
      (known === undefined ? undefined : await ask(known).catch(() => undefined)) ??
      (await ask(await openIterator(shard, position)))
    const last = found.Records.at(-1)?.dynamodb.SequenceNumber
    const place = placeOf(shard, last === undefined ? position : { after: last })
    if (found.NextShardIterator) ahead = { place, iterator: found.NextShardIterator }
    return found.Records.map(localise)
  }

  let known: { shards: string[]; until: number } | undefined
  return {
    async listShards(now = false) {
      const begun = Date.now()
      if (!now && known && known.shards.length > 0 && known.until > begun) return known.shards
      const { StreamDescription } = shards.parse(await call('DescribeStream', { StreamArn }))
      const ended = Date.now()
      const until = ended + Math.max(knownMs, (ended - begun) * restsPerAsking)
      known = { shards: StreamDescription.Shards.map((one) => one.ShardId), until }
      return known.shards
    },
    async read(shard, position, limit) {
      try {
        return { records: await readFrom(shard, position, limit), trimmed: false }
      } catch (cause) {
        if (!String(cause).includes('TrimmedDataAccess')) throw cause
        return { records: await readFrom(shard, 'TRIM_HORIZON', limit), trimmed: true }
      }
    },
    async findEnd(shard) {
      let last: string | undefined
      let next: string | null | undefined = await openIterator(shard, 'TRIM_HORIZON')
      while (next) {
        const { Records, NextShardIterator } = page.parse(
          await call('GetRecords', { ShardIterator: next, Limit: 1000 }),
        )
        if (Records.length === 0) return last
        last = Records.at(-1)?.dynamodb.SequenceNumber
        next = NextShardIterator
      }
      return last
    },
  }
}

/** The embedded table store writes its own name where the region belongs. */
const localise = (record: StreamRecord): StreamRecord => ({ ...record, awsRegion: region })
