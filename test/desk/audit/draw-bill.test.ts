import { describe, expect, it } from 'vitest'
import { drawBill } from '../../../shared/desk/audit/draw-bill.ts'
import { faultOfBill } from '../../../shared/dossier/history/bill.ts'
import { entryChain, ratingChain } from '../../../shared/reports/indices/score-chains.ts'
import { ratedOnce, scoredByHand } from '../indices/scored-given.ts'
import { workerDesk } from '../worker-desk.ts'

const night = (day: string) => `2026-03-${day}T00:45:00+07:00`

async function twoDossiers() {
  const { desk, put } = await workerDesk()
  await put({ id: 'hs-1', updatedAt: '2026-03-10T09:00:00+07:00' })
  await put({ id: 'hs-2', updatedAt: '2026-03-10T15:00:00+07:00' })
  return { desk, put }
}

describe('the daily bill', () => {
  it('names every dossier that moved, with number and digest, for the day before', async () => {
    const { desk } = await twoDossiers()
    const { bill, drawn } = await drawBill(desk, night('11'))
    expect(drawn).toBe(true)
    expect(bill).toMatchObject({ n: 1, day: '2026-03-10', count: 2, previous: '' })
    const kept = await desk.bills.read('2026-03-10')
    const chain = (await desk.dossiers.load('hs-1'))?.dossier.chain
    expect(kept?.lines.map(([id]) => id)).toEqual(['hs-1', 'hs-2'])
    expect(kept?.lines[0]).toEqual(['hs-1', 1, chain])
    expect(kept && faultOfBill(kept, undefined, await desk.signer.publicKeyPem())).toBeUndefined()
  })

  it('is chained to the one before, and names what moved since; what came late is on it', async () => {
    const { desk, put } = await twoDossiers()
    const first = await drawBill(desk, night('11'))
    await put({ id: 'hs-3', updatedAt: '2026-03-11T08:00:00+07:00' })
    await put({ id: 'hs-late', updatedAt: '2026-03-11T00:44:58+07:00' })
    const second = await drawBill(desk, night('12'))
    const kept = await desk.bills.read('2026-03-11')
    expect(kept?.lines.map(([id]) => id)).toEqual(['hs-3', 'hs-late'])
    expect(kept && faultOfBill(kept, first.bill, await desk.signer.publicKeyPem())).toBeUndefined()
    expect(second.bill.n).toBe(2)
  })

  it('names what people entered by hand and rated since, each chain by its newest record', async () => {
    const { desk } = await twoDossiers()
    const [first, second] = scoredByHand()
    for (const one of [first, second]) await desk.ratings.enter(one)
    const rated = ratedOnce()
    await desk.ratings.keepRating(rated)
    await drawBill(desk, night('11'))
    const kept = await desk.bills.read('2026-03-10')
    expect(kept?.lines).toContainEqual([entryChain(second), 2, second.digest])
    expect(kept?.lines).toContainEqual([ratingChain(rated), 1, rated.digest])
    expect(kept?.lines).toHaveLength(4)
    expect(kept && faultOfBill(kept, undefined, await desk.signer.publicKeyPem())).toBeUndefined()
    await drawBill(desk, night('12'))
    expect((await desk.bills.read('2026-03-11'))?.lines).toEqual([])
  })

  it('is drawn for a day on which nothing moved, too', async () => {
    const { desk } = await twoDossiers()
    await drawBill(desk, night('11'))
    expect((await drawBill(desk, night('12'))).bill).toMatchObject({ n: 2, count: 0 })
  })

  it('stands when the run is repeated, even after a crash before it was remembered', async () => {
    const { desk, put } = await twoDossiers()
    const first = await drawBill(desk, night('11'))
    await desk.marks.setValue('audit-bill', '')
    await put({ id: 'hs-3', updatedAt: '2026-03-11T00:50:00+07:00' })
    const again = await drawBill(desk, '2026-03-11T01:00:00+07:00')
    expect(again).toEqual({ bill: first.bill, drawn: false })
  })

  it('goes on in one chain after a clock ran a day ahead and was set back, and leaves out nothing that moved meanwhile', async () => {
    const { desk, put } = await twoDossiers()
    const ahead = await drawBill(desk, '2026-03-12T16:00:00+07:00')
    expect(ahead.bill).toMatchObject({ n: 1, day: '2026-03-11' })
    await put({ id: 'hs-3', updatedAt: '2026-03-11T16:30:00+07:00' })
    await put({ id: 'hs-4', updatedAt: '2026-03-12T09:00:00+07:00' })
    for (const at of ['2026-03-11T16:10:00+07:00', night('12'), night('12')])
      expect(await drawBill(desk, at)).toEqual({ bill: ahead.bill, drawn: false })
    const next = await drawBill(desk, night('13'))
    expect(next).toMatchObject({ drawn: true, bill: { n: 2, day: '2026-03-12' } })
    const kept = await desk.bills.read('2026-03-12')
    expect(kept?.lines.map(([id]) => id)).toEqual(expect.arrayContaining(['hs-3', 'hs-4']))
    expect(kept && faultOfBill(kept, ahead.bill, await desk.signer.publicKeyPem())).toBeUndefined()
    expect((await drawBill(desk, night('14'))).bill).toMatchObject({ n: 3, count: 0 })
  })

  it('goes on from the bucket when a restored table remembers an older one', async () => {
    const { desk } = await twoDossiers()
    await drawBill(desk, night('11'))
    await drawBill(desk, night('12'))
    await desk.marks.setValue('audit-bill', '2026-03-10')
    expect((await drawBill(desk, night('13'))).bill).toMatchObject({ n: 3, day: '2026-03-12' })
  })

  it('covers the days of the runs that were missed', async () => {
    const { desk, put } = await twoDossiers()
    await drawBill(desk, night('11'))
    await put({ id: 'hs-3', updatedAt: '2026-03-12T08:00:00+07:00' })
    expect((await drawBill(desk, night('15'))).bill).toMatchObject({ n: 2, day: '2026-03-14', count: 1 })
  })
})
