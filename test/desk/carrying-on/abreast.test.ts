import { expect, it } from 'vitest'
import { abreast } from '../../../shared/desk/carrying-on/abreast.ts'

it('does the work for each in their order, and never more than sixteen at once', async () => {
  let [open, most] = [0, 0]
  const done = await abreast([...Array(50).keys()], async (n) => {
    open += 1
    most = Math.max(most, open)
    await new Promise((resolve) => setImmediate(resolve))
    open -= 1
    return n * 2
  })
  expect(done).toEqual([...Array(50).keys()].map((n) => n * 2))
  expect(most).toBe(16)
  expect(await abreast([], async () => 1)).toEqual([])
})
