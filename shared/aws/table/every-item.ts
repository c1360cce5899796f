import {
  type AttributeValue,
  BatchWriteItemCommand,
  type DynamoDBClient,
  ScanCommand,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb'
import { askTable } from './table.ts'

/** An item with the type of each attribute beside it, so that nothing is guessed on the way back. */
export type TypedItem = Record<string, AttributeValue>

/** Without it the embedded table reads and sorts all that is left for each page; on AWS a page is a megabyte at most, with or without. */
const mostOfPage = 1000

/** Every item of a table, or those whose partition key begins in one of these ways, page after page, in no order. Reads them all. Throws Outage. */
export async function* everyItem(
  db: DynamoDBClient,
  TableName: string,
  beginnings: readonly string[] = [],
): AsyncGenerator<TypedItem> {
  const only = beginnings.length > 0 && {
    FilterExpression: beginnings.map((_, at) => `begins_with(pk, :b${at})`).join(' OR '),
    ExpressionAttributeValues: Object.fromEntries(beginnings.map((S, at) => [`:b${at}`, { S }])),
  }
  const question = { TableName, ConsistentRead: true, Limit: mostOfPage, ...only }
  let from: TypedItem | undefined
  do {
    const command = new ScanCommand({ ...question, ...(from && { ExclusiveStartKey: from }) })
    const page = await askTable(() => db.send(command))
    yield* page.Items ?? []
    from = page.LastEvaluatedKey
  } while (from)
}

export async function isEmpty(db: DynamoDBClient, TableName: string): Promise<boolean> {
  let from: TypedItem | undefined
  do {
    const command = new ScanCommand({
      TableName,
      Limit: 1,
      ConsistentRead: true,
      ...(from && { ExclusiveStartKey: from }),
    })
    const page = await askTable(() => db.send(command))
    if (page.Items?.length) return false
    from = page.LastEvaluatedKey
  } while (from)
  return true
}

/** Writes at most 25 items; what the table leaves over it is offered again, ever later. Throws Outage. */
export async function writeItems(
  db: DynamoDBClient,
  name: string,
  items: readonly TypedItem[],
  pause: (ms: number) => Promise<void>,
): Promise<void> {
  let left: WriteRequest[] = items.map((Item) => ({ PutRequest: { Item } }))
  for (let waitMs = 50; left.length > 0; waitMs = Math.min(waitMs * 2, 5_000)) {
    const command = new BatchWriteItemCommand({ RequestItems: { [name]: left } })
    left = (await askTable(() => db.send(command))).UnprocessedItems?.[name] ?? []
    if (left.length > 0) await pause(waitMs)
  }
}
