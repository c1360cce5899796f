import { createServer } from 'node:http'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { expect, it, vi } from 'vitest'
import { openStream } from '../../infra/local/drivers/stream-reader.ts'

/** A store that takes as long as it is told to name its shards. */
async function store() {
  const said = { describedTimes: 0, takesMs: 0 }
  const server = createServer((request, response) => {
    const target = String(request.headers['x-amz-target'])
    const answer = target.endsWith('DescribeTable')
      ? { Table: { LatestStreamArn: 'arn:stream' } }
      : { StreamDescription: { Shards: [{ ShardId: 'shard-1' }] } }
    if (target.endsWith('DescribeStream')) {
      said.describedTimes += 1
      vi.setSystemTime(Date.now() + said.takesMs)
    }
    response.end(JSON.stringify(answer))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const endpoint = `http://127.0.0.1:${address.port}`
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
  const client = new DynamoDBClient({ endpoint, region: 'local', credentials })
  const close = () => {
    client.destroy()
    server.closeAllConnections()
    server.close()
  }
  return { said, reader: await openStream(client, endpoint, 'table'), close }
}

it('asks a store for its shards the more rarely the longer it takes to tell, and at once where it has to know', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  const { said, reader, close } = await store()
  const later = (ms: number) => vi.setSystemTime(Date.now() + ms)
  const ask = async (now?: boolean) => {
    expect(await reader.listShards(now)).toEqual(['shard-1'])
    return said.describedTimes
  }
  try {
    expect([await ask(), await ask()]).toEqual([1, 1])
    later(1001)
    said.takesMs = 600
    expect(await ask()).toBe(2)
    later(29_900)
    expect(await ask()).toBe(2)
    expect(await ask(true)).toBe(3)
    later(30_001)
    expect(await ask()).toBe(4)
  } finally {
    close()
    vi.useRealTimers()
  }
})
