import { describe, expect, it } from 'vitest'
import { eventHandler, scheduleHandler } from '../../../shared/aws/lambda/event-bridge.ts'
import { contextWith } from './context.ts'

describe('a schedule and an event of the bus', () => {
  it('work for the planned moment, in our time', async () => {
    const moments: string[] = []
    const schedule = scheduleHandler(async (at) => {
      moments.push(at)
    })
    await schedule({ time: '2026-11-01T23:30:00Z' }, contextWith())
    await schedule({}, contextWith())
    expect(moments[0]).toBe('2026-11-02T06:30:00+07:00')
    expect(moments[1]).toMatch(/\+07:00$/)
  })

  it('throw on without the words of what went wrong', async () => {
    const handler = eventHandler(async () => {
      throw new TypeError('Nguyễn Văn An')
    })
    const event = { id: '1', version: '0', account: '', time: '2026-11-02T00:00:00Z', region: '', resources: [] }
    const whole = { ...event, source: 's', 'detail-type': 't', detail: {} }
    await expect(handler(whole, contextWith())).rejects.toThrow(/^TypeError$/)
  })
})
