import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { credentials, region } from '../../infra/local/account.ts'
import type { Everything } from '../../infra/local/everything.ts'
import { startPrivate } from '../../infra/local/private-stack.ts'
import { paperFile } from '../../infra/tour/paper-files.ts'
import { hueOfficers, hueUnits } from '../../shared/agencies/hue.ts'
import { createObjects } from '../../shared/aws/buckets/objects.ts'
import { createMarks } from '../../shared/aws/sending/marks.ts'
import type { Table } from '../../shared/aws/table/table.ts'
import { instantOf } from '../../shared/calendar/day.ts'

interface Shown {
  dossier: { id: string; version: number; status: { code: string } }
  scans: { n: number; state: { code: string } }[]
}
interface Slot {
  scan: { n: number }
  upload: { url: string; headers: Record<string, string> }
}

const home = hueUnits.find((unit) => unit.adminCode === '19789')?.id ?? ''
const officer = hueOfficers.find((row) => row.unit === `${home}/desk` && row.roles.includes('reception'))?.id
const procedure = '2.000748'
let system: Everything
let token = ''
let s3: S3Client
let table: Table

beforeAll(async () => {
  system = await startPrivate(() => {}, { retrySeconds: 2 })
  const answer = await fetch(`${system.places.staffIssuer}/_local/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account: officer }),
  })
  token = (await answer.json()).access_token
  s3 = new S3Client({ endpoint: system.endpoints.s3, region, credentials, forcePathStyle: true })
  const db = new DynamoDBClient({ endpoint: system.endpoints.dynamodb, region, credentials })
  table = { db: DynamoDBDocumentClient.from(db), name: system.stack.model.tables[0]?.name ?? '' }
}, 120_000)
afterAll(() => system?.stop())

async function ask<T>(path: string, body?: unknown): Promise<{ status: number; body: T; text: string }> {
  const answer = await fetch(system.places.api + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json', 'idempotency-key': randomUUID() }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  return { status: answer.status, body: JSON.parse(text), text }
}

/** A dossier at the counter whose required papers all have their slot; the files themselves are still to come. */
async function withSlots() {
  const opened = await ask<Shown>('/v1/desk/dossiers', {
    procedure,
    channel: 'direct',
    returnBy: 'counter',
    applicant: { name: 'Phạm Văn Bách', identityNumber: '046088005512', phone: '0905000404' },
  })
  const { id } = opened.body.dossier
  const { body } = await ask<{ papers: { id: string; required: boolean }[] }>(`/v1/public/procedures/${procedure}`)
  const slots = []
  for (const paper of body.papers.filter((row) => row.required)) {
    const file = paperFile('giay-to.pdf', `${paper.id} ${randomUUID()}`)
    const { fileName, type, sha256, bytes } = file
    const wish = { fileName, type, sha256, size: bytes.length, paper: paper.id, role: 'component' }
    const slot = (await ask<Slot>(`/v1/desk/dossiers/${id}/scans`, wish)).body
    slots.push({ ...slot, bytes })
  }
  return { id, slots }
}

type Given = Awaited<ReturnType<typeof withSlots>>
const put = ({ upload, bytes }: Given['slots'][number]) =>
  fetch(upload.url, { method: 'PUT', headers: upload.headers, body: new Uint8Array(bytes) })
const confirm = (id: string, n: number) => ask(`/v1/desk/dossiers/${id}/scans/${n}/confirm`, {})
const statesOf = async (id: string) =>
  (await ask<Shown>(`/v1/desk/dossiers/${id}`)).body.scans.map((scan) => scan.state.code)

/** Sends a part of the body and hangs up. */
function breakOff({ upload, bytes }: Given['slots'][number], after: number): Promise<void> {
  return new Promise((resolve) => {
    const sending = request(upload.url, { method: 'PUT', headers: upload.headers })
    sending.on('error', () => resolve())
    sending.on('close', () => resolve())
    sending.write(bytes.subarray(0, after), () => setTimeout(() => sending.destroy(), 30))
  })
}

async function accepting(id: string) {
  const { dossier } = (await ask<Shown>(`/v1/desk/dossiers/${id}`)).body
  return ask<{ code?: string }>(`/v1/desk/dossiers/${id}/acts`, { act: 'accept', version: dossier.version })
}

async function keysUnder(bucketPart: string, prefix: string): Promise<string[]> {
  const Bucket = system.stack.model.buckets.find(({ name }) => name.includes(bucketPart))?.name ?? ''
  const listed = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: prefix }))
  return (listed.Contents ?? []).map(({ Key }) => Key ?? '')
}

describe('an upload broken off', () => {
  it.each([0, 1, 200])(
    'after %i bytes leaves nothing, and the same slot takes the file afterwards',
    async (after) => {
      const { id, slots } = await withSlots()
      for (const slot of slots) await breakOff(slot, after)
      expect(await keysUnder('quarantine', `${id}/`)).toEqual([])
      expect(await statesOf(id)).toEqual(slots.map(() => 'slot'))
      for (const { scan } of slots) expect((await confirm(id, scan.n)).text).toContain('upload-missing')
      expect((await accepting(id)).body.code).toBe('components-not-ready')
      for (const slot of slots) expect((await put(slot)).status).toBe(200)
      await system.stack.settle()
      expect((await accepting(id)).status).toBe(200)
    },
    60_000,
  )

  it('before its confirmation counts as soon as the verdict is there: the file is whole', async () => {
    const { id, slots } = await withSlots()
    for (const slot of slots) await put(slot)
    await system.stack.settle()
    expect(await statesOf(id)).toEqual(slots.map(() => 'clean'))
    expect((await accepting(id)).status).toBe(200)
  }, 60_000)

  it('whose verdict is lost does not count, and a new upload of the file does', async () => {
    const { id, slots } = await withSlots()
    const bucket = system.stack.model.buckets.find(({ name }) => name.includes('quarantine'))?.name ?? ''
    // The object is put behind the door, so that no event and no verdict ever comes of it.
    for (const { upload, bytes } of slots) {
      const path = new URL(upload.url).pathname
      expect(path.startsWith(`/${bucket}/`)).toBe(true)
      await fetch(system.endpoints.sqs + path, { method: 'PUT', body: new Uint8Array(bytes) })
    }
    for (const { scan } of slots) await confirm(id, scan.n)
    await system.stack.settle()
    expect(await statesOf(id)).toEqual(slots.map(() => 'uploaded'))
    expect((await accepting(id)).body.code).toBe('components-not-ready')
    expect(await keysUnder('clean', `scans/${id}/`)).toEqual([])
    const { body } = await ask<{ papers: { id: string; required: boolean }[] }>(`/v1/public/procedures/${procedure}`)
    for (const [index, paper] of body.papers.filter((row) => row.required).entries()) {
      const bytes = slots[index]?.bytes ?? Buffer.alloc(0)
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const wish = { fileName: 'lai.pdf', type: 'application/pdf', sha256, size: bytes.length, paper: paper.id }
      const again = await ask<Slot>(`/v1/desk/dossiers/${id}/scans`, { ...wish, role: 'component' })
      expect((await put({ ...again.body, bytes })).status).toBe(200)
    }
    await system.stack.settle()
    expect((await accepting(id)).status).toBe(200)
  }, 60_000)
})

describe('the nightly care for files', () => {
  it('closes a slot to which no file came for a week', async () => {
    const { id, slots } = await withSlots()
    system.clock.move(8 * 24 * 3_600_000)
    try {
      expect(await system.stack.sweepExpired()).toBeGreaterThanOrEqual(slots.length)
    } finally {
      system.clock.move(-8 * 24 * 3_600_000)
    }
    expect(await statesOf(id)).toEqual([])
  }, 60_000)

  it('removes the clean copy that no scan names, keeps the named, and rings for a damaged one', async () => {
    const cleanBucket = system.stack.model.buckets.find(({ name }) => name.includes('clean'))?.name ?? ''
    const objects = createObjects({ s3, quarantineBucket: 'none', cleanBucket })
    const { id, slots } = await withSlots()
    for (const slot of slots) await put(slot)
    await system.stack.settle()
    const named = await keysUnder('clean', `scans/${id}/`)
    await objects.keepClean('-', `scans/${id}/1/orphan`, Buffer.from('x'), 'application/pdf')
    await objects.keepClean('-', named[0] ?? '', Buffer.from('not the same file'), 'application/pdf')
    await objects.removeClean(named[1] ?? 'none')
    system.clock.move(3 * 24 * 3_600_000)
    try {
      await system.stack.fire('care-for-files')
    } finally {
      system.clock.move(-3 * 24 * 3_600_000)
    }
    expect(await keysUnder('clean', `scans/${id}/`)).toEqual(named.toSpliced(1, 1))
    const { rows } = await createMarks(table).setAsides('files', 10)
    const told = rows.filter((row) => row.id.startsWith(id)).map((row) => row.reason)
    expect(told.sort()).toEqual(named.slice(0, 2).map((_, index) => (index === 0 ? 'digest-differs' : 'missing')))
    const logs = join(system.dataDir, 'logs')
    const damaged = () =>
      readdirSync(logs).flatMap(
        (name) => readFileSync(join(logs, name), 'utf8').match(/care-for-files.*file-damaged/g) ?? [],
      )
    // The words the alarm counts, once for each file; lines are written some at a time.
    await vi.waitFor(() => expect(damaged()).toHaveLength(told.length), 5_000)
    expect(rows.every((row) => row.at > instantOf(new Date(Date.now())))).toBe(true)
  }, 60_000)
})
