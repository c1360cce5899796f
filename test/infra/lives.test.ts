import { describe, expect, it } from 'vitest'
import {
  assumed,
  digestDeed,
  lifeLines,
  lifeOf,
  mailFirst,
  phoneFirst,
  type ToldBy,
  timesInALife,
  tracedShare,
} from '../../infra/bench/life-cost.ts'
import { usdOf } from '../../infra/bench/prices.ts'
import type { Spending, Spent } from '../../infra/bench/spending.ts'
import { stageOf } from '../../infra/stages.ts'

const nothing: Spent = {
  ...{
    unitsByKind: {},
    writeUnits: 0,
    readUnits: 0,
    noticeUnits: 0,
    calls: {},
    requests: 0,
    messages: 0,
    batches: 0,
    streamCalls: 0,
  },
  ...{ objectWrites: 0, objectReads: 0, logBytes: 0, mails: 0, texts: 0 },
}
const spending = (parts: Record<string, Partial<Spent>>): Spending => ({
  parts: new Map(Object.entries(parts).map(([name, part]) => [name, { ...nothing, ...part }])),
  msOf: () => 100,
  memoryMbOf: () => 512,
})
const usd = (given: Spending, times: Record<string, number>, what: string) =>
  lifeLines(given, times).find((line) => line.what === what)?.usd

describe('what 1,000 lives cost', () => {
  it('takes every deed as often as it comes', () => {
    const given = spending({ step: { writeUnits: 20, calls: { a: 2 } }, transfer: { writeUnits: 40, calls: { a: 1 } } })
    const { life, calls } = lifeOf(given, { step: 3, transfer: 0.5 })
    expect([life.writeUnits, calls.get('a')]).toEqual([80, 6.5])
    expect(usd(given, { step: 3, transfer: 0.5 }, 'DynamoDB writes')).toBeCloseTo(
      (80_000 * usdOf('table-write-million')) / 1_000_000,
    )
  })
  it('pays a message for its sending, and a batch for its receipt and its deletion', () => {
    const given = spending({ step: { messages: 4, batches: 3 } })
    expect(usd(given, { step: 1 }, 'SQS')).toBeCloseTo((10_000 * usdOf('sqs-fifo-million')) / 1_000_000)
  })
  it('pays the time of a call by the memory of its function, and a cold start now and then', () => {
    const ms = 100 + assumed['share of calls that begin cold'] * assumed['ms of a cold start']
    const given = spending({ step: { calls: { a: 2 } } })
    expect(usd(given, { step: 1 }, 'Lambda time')).toBeCloseTo(ms * usdOf('lambda-gb-second'))
  })
  it('keeps malware scanning, SMS, storage and the firewall apart, and nothing else', () => {
    const lines = lifeLines(spending({ file: { texts: 1 } }), { file: 1 })
    expect(lines.filter(({ isApart }) => isApart).map(({ what }) => what)).toEqual([
      'WAF requests',
      'malware scanning',
      'SMS',
      'storage',
    ])
  })
  it('tells everyday news by mail or by SMS, as the city has it, and shares the mails of digests', () => {
    const given = spending({ step: { mails: 4, texts: 1 }, [digestDeed]: { mails: 2 } })
    const of = (what: string, told: ToldBy) =>
      lifeLines(given, { step: 1, [digestDeed]: 0.5 }, stageOf('prod'), told).find((line) => line.what === what)?.usd
    const shared = assumed['share of arrivals that bring a mail, the others being in it']
    expect(shared).toBeLessThan(0.25)
    expect(of('mail', mailFirst)).toBeCloseTo((4 + shared) * usdOf('mail-thousand'))
    expect(of('SMS', mailFirst)).toBeCloseTo(1_000 * usdOf('text-message'))
    expect(of('mail', phoneFirst)).toBeCloseTo((shared + 1) * usdOf('mail-thousand'))
    expect(of('SMS', phoneFirst)).toBeCloseTo(5_000 * usdOf('text-message'))
  })
  it('refuses a life with a deed nobody measured', () => {
    expect(() => lifeLines(spending({}), timesInALife)).toThrow('nothing was measured of opening')
  })
  it('pays for traces and for Lambda’s own lines only where a stage looks closely', () => {
    const given = spending({ step: { calls: { a: 2 } } })
    const at = (watched: 'close' | 'lean', what: string) =>
      lifeLines(given, { step: 1 }, { ...stageOf('prod'), watched }).find((line) => line.what === what)?.usd
    expect([at('lean', 'X-Ray'), at('lean', 'logs')]).toEqual([0, 0])
    expect(at('close', 'X-Ray')).toBeGreaterThan(0)
    expect(at('close', 'logs')).toBeGreaterThan(0)
  })
  it('traces every call of a quiet day, and few of a busy one', () => {
    expect(tracedShare(1)).toBe(1)
    expect(tracedShare(1_000)).toBeCloseTo(0.05, 1)
    expect(tracedShare(0)).toBe(0)
  })
})
