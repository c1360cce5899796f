import { describe, expect, it } from 'vitest'
import { deviating, leftAfter } from '../../../shared/dossier/money/fees.ts'
import { handler, homePlan, officer, receptionist, storyOf, ward } from '../../given.ts'

const cashier = officer(ward, 'desk', 'cashier')
const item = (kind: 'fee' | 'charge' | 'price', amountVnd: number) => ({ kind, name: 'Khoản', amountVnd })
const line = (kind: 'fee' | 'charge', amountVnd: number | null, note?: string) =>
  ({ kind, amountVnd, channel: 'any', ...(note === undefined ? {} : { note }) }) as const
const plan = {
  ...homePlan,
  fees: [line('charge', 15_000), line('fee', 2_000, 'mỗi trang')],
  exemptions: [
    { id: 'ho-ngheo', who: 'Hộ nghèo', percent: 100, ground: 'NQ 12' },
    { id: 'khuyet-tat', who: 'Người khuyết tật', percent: 50, ground: 'NQ 12', kinds: ['charge'] as const },
  ],
}

describe('a demand held against the fees of its plan', () => {
  it.each([
    ['a published sum', [item('charge', 15_000)], plan.fees, 0],
    ['so many copies of a sum with a note', [item('fee', 14_000)], plan.fees, 0],
    ['no whole number of copies', [item('fee', 3_000)], plan.fees, 1],
    ['twice a sum without a note', [item('charge', 30_000)], plan.fees, 1],
    ['a kind the plan does not have', [item('price', 15_000)], plan.fees, 1],
    ['one of two', [item('charge', 15_000), item('charge', 9_000)], plan.fees, 1],
    ['a line whose sum is not published', [item('charge', 9_000)], [line('charge', null)], 0],
    ['something where the plan says it is free', [item('charge', 9_000)], [line('charge', 0, 'miễn phí')], 1],
    ['a plan without lines', [item('charge', 9_000)], undefined, 0],
  ] as const)('%s', (_, items, fees, count) => {
    expect(deviating(items, fees)).toHaveLength(count)
  })

  it('bears a mark in the book and in the history where it deviates, and none where it does not', () => {
    for (const [amountVnd, deviates] of [
      [15_000, undefined],
      [16_000, true],
    ] as const)
      for (const [act, who] of [
        ['charge-fee', cashier],
        ['request-obligation', handler],
      ] as const) {
        const story = storyOf(plan)
        story.tell({ act: 'accept' }, receptionist)
        story.tell({ act: 'pass-on' }, receptionist)
        story.tell({ act, items: [item('charge', amountVnd)], payee: 'Quầy' }, who)
        expect([act, story.file()?.money?.[0]?.deviates]).toEqual([act, deviates])
        expect([act, story.events.at(-1)?.detail.deviates]).toEqual([act, deviates])
      }
  })
})

describe('an exemption of the procedure’s list', () => {
  function owing() {
    const story = storyOf(plan)
    story.tell({ act: 'accept' }, receptionist)
    story.tell({ act: 'charge-fee', items: [item('charge', 15_000), item('fee', 4_000)], payee: 'Quầy' }, cashier)
    return story
  }
  const exempt = { act: 'exempt-fee', ground: 'Sổ hộ nghèo số 7' } as const

  it('leaves what its percentage leaves of the kinds it names', () => {
    expect(plan.exemptions.map((one) => leftAfter([item('charge', 15_000), item('fee', 4_000)], one))).toEqual([
      0, 11_500,
    ])
  })

  it('is named by its id, and then leaves that sum and no other', () => {
    const half = { ...exempt, kind: 'reduced', exemption: 'khuyet-tat' } as const
    expect(owing().refuses({ ...half, payVnd: 9_000 }, cashier)).toBe('wrong-amount')
    const story = owing()
    story.tell({ ...half, payVnd: 11_500 }, cashier)
    expect(story.file()?.money).toMatchObject([{ totalVnd: 11_500, exemption: { id: 'khuyet-tat' } }])
    expect(story.events.at(-1)?.detail).toMatchObject({ id: 'khuyet-tat' })
    const free = owing()
    free.tell({ ...exempt, kind: 'exempt', exemption: 'ho-ngheo', payVnd: 0 }, cashier)
    expect(free.file()?.money).toMatchObject([{ state: 'exempted', exemption: { id: 'ho-ngheo' } }])
  })

  it('is refused by an id the list does not have, and marked where none is named', () => {
    const unknown = { ...exempt, kind: 'exempt', exemption: 'khong-co', payVnd: 0 } as const
    expect(owing().refuses(unknown, cashier)).toBe('unknown-exemption')
    const story = owing()
    story.tell({ ...exempt, kind: 'reduced', payVnd: 9_000 }, cashier)
    expect(story.file()?.money?.[0]?.exemption).toMatchObject({ unlisted: true, beforeVnd: 19_000 })
    expect(story.events.at(-1)?.detail).toMatchObject({ unlisted: true })
    const bare = storyOf(homePlan)
    bare.tell({ act: 'charge-fee', items: [item('charge', 15_000)], payee: 'Quầy' }, cashier)
    bare.tell({ ...exempt, kind: 'reduced', payVnd: 9_000 }, cashier)
    expect(bare.file()?.money?.[0]).not.toHaveProperty('exemption.unlisted')
  })
})

describe('a book of money', () => {
  const long = 'ệ'.repeat(200)
  const items = Array.from({ length: 20 }, () => ({ ...item('price', 1_000), name: long }))
  const demand = { act: 'charge-fee', items, payee: long } as const

  it('takes no more than one item of the table holds, and what was asked for can be paid and given back still', () => {
    const story = storyOf(homePlan)
    story.tell({ act: 'accept' }, receptionist)
    for (let asked = 0; asked < 100 && story.refuses(demand, cashier) === 'allowed'; asked += 1)
      story.tell({ act: 'pay', amountVnd: 20_000, method: 'cash' }, cashier)
    expect(story.refuses(demand, cashier)).toBe('money-book-full')
    expect(story.file()?.money?.length).toBeGreaterThan(10)
    const back = { act: 'refund', obligation: 1, amountVnd: 1, reason: 'ệ'.repeat(500) } as const
    let given = 0
    for (; given < 1_000 && story.refuses(back, cashier) === 'allowed'; given += 1);
    expect(story.refuses(back, cashier)).toBe('money-book-full')
    expect(given).toBeGreaterThan(20)
    expect(Buffer.byteLength(JSON.stringify(story.file()?.money))).toBeLessThanOrEqual(340_000)
    story.tell({ ...back, amountVnd: 20_000 - given }, cashier)
  })
})
