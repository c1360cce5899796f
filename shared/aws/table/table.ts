import {
  BatchGetCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  type PutCommandInput,
  QueryCommand,
  type QueryCommandInput,
  ScanCommand,
  type ScanCommandInput,
} from '@aws-sdk/lib-dynamodb'
import { isRefused, reach } from '../reach.ts'
import type { Item, Key } from './items.ts'

/** The one table and the client that speaks to it. */
export interface Table {
  db: DynamoDBDocumentClient
  name: string
}

const neighbour = 'the table'

/** Throws Outage when the table does not answer. */
export function askTable<T>(call: () => Promise<T>): Promise<T> {
  return reach(neighbour, call)
}

/** As it stands now, or at half the price as it stood a moment ago. */
export async function readOne({ db, name }: Table, key: Key, as: 'now' | 'soon' = 'now'): Promise<Item | undefined> {
  const command = new GetCommand({ TableName: name, Key: { ...key }, ConsistentRead: as === 'now' })
  return (await askTable(() => db.send(command))).Item
}

const mostPerBatch = 100

/** The items of these keys that exist, in the order of the keys; a write of this very moment may be missing. */
export async function readByKey({ db, name }: Table, keys: readonly Key[]): Promise<Item[]> {
  const found = new Map<string, Item>()
  const placeOf = ({ pk, sk }: Item) => `${pk} ${sk}`
  let waiting: Item[] = keys.map((key) => ({ ...key }))
  while (waiting.length > 0) {
    const command = new BatchGetCommand({ RequestItems: { [name]: { Keys: waiting.slice(0, mostPerBatch) } } })
    const got = await askTable(() => db.send(command))
    for (const item of got.Responses?.[name] ?? []) found.set(placeOf(item), item)
    waiting = [...waiting.slice(mostPerBatch), ...(got.UnprocessedKeys?.[name]?.Keys ?? [])]
  }
  return keys.map((key) => found.get(placeOf({ ...key }))).filter((item) => item !== undefined)
}

/** Writes one item; false when its condition does not hold. */
export async function writeOne(
  { db, name }: Table,
  item: Item,
  condition: Omit<PutCommandInput, 'TableName' | 'Item'> = {},
): Promise<boolean> {
  try {
    await askTable(() => db.send(new PutCommand({ TableName: name, Item: item, ...condition })))
    return true
  } catch (error) {
    if (isRefused(error)) return false
    throw error
  }
}

type Question = Omit<QueryCommandInput, 'TableName' | 'ExclusiveStartKey' | 'Limit'>

/** Every item a question finds, page after page. */
export async function* readEach({ db, name }: Table, question: Question, pageSize?: number): AsyncGenerator<Item> {
  let from: Record<string, unknown> | undefined
  do {
    const page = await askTable(() =>
      db.send(
        new QueryCommand({
          TableName: name,
          ...question,
          ...(pageSize && { Limit: pageSize }),
          ...(from && { ExclusiveStartKey: from }),
        }),
      ),
    )
    yield* page.Items ?? []
    from = page.LastEvaluatedKey
  } while (from)
}

/**
 * Every item of the table or of an index that passes a filter, in no order; pays for what it passes by. A page looks at so many: without
 * that the embedded table reads and sorts all that is left for each; on AWS a page is a megabyte at most, with or without.
 */
export async function* walkEach(
  { db, name }: Table,
  question: Omit<ScanCommandInput, 'TableName' | 'ExclusiveStartKey' | 'Limit'>,
  pageSize = 1000,
): AsyncGenerator<Item> {
  let from: Record<string, unknown> | undefined
  do {
    const command = new ScanCommand({
      TableName: name,
      ...question,
      Limit: pageSize,
      ...(from && { ExclusiveStartKey: from }),
    })
    const page = await askTable(() => db.send(command))
    yield* page.Items ?? []
    from = page.LastEvaluatedKey
  } while (from)
}

/** One page of at most `limit` items, and the place after it while there are more. */
export async function readSome(
  { db, name }: Table,
  question: Question,
  limit: number,
  from?: Record<string, unknown>,
): Promise<{ items: Item[]; next?: Record<string, unknown> }> {
  const command = new QueryCommand({
    TableName: name,
    ...question,
    Limit: limit,
    ...(from && { ExclusiveStartKey: from }),
  })
  const page = await askTable(() => db.send(command))
  return { items: page.Items ?? [], ...(page.LastEvaluatedKey && { next: page.LastEvaluatedKey }) }
}

export async function readAll(table: Table, question: Question): Promise<Item[]> {
  const items: Item[] = []
  for await (const item of readEach(table, question)) items.push(item)
  return items
}

/** At most `limit` items, with the sort key after which to go on while there are more. */
export async function readPage(
  table: Table,
  question: Question,
  limit: number,
  placeOf: (item: Item) => string,
): Promise<{ items: Item[]; next?: string }> {
  const items: Item[] = []
  // One more than asked for tells whether a next page exists, so that no last page comes empty.
  for await (const item of readEach(table, question, limit + 1)) {
    if (items.length === limit) {
      const last = items.at(-1)
      return last ? { items, next: placeOf(last) } : { items }
    }
    items.push(item)
  }
  return { items }
}

/** The sort key of an item: where a list goes on. */
export const textOfKey = (item: Item): string => String(item.sk)
