import { createHash } from 'node:crypto'
import { DeleteMessageCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createObjects } from '../../shared/aws/buckets/objects.ts'
import { attachmentNamed } from '../../shared/aws/buckets/scan-links.ts'
import { createDoorbells } from '../../shared/aws/sending/doorbells.ts'
import type { Scan } from '../../shared/dossier/dossier.ts'
import { readMessage } from '../../shared/messages/read.ts'
import type { Objects } from '../../shared/ports.ts'
import { memoryObjects } from '../memory/objects.ts'
import { memoryDoorbells } from '../memory/outside.ts'
import { freshId, scanWith } from './samples.ts'
import { type Neighbours, startNeighbours } from './stores.ts'

const bytes = new TextEncoder().encode('%PDF-1.7 giấy chứng sinh')

const announced = (content: Uint8Array = bytes): Scan =>
  scanWith(freshId(), 1, { size: content.length, sha256: createHash('sha256').update(content).digest('hex') })

let neighbours: Neighbours | undefined
const started = (): Neighbours => {
  if (!neighbours) throw new Error('the neighbours have not started')
  return neighbours
}
beforeAll(async () => {
  neighbours = await startNeighbours(['quarantine', 'clean'])
})
afterAll(() => neighbours?.stop())

interface World {
  objects: Objects
  upload(scan: Scan, content: Uint8Array): Promise<'stored' | 'refused'>
}

const inMemory = (): World => {
  const objects = memoryObjects()
  return { objects, upload: async (scan, content) => objects.upload(scan, content) }
}

const inBuckets = (): World => {
  const objects = createObjects({ s3: started().s3, quarantineBucket: 'quarantine', cleanBucket: 'clean' })
  return {
    objects,
    async upload(scan, content) {
      const { url, headers } = await objects.uploadLink(scan)
      const answer = await fetch(url, { method: 'PUT', headers: sendable(headers), body: Buffer.from(content) })
      return answer.ok ? 'stored' : 'refused'
    },
  }
}

/** The length is the client's own doing: it sends what the body has. */
function sendable({ 'content-length': _, ...headers }: Record<string, string>): Record<string, string> {
  return headers
}

describe.each([
  { where: 'in memory', world: inMemory },
  { where: 'in buckets', world: inBuckets },
])('objects $where', ({ world }) => {
  it('take one upload of exactly the file that was announced', async () => {
    const { objects, upload } = world()
    const scan = announced()
    expect(await objects.arrived(scan.quarantineKey)).toBeUndefined()
    expect(await objects.readQuarantined(scan.quarantineKey)).toBeUndefined()
    expect(await upload(scan, bytes)).toBe('stored')
    expect(await objects.arrived(scan.quarantineKey)).toEqual({ size: bytes.length })
    expect(Buffer.from((await objects.readQuarantined(scan.quarantineKey)) ?? [])).toEqual(Buffer.from(bytes))
    expect(await upload(scan, bytes)).toBe('refused')
  })

  it('take what we fetched ourselves once too: what lies there already stays', async () => {
    const { objects, upload } = world()
    const scan = announced()
    await objects.putQuarantined(scan, bytes)
    await objects.putQuarantined(scan, bytes)
    expect(Buffer.from((await objects.readQuarantined(scan.quarantineKey)) ?? [])).toEqual(Buffer.from(bytes))
    expect(await upload(scan, bytes)).toBe('refused')
  })

  it('refuse another file, longer, shorter or of the same length', async () => {
    const { objects, upload } = world()
    for (const other of [Buffer.concat([bytes, bytes]), bytes.slice(1), bytes.map((byte) => byte ^ 1)]) {
      const scan = announced()
      expect(await upload(scan, Buffer.from(other))).toBe('refused')
      expect(await objects.arrived(scan.quarantineKey)).toBeUndefined()
    }
  })

  it('keep a clean copy, twice as well as once', async () => {
    const { objects, upload } = world()
    const scan = announced()
    await upload(scan, bytes)
    await objects.keepClean(scan.quarantineKey, `${scan.quarantineKey}/clean`, bytes, scan.type)
    await objects.keepClean(scan.quarantineKey, `${scan.quarantineKey}/clean`, bytes, scan.type)
    const link = await objects.downloadLink(`${scan.quarantineKey}/clean`, 'Giấy chứng sinh.pdf')
    expect(link.expiresAt).toMatch(/\+07:00$/)
  })

  it('list clean files page after page in the order of their keys, give their bytes, and hide them', async () => {
    const { objects } = world()
    const prefix = `scans/${freshId()}/`
    for (const name of ['c', 'a', 'b']) await objects.keepClean('x/1/y', `${prefix}${name}`, bytes, 'application/pdf')
    await objects.keepClean('x/1/y', `other/${freshId()}`, bytes, 'application/pdf')
    const first = await objects.listClean(prefix, 2)
    expect(first.rows.map(({ key }) => key)).toEqual([`${prefix}a`, `${prefix}b`])
    for (const { at } of first.rows) expect(at).toMatch(/^2\d{3}-.*\+07:00$/)
    const second = await objects.listClean(prefix, 2, first.next)
    expect(second).toEqual({ rows: [{ key: `${prefix}c`, at: expect.any(String) }] })
    expect(Buffer.from((await objects.readClean(`${prefix}b`)) ?? [])).toEqual(Buffer.from(bytes))
    await objects.removeClean(`${prefix}b`)
    await objects.removeClean(`${prefix}b`)
    expect(await objects.readClean(`${prefix}b`)).toBeUndefined()
    expect((await objects.listClean(prefix, 9)).rows.map(({ key }) => key)).toEqual([`${prefix}a`, `${prefix}c`])
  })

  it('keep an archive as it is made, whole or not at all', async () => {
    const { objects } = world()
    const key = freshId()
    const piece = new Uint8Array(3 * 1_048_576).fill(7)
    const pieces = async function* (count: number, breaks = false) {
      for (let n = 0; n < count; n += 1) yield piece
      if (breaks) throw new RangeError('more than one zip holds')
    }
    await expect(objects.putArchive(key, pieces(6, true))).rejects.toThrow(RangeError)
    expect(await objects.archiveLink(key, 'ho-so.zip')).toBeUndefined()
    const whole = Buffer.concat(Array.from({ length: 6 }, () => piece))
    const told = { size: whole.length, sha256: createHash('sha256').update(whole).digest('hex') }
    expect(await objects.putArchive(key, pieces(6))).toEqual(told)
    expect(await objects.putArchive(key, pieces(6))).toEqual(told)
    const { url } = (await objects.archiveLink(key, 'ho-so.zip')) ?? { url: '' }
    if (url.startsWith('http')) {
      const answer = await fetch(url)
      expect(answer.headers.get('content-type')).toBe('application/zip')
      const bytes = Buffer.from(await answer.arrayBuffer())
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(told.sha256)
    }
  })

  it('give a link to a report that is there, and none to one that is not', async () => {
    const { objects } = world()
    const key = `${freshId()}.json`
    expect(await objects.reportLink(key, 'qua-han.json')).toBeUndefined()
    await objects.putReport(key, bytes, 'application/json')
    expect(await objects.reportLink(key, 'qua-han.json')).toMatchObject({ url: expect.any(String) })
    expect(await objects.sheetLink(key, 'a.pdf')).toBeUndefined()
    await objects.putSheet(key, bytes, 'application/pdf')
    expect(await objects.sheetLink(key, 'a.pdf')).toMatchObject({ url: expect.any(String) })
    expect(await objects.sheetOf(`sheets/${key}`)).toBeUndefined()
    const of = { dossier: 'hs-1', print: 'receipt-2' }
    await objects.putSheet(key, bytes, 'application/pdf', of)
    expect(await objects.sheetOf(`sheets/${key}`)).toEqual(of)
    expect(await objects.sheetOf(`sheets/${freshId()}.pdf`)).toBeUndefined()
  })
})

describe('a link to upload', () => {
  it.each(['if-none-match', 'x-amz-checksum-sha256', 'content-type'])(
    'is worth nothing without its %s',
    async (name) => {
      const { objects } = inBuckets()
      const scan = announced()
      const { url, headers } = await objects.uploadLink(scan)
      const kept = Object.fromEntries(Object.entries(sendable(headers)).filter(([each]) => each !== name))
      expect((await fetch(url, { method: 'PUT', headers: kept, body: Buffer.from(bytes) })).status).toBe(403)
      expect(await objects.arrived(scan.quarantineKey)).toBeUndefined()
    },
  )
})

describe('a link to a scan', () => {
  it('gives the bytes as an attachment under their Vietnamese name', async () => {
    const { objects } = inBuckets()
    const key = `${freshId()}/1/clean`
    await objects.keepClean('x/1/y', key, bytes, 'application/pdf')
    const answer = await fetch((await objects.downloadLink(key, 'Giấy chứng sinh.pdf')).url)
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(Buffer.from(bytes))
    expect(answer.headers.get('content-type')).toBe('application/pdf')
    expect(answer.headers.get('content-disposition')).toBe(attachmentNamed('Giấy chứng sinh.pdf'))
  })

  it('cannot be opened for another file', async () => {
    const { objects } = inBuckets()
    const link = await objects.downloadLink('one/1/clean', 'a.pdf')
    expect((await fetch(link.url.replace('one/1/clean', 'two/1/clean'))).status).toBe(403)
  })

  it('names the file so that no name breaks out of its header', () => {
    expect(attachmentNamed('Đơn "x".pdf')).toBe("attachment; filename*=UTF-8''%C4%90%C6%A1n%20%22x%22.pdf")
    expect(attachmentNamed('a\r\nb/c\\d')).toBe("attachment; filename*=UTF-8''a__b_c_d")
    expect(attachmentNamed("'(*)!'")).toBe("attachment; filename*=UTF-8''%27%28%2A%29%21%27")
  })
})

describe('doorbells', () => {
  const row = {
    id: 7,
    orderNumber: 'H57.29-261102-0001/1',
    waybill: 'EH000000001VN',
    code: '100',
    at: '2026-11-02T08:00:00+07:00',
    state: 'delivered',
  } as const

  it('ring the same in memory and on the queue: once per event, in the group of their dossier', async () => {
    const url = await started().queue('all')
    const onQueue = createDoorbells({ sqs: started().sqs, urlOf: () => url })
    const inMind = memoryDoorbells()
    for (const bells of [onQueue, inMind]) {
      await bells.ring('transfers', 'd1', 3)
      await bells.ringTracking(row)
      await bells.ringNotice('H57.29', '2026-11-02')
      await bells.ringArchive('a1', row.at)
      await bells.ringArchive('a1', '2026-11-02T08:01:00+07:00')
    }
    await onQueue.ring('transfers', 'd1', 3)
    await onQueue.ringArchive('a1', row.at)
    const seen = await received(url, 6)
    expect(seen).toEqual([
      { group: 'd1', message: { kind: 'doorbell', dossier: 'd1', n: 3 } },
      { group: 'H57.29-261102-0001_1', message: { kind: 'tracking', row } },
      { group: 'H57.29', message: { kind: 'notice', agency: 'H57.29', day: '2026-11-02' } },
      { group: 'a1', message: { kind: 'archive', id: 'a1' } },
      { group: 'a1', message: { kind: 'archive', id: 'a1' } },
    ])
    expect(inMind.rung.map(({ message }) => message)).toEqual(seen.map(({ message }) => message))
  })

  it('tell the faults of a message that is not one of ours', () => {
    expect(readMessage('x')).toEqual({ faults: ['không phải JSON'] })
    expect(readMessage('{"kind":"doorbell","dossier":"d1"}')).toMatchObject({ faults: ['n: còn thiếu'] })
    expect(readMessage('{"kind":"other"}')).toMatchObject({ faults: ['kind: không đúng dạng'] })
  })
})

async function received(QueueUrl: string, tries: number) {
  const seen: { group: string | undefined; message: unknown }[] = []
  for (let i = 0; i < tries; i++) {
    const command = new ReceiveMessageCommand({
      QueueUrl,
      MaxNumberOfMessages: 10,
      MessageSystemAttributeNames: ['MessageGroupId'],
    })
    for (const message of (await started().sqs.send(command)).Messages ?? []) {
      const read = readMessage(message.Body ?? '')
      // Worked and deleted, so that a second ring would come to light behind it in its group.
      await started().sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message.ReceiptHandle }))
      seen.push({ group: message.Attributes?.MessageGroupId, message: 'message' in read ? read.message : read.faults })
    }
  }
  return seen
}
