import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { expect, it, vi } from 'vitest'
import { openStream } from '../../infra/local/drivers/stream-reader.ts'

const record = (n: number) => ({
  ...{ eventID: `e${n}`, eventName: 'INSERT' },
  dynamodb: { SequenceNumber: String(n) },
})

/** A store that takes as long as it is told to name its shards, and whose ways into a shard name the record they lead past. */
async function store() {
  const said = { describedTimes: 0, takesMs: 0, records: 0, waysAskedFor: 0, isForgetful: false }
  const server = createServer(async (request, response) => {
    const target = String(request.headers['x-amz-target'])
    const asked: { SequenceNumber?: string; ShardIterator?: string; Limit?: number } = JSON.parse(await text(request))
    const past = Number(asked.ShardIterator ?? asked.SequenceNumber ?? 0)
    const page = Array.from({ length: said.records }, (_, n) => n + 1)
      .filter((n) => n > past)
      .slice(0, asked.Limit)
    const answers: Record<string, unknown> = {
      DescribeTable: { Table: { LatestStreamArn: 'arn:stream' } },
      DescribeStream: { StreamDescription: { Shards: [{ ShardId: 'shard-1' }] } },
      GetShardIterator: { ShardIterator: String(past) },
      GetRecords: { Records: page.map(record), NextShardIterator: String(page.at(-1) ?? past) },
    }
    const action = target.split('.').at(-1) ?? ''
    if (action === 'GetShardIterator') said.waysAskedFor += 1
    if (action === 'GetRecords' && said.isForgetful) {
      said.isForgetful = false
      response.writeHead(400).end('{"__type":"ExpiredIteratorException"}')
      return
    }
    const answer = answers[action]
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

it('goes on by the way that a page names, from any other place by one it asks for, and past one that has grown old', async () => {
  const { said, reader, close } = await store()
  const read = async (after: number, limit: number) => {
    const position = after === 0 ? 'TRIM_HORIZON' : { after: String(after) }
    const { records } = await reader.read('shard-1', position, limit)
    return [records.map(({ eventID }) => eventID).join(), said.waysAskedFor]
  }
  try {
    expect(await read(0, 10)).toEqual(['', 1])
    said.records = 3
    expect(await read(0, 2)).toEqual(['e1,e2', 1])
    expect(await read(2, 2)).toEqual(['e3', 1])
    expect([await read(3, 2), await read(3, 2)]).toEqual([
      ['', 1],
      ['', 1],
    ])
    expect(await read(1, 5)).toEqual(['e2,e3', 2])
    said.records = 4
    said.isForgetful = true
    expect(await read(3, 2)).toEqual(['e4', 3])
  } finally {
    close()
  }
})
