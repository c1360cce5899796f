import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Happening, happenings, play } from './money.ts'

/** A story found to break the sums is shortened when this is set; it takes its time. */
const isShortened = process.env.MONEY_SHORTENED !== undefined
const seed = Number(process.env.SIMULATION_SEED ?? 7)
const numRuns = Number(process.env.MONEY_STORIES ?? 12)

const small = fc.nat({ max: 200 })
const among = Object.entries(happenings).map(([name, weight]) => ({
  arbitrary: fc.constant(name as Happening[0]),
  weight: weight * 10,
}))
const happening: fc.Arbitrary<Happening> = fc.tuple(fc.oneof(...among), fc.nat({ max: 2 }), small, small)
const story = fc.array(happening, { minLength: 40, maxLength: 100, size: 'max' })

it('of any story, what was paid is kept, given back or waits to be given back', { timeout: 3_600_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(story, async (told) => {
      expect(await play(told)).toEqual([])
    }),
    { seed, numRuns, endOnFailure: !isShortened },
  )
})

it.each<[string, readonly Happening[]]>([
  [
    'two refunds of one payment that nobody’s gateway gives',
    [
      ['charge', 1, 180, 90],
      ['begin', 1, 180, 103],
      ['pay', 1, 80, 64],
      ['call', 2, 3, 174],
      ['refund', 1, 5, 1],
      ['refund', 1, 170, 17],
    ],
  ],
  [
    'a payment entered after another agency has taken over',
    [
      ['cash', 0, 157, 117],
      ['merge', 0, 163, 121],
    ],
  ],
  [
    'a payment for what waits at the counter, after another agency has taken over',
    [
      ['charge', 1, 17, 61],
      ['begin', 1, 40, 8],
      ['merge', 2, 23, 135],
      ['pay', 1, 56, 2],
    ],
  ],
  [
    'a part of what the post collected, given back after the rest had come and before its row says that it counts',
    [
      ['charge', 1, 0, 0],
      ['ship', 0, 0, 0],
      ['collected', 0, 0, 22],
      ['collected', 0, 0, 126],
      ['row', 0, 0, 0],
    ],
  ],
])('%s adds up', async (_, told) => {
  expect(await play(told)).toEqual([])
})
