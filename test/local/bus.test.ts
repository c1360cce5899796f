import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { type DeliveredEvent, openBus } from '../../infra/local/bus.ts'
import { createClock } from '../../infra/local/clock.ts'

const folder = mkdtempSync(join(tmpdir(), 'bus-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const event = { source: 'aws.s3', 'detail-type': 'Object Created', detail: { object: { key: 'k' } } }
const open = (name: string) => openBus({ file: join(folder, name), clock: createClock() })

describe('the bus', () => {
  it('delivers what was published before a crash, once', async () => {
    const seen: DeliveredEvent[] = []
    const first = open('crash')
    first.publish(event)
    first.close()
    const second = open('crash')
    second.subscribe((one) => void seen.push(one))
    await expect.poll(() => second.inFlight()).toBe(0)
    second.close()
    const third = open('crash')
    third.subscribe((one) => void seen.push(one))
    await expect.poll(() => third.inFlight()).toBe(0)
    third.close()
    expect(seen).toHaveLength(1)
    expect(seen[0]).toMatchObject({ ...event, region: 'ap-southeast-1', account: '000000000000' })
  })

  it('keeps an event whose subscriber failed', async () => {
    const first = open('failure')
    first.subscribe(() => Promise.reject(new Error('stopped')))
    first.publish(event)
    await expect.poll(() => first.inFlight()).toBe(0)
    first.close()
    const seen: DeliveredEvent[] = []
    const second = open('failure')
    second.subscribe((one) => void seen.push(one))
    await expect.poll(() => seen).toHaveLength(1)
    second.close()
  })
})
