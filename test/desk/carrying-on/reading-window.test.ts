import { describe, expect, it } from 'vitest'
import { instantOf, toDate } from '../../../shared/calendar/day.ts'
import { openWindow } from '../../../shared/desk/carrying-on/reading-window.ts'
import { readSettlements } from '../../../shared/desk/money/read-settlements.ts'
import { pollTracking } from '../../../shared/desk/post/poll-tracking.ts'
import type { TrackingRow } from '../../../shared/messages/messages.ts'
import { Outage } from '../../../shared/outage.ts'
import { workerDesk } from '../worker-desk.ts'

/** Numbers in an order of chance that is the same each time. */
function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
}

const rowOf = (id: number): TrackingRow => {
  const told = { orderNumber: `H57.40-260310-${id}`, waybill: '', code: '0', at: '2026-03-10T09:00:00+07:00' }
  return { id, ...told, state: 'collected' }
}

/** A list of which rows are shown up to fifty minutes late, read every five; now and then the run ends before or after it has written. */
async function read(seed: number, breaks: number) {
  const chance = dice(seed)
  const { desk, clock } = await workerDesk()
  const begun = toDate(clock.at).getTime()
  const shownAt = Array.from({ length: 300 }, (_, at) => begun + at * 60_000 + Math.floor(chance() * 50) * 60_000)
  const setValue: typeof desk.marks.setValue = async (name, value) => {
    const roll = chance()
    if (roll < breaks / 2) throw new Outage('the table', undefined)
    await desk.marks.setValue(name, value)
    if (roll < breaks) throw new Outage('the table', undefined)
  }
  const track = async (lastId: number) => {
    const now = toDate(clock.at).getTime()
    const ids = shownAt.flatMap((at, place) => (at <= now && place + 1 > lastId ? [place + 1] : []))
    return ids.slice(0, 20).map(rowOf)
  }
  const world = { ...desk, marks: { ...desk.marks, setValue }, post: { ...desk.post, track } }
  for (let run = 0; run < 90; run += 1) {
    clock.at = instantOf(new Date(begun + run * 300_000))
    await pollTracking(world).catch(() => undefined)
  }
  const times = new Map<number, number>()
  for (const { message } of desk.doorbells.rung)
    if (message.kind === 'tracking') times.set(message.row.id, (times.get(message.row.id) ?? 0) + 1)
  return { times, place: await desk.marks.value('VNPOST-LAST-ID') }
}

describe('a list that is read in a window', () => {
  it.each([1, 2, 3, 4, 5])('rings each row once, however late it is shown, seed %s', async (seed) => {
    const { times, place } = await read(seed, 0)
    expect(times.size).toBe(300)
    expect([...times.values()].filter((count) => count !== 1)).toEqual([])
    expect(place).toBe('{"settled":300,"seen":[],"waits":[]}')
  })

  it.each([1, 2, 3, 4, 5])('loses none when runs end in the middle, seed %s', async (seed) => {
    const { times } = await read(seed, 0.3)
    expect(times.size).toBe(300)
  })

  it('has money in it that is listed late, and is entered all the same, once', async () => {
    const { desk } = await workerDesk()
    const paid = (id: number, orderNumber = `nơi khác ${id}`) => {
      const said = { waybill: '', collectedVnd: 1000 * id, postageVnd: 0, statement: 'DS-1' }
      desk.post.settled.push({ id, orderNumber, ...said, settledAt: '2026-03-10T08:00:00+07:00' })
    }
    const entered = async () =>
      (await desk.payments.rowsOf('2026-03-10'))
        .filter(({ kind }) => kind === 'settled')
        .map(({ reference }) => reference)
    paid(1)
    paid(3)
    // A code of ours that nobody has is looked for once more, and holds up nothing behind it.
    paid(4, 'H57.40-260310-9999')
    paid(5)
    expect(await readSettlements(desk)).toBe(3)
    paid(2)
    expect(await readSettlements(desk)).toBe(2)
    expect(await readSettlements(desk)).toBe(0)
    expect((await entered()).toSorted()).toEqual([1, 2, 3, 4, 5].map((id) => `cod:DS-1:${id}`))
  })

  it('has a row of money that waits for its code and is listed no more set aside as what it is', async () => {
    const { desk } = await workerDesk()
    const said = { waybill: '', collectedVnd: 1000, postageVnd: 0, statement: 'DS-1' }
    const row = { id: 4, orderNumber: 'H57.40-260310-9999', ...said, settledAt: '2026-03-10T08:00:00+07:00' }
    desk.post.settled.push(row)
    await readSettlements(desk)
    desk.post.settled.length = 0
    await readSettlements(desk)
    const [aside] = (await desk.marks.setAsides('payments', 10)).rows
    expect(aside?.reason).toContain('(số 4) nêu một mã hồ sơ chưa có ở đây, nay không còn trong danh sách')
    expect(await readSettlements(desk)).toBe(0)
  })

  it('is not passed by while a row of it waits', async () => {
    const { desk } = await workerDesk()
    const window = await openWindow(desk, 'P')
    window.see([1, 3], '2026-03-10T09:00:00+07:00')
    window.wait(2, '2026-03-10T09:00:00+07:00')
    await window.keep('2026-03-10T12:00:00+07:00')
    const again = await openWindow(desk, 'P')
    expect([again.settled, again.has(1), again.has(2), again.has(3)]).toEqual([1, true, false, true])
    again.see([2], '2026-03-10T12:00:00+07:00')
    await again.keep('2026-03-10T14:00:00+07:00')
    expect(again.settled).toBe(3)
  })
})
