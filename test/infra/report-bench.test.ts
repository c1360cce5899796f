import { expect, it } from 'vitest'
import { measureCounting } from '../../infra/bench/counted-events.ts'
import { isMet, lineOf } from '../../infra/bench/figure.ts'
import { measureSweep } from '../../infra/bench/overdue-sweep.ts'
import { overOwnTable } from '../../infra/bench/own-table.ts'

it('measures what a counted event and the morning’s sweep take, in units that no machine changes', {
  timeout: 300_000,
}, async () => {
  const counted = await overOwnTable(measureCounting)
  const swept = await overOwnTable((own) => measureSweep(own, [200, 400], [20, 40]))
  const written = counted.filter(({ name }) => name.startsWith('write units') && !name.endsWith('told again'))
  expect(written.map(({ value }) => value > 0 && value < 12)).toEqual([true, true, true])
  const [alone, ...together] = written.map(({ value }) => value)
  for (const value of together) expect(value).toBeLessThan(alone ?? 0)
  const again = counted.filter(({ name }) => name.endsWith('told again'))
  const flat = swept.filter(({ name }) => name.includes('times as many'))
  expect([again.length, flat.length]).toEqual([3, 1])
  for (const figure of [...again, ...flat]) expect(isMet(figure), lineOf(figure)).toBe(true)
})
