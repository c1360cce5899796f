import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import type { Calls } from '../../infra/local/calls.ts'
import type { Driver } from '../../infra/local/drivers/driver.ts'
import { startStream } from '../../infra/local/drivers/stream.ts'
import type { StreamReader, StreamRecord } from '../../infra/local/drivers/stream-reader.ts'
import type { Mapping } from '../../infra/local/templates/model.ts'

const folder = mkdtempSync(join(tmpdir(), 'stream-'))
const started: Driver[] = []
afterEach(async () => {
  await Promise.all(started.splice(0).map((driver) => driver.stop()))
  rmSync(folder, { recursive: true, force: true })
})

const record = (n: number, kind = 'EVENT'): StreamRecord => ({
  eventID: String(n),
  eventName: 'INSERT',
  dynamodb: { SequenceNumber: String(n), NewImage: { kind: { S: kind } } },
})

/** A stream that grows by hand, and a function that only writes down what it was handed. */
function read(mapping: Partial<Mapping>) {
  const stream: StreamRecord[] = []
  const handed: string[][] = []
  let told = 0
  const reader: StreamReader = {
    listShards: async () => ['shard'],
    async read(_, position, limit) {
      const after = typeof position === 'string' ? 0 : Number(position.after)
      const records = stream.filter(({ dynamodb }) => Number(dynamodb.SequenceNumber) > after).slice(0, limit)
      told += records.length
      return { records, trimmed: false }
    },
    findEnd: async () => undefined,
  }
  const calls: Calls = {
    async now(_, event) {
      const { Records }: { Records: StreamRecord[] } = JSON.parse(JSON.stringify(event))
      handed.push(Records.map(({ eventID }) => eventID))
      return { ok: true, value: null }
    },
    answer: () => Promise.reject(new Error('not asked for')),
    withRetries: () => Promise.reject(new Error('not asked for')),
    deliver: () => Promise.reject(new Error('not asked for')),
    send: () => Promise.reject(new Error('not asked for')),
    count: () => handed.length,
    underWay: () => [],
    stop: () => undefined,
  }
  const driver = startStream({
    mapping: {
      ...{ id: 'm', function: 'f', functionName: 'f', source: 'arn', enabled: true, batchSize: 100, windowSeconds: 0 },
      ...{ reportsFailures: false, filters: [], maximumConcurrency: undefined, from: 'TRIM_HORIZON', retries: -1 },
      ...{ recordAgeSeconds: -1, bisects: false, failedTo: undefined },
      ...mapping,
    },
    reader,
    calls,
    checkpointFile: join(folder, 'm.json'),
    giveUp: async () => undefined,
    retryDelayMs: 10,
    pollMs: 10,
    log: () => undefined,
  })
  started.push(driver)
  return { stream, handed, driver, told: () => told }
}

const until = (isSo: () => boolean) => expect.poll(isSo, { timeout: 8000, interval: 5 }).toBe(true)

describe('a reader of the stream', () => {
  it('keeps a batching window open, so that what comes one by one is handed over together', async () => {
    const { stream, handed, told } = read({ windowSeconds: 1 })
    stream.push(record(1))
    await pause(100)
    stream.push(record(2), record(3))
    await until(() => handed.length > 0)
    expect(handed).toEqual([['1', '2', '3']])
    expect(told()).toBe(3)
  })

  it('closes the window for whoever asks whether it has anything to do', async () => {
    const { stream, handed, driver } = read({ windowSeconds: 1 })
    stream.push(record(1))
    await pause(50)
    const asked = performance.now()
    expect(await driver.busyWith()).toBe('stream m')
    await until(() => handed.length > 0)
    expect(performance.now() - asked).toBeLessThan(900)
    expect(await driver.busyWith()).toBeUndefined()
  })

  it('opens no window for what nobody wants', async () => {
    const filters = [{ dynamodb: { NewImage: { kind: { S: ['EVENT'] } } } }]
    const { stream, handed, told } = read({ windowSeconds: 1, filters })
    stream.push(record(1, 'READ'))
    await until(() => told() === 1)
    await pause(50)
    stream.push(record(2, 'READ'))
    const grown = performance.now()
    await until(() => told() === 2)
    expect(performance.now() - grown).toBeLessThan(800)
    expect(handed).toEqual([])
  })

  it('does not wait when a batch is full', async () => {
    const { stream, handed } = read({ windowSeconds: 1, batchSize: 2 })
    stream.push(...[1, 2, 3, 4].map((n) => record(n)))
    await until(() => handed.length === 2)
    expect(handed).toEqual([
      ['1', '2'],
      ['3', '4'],
    ])
  })

  it('hands over what the filter asks for, and remembers how far it has read', async () => {
    const { stream, handed, driver } = read({ filters: [{ dynamodb: { NewImage: { kind: { S: ['EVENT'] } } } }] })
    stream.push(record(1, 'HEAD'), record(2), record(3, 'PART'))
    await until(() => handed.length > 0)
    await driver.stop()
    expect(handed).toEqual([['2']])
    expect(JSON.parse(readFileSync(join(folder, 'm.json'), 'utf8'))).toEqual({ shard: '3' })
  })
})
