/** Chapter `units`: heads for a long work list. */
import { createHash } from 'node:crypto'
import { BatchWriteItemCommand, DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb'
import { credentials, region } from '../local/account.ts'
import { counterRoom, side } from './scenes.ts'

/** Fills the counter's pool with copies of a head that lies there, each under an id and a due moment of its own. */
export async function loadHeads(endpoint: string, table: string, count: number): Promise<void> {
  const client = new DynamoDBClient({ endpoint, region, credentials })
  try {
    const pool = { ':pool': { S: `POOL#${counterRoom}` } }
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: 'work',
        KeyConditionExpression: 'aPk = :pool',
        ExpressionAttributeValues: pool,
        Limit: 1,
      }),
    )
    const head = Items[0]
    if (!head) throw new Error('no dossier lies in the pool to be copied')
    const batches = Array.from({ length: Math.ceil(count / 25) }, (_, batch) => batch)
    await side(4, batches, async (batch) => {
      const requests = Array.from({ length: 25 }, (_, row) => {
        const id = createHash('sha256').update(`${batch}/${row}`).digest('hex').slice(0, 26)
        const minute = String(row % 60).padStart(2, '0')
        const aSk = { S: `2030-01-01T08:${minute}:00+07:00#${id}` }
        return { PutRequest: { Item: { ...head, pk: { S: id }, aSk, cPk: { S: `CODE#${id}` } } } }
      })
      await client.send(new BatchWriteItemCommand({ RequestItems: { [table]: requests } }))
    })
  } finally {
    client.destroy()
  }
}
