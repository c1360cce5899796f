import { type AttributeValue, DeleteItemCommand, type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb'
import type { Clock } from '../clock.ts'
import type { Table } from '../templates/model.ts'
import type { Driver } from './driver.ts'

export interface Expiry extends Driver {
  /** Removes what has expired by the stack's clock; says how many items. */
  sweep(): Promise<number>
}

/** The embedded table store keeps items past their time to live; on AWS they go within two days, here within an hour. */
export function startExpiry(options: {
  tables: readonly Table[]
  dynamodb: DynamoDBClient
  clock: Clock
  log: (line: string) => void
}): Expiry {
  const { dynamodb, clock, log } = options
  let sweeping = false

  async function sweepTable({ name, definition }: Table): Promise<number> {
    const ttl = definition.TimeToLiveSpecification
    if (!ttl?.Enabled || !ttl.AttributeName) return 0
    const keys = definition.KeySchema.map((key) => key.AttributeName)
    const names = Object.fromEntries(keys.map((key, index) => [`#k${index}`, key]))
    let removed = 0
    let from: Record<string, AttributeValue> | undefined
    const scan = (start: typeof from) =>
      dynamodb.send(
        new ScanCommand({
          TableName: name,
          // Without it the table reads and sorts all that is left for each page.
          Limit: 1000,
          FilterExpression: '#ttl < :now',
          ProjectionExpression: Object.keys(names).join(', '),
          ExpressionAttributeNames: { ...names, '#ttl': ttl.AttributeName ?? '' },
          ExpressionAttributeValues: { ':now': { N: String(Math.floor(clock.now() / 1000)) } },
          ...(start ? { ExclusiveStartKey: start } : {}),
        }),
      )
    do {
      const page = await scan(from)
      for (const Key of page.Items ?? []) {
        await dynamodb.send(new DeleteItemCommand({ TableName: name, Key }))
        removed += 1
      }
      from = page.LastEvaluatedKey
    } while (from)
    return removed
  }

  async function sweep(): Promise<number> {
    sweeping = true
    try {
      let removed = 0
      for (const table of options.tables) removed += await sweepTable(table)
      return removed
    } finally {
      sweeping = false
    }
  }

  const ticking = setInterval(() => sweep().catch((cause: unknown) => log(`expiry: ${String(cause)}`)), 3_600_000)
  return {
    sweep,
    async busyWith() {
      return sweeping ? 'the sweep of expired items' : undefined
    },
    async stop() {
      clearInterval(ticking)
    },
  }
}
