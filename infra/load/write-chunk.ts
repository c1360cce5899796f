import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { BatchWriteCommand, DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb'
import {
  eventItem,
  headItem,
  type Item,
  partItems,
  planKey,
  scanKey,
  serialItem,
  serialKey,
} from '../../shared/aws/items.ts'
import { isRefused } from '../../shared/aws/reach.ts'
import { askTable } from '../../shared/aws/table.ts'
import { side } from '../bench/scenes.ts'
import type { ChunkDesk } from './chunk-desk.ts'

const atOnce = 25

/** Writes what a chunk came to: dossiers whole, then the numbers they took. Done twice, it is the same dossiers. */
export async function writeChunk(
  raw: DynamoDBClient,
  table: string,
  { kept, plans, serials }: ChunkDesk,
): Promise<number> {
  const db = DynamoDBDocumentClient.from(raw, { marshallOptions: { removeUndefinedValues: true } })
  const items: Item[] = [...plans].map(([ref, plan]) => ({ ...planKey(ref), d: plan }))
  // Events first: whoever counts finds a head only when its history is there.
  for (const { events } of kept.values()) items.push(...events.map(eventItem))
  const heads: Item[] = []
  for (const { file, events } of kept.values()) {
    const event = events.at(-1)
    if (!event) continue
    const { dossier, parties, ledger, money, consultations, scans } = file
    const parts = { parties, ledger, ...(money ? { money } : {}), ...(consultations ? { consultations } : {}) }
    items.push(...partItems({ dossier, event, ...parts }))
    items.push(...scans.map((scan) => ({ ...scanKey(dossier.id, scan.n), d: scan })))
    heads.push(headItem(dossier))
  }
  for (const part of [items, heads]) await writeAll(db, table, part)
  for (const [scope, value] of serials) await raise(db, table, { scope, value })
  return items.length + heads.length
}

async function writeAll(db: DynamoDBDocumentClient, table: string, items: readonly Item[]): Promise<void> {
  const batches = Array.from({ length: Math.ceil(items.length / atOnce) }, (_, n) =>
    items.slice(n * atOnce, (n + 1) * atOnce),
  )
  await side(4, batches, async (batch) => {
    let left: Record<string, unknown>[] = batch.map((item) => ({ PutRequest: { Item: item } }))
    while (left.length > 0) {
      const said = await askTable(() => db.send(new BatchWriteCommand({ RequestItems: { [table]: left } })))
      left = said.UnprocessedItems?.[table]?.map((one) => ({ ...one })) ?? []
    }
  })
}

/** A number that is ahead already stays. */
async function raise(
  db: DynamoDBDocumentClient,
  TableName: string,
  claim: { scope: string; value: number },
): Promise<void> {
  const put = new PutCommand({
    TableName,
    Item: { ...serialItem(claim), ...serialKey(claim.scope) },
    ConditionExpression: 'attribute_not_exists(pk) OR #value < :value',
    ExpressionAttributeNames: { '#value': 'value' },
    ExpressionAttributeValues: { ':value': claim.value },
  })
  try {
    await askTable(() => db.send(put))
  } catch (error) {
    if (!isRefused(error)) throw error
  }
}
