import { describe, expect, it } from 'vitest'
import { directoryOf } from '../../../shared/agencies/directory.ts'
import { flowsOf } from '../../../shared/counters/happenings.ts'
import { perform } from '../../../shared/desk/dossiers/perform.ts'
import { workTransfers } from '../../../shared/desk/interlinked/work-transfers.ts'
import { sendAgencyDigest } from '../../../shared/desk/notices/send-agency-digest.ts'
import { findLostParcels } from '../../../shared/desk/post/find-lost-parcels.ts'
import { pollTracking } from '../../../shared/desk/post/poll-tracking.ts'
import { addressOfDoor } from '../../../shared/desk/post/postal-addresses.ts'
import { findShipment } from '../../../shared/desk/post/shipments.ts'
import { workPostalReturns } from '../../../shared/desk/post/work-postal-returns.ts'
import { directory } from '../../../shared/desk/surroundings.ts'
import { noticeOf } from '../../../shared/dossier/history/told-of.ts'
import type { ShipmentState, TrackingRow } from '../../../shared/messages/messages.ts'
import { Outage } from '../../../shared/outage.ts'
import * as given from '../../given.ts'
import { workerDesk } from '../worker-desk.ts'

const nextWeek = '2026-03-18T09:00:00+07:00'
const code = 'H57.40-260310-0001'
const receiver = { name: 'Trần Văn Thử', phone: '0900000001', detail: '2 đường Thử', communeCode: '19804' }

async function decided() {
  const all = await workerDesk()
  const change = { status: 'processed', delivery: 'at-counter', code, clock: 'stopped', returnBy: 'post' } as const
  await all.put(change, { parties: { ...given.fileOf().parties, deliverTo: receiver } })
  const order = async () => {
    const { version } = await all.dossier()
    await perform(all.desk, given.receptionist, 'hs', { act: 'order-shipment' }, { version, key: `o${version}` })
  }
  const ring = () => workPostalReturns(all.desk, { kind: 'doorbell', dossier: 'hs', n: 2 })
  const track = (row: TrackingRow) => workPostalReturns(all.desk, { kind: 'tracking', row })
  return { ...all, order, ring, track }
}

function row(id: number, state: ShipmentState | 'unknown', change: Partial<TrackingRow> = {}): TrackingRow {
  const at = '2026-03-11T10:00:00+07:00'
  return { id, orderNumber: code, waybill: 'EH000000001VN', code: '0', at, state, ...change }
}

describe('ordering a shipment', () => {
  it('orders one parcel and writes its waybill down, however often the bell rings', async () => {
    const all = await decided()
    await all.order()
    for (let ring = 0; ring < 10; ring += 1) await all.ring()
    expect(all.desk.post.orders).toHaveLength(1)
    expect(await all.acts()).toEqual(['open', 'order-shipment', 'shipment-taken'])
    expect(await all.dossier()).toMatchObject({ delivery: 'in-post', waybill: 'EH000000001VN' })
  })

  it('sends from the receiving agency to the address of the dossier, without naming people in the contents', async () => {
    const all = await decided()
    await all.order()
    await all.ring()
    expect(all.desk.post.orders[0]).toMatchObject({
      orderNumber: code,
      receiver: { ...receiver, detail: '2 đường Thử, phường Thử Nghiệm' },
      sender: { name: 'UBND phường Thử Nghiệm', phone: '02343000000', communeCode: '19804' },
      codVnd: 0,
    })
    expect(all.desk.post.orders[0]?.contents).not.toContain('Trần')
  })

  it('tells the postman the commune of a door, which has no field of its own, once, and elsewhere as the address names it or by its code', async () => {
    const { units } = await directory((await decided()).desk)
    const told = (detail: string, communeCode = '19804', communeName?: string) =>
      addressOfDoor(directoryOf(units, []), {
        ...{ ...receiver, detail, communeCode },
        ...(communeName !== undefined && { communeName }),
      }).detail
    expect(told('Thôn 3')).toBe('Thôn 3, phường Thử Nghiệm')
    expect(told('Tổ 3, Phường thử nghiệm')).toBe('Tổ 3, Phường thử nghiệm')
    expect(told('Thôn 3', '20194')).toBe('Thôn 3, xã, phường mã 20194')
    expect(told('Thôn 3', '20194', 'phường Hải Châu, Đà Nẵng')).toBe('Thôn 3, phường Hải Châu, Đà Nẵng')
    expect(told('Thôn 3', '19804', 'phường Khác')).toBe('Thôn 3, phường Thử Nghiệm')
  })

  it('keeps its place while the post is silent, and orders when it answers', async () => {
    const all = await decided()
    await all.order()
    const post = { ...all.desk.post, order: async () => Promise.reject(new Outage('the post', undefined)) }
    const bell = { kind: 'doorbell', dossier: 'hs', n: 2 } as const
    await expect(workPostalReturns({ ...all.desk, post }, bell)).rejects.toThrow(Outage)
    expect(await all.desk.marks.cursor('hs', 'postal-returns')).toBe(0)
    await all.ring()
    expect(await all.dossier()).toMatchObject({ delivery: 'in-post' })
  })
})

describe('an order that nobody needs any more', () => {
  it('is cancelled where its answer was lost, and left alone where the post’s word was entered', async () => {
    const all = await decided()
    await all.order()
    const { post } = all.desk
    const answerLost = async (...said: Parameters<typeof post.order>) => {
      await post.order(...said)
      throw new Outage('the post', undefined)
    }
    const bell = { kind: 'doorbell', dossier: 'hs', n: 2 } as const
    await expect(workPostalReturns({ ...all.desk, post: { ...post, order: answerLost } }, bell)).rejects.toThrow(Outage)
    const { version } = await all.dossier()
    const by = { act: 'return', taker: { kind: 'owner', name: 'Trần Văn Thử' }, signed: 'paper' } as const
    await perform(all.desk, given.receptionist, 'hs', by, { version, key: 'r' })
    expect((await all.dossier()).status).toBe('returned')
    for (let ring = 0; ring < 3; ring += 1) await all.ring()
    expect(all.desk.post.cancelled).toEqual([code])

    const known = await decided()
    await known.order()
    await known.ring()
    await known.track(row(1, 'delivered'))
    await known.desk.marks.moveCursor('hs', 'postal-returns', 0)
    await known.ring()
    expect(known.desk.post.cancelled).toEqual([])
  })
})

describe('following a shipment', () => {
  async function inPost() {
    const all = await decided()
    await all.order()
    await all.ring()
    return all
  }

  it('returns the dossier when the parcel is delivered, told ten times', async () => {
    const all = await inPost()
    for (let told = 0; told < 10; told += 1) await all.track(row(5, 'delivered'))
    expect(await all.dossier()).toMatchObject({ status: 'returned', delivery: 'delivered' })
    expect((await all.acts()).filter((act) => act === 'delivered')).toHaveLength(1)
  })

  it('keeps a failed attempt and brings the result back to the counter only when the parcel is sent back', async () => {
    const all = await inPost()
    await all.track(row(3, 'undelivered'))
    expect(await all.dossier()).toMatchObject({ delivery: 'in-post', status: 'processed' })
    await all.track(row(6, 'sent-back'))
    expect(await all.dossier()).toMatchObject({ delivery: 'back-at-counter', status: 'processed' })
  })

  it.each(['registered', 'collected', 'in-transit', 'delivering', 'unknown'] as const)(
    'keeps %s once and moves nothing',
    async (state) => {
      const all = await inPost()
      const before = await all.dossier()
      await all.track(row(2, state))
      await all.track(row(2, state))
      expect(await all.dossier()).toEqual(before)
      expect(await all.desk.marks.value(`SHIPMENT#${code}#2`)).toContain(`"state":"${state}"`)
    },
  )

  it('does not go back: what comes after delivery changes nothing', async () => {
    const all = await inPost()
    await all.track(row(5, 'delivered'))
    const before = await all.dossier()
    for (const state of ['in-transit', 'sent-back', 'cancelled'] as const) await all.track(row(4, state))
    expect(await all.dossier()).toEqual(before)
  })

  it('keeps how far the parcel is, with attempts and the proof, and is not turned back by late rows', async () => {
    const all = await inPost()
    for (const [id, state] of [
      [2, 'collected'],
      [3, 'undelivered'],
      [5, 'delivered'],
    ] as const)
      await all.track(row(id, state))
    await all.track(row(4, 'delivering'))
    expect(await findShipment(all.desk, code)).toMatchObject({
      state: 'delivered',
      attempts: 1,
      proof: { row: 5, waybill: 'EH000000001VN' },
    })
  })

  it('acts once more on a row whose act was lost in a crash', async () => {
    const all = await inPost()
    const dossiers = { ...all.desk.dossiers, commit: () => Promise.reject(new Outage('the table', undefined)) }
    const message = { kind: 'tracking', row: row(5, 'delivered') } as const
    await expect(workPostalReturns({ ...all.desk, dossiers }, message)).rejects.toThrow(Outage)
    expect(await all.dossier()).toMatchObject({ status: 'processed' })
    await all.track(row(5, 'delivered'))
    expect(await all.dossier()).toMatchObject({ status: 'returned', delivery: 'delivered' })
  })

  it('does not bring a result back to the counter because an order in the post’s hands is called cancelled', async () => {
    const all = await inPost()
    await all.track(row(2, 'collected'))
    await all.track(row(3, 'cancelled'))
    expect(await all.dossier()).toMatchObject({ delivery: 'in-post' })
    await all.track(row(4, 'sent-back'))
    expect(await all.dossier()).toMatchObject({ delivery: 'back-at-counter' })
  })

  it('is delivered no later than now, whatever the post’s clock says', async () => {
    const all = await inPost()
    await all.track(row(7, 'delivered', { at: '2027-03-01T10:00:00+07:00' }))
    expect(await all.dossier()).toMatchObject({ status: 'returned', returnedAt: all.desk.now() })
  })

  it('passes over rows of an older parcel', async () => {
    const all = await inPost()
    await all.track(row(5, 'sent-back'))
    await all.order()
    await all.ring()
    await all.track(row(7, 'delivered'))
    expect(await all.dossier()).toMatchObject({ delivery: 'in-post', waybill: 'EH000000002VN' })
    await all.track(row(8, 'delivered', { orderNumber: `${code}/2`, waybill: 'EH999999999VN' }))
    expect(await all.dossier()).toMatchObject({ delivery: 'in-post' })
    await all.track(row(9, 'delivered', { orderNumber: `${code}/2`, waybill: 'EH000000002VN' }))
    expect(await all.dossier()).toMatchObject({ status: 'returned' })
  })

  it('takes a delivery told before the waybill was written down; the order then finds nothing left to do', async () => {
    const all = await decided()
    await all.order()
    await all.track(row(5, 'delivered'))
    await all.ring()
    expect(await all.dossier()).toMatchObject({ status: 'returned' })
    expect(all.desk.post.orders).toHaveLength(0)
  })

  it('is tried again when the index of codes does not know a code of ours yet', async () => {
    const all = await inPost()
    const message = { kind: 'tracking', row: row(5, 'delivered') } as const
    const dossiers = { ...all.desk.dossiers, idOfCode: async () => undefined }
    await expect(workPostalReturns({ ...all.desk, dossiers }, message)).rejects.toThrow(Outage)
    await workPostalReturns(all.desk, message)
    expect(await all.dossier()).toMatchObject({ status: 'returned' })
  })

  it('says when an order number is not ours', async () => {
    const all = await inPost()
    expect(await all.track(row(5, 'delivered', { orderNumber: 'LẠ-1' }))).toBe('absent')
  })
})

describe('recalling a shipment', () => {
  async function recalled(before: readonly ShipmentState[] = []) {
    const all = await decided()
    await all.order()
    await all.ring()
    for (const [place, state] of before.entries()) {
      all.desk.post.tracking.push(row(place + 1, state))
      await all.track(row(place + 1, state))
    }
    const { version } = await all.dossier()
    const act = { act: 'recall-shipment', reason: 'Gửi nhầm' } as const
    await perform(all.desk, given.receptionist, 'hs', act, { version, key: 'thu-hoi' })
    return all
  }

  it('brings the result back to the counter, however often the bell rings', async () => {
    const all = await recalled()
    for (let ring = 0; ring < 5; ring += 1) await all.ring()
    expect(all.desk.post.cancelled).toEqual([code])
    expect(await all.dossier()).toMatchObject({ delivery: 'back-at-counter', status: 'processed' })
    expect((await all.acts()).slice(-2)).toEqual(['recall-shipment', 'undelivered'])
  })

  it('comes too late once the parcel is collected, and says so', async () => {
    const all = await recalled(['registered', 'collected'])
    for (let ring = 0; ring < 5; ring += 1) await all.ring()
    expect(all.desk.post.cancelled).toEqual([])
    expect(await all.dossier()).toMatchObject({ delivery: 'in-post' })
    expect((await all.acts()).slice(-2)).toEqual(['recall-shipment', 'recall-refused'])
    const { version: n } = await all.dossier()
    for (let ring = 0; ring < 3; ring += 1) await workTransfers(all.desk, { kind: 'doorbell', dossier: 'hs', n })
    expect(await all.desk.agencyNotices.of('hs')).toMatchObject([
      { n, act: 'recall-refused', agency: given.ward, state: 'waiting' },
    ])
    // Delivered before the digest goes, it is news no more.
    await all.track(row(9, 'delivered'))
    for await (const due of all.desk.agencyNotices.digestsDue(nextWeek)) await sendAgencyDigest(all.desk, due)
    expect([all.desk.mail.sent, await all.desk.agencyNotices.of('hs')]).toMatchObject([[], [{ state: 'overtaken' }]])
  })

  it('writes one answer down, also when the worker ends before it has moved its place', async () => {
    const all = await recalled(['registered', 'collected'])
    const marks = { ...all.desk.marks, moveCursor: () => Promise.reject(new Outage('the table', undefined)) }
    const bell = { kind: 'doorbell', dossier: 'hs', n: 4 } as const
    for (let ring = 0; ring < 3; ring += 1)
      await expect(workPostalReturns({ ...all.desk, marks }, bell)).rejects.toThrow(Outage)
    await all.ring()
    expect((await all.acts()).filter((act) => act === 'recall-refused')).toHaveLength(1)
  })

  it('is at an end for a parcel the post gave to somebody else: its rows move nothing, and the next one is followed', async () => {
    const all = await decided()
    await all.order()
    await all.ring()
    await all.track(row(1, 'delivered'))
    const leader = given.officer(given.ward, 'desk', 'leader')
    const wrong = { act: 'void-delivery', reason: 'Phát nhầm', letter: '112/BĐ' } as const
    const { version } = await all.dossier()
    await perform(all.desk, leader, 'hs', wrong, { version, key: 'nham' })
    // Told once more of the same delivery it is silent; told of another one the counter looks.
    for (let told = 0; told < 3; told += 1) await all.track(row(1, 'delivered'))
    expect((await all.acts()).at(-1)).toBe('void-delivery')
    for (let told = 0; told < 3; told += 1) await all.track(row(2, 'delivered'))
    expect((await all.acts()).slice(-2)).toEqual(['void-delivery', 'delivered-at-odds'])
    expect(await all.dossier()).toMatchObject({ status: 'returned', delivery: 'lost' })
    await all.order()
    const { version: n } = await all.dossier()
    await workPostalReturns(all.desk, { kind: 'doorbell', dossier: 'hs', n })
    expect(await all.dossier()).toMatchObject({ status: 'returned', delivery: 'in-post', shipmentCount: 2 })
    // It stands in a work list again, so that what is silent for too long is found.
    all.clock.at = '2026-04-20T09:00:00+07:00'
    expect(await findLostParcels(all.desk)).toBe(1)
    expect(await all.dossier()).toMatchObject({ delivery: 'lost' })
    await all.track(row(3, 'delivered', { orderNumber: `${code}/2`, waybill: '' }))
    expect(await all.dossier()).toMatchObject({ status: 'returned', delivery: 'delivered' })
    expect(await findLostParcels(all.desk)).toBe(0)
    // Told once: figures, survey and the national portal have it from the first return.
    const [head, events] = [await all.dossier(), await all.desk.dossiers.history('hs')]
    const told = events.find(({ act }) => act === 'void-delivery')
    expect(told?.wants).toContain('notices')
    const returns = events.filter(({ act }) => act === 'delivered')
    expect(returns.map((event) => flowsOf(event, head, {}, {}, false))).toEqual([[['returned-post', 1]], []])
    expect(returns.map((event) => noticeOf(event, head))).toEqual(['survey-offered', undefined])
    // And of the second one front ends are rung, which the first told as a change of state.
    expect(returns.map(({ wants }) => wants?.includes('postal-returns') ?? false)).toEqual([false, true])
  })

  it('and granted, tells the counter once when the parcel is said to be delivered all the same, and moves nothing', async () => {
    const all = await recalled()
    await all.ring()
    expect(await all.dossier()).toMatchObject({ delivery: 'back-at-counter', status: 'processed' })
    for (let told = 0; told < 3; told += 1) await all.track(row(1, 'delivered'))
    expect(await all.dossier()).toMatchObject({ delivery: 'back-at-counter', status: 'processed' })
    expect((await all.acts()).filter((act) => act === 'delivered-at-odds')).toHaveLength(1)
    const { version } = await all.dossier()
    for (let ring = 0; ring < 3; ring += 1)
      await workTransfers(all.desk, { kind: 'doorbell', dossier: 'hs', n: version })
    const mails = all.desk.mail.sent.filter(({ subject }) => subject.includes('Bưu điện báo đã phát'))
    expect(mails.map(({ to }) => to)).toEqual([`${given.ward}@thu.invalid`])
  })

  it('and cancelled there, is at odds with a delivery that is told later; a parcel that is delivered as waited for is not', async () => {
    const all = await recalled()
    await all.ring()
    await all.track(row(1, 'cancelled'))
    await all.track(row(2, 'delivered'))
    await all.track(row(2, 'delivered'))
    expect((await all.acts()).filter((act) => act === 'delivered-at-odds')).toHaveLength(1)
    const plain = await recalled()
    await plain.track(row(1, 'collected'))
    for (const id of [2, 2, 3]) await plain.track(row(id, 'delivered'))
    expect((await plain.acts()).filter((act) => act === 'delivered-at-odds')).toEqual([])
  })

  it('asks again while the post is silent', async () => {
    const all = await recalled()
    const post = { ...all.desk.post, cancel: async () => Promise.reject(new Outage('the post', undefined)) }
    const bell = { kind: 'doorbell', dossier: 'hs', n: 4 } as const
    await expect(workPostalReturns({ ...all.desk, post }, bell)).rejects.toThrow(Outage)
    await all.ring()
    expect(await all.dossier()).toMatchObject({ delivery: 'back-at-counter' })
  })
})

describe('asking the post what moved', () => {
  it('rings each row in order and remembers the last', async () => {
    const { desk } = await workerDesk()
    desk.post.tracking.push(row(2, 'collected'), row(1, 'registered'))
    expect(await pollTracking(desk)).toBe(2)
    desk.post.tracking.push(row(3, 'delivered'))
    expect(await pollTracking(desk)).toBe(1)
    expect(await pollTracking(desk)).toBe(0)
    expect(desk.doorbells.rung.map(({ message }) => (message.kind === 'tracking' ? message.row.id : 0))).toEqual([
      1, 2, 3,
    ])
  })

  it('begins anew with a list whose numbers begin anew, and goes on with one that is only shorter', async () => {
    const { desk, clock } = await workerDesk()
    desk.post.tracking.push(...[1, 2, 3, 4].map((id) => row(id, 'registered')))
    expect(await pollTracking(desk)).toBe(4)
    clock.at = '2026-03-10T11:00:00+07:00'
    expect(await pollTracking(desk)).toBe(0)
    // The post keeps no rows of before.
    desk.post.tracking.splice(0, 4)
    expect(await pollTracking(desk)).toBe(0)
    desk.post.tracking.push(row(5, 'collected'))
    expect(await pollTracking(desk)).toBe(1)
    desk.post.tracking.splice(0, 1, row(1, 'in-transit'), row(2, 'delivered'))
    expect(await pollTracking(desk)).toBe(2)
    desk.post.tracking.push(row(3, 'registered'))
    expect(await pollTracking(desk)).toBe(1)
    expect(await pollTracking(desk)).toBe(0)
    expect(desk.doorbells.rung).toHaveLength(8)
  })

  it('rings a row that comes late, with a smaller number than others, once', async () => {
    const { desk, clock } = await workerDesk()
    desk.post.tracking.push(row(1, 'registered'), row(5, 'collected'))
    expect(await pollTracking(desk)).toBe(2)
    desk.post.tracking.push(row(3, 'in-transit'))
    clock.at = '2026-03-10T09:30:00+07:00'
    expect(await pollTracking(desk)).toBe(1)
    expect(await pollTracking(desk)).toBe(0)
    clock.at = '2026-03-10T10:30:00+07:00'
    expect(await pollTracking(desk)).toBe(0)
    expect(await desk.marks.value('VNPOST-LAST-ID')).toBe('{"settled":5,"seen":[],"waits":[]}')
    expect(desk.doorbells.rung).toHaveLength(3)
  })

  it('goes on from the bare number that was kept before, and keeps no more than so many rows apart', async () => {
    const { desk } = await workerDesk()
    await desk.marks.setValue('VNPOST-LAST-ID', '7')
    desk.post.tracking.push(row(6, 'registered'), ...Array.from({ length: 2100 }, (_, at) => row(at + 8, 'collected')))
    expect(await pollTracking(desk)).toBe(2100)
    expect(JSON.parse((await desk.marks.value('VNPOST-LAST-ID')) ?? '')).toMatchObject({ settled: 107 })
    expect(await pollTracking(desk)).toBe(0)
  })

  it('sets a row aside that cannot be read, once, and goes on behind it', async () => {
    const { desk } = await workerDesk()
    desk.post.tracking.push({ digest: 'abc' }, { id: 1, digest: 'def' }, row(2, 'collected'))
    expect(await pollTracking(desk)).toBe(3)
    expect(await pollTracking(desk)).toBe(0)
    expect(desk.doorbells.rung).toHaveLength(1)
    const { rows } = await desk.marks.setAsides('postal-returns', 10)
    expect(rows.map(({ id, body }) => [id, body]).sort()).toEqual([
      ['tracking-0000000001', '{"tracking":1}'],
      ['tracking-abc', '{"tracking":"abc"}'],
    ])
  })

  it('asks for a page again when the queue did not take all of it', async () => {
    const { desk } = await workerDesk()
    desk.post.tracking.push(row(1, 'registered'), row(2, 'collected'))
    const doorbells = {
      ...desk.doorbells,
      ringTracking: async (told: TrackingRow) => {
        if (told.id === 2) throw new Outage('the queue', undefined)
      },
    }
    await expect(pollTracking({ ...desk, doorbells })).rejects.toThrow(Outage)
    expect(await pollTracking(desk)).toBe(2)
  })
})
