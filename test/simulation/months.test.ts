import { describe, expect, it } from 'vitest'
import { simulate } from './months.ts'

/** `SIMULATION_DAYS` and `SIMULATION_SEED` make it longer or another; the seed is printed, so that a failure comes again. */
const days = Number(process.env.SIMULATION_DAYS ?? 40)
const seeds = (process.env.SIMULATION_SEED ?? '1,2').split(',').map(Number)

describe.each(seeds)('months at the desks, seed %s', (seed) => {
  it(`keep every rule after every act, ${days} working days long`, { timeout: 3_600_000 }, async () => {
    const told = await simulate(seed, days)
    console.log(`simulation seed ${seed}: ${JSON.stringify(told.counts)}`)
    expect(told.broken).toEqual([])
    // A quiet month proves nothing.
    expect(told.counts.acts).toBeGreaterThan(days * 12)
    expect(told.counts.returned).toBeGreaterThan(days / 10)
    expect(told.counts.expired + told.counts.parts + told.counts.parcels + told.counts.payments).toBeGreaterThan(10)
  })
})
