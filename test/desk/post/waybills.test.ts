import { describe, expect, it } from 'vitest'
import { perform } from '../../../shared/desk/dossiers/perform.ts'
import { fewWaybills, waybillsShort } from '../../../shared/desk/post/watch-waybills.ts'
import { workPostalReturns } from '../../../shared/desk/post/work-postal-returns.ts'
import { waybillAt } from '../../../shared/dossier/waybills.ts'
import type { ShipmentOrder } from '../../../shared/messages/messages.ts'
import * as given from '../../given.ts'
import { workerDesk } from '../worker-desk.ts'

const receiver = { name: 'Trần Văn Thử', phone: '0900000001', detail: '2 đường Thử', communeCode: '19804' }
const day = given.tuesday.slice(0, 10)

/** Decided dossiers that go by post, and a pool of so many numbers. */
async function pooled(room: number, count: number) {
  const all = await workerDesk()
  const change = { status: 'processed', delivery: 'at-counter', clock: 'stopped', returnBy: 'post' } as const
  const ids = Array.from({ length: count }, (_, n) => `hs-${n + 1}`)
  for (const id of ids)
    await all.put(
      { ...change, id, code: `H57.40-260310-${id}` },
      { parties: { ...given.fileOf().parties, deliverTo: receiver } },
    )
  const pattern = `RM{00000001-${String(room).padStart(8, '0')}}VN`
  const by = { n: 1, by: 'cb-1', at: given.tuesday, id: 'dai-1', body: 'dai-1' }
  if (room > 0)
    await all.desk.catalogue.putNumberPattern({
      kind: 'waybill',
      validFrom: '2026-01-01',
      pattern,
      source: 'thử',
      ...by,
    })
  const order = (id: string) =>
    perform(all.desk, given.receptionist, id, { act: 'order-shipment' }, { version: 1, key: `dat-${id}` })
  const ring = (id: string) => workPostalReturns(all.desk, { kind: 'doorbell', dossier: id, n: 2 })
  const drawn = async (id: string) => (await all.desk.dossiers.event(id, 2))?.detail?.itemCode
  const nth = async (n: number) => waybillAt(await all.desk.catalogue.numberPatterns(), day, n)
  return { ...all, ids, order, ring, drawn, nth }
}

describe('an order with a number of the post’s range', () => {
  it('draws each number once and leaves none out, however many order at once', async () => {
    const { ids, order, drawn, nth } = await pooled(100, 8)
    await Promise.all(ids.map(order))
    const codes = await Promise.all(ids.map(drawn))
    const first = await Promise.all(ids.map((_, n) => nth(n + 1)))
    expect([...codes].sort()).toEqual([...first].sort())
  })

  it('said twice is one order with one number', async () => {
    const { desk, order, drawn, nth } = await pooled(100, 1)
    await order('hs-1')
    await order('hs-1')
    expect([await drawn('hs-1'), await desk.dossiers.serial('WAYBILL')]).toEqual([await nth(1), 1])
  })

  it('tells the post the number, also when the bell rings again after silence', async () => {
    const { desk, order, ring, nth } = await pooled(100, 1)
    await order('hs-1')
    const heard: ShipmentOrder[] = []
    const post = desk.post.order
    desk.post.order = async (one) => {
      heard.push(one)
      if (heard.length === 1) throw new Error('silence')
      return post(one)
    }
    await ring('hs-1').catch(() => undefined)
    await ring('hs-1')
    expect(heard.map(({ itemCode }) => itemCode)).toEqual([await nth(1), await nth(1)])
  })

  it('goes without one when the pool is used up, or the post has handed out none: then the post gives it', async () => {
    const { ids, order, ring, drawn, desk, dossier } = await pooled(1, 2)
    for (const id of ids) await order(id)
    for (const id of ids) await ring(id)
    expect(await Promise.all(ids.map(drawn))).toEqual([expect.stringMatching(/^RM00000001\dVN$/), undefined])
    expect(desk.post.orders.map(({ itemCode }) => itemCode === undefined)).toEqual([false, true])
    expect((await dossier('hs-2')).waybill).toMatch(/^EH/)
    const without = await pooled(0, 1)
    await without.order('hs-1')
    expect([await without.drawn('hs-1'), await without.desk.dossiers.serial('WAYBILL')]).toEqual([undefined, 0])
  })

  it('is missed before the pool is empty, and where the post hands out none nothing is', async () => {
    expect(await waybillsShort((await pooled(fewWaybills, 0)).desk)).toBe(0)
    expect(await waybillsShort((await pooled(fewWaybills - 3, 0)).desk)).toBe(3)
    expect(await waybillsShort((await pooled(0, 0)).desk)).toBe(0)
  })
})
