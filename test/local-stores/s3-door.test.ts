import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  PutObjectLockConfigurationCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { credentials, region } from '../../infra/local/account.ts'
import type { BusEvent } from '../../infra/local/bus.ts'
import { createClock } from '../../infra/local/clock.ts'
import { findFreePorts, type LocalServer } from '../../infra/local/loopback.ts'
import type { StoreProcess } from '../../infra/local/stores/child-process.ts'
import { startFauxqsProcess } from '../../infra/local/stores/fauxqs.ts'
import { openS3Door } from '../../infra/local/stores/s3-door.ts'

const folder = mkdtempSync(join(tmpdir(), 's3-door-'))
const clock = createClock()
const told: BusEvent[] = []
let store: StoreProcess
let door: LocalServer
let s3: S3Client

beforeAll(async () => {
  const [port = 0] = await findFreePorts(1)
  store = await startFauxqsProcess({ folder, port })
  door = await openS3Door({
    port: 0,
    behind: store.url,
    folder: join(folder, 'arrivals'),
    bus: { publish: (event) => void told.push(event) },
    clock,
  })
  s3 = new S3Client({
    endpoint: door.url,
    region,
    credentials,
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  })
  await s3.send(new CreateBucketCommand({ Bucket: 'quarantine' }))
})
afterAll(async () => {
  s3?.destroy()
  await door?.stop()
  await store?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const digestOf = (body: Buffer) => createHash('sha256').update(body).digest('base64')

async function announce(key: string, body: Buffer, expiresIn = 60) {
  const command = new PutObjectCommand({
    Bucket: 'quarantine',
    Key: key,
    ContentLength: body.length,
    ContentType: 'application/pdf',
    ChecksumSHA256: digestOf(body),
    IfNoneMatch: '*',
  })
  const url = await getSignedUrl(s3, command, {
    expiresIn,
    unhoistableHeaders: new Set(['x-amz-checksum-sha256']),
    signableHeaders: new Set(['host', 'content-length', 'content-type', 'if-none-match', 'x-amz-checksum-sha256']),
  })
  const headers = { 'content-type': 'application/pdf', 'x-amz-checksum-sha256': digestOf(body), 'if-none-match': '*' }
  return { url, headers }
}

async function put(slot: { url: string; headers: Record<string, string> }, body: Buffer) {
  const answer = await fetch(slot.url, { method: 'PUT', headers: slot.headers, body: new Uint8Array(body) })
  return { status: answer.status, code: /<Code>(\w+)/.exec(await answer.text())?.[1] }
}

const scan = Buffer.from('%PDF-1.7 đơn đề nghị')

describe('an announced upload', () => {
  it('is taken once, and the bus is told', async () => {
    const slot = await announce('hồ sơ/1 a.pdf', scan)
    expect(await put(slot, scan)).toEqual({ status: 200, code: undefined })
    expect(told.at(-1)).toMatchObject({
      source: 'aws.s3',
      'detail-type': 'Object Created',
      detail: {
        bucket: { name: 'quarantine' },
        object: { key: 'hồ sơ/1 a.pdf', size: scan.length },
        reason: 'PutObject',
      },
    })
    expect(await put(slot, scan)).toEqual({ status: 412, code: 'PreconditionFailed' })
    expect(told).toHaveLength(1)
  })

  it('is taken once when two come at the same moment', async () => {
    const slot = await announce('twins', scan)
    const answers = await Promise.all([put(slot, scan), put(slot, scan)])
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1)
  })

  it('may have 20 MB', async () => {
    const large = Buffer.alloc(20 * 1_048_576, 7)
    expect(await put(await announce('large', large), large)).toEqual({ status: 200, code: undefined })
    const head = await s3.send(new HeadObjectCommand({ Bucket: 'quarantine', Key: 'large' }))
    expect(head.ContentLength).toBe(large.length)
  })

  it('is refused after its time, by the stack’s own clock', async () => {
    const slot = await announce('late', scan, 60)
    clock.move(61_000)
    expect(await put(slot, scan)).toEqual({ status: 403, code: 'AccessDenied' })
    clock.move(-61_000)
    expect(await put(slot, scan)).toEqual({ status: 200, code: undefined })
  })

  it.each([
    ['another length', {}, Buffer.from('%PDF-1.7 x'), 403],
    ['other bytes of the same length', {}, Buffer.alloc(scan.length, 65), 400],
    ['another type', { 'content-type': 'image/png' }, scan, 403],
    ['another digest', { 'x-amz-checksum-sha256': digestOf(Buffer.from('x')) }, scan, 403],
    ['a header that was not signed', { 'x-amz-meta-note': 'x' }, scan, 403],
    ['a token beside the address, which is signed already', { authorization: 'Bearer x' }, scan, 400],
  ])('is refused with %s, and leaves nothing', async (_what, headers, body, status) => {
    const slot = await announce('wrong', scan)
    const before = told.length
    expect((await put({ url: slot.url, headers: { ...slot.headers, ...headers } }, body)).status).toBe(status)
    await expect(s3.send(new HeadObjectCommand({ Bucket: 'quarantine', Key: 'wrong' }))).rejects.toThrow()
    expect(told).toHaveLength(before)
  })

  it('is refused when its address was changed', async () => {
    const slot = await announce('mine', scan)
    expect(await put({ ...slot, url: slot.url.replace('/mine?', '/yours?') }, scan)).toEqual({
      status: 403,
      code: 'SignatureDoesNotMatch',
    })
  })

  it('leaves nothing when it breaks off', async () => {
    const slot = await announce('broken', scan)
    const { pathname, search, port } = new URL(slot.url)
    const headers = { ...slot.headers, 'content-length': scan.length }
    const half = request({ host: '127.0.0.1', port, path: pathname + search, method: 'PUT', headers })
    half.on('error', () => {})
    half.write(scan.subarray(0, 5), () => setTimeout(() => half.destroy(), 20))
    await new Promise((resolve) => half.once('close', resolve))
    await expect(s3.send(new HeadObjectCommand({ Bucket: 'quarantine', Key: 'broken' }))).rejects.toThrow()
  })
})

describe('the door', () => {
  it('refuses who bears no signature, or a forged one', async () => {
    expect((await fetch(`${door.url}/quarantine/twins`)).status).toBe(403)
    const stranger = new S3Client({
      endpoint: door.url,
      region,
      credentials: { accessKeyId: 'local', secretAccessKey: 'guess' },
      forcePathStyle: true,
    })
    await expect(stranger.send(new GetObjectCommand({ Bucket: 'quarantine', Key: 'twins' }))).rejects.toThrow(
      /signature/,
    )
    stranger.destroy()
  })

  it('answers a browser’s preflight and names the origin on the answer', async () => {
    const origin = 'http://127.0.0.1:5173'
    const slot = await announce('browser', scan)
    const asked = { origin, 'access-control-request-method': 'PUT', 'access-control-request-headers': 'content-type' }
    const preflight = await fetch(slot.url, { method: 'OPTIONS', headers: asked })
    expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([200, origin])
    const answer = await fetch(slot.url, {
      method: 'PUT',
      headers: { ...slot.headers, origin },
      body: new Uint8Array(scan),
    })
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([200, origin])
  })

  it('gives a part of an object, under the name the link asks for', async () => {
    await s3.send(new PutObjectCommand({ Bucket: 'quarantine', Key: 'part', Body: scan }))
    const disposition = 'attachment; filename="don.pdf"'
    const url = await getSignedUrl(
      s3,
      new GetObjectCommand({ Bucket: 'quarantine', Key: 'part', ResponseContentDisposition: disposition }),
    )
    const answer = await fetch(url, { headers: { range: 'bytes=0-3' } })
    expect([answer.status, await answer.text(), answer.headers.get('content-disposition')]).toEqual([
      206,
      '%PDF',
      disposition,
    ])
  })
})

describe('a bucket that locks', () => {
  const Bucket = 'locked'
  const Body = 'bảng kê'
  const ChecksumSHA256 = digestOf(Buffer.from(Body))
  const lock = (Mode: 'COMPLIANCE' | 'GOVERNANCE', Days: number) =>
    s3.send(
      new PutObjectLockConfigurationCommand({
        Bucket,
        ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled', Rule: { DefaultRetention: { Mode, Days } } },
      }),
    )
  const refused = { $metadata: { httpStatusCode: 403 }, name: 'AccessDenied' }

  beforeAll(async () => {
    await s3.send(new CreateBucketCommand({ Bucket }))
    await lock('COMPLIANCE', 3)
    await s3.send(new PutObjectCommand({ Bucket, Key: 'a b/1', Body, ChecksumSHA256 }))
  })

  it('lets nothing be taken away, written over or copied over, alone or together', async () => {
    const Key = 'a b/1'
    await expect(s3.send(new DeleteObjectCommand({ Bucket, Key }))).rejects.toMatchObject(refused)
    await expect(s3.send(new PutObjectCommand({ Bucket, Key, Body, ChecksumSHA256 }))).rejects.toMatchObject(refused)
    const both = s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key }] } }))
    await expect(both).rejects.toMatchObject(refused)
    await expect(s3.send(new CopyObjectCommand({ Bucket, Key, CopySource: 'quarantine/x' }))).rejects.toThrow()
    await expect(s3.send(new DeleteBucketCommand({ Bucket }))).rejects.toMatchObject(refused)
    expect(await (await s3.send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToString()).toBe(Body)
  })

  it('asks for a checksum, as S3 does where locks are set', async () => {
    const bare = s3.send(new PutObjectCommand({ Bucket, Key: 'b', Body }))
    await expect(bare).rejects.toMatchObject({ name: 'InvalidRequest' })
  })

  it('knows compliance only, never a shorter time, and lets go when it is over', async () => {
    await expect(lock('GOVERNANCE', 9)).rejects.toMatchObject({ name: 'NotImplemented' })
    await lock('COMPLIANCE', 1)
    clock.move(2 * 86_400_000)
    await expect(s3.send(new DeleteObjectCommand({ Bucket, Key: 'a b/1' }))).rejects.toMatchObject(refused)
    clock.move(2 * 86_400_000)
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'a b/1' }))
    clock.move(-4 * 86_400_000)
  })

  it('lets objects of other buckets be deleted', async () => {
    await s3.send(new PutObjectCommand({ Bucket: 'quarantine', Key: 'frei', Body }))
    await s3.send(new DeleteObjectCommand({ Bucket: 'quarantine', Key: 'frei' }))
    await expect(s3.send(new GetObjectCommand({ Bucket: 'quarantine', Key: 'frei' }))).rejects.toMatchObject({
      name: 'NoSuchKey',
    })
  })
})
