import { describe, expect, it } from 'vitest'
import { createCircuit } from '../../shared/connectors/circuit.ts'
import { Outage } from '../../shared/outage.ts'
import { memoryMarks } from '../memory/marks.ts'

/** Two instances before one partner, on one clock and one table. */
function twoInstances(chance = 1) {
  const clock = { ms: 1_000_000 }
  const reads: string[] = []
  const writes: string[] = []
  const kept = memoryMarks()
  const marks = {
    value: (name: string) => kept.value(name).finally(() => reads.push(name)),
    swapValue: (name: string, from: string | undefined, to: string) =>
      kept.swapValue(name, from, to).finally(() => writes.push(to)),
  }
  const options = { partner: 'post', marks, nowMs: () => clock.ms, chance: () => chance }
  return { clock, reads, writes, one: createCircuit(options), other: createCircuit(options) }
}

const down = async (): Promise<string> => {
  throw new Outage('post', undefined)
}
const up = async () => 'answer'

async function expectOutage(asked: Promise<unknown>) {
  const failed = await asked.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (!(failed instanceof Outage)) throw new Error('no outage')
}

async function failTimes(circuit: (call: typeof down) => Promise<string>, times: number) {
  for (let n = 0; n < times; n += 1) await expect(circuit(down)).rejects.toThrow(Outage)
}

describe('a circuit', () => {
  it('costs a healthy partner one read in ten seconds and no write', async () => {
    const { one, reads, writes, clock } = twoInstances()
    for (let n = 0; n < 50; n += 1) await one(up)
    expect([reads.length, writes.length]).toEqual([1, 0])
    clock.ms += 10_001
    await one(up)
    expect([reads.length, writes.length]).toEqual([2, 0])
  })

  it('spares a partner after three silences in a row, in every instance', async () => {
    const { one, other } = twoInstances()
    await failTimes(one, 3)
    let called = 0
    const counting = async () => {
      called += 1
      return 'answer'
    }
    await expect(one(counting)).rejects.toThrow(Outage)
    await expect(other(counting)).rejects.toThrow(Outage)
    expect(called).toBe(0)
  })

  it('does not count silences that an answer lies between, nor a no, nor a fault of ours', async () => {
    const { one } = twoInstances()
    await failTimes(one, 2)
    await one(up)
    await failTimes(one, 2)
    const defect = async () => {
      throw new TypeError('ours')
    }
    await expect(one(defect)).rejects.toThrow(TypeError)
    expect(await one(up)).toBe('answer')
  })

  it('sends one probe when the rest is over, and closes for all when it is answered', async () => {
    const { one, other, clock } = twoInstances()
    await failTimes(one, 3)
    clock.ms += 15_001
    let release: (text: string) => void = () => undefined
    const probing = other(
      () =>
        new Promise<string>((resolve) => {
          release = resolve
        }),
    ) // prettier-ignore
    await new Promise((resolve) => setImmediate(resolve))
    await expect(one(up)).rejects.toThrow(Outage)
    release('answer')
    expect(await probing).toBe('answer')
    clock.ms += 10_000
    expect(await one(up)).toBe('answer')
  })

  it('rests twice as long after each probe in vain, ten minutes at most', async () => {
    const { one, clock } = twoInstances()
    await failTimes(one, 3)
    for (const rest of [15_000, 30_000, 60_000, 120_000, 240_000, 480_000, 600_000, 600_000]) {
      clock.ms += rest - 1
      await expect(one(up)).rejects.toThrow(/did not answer/)
      clock.ms += 1
      await failTimes(one, 1)
    }
    clock.ms += 600_000
    expect(await one(up)).toBe('answer')
  })

  it('spreads the ends of the rests over their second half', async () => {
    const { one, clock } = twoInstances(0)
    await failTimes(one, 3)
    clock.ms += 7_499
    await expect(one(up)).rejects.toThrow(Outage)
    clock.ms += 1
    expect(await one(up)).toBe('answer')
  })

  it('lets a partner that is away for two hours be called some dozen times, whoever of a thousand messages knocks', async () => {
    const { one, other, clock, writes } = twoInstances(0.5)
    let calls = 0
    const counted = async () => {
      calls += 1
      return down()
    }
    for (let minute = 0; minute < 120; minute += 6) {
      for (let message = 0; message < 1_000; message += 1)
        await expectOutage((message % 2 === 0 ? one : other)(counted))
      clock.ms += 6 * 60_000
    }
    expect(calls).toBeGreaterThan(5)
    expect(calls).toBeLessThan(30)
    expect(writes.length).toBeLessThan(3 * calls)
    clock.ms += 10 * 60_000
    expect(await one(up)).toBe('answer')
  })

  it('forgets a probe that died', async () => {
    const { one, other, clock } = twoInstances()
    await failTimes(one, 3)
    clock.ms += 15_000
    void one(() => new Promise<string>(() => undefined))
    await new Promise((resolve) => setImmediate(resolve))
    clock.ms += 60_000
    expect(await other(up)).toBe('answer')
  })
})
