import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient, PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb'
import { isRefused } from '../../shared/aws/reach.ts'
import {
  eventItem,
  headItem,
  type Item,
  partItems,
  planKey,
  scanKey,
  serialItem,
  serialKey,
} from '../../shared/aws/table/items.ts'
import { askTable } from '../../shared/aws/table/table.ts'
import { side } from '../bench/scenes.ts'
import type { ChunkDesk } from './chunk-desk.ts'

/** What the table takes in one transaction. */
const mostTogether = 100
const atOnce = 4

/** Writes what a chunk came to: dossiers whole with what is entered beside them, then the numbers they took. Done twice, it is the same dossiers. */
export async function writeChunk(
  raw: DynamoDBClient,
  table: string,
  { kept, plans, taken }: ChunkDesk,
  beside: readonly Item[],
): Promise<number> {
  const db = DynamoDBDocumentClient.from(raw, { marshallOptions: { removeUndefinedValues: true } })
  const items: Item[] = [...plans].map(([ref, plan]) => ({ ...planKey(ref), d: plan }))
  const whole: Item[][] = []
  for (const { file, events } of kept.values()) {
    const event = events.at(-1)
    if (!event) continue
    const { dossier, parties, ledger, money, consultations, scans } = file
    const parts = { parties, ledger, ...(money ? { money } : {}), ...(consultations ? { consultations } : {}) }
    items.push(...partItems({ dossier, event, ...parts }))
    items.push(...scans.map((scan) => ({ ...scanKey(dossier.id, scan.n), d: scan })))
    whole.push([...events.map(eventItem), headItem(dossier)])
  }
  items.push(...beside)
  const single = items.map((item) => [item])
  // History and head together, as an act writes them: whoever counts is told of events, and would not come again for a head.
  for (const part of [single, whole]) await writeAll(db, table, part)
  await side(atOnce, [...taken], ([scope, value]) => raise(db, table, { scope, value }))
  return items.length + whole.flat().length
}

/** A hundred in one transaction: the embedded table writes them five times as fast as in batches, and each is there once at most. */
async function writeAll(
  db: DynamoDBDocumentClient,
  TableName: string,
  groups: readonly (readonly Item[])[],
): Promise<void> {
  const batches: Item[][] = [[]]
  for (const group of groups) {
    const batch = batches.at(-1)
    if (batch && batch.length + group.length <= mostTogether) batch.push(...group)
    else batches.push([...group])
  }
  const together = batches.filter((batch) => batch.length > 0)
  await side(atOnce, together, async (some) => {
    const TransactItems = some.map((Item) => ({ Put: { TableName, Item } }))
    await askTable(() => db.send(new TransactWriteCommand({ TransactItems })))
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
