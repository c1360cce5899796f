import { describe, expect, it } from 'vitest'
import { carriageNumber, dossierOfCarriage } from '../../../shared/dossier/post/carriages.ts'
import * as given from '../../given.ts'

const door = { name: 'Trần Văn Thử', phone: '+84905000001', detail: '1 đường Thử', communeCode: '19804' }
const papers = [{ name: 'Giấy chứng sinh', count: 1 }]
const post = { kind: 'job', id: 'postal-returns' } as const
const number = carriageNumber('hs', 1)
const collect = { act: 'order-collection', from: door, papers } as const
const arrived = { act: 'carriage-moved', number, state: 'arrived', at: given.tuesday, trackingId: 3 } as const

describe('collecting a dossier at home', () => {
  function ordered() {
    const story = given.storyOf(given.homePlan)
    story.tell(collect, given.citizen)
    return story
  }

  it('is ordered by the citizen before reception; the address stays with the people', () => {
    const story = ordered()
    expect(story.of()).toMatchObject({
      status: 'registered',
      papersAt: 'applicant',
      carriage: { number, to: given.ward },
    })
    expect(story.events.at(-1)).toMatchObject({ act: 'order-collection', wants: ['postal-returns'] })
    expect(JSON.stringify(story.events)).not.toContain(door.detail)
    expect(story.file('hs')?.parties.collectFrom).toEqual(door)
    expect(story.refuses(collect, given.citizen)).toBe('papers-under-way')
  })

  it('is collected, arrives and is signed for at the counter, in whatever order that is told', () => {
    const story = ordered()
    story.tell({ act: 'carriage-taken', number, waybill: 'EH1VN' }, post)
    story.tell({ ...arrived, state: 'collected' }, post)
    story.tell(arrived, post)
    expect(story.events.at(-1)).toMatchObject({ wants: ['transfers'] })
    expect(story.refuses({ ...arrived, state: 'collected' }, post)).toBe('not-now')
    story.tell({ act: 'receive-papers', papers }, given.receptionist)
    expect(story.of()).toMatchObject({ papersAt: given.ward })
    expect(story.of().carriage).toBeUndefined()
    expect(story.events.at(-1)?.detail).toEqual({
      number,
      kind: 'collect-dossier',
      by: 'post',
      from: 'applicant',
      papers,
      waybill: 'EH1VN',
    })
    expect(story.refuses(arrived, post)).toBe('not-now')
    // The parcel may lie on the counter before anybody has told of it.
    const early = ordered()
    early.tell({ act: 'receive-papers', papers }, given.receptionist)
    expect(early.of().carriage).toBeUndefined()
  })

  it('is called back by the citizen or the counter it goes to, and by no other', () => {
    const recall = { act: 'recall-papers', reason: 'Mang đến quầy' } as const
    const story = ordered()
    story.tell(recall, given.citizen)
    story.tell({ act: 'papers-recall-refused', number, reason: 'Đã thu gom' }, post)
    expect(story.of().carriage).toMatchObject({ number })
    const atCounter = ordered()
    atCounter.tell(recall, given.receptionist)
    expect(atCounter.events.at(-1)).toMatchObject({ act: 'recall-papers', detail: { from: 'applicant' } })
  })

  it('of which something is missing is signed for once more when that turns up, from whoever sent it', () => {
    const story = ordered()
    const receive = (some: object) => story.tell({ act: 'receive-papers', papers, ...some }, given.receptionist)
    receive({ missing: [{ name: 'Tờ khai', count: 2 }] })
    expect(story.of()).toMatchObject({ papersAt: given.ward })
    // Signed for twice by mistake, the first papers leave the others their way.
    receive({})
    receive({ papers: [{ name: 'Tờ khai', count: 1 }] })
    receive({ papers: [{ name: 'Tờ khai', count: 1 }] })
    expect(story.events.at(-1)?.detail).toEqual({
      ...{ number, by: 'hand', from: 'applicant', to: given.ward },
      papers: [{ name: 'Tờ khai', count: 1 }],
    })
    expect(story.of()).toMatchObject({ papersAt: given.ward, endedCarriage: { missingFrom: 'applicant' } })
    const whole = ordered()
    whole.tell({ act: 'receive-papers', papers }, given.receptionist)
    expect(whole.refuses({ act: 'receive-papers', papers }, given.receptionist)).toBe('no-papers-under-way')
  })

  it('that comes back leaves the papers with the citizen, and can be ordered again', () => {
    const story = ordered()
    story.tell({ act: 'carriage-ended', number, reason: 'Không gặp người gửi', trackingId: 4 }, post)
    expect(story.of()).toMatchObject({ papersAt: 'applicant' })
    story.tell(collect, given.citizen)
    expect(story.of().carriage?.number).toBe(carriageNumber('hs', 2))
  })

  it('that failed is made good by hand: the counter signs for what the citizen brings', () => {
    const story = ordered()
    const receive = { act: 'receive-papers', papers } as const
    story.tell({ act: 'carriage-ended', number, reason: 'Không gặp người gửi', trackingId: 4 }, post)
    expect(story.refuses(receive, given.cityHandler)).toBe('not-your-unit')
    story.tell(receive, given.receptionist)
    expect(story.of()).toMatchObject({ papersAt: given.ward })
    expect(story.of().endedCarriage).toBeUndefined()
    expect(story.events.at(-1)?.detail).toEqual({ number, to: given.ward, by: 'hand', from: 'applicant', papers })
    expect(story.refuses(receive, given.receptionist)).toBe('no-papers-under-way')
  })

  it('of what was still missing leaves the originals where they are, however it ends', () => {
    const story = ordered()
    story.tell({ act: 'receive-papers', papers }, given.receptionist)
    story.tell({ act: 'ask-supplement', reason: 'Thiếu giấy', papers: ['Giấy'] }, given.receptionist)
    story.tell(collect, given.citizen)
    expect(story.of()).toMatchObject({ papersAt: given.ward })
    story.tell({ act: 'carriage-ended', number: carriageNumber('hs', 2), reason: 'Không gặp', trackingId: 4 }, post)
    expect(story.events.at(-1)?.detail).toMatchObject({ from: 'applicant' })
    // The citizen comes by, or the bag turns up after all.
    story.tell({ act: 'receive-papers', papers }, given.receptionist)
    expect(story.of()).toMatchObject({ papersAt: given.ward })
    story.tell({ act: 'send-papers', to: 'applicant', by: 'post', papers }, given.receptionist)
    story.tell({ ...arrived, number: carriageNumber('hs', 3) }, post)
    expect(story.of()).toMatchObject({ papersAt: 'applicant' })
    story.tell({ act: 'receive-papers', papers }, given.receptionist)
    expect(story.of()).toMatchObject({ papersAt: given.ward })
  })

  it('of an ended dossier nobody has an address of is sent to the one that an officer writes in', () => {
    const story = given.storyOf(given.homePlan)
    story.tell({ act: 'withdraw', reason: 'Không làm nữa' }, given.receptionist)
    const home = { act: 'send-papers', to: 'applicant', by: 'post', papers } as const
    expect(story.refuses(home, given.receptionist)).toBe('no-postal-address')
    const amend = { act: 'amend', reason: 'Người nộp gọi điện', deliverTo: door } as const
    expect(story.refuses({ ...amend, summary: 'Khác' }, given.receptionist)).toBe('not-now')
    story.tell(amend, given.receptionist)
    expect(story.of()).toMatchObject({ status: 'withdrawn' })
    story.tell(home, given.receptionist)
    expect(story.of().carriage).toMatchObject({ to: 'applicant' })
  })

  it('of a refused dossier is sent back to the door it came from', () => {
    const story = ordered()
    story.tell({ act: 'receive-papers', papers }, given.receptionist)
    story.tell({ act: 'refuse', reason: 'Không thuộc thẩm quyền' }, given.receptionist)
    story.tell({ act: 'send-papers', to: 'applicant', by: 'post', papers }, given.receptionist)
    const second = carriageNumber('hs', 2)
    story.tell({ ...arrived, number: second }, post)
    expect(story.of()).toMatchObject({ status: 'refused', papersAt: 'applicant' })
    expect(story.of().carriage).toBeUndefined()
  })
})

describe('a bag of papers between counters', () => {
  const out = { act: 'send-papers', to: given.department, by: 'hand', papers } as const

  function transferred() {
    const story = given.storyOf(given.interlinkedPlan)
    story.tell({ act: 'accept' }, given.receptionist)
    story.tell({ act: 'transfer' }, given.receptionist)
    return story
  }

  it('goes with its list and is signed for at the other end, with what is missing', () => {
    const story = transferred()
    story.tell(out, given.receptionist)
    expect(story.events.at(-1)?.detail).toMatchObject({ from: given.ward, to: given.department, by: 'hand', papers })
    expect(story.events.at(-1)?.wants).toBeUndefined()
    expect(story.refuses({ act: 'receive-papers', papers }, given.receptionist)).toBe('papers-elsewhere')
    story.tell({ act: 'receive-papers', papers: [], missing: papers }, given.cityHandler)
    expect(story.of()).toMatchObject({ papersAt: given.department })
    expect(story.events.at(-1)).toMatchObject({ detail: { missing: papers }, wants: ['transfers'] })
  })

  it('that was given up and turns up after all is signed for by whom it was for, and by nobody else', () => {
    const story = transferred()
    const receive = { act: 'receive-papers', papers } as const
    story.tell({ ...out, by: 'post' }, given.receptionist)
    story.tell({ act: 'carriage-ended', number, reason: 'Không báo gì' }, post)
    expect(story.events.at(-1)?.detail).toEqual({ number, from: given.ward, to: given.department, reached: 'ordered' })
    expect(story.of()).toMatchObject({ endedCarriage: { number, to: given.department } })
    expect(story.refuses(receive, given.receptionist)).toBe('no-papers-under-way')
    story.tell(receive, given.cityHandler)
    expect(story.of()).toMatchObject({ papersAt: given.department })
    expect(story.events.at(-1)?.detail).toMatchObject({ number, by: 'hand', from: given.ward })
  })

  it('of a finished dossier is sent on by whoever has taken over from the agency that ended', () => {
    const story = given.storyOf(given.interlinkedPlan, {
      dossier: given.dossier({ status: 'returned', clock: 'stopped', agencies: ['H57.99'], papersAt: 'H57.99' }),
      parties: { ...given.fileOf().parties, deliverTo: door },
    })
    const home = { act: 'send-papers', to: 'applicant', by: 'post', papers } as const
    const stranger = { ...given.receptionist, unit: 'H57.98/desk' }
    expect(story.refuses(home, stranger)).toBe('not-your-unit')
    story.tell(home, { ...stranger, heritage: ['H57.99'] })
    expect(story.events.at(-1)?.detail).toMatchObject({ from: 'H57.99', to: 'applicant' })
  })

  it('to an agency that was split meanwhile is signed for by whoever has this procedure’s work of it', () => {
    const split = { ...given.directory, heirOf: (agency: string) => (agency === 'H57.99' ? 'H57.97' : agency) }
    const carriage = { kind: 'carry-papers', number, by: 'hand', state: 'ordered', to: 'H57.99' } as const
    const dossier = given.dossier({
      status: 'in-progress',
      agencies: [given.ward, 'H57.99', 'H57.98', 'H57.97'],
      carriage: { ...carriage, since: given.tuesday },
    })
    const story = given.storyOf(given.interlinkedPlan, { dossier }, { directory: split })
    const receive = { act: 'receive-papers', papers } as const
    const other = { ...given.receptionist, unit: 'H57.98/desk' }
    expect(story.refuses(receive, other)).toBe('papers-elsewhere')
    story.tell(receive, { ...other, unit: 'H57.97/desk' })
    expect(story.of().carriage).toBeUndefined()
  })

  it('is called back by its sender until it is collected: in hand at once, from the post when it gives it back', () => {
    const story = transferred()
    const recall = { act: 'recall-papers', reason: 'Gửi nhầm' } as const
    expect(story.refuses(recall, given.receptionist)).toBe('no-papers-under-way')
    story.tell(out, given.receptionist)
    expect(story.refuses(recall, given.cityHandler)).toBe('papers-elsewhere')
    story.tell(recall, given.receptionist)
    expect(story.of()).toMatchObject({ endedCarriage: { number, to: given.department } })
    expect(story.of().carriage).toBeUndefined()
    story.tell({ ...out, by: 'post' }, given.receptionist)
    story.tell(recall, given.receptionist)
    expect(story.events.at(-1)).toMatchObject({ wants: ['postal-returns'], detail: { from: given.ward } })
    const second = carriageNumber('hs', 2)
    expect(story.of().carriage).toMatchObject({ number: second })
    story.tell({ act: 'carriage-ended', number: second, reason: 'Đã thu hồi', recalled: true }, post)
    expect(story.events.at(-1)?.wants).toBeUndefined()
    expect(story.of().carriage).toBeUndefined()
    story.tell({ ...out, by: 'post' }, given.receptionist)
    const collected = { act: 'carriage-moved', number: carriageNumber('hs', 3), state: 'collected' } as const
    story.tell({ ...collected, at: given.tuesday, trackingId: 5 }, post)
    expect(story.refuses(recall, given.receptionist)).toBe('not-now')
  })

  it.each(['hand', 'post'] as const)(
    'sent on by %s and called back leaves what was missing before to be signed for',
    (by) => {
      const story = transferred()
      story.tell(out, given.receptionist)
      const some = { act: 'receive-papers', papers } as const
      story.tell({ ...some, missing: [{ name: 'Tờ khai', count: 1 }] }, given.cityHandler)
      story.tell({ ...out, to: given.ward, by }, given.cityHandler)
      expect(story.refuses(some, given.cityHandler)).toBe('papers-elsewhere')
      story.tell({ act: 'recall-papers', reason: 'Còn chờ tờ khai' }, given.cityHandler)
      const ended = { act: 'carriage-ended', number: carriageNumber('hs', 2), reason: 'Đã thu hồi' } as const
      if (by === 'post') story.tell({ ...ended, recalled: true }, post)
      story.tell({ ...some, papers: [{ name: 'Tờ khai', count: 1 }] }, given.cityHandler)
      expect(story.events.at(-1)?.detail).toMatchObject({ from: given.ward, number })
      expect(story.of()).toMatchObject({ papersAt: given.department })
    },
  )

  it('goes back only from where the papers are, and to nobody who has nothing to do with it', () => {
    const story = transferred()
    expect(story.refuses(out, given.cityHandler)).toBe('papers-elsewhere')
    const elsewhere = (change: object) => story.ask({ ...out, ...change }, given.receptionist)
    for (const [change, where, why] of [
      [{ to: 'H99' }, 'body.to', /Danh bạ không có cơ quan H99/],
      [{ to: given.ward }, 'body.to', /ở chính cơ quan này/],
      [{ to: 'applicant', by: 'hand' }, 'body.by', /qua bưu chính/],
    ] as const) {
      const fault = { where, why: expect.stringMatching(why) }
      expect(elsewhere(change)).toMatchObject({ objection: 'papers-go-elsewhere', faults: [fault] })
    }
    expect(story.refuses({ act: 'receive-papers', papers }, given.receptionist)).toBe('no-papers-under-way')
    story.tell(out, given.receptionist)
    story.tell({ act: 'receive-papers', papers }, given.cityHandler)
    story.tell({ ...out, to: given.ward, by: 'post' }, given.cityHandler)
    story.tell({ act: 'receive-papers', papers }, given.receptionist)
    expect(story.of()).toMatchObject({ papersAt: given.ward, status: 'in-progress' })
  })
})

describe('papers that never came', () => {
  const report = { act: 'report-papers-lost', reason: 'Bưu tá lấy đã mười ngày' } as const
  const fetched = () => {
    const story = given.storyOf(given.homePlan)
    story.tell(collect, given.citizen)
    story.tell({ act: 'carriage-taken', number, waybill: 'EH1VN' }, post)
    return story
  }

  it('count as lost on the word of the citizen: with them as before, the counter told, and still to turn up', () => {
    const story = fetched()
    story.tell({ ...arrived, state: 'collected' }, post)
    story.tell(report, given.citizen)
    expect(story.events.at(-1)).toMatchObject({
      act: 'report-papers-lost',
      detail: { number, from: 'applicant', to: given.ward, waybill: 'EH1VN' },
      wants: ['transfers'],
    })
    expect(story.of()).toMatchObject({ status: 'registered', papersAt: 'applicant', endedCarriage: { number } })
    expect(story.of().carriage).toBeUndefined()
    // Said once; a late word of the post moves nothing, the counter signs for what lies there.
    expect(story.refuses(report, given.citizen)).toBe('no-papers-under-way')
    expect(story.refuses(arrived, post)).toBe('not-now')
    story.tell({ act: 'receive-papers', papers }, given.receptionist)
    expect(story.of()).toMatchObject({ papersAt: given.ward })
  })

  it('are reported by the counter as well, and ordered anew', () => {
    const story = fetched()
    story.tell(report, given.receptionist)
    story.tell(collect, given.citizen)
    expect(story.of().carriage?.number).toBe(carriageNumber('hs', 2))
  })

  it('between counters are reported by either of them, not by the citizen nor by a stranger', () => {
    for (const who of [given.receptionist, given.cityHandler]) {
      const story = given.storyOf(given.interlinkedPlan)
      story.tell({ act: 'accept' }, given.receptionist)
      story.tell({ act: 'transfer' }, given.receptionist)
      story.tell({ act: 'send-papers', to: given.department, by: 'post', papers }, given.receptionist)
      story.tell({ act: 'carriage-taken', number, waybill: 'EH1VN' }, post)
      expect(story.refuses(report, given.citizen)).toBe('papers-elsewhere')
      expect(story.refuses(report, given.outsider)).toBe('not-your-unit')
      expect(story.refuses(report, given.cityHandler, given.tuesday, story.part())).toBe('not-now')
      story.tell(report, who)
      expect(story.events.at(-1)?.detail).toMatchObject({ from: given.ward, to: given.department })
      expect(story.of().papersAt ?? given.ward).toBe(given.ward)
    }
  })

  it('are nothing to report before the post has them, where it says they arrived, or in an officer’s hand', () => {
    const ordered = given.storyOf(given.homePlan)
    ordered.tell(collect, given.citizen)
    expect(ordered.ask(report, given.citizen)).toMatchObject({ faults: [{ where: 'dossier.carriage.state' }] })
    const there = fetched()
    there.tell(arrived, post)
    expect(there.ask(report, given.receptionist)).toMatchObject({ faults: [{ where: 'dossier.carriage.state' }] })
    const byHand = given.storyOf(given.interlinkedPlan)
    byHand.tell({ act: 'accept' }, given.receptionist)
    byHand.tell({ act: 'transfer' }, given.receptionist)
    byHand.tell({ act: 'send-papers', to: given.department, by: 'hand', papers }, given.receptionist)
    expect(byHand.ask(report, given.cityHandler)).toMatchObject({ faults: [{ where: 'dossier.carriage.by' }] })
  })
})

describe('a result that never came', () => {
  const parties = { ...given.fileOf().parties, deliverTo: door }
  const processed = { status: 'processed', delivery: 'at-counter', clock: 'stopped' } as const
  const report = { act: 'report-lost', reason: 'Tôi chưa nhận được' } as const
  const sent = () => {
    const story = given.storyOf(given.homePlan, { dossier: given.dossier(processed), parties })
    story.tell({ act: 'order-shipment' }, given.receptionist)
    story.tell({ act: 'shipment-taken', waybill: 'EH1VN' }, post)
    return story
  }

  it('counts as lost on the word of its receiver, and the counter is told; it may still arrive', () => {
    const story = sent()
    story.tell(report, given.citizen)
    expect(story.of()).toMatchObject({ delivery: 'lost' })
    expect(story.events.at(-1)).toMatchObject({ wants: ['transfers'] })
    story.tell({ act: 'delivered', at: given.tuesday, trackingId: 5 }, post)
    expect(story.of()).toMatchObject({ status: 'returned', delivery: 'delivered' })
    expect(story.refuses(report, given.citizen)).toBe('reported-already')
  })

  it('is asked after when the post says it was delivered: nothing else moves', () => {
    const story = sent()
    story.tell({ act: 'delivered', at: given.tuesday, trackingId: 5 }, post)
    story.tell(report, given.citizen)
    expect(story.of()).toMatchObject({ status: 'returned', delivery: 'delivered', reportedLost: 1 })
  })

  it('but went to somebody else, by the post’s own word, is issued anew of a dossier that stays returned', () => {
    const story = sent()
    const leader = given.officer(given.ward, 'desk', 'leader')
    const returnDesk = given.officer(given.ward, 'desk', 'return-desk')
    const wrong = { act: 'void-delivery', reason: 'Phát cho người trùng tên', letter: '112/BĐ' } as const
    expect(story.refuses(wrong, leader)).toBe('not-now')
    story.tell({ act: 'delivered', at: given.tuesday, trackingId: 5 }, post)
    const anew = { act: 'order-shipment' } as const
    const taker = { kind: 'owner', name: 'Lê Văn Khác', identityPaper: 'CCCD' } as const
    const byHand = { act: 'return', taker, signed: 'paper' } as const
    for (const act of [anew, byHand]) expect(story.refuses(act, returnDesk)).toBe('not-now')
    expect(story.refuses(wrong, returnDesk)).toBe('not-your-act')
    const otherDoor = { ...door, detail: '9 đường Thử' }
    story.tell({ ...wrong, deliverTo: otherDoor }, leader)
    expect(story.of()).toMatchObject({ status: 'returned', delivery: 'lost', voidedShipment: 1 })
    expect(story.of().returnedAt).toBeUndefined()
    expect(story.file('hs')?.parties.deliverTo).toEqual(otherDoor)
    const told = story.events.at(-1)
    expect(told).toMatchObject({ detail: { letter: '112/BĐ', waybill: 'EH1VN', returnedAt: given.tuesday } })
    expect(story.refuses(wrong, leader)).toBe('not-now')
    story.tell(anew, returnDesk)
    story.tell({ act: 'shipment-taken', waybill: 'EH2VN' }, post)
    story.tell({ act: 'delivered', at: given.tuesday, trackingId: 9 }, post)
    expect(story.of()).toMatchObject({ status: 'returned', delivery: 'delivered', returnedAt: given.tuesday })
    story.tell(wrong, leader)
    story.tell(byHand, returnDesk)
    expect(story.of()).toMatchObject({ status: 'returned', delivery: 'given-at-counter' })
    expect(story.events.at(-1)).toMatchObject({ act: 'return', wants: ['postal-returns'] })
    expect(story.refuses(byHand, returnDesk)).toBe('not-now')
  })

  it('is no report before there is a parcel', () => {
    const story = given.storyOf(given.homePlan, { dossier: given.dossier(processed), parties })
    expect(story.refuses(report, given.citizen)).toBe('not-now')
  })
})

it('tells a carriage from a result by its number', () => {
  expect(dossierOfCarriage(carriageNumber('01JABC', 12))).toBe('01JABC')
  for (const order of ['H57.40-260310-0001/2', 'G01.57-261126-0001', 'G12.57-261126-0001/3'])
    expect(dossierOfCarriage(order)).toBeUndefined()
})
