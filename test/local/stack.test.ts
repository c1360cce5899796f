import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb'
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3'
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { credentials, region } from '../../infra/local/account.ts'
import { type Bus, openBus } from '../../infra/local/bus.ts'
import { createClock } from '../../infra/local/clock.ts'
import { findFreePorts } from '../../infra/local/loopback.ts'
import { type RunningStack, startStack } from '../../infra/local/stack.ts'
import { startDynoxide } from '../../infra/local/stores/dynoxide.ts'
import { startFauxqsProcess } from '../../infra/local/stores/fauxqs.ts'
import { writeSmallAssembly } from './small-assembly.ts'

mkdirSync('.data', { recursive: true })
const folder = mkdtempSync(join(process.cwd(), '.data', 'test-stack-'))
const [dynoxidePort = 0, fauxqsPort = 0] = await findFreePorts(2)
const client = { region, credentials }
const dynamodb = new DynamoDBClient({ ...client, endpoint: `http://127.0.0.1:${dynoxidePort}` })
const sqs = new SQSClient({ ...client, endpoint: `http://127.0.0.1:${fauxqsPort}` })
const s3 = new S3Client({ ...client, endpoint: `http://127.0.0.1:${fauxqsPort}`, forcePathStyle: true })
const clock = createClock()
const lines: string[] = []
const stops: (() => unknown)[] = []
const keys = await generateKeyPair('RS256')
let issuer = ''
let bus: Bus
let stack: RunningStack

async function start(): Promise<void> {
  bus = openBus({ file: join(folder, 'bus.sqlite'), clock })
  stack = await startStack({
    assemblyDir: join(folder, 'assembly'),
    dataDir: folder,
    ports: { http: 0, control: 0 },
    endpoints: {
      dynamodb: `http://127.0.0.1:${dynoxidePort}`,
      sqs: `http://127.0.0.1:${fauxqsPort}`,
      s3: `http://127.0.0.1:${fauxqsPort}`,
      secretsManager: 'http://127.0.0.1:9',
      signing: 'http://127.0.0.1:9',
      ses: 'http://127.0.0.1:9',
      portals: 'http://127.0.0.1:9',
      offices: 'http://127.0.0.1:9',
      vnpost: 'http://127.0.0.1:9',

      payments: 'http://127.0.0.1:9',
      messages: 'http://127.0.0.1:9',
      citizenIssuer: issuer,
      staffIssuer: issuer,
    },
    clock,
    bus,
    log: (line) => lines.push(line),
    retrySeconds: 1,
  })
}

async function stop(): Promise<void> {
  await stack.stop()
  bus.close()
}

async function openIssuer(): Promise<string> {
  const server = createServer(async (request, response) => {
    const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'k', alg: 'RS256' }
    const metadata = { issuer, jwks_uri: `${issuer}/jwks` }
    response.end(JSON.stringify(request.url === '/jwks' ? { keys: [jwk] } : metadata))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  stops.push(() => server.close())
  const address: AddressInfo | string | null = server.address()
  if (typeof address !== 'object' || !address) throw new Error('no port')
  return `http://127.0.0.1:${address.port}`
}

const item = async (pk: string) =>
  (await dynamodb.send(new GetItemCommand({ TableName: 'records-Table', Key: { pk: { S: pk } } }))).Item
const note = (id: string, wants?: string) =>
  fetch(`${stack.httpUrl}/notes`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id, wants }),
  })
const send = (body: string, group: string) =>
  sqs.send(
    new SendMessageCommand({
      QueueUrl: `http://127.0.0.1:${fauxqsPort}/000000000000/work.fifo`,
      MessageBody: body,
      MessageGroupId: group,
      MessageDeduplicationId: body,
    }),
  )
const control = async (path: string, body?: unknown) => {
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
  const response = await fetch(stack.controlUrl + path, init)
  return { status: response.status, json: await response.json() }
}

beforeAll(async () => {
  mkdirSync(join(folder, 'assembly'))
  writeSmallAssembly(join(folder, 'assembly'))
  const stores = await Promise.all([
    startDynoxide({ folder: join(folder, 'dynoxide'), port: dynoxidePort }),
    startFauxqsProcess({ folder: join(folder, 'fauxqs'), port: fauxqsPort }),
  ])
  stops.push(...stores.map((store) => () => store.stop()))
  issuer = await openIssuer()
  await start()
})

afterAll(async () => {
  await stop()
  await Promise.all(stops.map((end) => end()))
  rmSync(folder, { recursive: true, force: true })
})

describe('the HTTP door', () => {
  it('hands over path, query and cookies, and prints a bare answer as JSON', async () => {
    const response = await fetch(`${stack.httpUrl}/hello/H%E1%BB%93%20s%C6%A1?a=1&a=2`, {
      headers: { cookie: 'x=1; y=2' },
    })
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({
      pathParameters: { name: 'Hồ sơ' },
      queryStringParameters: { a: '1,2' },
      cookies: ['x=1', 'y=2'],
      name: 'hello',
    })
  })

  it('writes status, headers and cookies of a full answer', async () => {
    const response = await note('plain')
    expect([response.status, response.headers.get('x-note'), await response.text()]).toEqual([201, 'plain', 'noted'])
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2'])
  })

  it('hands bytes over in base64', async () => {
    const headers = { 'content-type': 'application/pdf' }
    const response = await fetch(`${stack.httpUrl}/bytes`, { method: 'POST', headers, body: Buffer.from([0, 255]) })
    expect(await response.json()).toEqual({ base64: true, body: 'AP8=' })
  })

  it('says what API Gateway says when it cannot', async () => {
    const says = async (path: string, init: RequestInit = {}) => {
      const response = await fetch(stack.httpUrl + path, init)
      return [response.status, await response.json()]
    }
    expect(await says('/nowhere')).toEqual([404, { message: 'Not Found' }])
    expect(await says('/fail')).toEqual([500, { message: 'Internal Server Error' }])
    expect(await says('/slow')).toEqual([500, { message: 'Internal Server Error' }])
    expect(await says('/hello/a', { headers: { 'x-long': 'x'.repeat(11_000) } })).toEqual([
      431,
      { message: 'Request Header Fields Too Large' },
    ])
    expect(lines.some((line) => line.includes('Task timed out after 1.00 seconds'))).toBe(true)
  })

  it('refuses a body over 10 MB', async () => {
    const body = Buffer.alloc(10 * 1024 * 1024 + 1)
    const status = await fetch(`${stack.httpUrl}/bytes`, { method: 'POST', body }).then(
      (response) => response.status,
      () => 413,
    )
    expect(status).toBe(413)
  })

  it('answers preflights of the allowed origin only', async () => {
    const ask = async (origin: string) => {
      const headers = { origin, 'access-control-request-method': 'POST' }
      const response = await fetch(`${stack.httpUrl}/notes`, { method: 'OPTIONS', headers })
      return [response.status, response.headers.get('access-control-allow-origin')]
    }
    expect(await ask('http://portal.test')).toEqual([204, 'http://portal.test'])
    expect(await ask('http://evil.test')).toEqual([204, null])
  })

  it('lets in who bears a token of the issuer for this audience', async () => {
    const token = (audience: string, lifetime = '5m', by = issuer) =>
      new SignJWT({ 'custom:roles': 'clerk', scope: 'a b' })
        .setProtectedHeader({ alg: 'RS256', kid: 'k' })
        .setIssuer(by)
        .setAudience(audience)
        .setSubject('officer-1')
        .setExpirationTime(lifetime)
        .sign(keys.privateKey)
    const enter = (bearer?: string) =>
      fetch(`${stack.httpUrl}/desk/x`, bearer ? { headers: { authorization: `Bearer ${bearer}` } } : {})
    const known = await enter(await token('mot-cua-api'))
    expect(await known.json()).toMatchObject({
      jwt: { claims: { sub: 'officer-1', 'custom:roles': 'clerk' }, scopes: ['a', 'b'] },
    })
    const narrow = await fetch(`${stack.httpUrl}/narrow`, {
      headers: { authorization: `Bearer ${await token('mot-cua-api')}` },
    })
    expect([narrow.status, await narrow.json()]).toEqual([403, { message: 'Forbidden' }])
    const others = [
      undefined,
      'nonsense',
      await token('other'),
      await token('mot-cua-api', '-1m'),
      await token('mot-cua-api', '5m', 'http://x'),
    ]
    for (const bearer of others) {
      const response = await enter(bearer)
      expect([response.status, await response.json()]).toEqual([401, { message: 'Unauthorized' }])
    }
    const bearer = `Bearer ${await token('mot-cua-api')}`
    const enterWith = (...tokens: string[]) =>
      new Promise((resolve, reject) => {
        const headers = ['host', '127.0.0.1', ...tokens.flatMap((one) => ['authorization', one])]
        const ask = get(`${stack.httpUrl}/desk/x`, { headers }, (answer) => {
          answer.resume().on('end', () => resolve(answer.statusCode))
        })
        ask.on('error', reject)
      })
    expect(await enterWith(bearer, bearer)).toBe(401)
    expect(await enterWith(bearer, 'Bearer x')).toBe(401)
    expect(await enterWith(bearer)).toBe(200)
  })
})

describe('a worked queue', () => {
  it('does the others while a poison message goes to the dead letters', async () => {
    await send('poison', 'a')
    await send('after the poison', 'a')
    await send('beside it', 'b')
    await expect.poll(() => item('worked#after the poison'), { timeout: 10_000 }).toBeDefined()
    expect(await item('worked#beside it')).toBeDefined()
    await stack.settle()
    const { json } = await control('/queues')
    expect(json).toMatchObject({
      'dead.fifo': { visible: 1 },
      'work.fifo': { visible: 0, inFlight: 0 },
    })
    expect(lines.filter((line) => line === 'worker: working at poison')).toHaveLength(2)
  })
})

describe('a followed stream', () => {
  it('brings what the filter lets through, once, and sets aside what fails for good', async () => {
    await Promise.all([note('quiet'), note('first', 'x'), note('broken', 'x'), note('second', 'x')])
    await stack.settle()
    expect(await item('told#first')).toMatchObject({ times: { N: '1' }, awsRegion: { S: region } })
    expect(await item('told#second')).toMatchObject({ times: { N: '1' } })
    expect(await item('told#quiet')).toBeUndefined()
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: 'records-failures' }))
    expect(Contents).toHaveLength(1)
    const object = await s3.send(new GetObjectCommand({ Bucket: 'records-failures', Key: Contents[0]?.Key ?? '' }))
    const failure = JSON.parse((await object.Body?.transformToString()) ?? '{}')
    expect(failure.DDBStreamBatchInfo.batchSize).toBe(1)
    expect(JSON.parse(failure.payload).Records[0].dynamodb.Keys.pk.S).toBe('broken')
  })
})

describe('the bus', () => {
  const created = (bucket: string, key: string) => ({
    source: 'aws.s3',
    'detail-type': 'Object Created',
    detail: { bucket: { name: bucket }, object: { key } },
  })
  it('carries events to the rules they match', async () => {
    bus.publish(created('records-failures', 'scan/1'))
    bus.publish(created('records-failures', 'other/2'))
    bus.publish(created('mute', 'scan/3'))
    await stack.settle()
    expect(await item('Object Created#scan/1')).toBeDefined()
    expect(await item('Object Created#other/2')).toBeUndefined()
    expect(await item('Object Created#scan/3')).toBeUndefined()
  })
})

describe('the control page', () => {
  it('fires a schedule on a moved clock', async () => {
    await control('/clock', { at: '2031-01-06T06:30:00+07:00' })
    const fired = await control('/fire/Daily', {})
    expect(fired.json).toMatchObject({ answer: { source: 'aws.scheduler' } })
    expect(JSON.stringify(fired.json)).toContain('2031-01-05T23:30')
    const hello = await fetch(`${stack.httpUrl}/hello/x`)
    expect(await hello.json()).toMatchObject({ year: 2031 })
    await control('/clock', { moveMinutes: -clock.offsetMs / 60_000 })
  })

  it('names what it does not know', async () => {
    const { status, json } = await control('/fire/nothing', {})
    expect([status, JSON.stringify(json)]).toEqual([
      500,
      expect.stringContaining('there is no function or schedule nothing'),
    ])
  })

  it('does not listen to web pages', async () => {
    const response = await fetch(`${stack.controlUrl}/settle`, {
      method: 'POST',
      headers: { origin: 'http://evil.test' },
    })
    expect(response.status).toBe(403)
  })
})

describe('items past their time', () => {
  it('go when swept, by the clock of the stack', async () => {
    const put = (pk: string, ttl: number) =>
      dynamodb.send(
        new PutItemCommand({ TableName: 'records-Table', Item: { pk: { S: pk }, ttl: { N: String(ttl) } } }),
      )
    const seconds = Math.floor(Date.now() / 1000)
    await Promise.all([put('gone', seconds - 60), put('kept', seconds + 3600)])
    expect(await stack.sweepExpired()).toBe(1)
    expect([await item('gone'), (await item('kept'))?.pk?.S]).toEqual([undefined, 'kept'])
    clock.move(7_200_000)
    expect(await stack.sweepExpired()).toBe(1)
    clock.move(-7_200_000)
  })
})

describe('a second start', () => {
  it('goes on where the first one stood', async () => {
    await stop()
    const Item = { pk: { S: 'meanwhile' }, wants: { S: 'x' } }
    await dynamodb.send(new PutItemCommand({ TableName: 'records-Table', Item }))
    await start()
    await stack.settle()
    expect(await item('told#meanwhile')).toMatchObject({ times: { N: '1' } })
    expect(await item('told#first')).toMatchObject({ times: { N: '1' } })
  })
})
