import { expect, it } from 'vitest'
import { receiveMany } from './many-receptions.ts'

const howMany = Number(process.env.RECEPTIONS ?? 60)

it('gives every reception of a day its own number, over conflicts and a kill -9, and leaves none out', async () => {
  const { codes, transactions, refused } = await receiveMany(howMany, 21_571)
  expect(refused / transactions).toBeGreaterThanOrEqual(0.3)
  const numbers = codes.map((code) => Number(code.split('-').at(-1))).sort((a, b) => a - b)
  expect(numbers).toEqual(Array.from({ length: howMany }, (_, place) => place + 1))
}, 1_200_000)
