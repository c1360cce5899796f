import { describe, expect, it } from 'vitest'
import { perform } from '../../../shared/desk/dossiers/perform.ts'
import { workTransfers } from '../../../shared/desk/interlinked/work-transfers.ts'
import { sendAgencyDigest } from '../../../shared/desk/notices/send-agency-digest.ts'
import { findLostParcels } from '../../../shared/desk/post/find-lost-parcels.ts'
import { workPostalReturns } from '../../../shared/desk/post/work-postal-returns.ts'
import type { Act } from '../../../shared/dossier/acts.ts'
import type { DossierEvent } from '../../../shared/dossier/dossier.ts'
import { noticeOf } from '../../../shared/dossier/history/told-of.ts'
import { isObjection } from '../../../shared/dossier/objections.ts'
import { carriageNumber } from '../../../shared/dossier/post/carriages.ts'
import type { ShipmentState, TrackingRow } from '../../../shared/messages/messages.ts'
import { Outage } from '../../../shared/outage.ts'
import * as given from '../../given.ts'
import { workerDesk } from '../worker-desk.ts'

const door = { name: 'Trần Văn Thử', phone: '+84905000001', detail: '1 đường Thử', communeCode: '19804' }
const atDoor = { ...door, detail: '1 đường Thử, phường Thử Nghiệm' }
const papers = [{ name: 'Giấy chứng sinh', count: 2 }]
const number = carriageNumber('hs', 1)

async function collecting() {
  const all = await workerDesk()
  await all.put({ status: 'registered' })
  const act = async (what: Act, person = given.receptionist) => {
    const { version } = await all.dossier()
    const done = await perform(all.desk, person, 'hs', what, { version, key: `k${version}` })
    if (!done || isObjection(done)) throw new Error(JSON.stringify(done))
  }
  await act({ act: 'order-collection', from: door, papers })
  const ring = () => workPostalReturns(all.desk, { kind: 'doorbell', dossier: 'hs', n: 2 })
  const track = (row: TrackingRow) => workPostalReturns(all.desk, { kind: 'tracking', row })
  return { ...all, act, ring, track }
}

/** What the applicant is told by events that ring for it. */
function told(history: readonly DossierEvent[]) {
  const rung = history.filter(({ wants }) => wants?.includes('notices'))
  return rung.map((event) => noticeOf(event, {}))
}
const nextWeek = '2026-03-18T09:00:00+07:00'

function row(id: number, state: ShipmentState | 'unknown', change: Partial<TrackingRow> = {}): TrackingRow {
  const at = '2026-03-11T10:00:00+07:00'
  return { id, orderNumber: number, waybill: 'EH000000001VN', code: '0', at, state, ...change }
}

describe('papers that the post carries', () => {
  it('are ordered once, from the door to the counter, with their list and without a name in the contents', async () => {
    const all = await collecting()
    for (let ring = 0; ring < 5; ring += 1) await all.ring()
    expect(all.desk.post.orders).toMatchObject([
      { orderNumber: number, kind: 'collect-dossier', sender: atDoor, papers: ['Giấy chứng sinh (2)'], codVnd: 0 },
    ])
    expect(all.desk.post.orders[0]?.receiver).toMatchObject({ name: 'UBND phường Thử Nghiệm' })
    expect(all.desk.post.orders[0]?.contents).not.toContain('Trần')
    expect((await all.dossier()).carriage).toMatchObject({ state: 'in-post', waybill: 'EH000000001VN' })
  })

  it('arrive by rows told twice and backwards, are signed for, and then no row moves them', async () => {
    const all = await collecting()
    await all.ring()
    for (const one of [row(1, 'registered'), row(4, 'delivered'), row(4, 'delivered'), row(2, 'collected')])
      await all.track(one)
    expect((await all.dossier()).carriage).toMatchObject({ state: 'arrived' })
    await all.act({ act: 'receive-papers', papers })
    await all.track(row(5, 'sent-back'))
    expect(await all.acts()).toEqual(['open', 'order-collection', 'carriage-taken', 'carriage-moved', 'receive-papers'])
  })

  it('that the post will not take, or brings back, stay where they were, and the counter is told once', async () => {
    const all = await collecting()
    const post = { ...all.desk.post, order: async () => ({ refused: 'mã 103' }) }
    await workPostalReturns({ ...all.desk, post }, { kind: 'doorbell', dossier: 'hs', n: 2 })
    expect(await all.dossier()).toMatchObject({ papersAt: 'applicant', endedCarriage: { number } })
    for (let ring = 0; ring < 3; ring += 1) await workTransfers(all.desk, { kind: 'doorbell', dossier: 'hs', n: 3 })
    expect(all.desk.mail.sent.map(({ subject }) => subject)).toEqual([
      expect.stringContaining('Chuyến giấy tờ không thành'),
    ])
    expect(told(await all.desk.dossiers.history('hs'))).toEqual(['papers-not-carried'])
    await all.act({ act: 'receive-papers', papers })
    expect(await all.dossier()).toMatchObject({ papersAt: given.ward })
  })

  it('fetched a second time come from the door, wherever the first ones lie', async () => {
    const all = await collecting()
    await all.act({ act: 'receive-papers', papers })
    await all.act({ act: 'ask-supplement', reason: 'Thiếu', papers: ['Giấy'] })
    await all.act({ act: 'order-collection', from: door, papers })
    await workPostalReturns(all.desk, { kind: 'doorbell', dossier: 'hs', n: 5 })
    expect(all.desk.post.orders.at(-1)).toMatchObject({ sender: atDoor, receiver: { name: 'UBND phường Thử Nghiệm' } })
  })

  it('are given back by the post until it has collected them, once, however often it is asked and whatever is lost', async () => {
    const all = await collecting()
    await all.ring()
    await all.act({ act: 'recall-papers', reason: 'Người nộp mang đến quầy' })
    const { post } = all.desk
    const answerLost = async (...said: Parameters<typeof post.cancel>) => {
      await post.cancel(...said)
      throw new Outage('the post', undefined)
    }
    const desk = { ...all.desk, post: { ...post, cancel: answerLost } }
    const bell = { kind: 'doorbell', dossier: 'hs', n: 4 } as const
    await expect(workPostalReturns(desk, bell)).rejects.toThrow(Outage)
    expect((await all.dossier()).carriage).toMatchObject({ state: 'in-post' })
    for (let ring = 0; ring < 3; ring += 1) await workPostalReturns(all.desk, bell)
    await all.track(row(9, 'cancelled'))
    expect(await all.dossier()).toMatchObject({ papersAt: 'applicant', endedCarriage: { number } })
    expect((await all.acts()).slice(-2)).toEqual(['recall-papers', 'carriage-ended'])
    const last = (await all.desk.dossiers.history('hs')).at(-1)
    expect(last).toMatchObject({ reason: 'Đã thu hồi trước khi bưu điện thu gom', detail: { recalled: true } })
    await workTransfers(all.desk, { kind: 'doorbell', dossier: 'hs', n: 5 })
    expect(all.desk.mail.sent).toEqual([])
    expect(told(await all.desk.dossiers.history('hs'))).toEqual([])
  })

  it('of a dossier that is withdrawn or refused are not fetched any more', async () => {
    const ends = [
      { act: 'withdraw', reason: 'Không cần nữa' },
      { act: 'refuse', reason: 'Không thuộc thẩm quyền' },
    ] as const
    for (const end of ends) {
      const all = await collecting()
      await all.ring()
      await all.act(end)
      for (let ring = 0; ring < 3; ring += 1)
        await workPostalReturns(all.desk, { kind: 'doorbell', dossier: 'hs', n: 4 })
      expect(all.desk.post.cancelled).toEqual([number])
      expect((await all.acts()).slice(-2)).toEqual([end.act, 'carriage-ended'])
      expect((await all.dossier()).carriage).toBeUndefined()
    }
  })

  it('that were brought by hand before the post’s answer was heard are not fetched as well', async () => {
    const all = await collecting()
    const { post } = all.desk
    const answerLost = async (...said: Parameters<typeof post.order>) => {
      await post.order(...said)
      throw new Outage('the post', undefined)
    }
    const desk = { ...all.desk, post: { ...post, order: answerLost } }
    await expect(workPostalReturns(desk, { kind: 'doorbell', dossier: 'hs', n: 2 })).rejects.toThrow(Outage)
    await all.act({ act: 'receive-papers', papers })
    await all.ring()
    expect(all.desk.post.cancelled).toEqual([number])
  })

  it('that were asked back before the order went out never leave', async () => {
    const all = await collecting()
    await all.act({ act: 'recall-papers', reason: 'Đặt nhầm' })
    await all.ring()
    expect((await all.acts()).slice(1)).toEqual([
      'order-collection',
      'recall-papers',
      'carriage-taken',
      'carriage-ended',
    ])
    expect(all.desk.post.cancelled).toEqual([number])
  })

  it('that are reported lost are told to the counter, and once more when the post says that they came, which moves nothing', async () => {
    const all = await collecting()
    await all.ring()
    await all.act({ act: 'report-papers-lost', reason: 'Bưu tá lấy đã mười ngày' })
    await workTransfers(all.desk, { kind: 'doorbell', dossier: 'hs', n: 4 })
    expect(all.desk.mail.sent).toMatchObject([
      {
        subject: expect.stringMatching(/bị báo mất: hồ sơ nộp ngày \d\d\/\d\d\/2026$/),
        text: expect.stringContaining('định danh: hs'),
      },
    ])
    for (let told = 0; told < 3; told += 1) await all.track(row(9, 'delivered'))
    expect(await all.dossier()).toMatchObject({ papersAt: 'applicant', endedCarriage: { number } })
    expect((await all.acts()).slice(-2)).toEqual(['report-papers-lost', 'papers-at-odds'])
    await workTransfers(all.desk, { kind: 'doorbell', dossier: 'hs', n: 5 })
    expect(all.desk.mail.sent.at(-1)).toMatchObject({
      to: `${given.ward}@thu.invalid`,
      subject: expect.stringContaining('đã giao giấy tờ không còn chờ'),
    })
    await all.act({ act: 'receive-papers', papers })
    expect(await all.dossier()).toMatchObject({ papersAt: given.ward })
  })

  it('that were called back and come all the same are told to the counter once, and not where it has signed for them', async () => {
    const recalled = async () => {
      const all = await collecting()
      await all.ring()
      await all.act({ act: 'recall-papers', reason: 'Người nộp mang đến quầy' })
      await workPostalReturns(all.desk, { kind: 'doorbell', dossier: 'hs', n: 4 })
      await all.track(row(2, 'cancelled'))
      return all
    }
    const all = await recalled()
    for (const one of [row(3, 'collected'), row(4, 'delivered'), row(4, 'delivered'), row(5, 'delivered')])
      await all.track(one)
    expect((await all.acts()).slice(-2)).toEqual(['carriage-ended', 'papers-at-odds'])
    expect((await all.desk.dossiers.history('hs')).at(-1)?.detail).toEqual({
      ...{ number, from: 'applicant', to: given.ward },
      ...{ deliveredAt: all.desk.now(), tracking: 4 },
    })
    const signed = await recalled()
    await signed.act({ act: 'receive-papers', papers })
    await signed.track(row(4, 'delivered'))
    expect((await signed.acts()).at(-1)).toBe('receive-papers')
  })

  it('on their way home that were given up are at home when the post says so', async () => {
    const all = await workerDesk()
    const here = { agencies: [given.ward], papersAt: given.ward }
    const people = { ...given.fileOf().parties, deliverTo: door }
    await all.put({ status: 'in-progress', clock: 'running', step: 1, ...here }, { parties: people })
    const { version } = await all.dossier()
    await perform(
      all.desk,
      given.receptionist,
      'hs',
      { act: 'send-papers', to: 'applicant', by: 'post', papers },
      { version, key: 'gui' },
    )
    await workPostalReturns(all.desk, { kind: 'doorbell', dossier: 'hs', n: 2 })
    all.clock.at = '2026-04-20T09:00:00+07:00'
    expect(await findLostParcels(all.desk)).toBe(1)
    await workPostalReturns(all.desk, { kind: 'tracking', row: row(9, 'delivered') })
    expect(await all.dossier()).toMatchObject({ papersAt: 'applicant' })
    expect((await all.acts()).slice(-2)).toEqual(['carriage-ended', 'papers-at-odds'])
  })

  it('go on when the post has collected them, and the sender knows why', async () => {
    const all = await collecting()
    await all.ring()
    await all.act({ act: 'recall-papers', reason: 'Đặt nhầm' })
    await all.track(row(1, 'collected'))
    await workPostalReturns(all.desk, { kind: 'doorbell', dossier: 'hs', n: 4 })
    await workPostalReturns(all.desk, { kind: 'doorbell', dossier: 'hs', n: 4 })
    expect((await all.acts()).slice(-2)).toEqual(['carriage-moved', 'papers-recall-refused'])
    expect((await all.dossier()).carriage).toMatchObject({ state: 'collected' })
    const { version: n } = await all.dossier()
    for (let ring = 0; ring < 3; ring += 1) await workTransfers(all.desk, { kind: 'doorbell', dossier: 'hs', n })
    expect(all.desk.mail.sent).toEqual([])
    for await (const due of all.desk.agencyNotices.digestsDue(nextWeek)) await sendAgencyDigest(all.desk, due)
    expect(all.desk.mail.sent).toMatchObject([
      { to: `${given.ward}@thu.invalid`, subject: expect.stringContaining('Bưu điện không cho thu hồi giấy tờ') },
    ])
  })

  it('are told to whom they came, and what is missing to whoever sent them, also when they have gone on', async () => {
    const all = await workerDesk()
    const here = { agencies: [given.ward, given.department], papersAt: given.department }
    await all.put({ status: 'in-progress', clock: 'running', step: 1, ...here }, { plan: given.interlinkedPlan })
    const act = async (what: Act, person: typeof given.receptionist | { kind: 'job'; id: 'postal-returns' }) => {
      const { version } = await all.dossier()
      const done = await perform(all.desk, person, 'hs', what, { version, key: `k${version}` })
      if (!done || isObjection(done)) throw new Error(JSON.stringify(done))
    }
    const job = { kind: 'job', id: 'postal-returns' } as const
    await act({ act: 'send-papers', to: given.ward, by: 'post', papers }, given.cityHandler)
    await act({ act: 'carriage-moved', number, state: 'arrived', at: given.tuesday, trackingId: 1 }, job)
    await act({ act: 'receive-papers', papers: [], missing: papers }, given.receptionist)
    await act({ act: 'send-papers', to: given.department, by: 'post', papers }, given.receptionist)
    await workTransfers(all.desk, { kind: 'doorbell', dossier: 'hs', n: 5 })
    expect(all.desk.mail.sent.map(({ to, subject }) => [to, subject.split(':')[0]])).toEqual([
      [`${given.ward}@thu.invalid`, 'Giấy tờ đã tới quầy'],
      [`${given.department}@thu.invalid`, 'Túi giấy tờ thiếu so với danh mục'],
    ])
  })

  it('of which nobody told for longer than the contract allows are given up, once', async () => {
    const all = await collecting()
    await all.ring()
    all.clock.at = '2026-04-20T09:00:00+07:00'
    expect(await findLostParcels(all.desk)).toBe(1)
    expect(await findLostParcels(all.desk)).toBe(0)
    expect((await all.acts()).at(-1)).toBe('carriage-ended')
  })

  it('on their way home from a finished dossier are given up too, once', async () => {
    const all = await workerDesk()
    const ended = { status: 'refused', clock: 'stopped', finishedAt: given.tuesday, papersAt: given.ward } as const
    const carriage = { kind: 'carry-papers', number, by: 'post', state: 'in-post', since: given.tuesday } as const
    await all.put({ ...ended, carriage: { ...carriage, to: 'applicant' }, carriageCount: 1 })
    expect(await findLostParcels(all.desk)).toBe(0)
    all.clock.at = '2026-04-20T09:00:00+07:00'
    expect([await findLostParcels(all.desk), await findLostParcels(all.desk)]).toEqual([1, 0])
    expect(await all.dossier()).toMatchObject({ papersAt: given.ward, endedCarriage: { number } })
  })

  it('are not taken for a result of the police or the tax office, whose codes begin with a G', async () => {
    const all = await workerDesk()
    const code = 'G01.57-261126-0001'
    const away = { delivery: 'in-post', status: 'processed', clock: 'stopped', shipmentCount: 1 } as const
    await all.put({ code, ...away, waybill: 'EH000000001VN' }, { plan: given.homePlan })
    const told = { kind: 'tracking', row: row(1, 'delivered', { orderNumber: code }) } as const
    expect(await workPostalReturns(all.desk, told)).toBe('worked')
    expect(await all.dossier()).toMatchObject({ status: 'returned', delivery: 'delivered' })
  })

  it('for a dossier that is not here set the row aside', async () => {
    const all = await collecting()
    expect(await all.track(row(1, 'collected', { orderNumber: carriageNumber('khong-co', 1) }))).toBe('absent')
  })
})
