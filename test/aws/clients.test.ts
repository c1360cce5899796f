import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sparing } from '../../shared/aws/clients.ts'
import { reach } from '../../shared/aws/reach.ts'
import { Outage } from '../../shared/outage.ts'

const Key = { pk: { S: 'a' }, sk: { S: 'b' } }

describe('a sparing client', () => {
  const heard: IncomingHttpHeaders[] = []
  const server = createServer((request, response) => {
    heard.push(request.headers)
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end('{"Item":{"n":{"N":"7"}}}')
  })
  beforeEach(async () => {
    heard.length = 0
    await once(server.listen(0, '127.0.0.1'), 'listening')
  })
  afterEach(() => {
    server.closeAllConnections()
    server.close()
  })

  const open = (credentials: () => Promise<{ accessKeyId: string; secretAccessKey: string; expiration?: Date }>) => {
    const lines: unknown[] = []
    const tell = (...said: unknown[]) => void lines.push(said)
    const logger = { debug() {}, info: tell, warn: tell, error: tell }
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    return { lines, client: new DynamoDBClient({ endpoint, region: 'x', credentials, logger }) }
  }

  it('signs every call by one signer, with the credentials of the moment, and writes nothing out for a log', async () => {
    let key = 0
    const { client, lines } = open(async () => {
      key += 1
      return { accessKeyId: `KEY${key}`, secretAccessKey: 'secret', expiration: new Date(Date.now() - 1000) }
    })
    const made = new Set([await client.config.signer(), await client.config.signer()])
    expect(made.size).toBe(2)
    const same = sparing(client)
    expect(await same.config.signer()).toBe(await same.config.signer())
    for (let n = 0; n < 2; n += 1) {
      const { Item } = await same.send(new GetItemCommand({ TableName: 't', Key }))
      expect(Item).toEqual({ n: { N: '7' } })
    }
    const keys = heard.map(
      ({ authorization }) => /Credential=(KEY\d+)\/\d{8}\/x\/dynamodb/.exec(authorization ?? '')?.[1],
    )
    expect(new Set(keys).size).toBe(2)
    expect(heard.map((headers) => [headers['user-agent'], headers['x-amz-user-agent']])).toEqual([
      ['mot-cua', undefined],
      ['mot-cua', undefined],
    ])
    expect(keys).not.toContain(undefined)
    expect(lines).toEqual([])
  })

  it('asks again for a signer that could not be made', async () => {
    const { client } = open(async () => ({ accessKeyId: 'KEY', secretAccessKey: 'secret' }))
    const make = client.config.signer
    let refusals = 1
    client.config.signer = async (scheme) => {
      refusals -= 1
      if (refusals >= 0) throw new Error('no region yet')
      return make(scheme)
    }
    const { config } = sparing(client)
    await expect(config.signer()).rejects.toThrow('no region yet')
    await expect(config.signer()).resolves.toBeDefined()
  })
})

describe('what takes its questions', () => {
  const askedOf = async (
    answer: RequestListener,
    requestHandler = { connectionTimeout: 1_000, socketTimeout: 100 },
  ) => {
    let calls = 0
    const sockets = new Set<unknown>()
    const server = createServer((request, response) => {
      calls += 1
      sockets.add(request.socket)
      request.resume().on('end', () => answer(request, response))
    })
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const credentials = { accessKeyId: 'KEY', secretAccessKey: 'secret' }
    const client = sparing(new DynamoDBClient({ endpoint, region: 'x', credentials, maxAttempts: 2, requestHandler }))
    const ask = () => client.send(new GetItemCommand({ TableName: 't', Key }))
    const end = () => {
      client.destroy()
      server.closeAllConnections()
      server.close()
    }
    return { ask, end, seen: () => ({ calls, sockets: sockets.size }) }
  }

  it.each<[string, RequestListener]>([
    ['says nothing', () => {}],
    ['breaks off in the middle', (_, response) => response.writeHead(200).write('{"Item":{"n"')],
    ['hangs up', (request) => request.socket.destroy()],
  ])('gives up a neighbour that %s, and asks once more', async (_, answer) => {
    const { ask, end, seen } = await askedOf(answer)
    try {
      const refused = await reach('the table', ask).catch((error: unknown) => error)
      expect(refused).toBeInstanceOf(Outage)
      expect(seen().calls).toBe(2)
    } finally {
      end()
    }
  })

  it('takes an answer in pieces as one, a refusal by its name, and one connection for all', async () => {
    let n = 0
    const { ask, end, seen } = await askedOf((_, response) => {
      n += 1
      if (n === 1) return response.writeHead(400).end('{"__type":"x#ResourceNotFoundException","message":"none"}')
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).write('{"Item":{"name":{"S":"Trần Thị')
      setTimeout(() => response.end(' Bưởi"}}}'), 20)
    })
    try {
      await expect(ask()).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
      expect((await ask()).Item).toEqual({ name: { S: 'Trần Thị Bưởi' } })
      expect(seen()).toEqual({ calls: 2, sockets: 1 })
    } finally {
      end()
    }
  })

  it('gives up a machine that takes no connection', async () => {
    // Kept for documentation (RFC 5737): nobody answers there, or the network says so at once.
    const client = sparing(
      new DynamoDBClient({
        ...{ endpoint: 'http://192.0.2.1', region: 'x', maxAttempts: 1 },
        credentials: { accessKeyId: 'KEY', secretAccessKey: 'secret' },
        requestHandler: { connectionTimeout: 50, socketTimeout: 60_000 },
      }),
    )
    const asked = reach('the table', () => client.send(new GetItemCommand({ TableName: 't', Key })))
    await expect(asked).rejects.toBeInstanceOf(Outage)
  })
})
