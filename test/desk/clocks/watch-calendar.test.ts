import { describe, expect, it } from 'vitest'
import { addDays } from '../../../shared/calendar/day.ts'
import { publishedUntil } from '../../../shared/calendar/published.ts'
import { fewDaysLeft } from '../../../shared/desk/clocks/watch-calendar.ts'
import { workerDesk } from '../worker-desk.ts'

const noon = (daysBefore: number) => `${addDays(publishedUntil, -daysBefore)}T12:00:00+07:00`

describe('the end of the published calendar', () => {
  it('is told of from the day on which fewer than ninety days remain, and every day after', async () => {
    const { desk } = await workerDesk()
    expect(await fewDaysLeft(desk, noon(91))).toBeUndefined()
    expect(await fewDaysLeft(desk, noon(90))).toBeUndefined()
    expect(await fewDaysLeft(desk, noon(89))).toBe(89)
    expect(await fewDaysLeft(desk, noon(0))).toBe(0)
    expect(await fewDaysLeft(desk, noon(-10))).toBeLessThan(0)
  })

  it('is quiet again once the next year is declared published', async () => {
    const { desk } = await workerDesk()
    const next = addDays(publishedUntil, 365)
    await desk.catalogue.declare({
      n: 1,
      scope: 'VN',
      days: [],
      seasons: [],
      until: next,
      source: 'Thông báo nghỉ lễ năm sau',
      at: noon(30),
      by: { id: 'cb-admin', unit: 'H57' },
      key: 'k',
      body: 'b',
    })
    expect(await fewDaysLeft(desk, noon(30))).toBeUndefined()
    expect(await fewDaysLeft(desk, `${addDays(next, -89)}T00:00:00+07:00`)).toBe(89)
  })
})
