import { describe, expect, it } from 'vitest'
import type { Plan } from '../../../shared/dossier/dossier.ts'
import {
  chair,
  citizen,
  cityHandler,
  cityLeader,
  department,
  dossier,
  handler,
  homePlan,
  interlinkedPlan,
  receptionist,
  scan,
  storyOf,
  ward,
} from '../../given.ts'

const job = { kind: 'job', id: 'transfers' } as const
const result = scan({ n: 9, role: 'result', fileName: 'ket-qua.pdf' })

function accepted(plan: Plan) {
  const story = storyOf(plan)
  story.tell({ act: 'accept' }, receptionist)
  return story
}

describe('pass-on', () => {
  it('hands the dossier to the next room with its own due moment', () => {
    const after = accepted(homePlan).tell({ act: 'pass-on' }, receptionist)
    expect(after).toMatchObject({ status: 'in-progress', step: 2, holder: `${ward}/office` })
    expect(after.stepDueAt).toBe('2026-03-12T09:00:00+07:00')
  })
  it('objects when the next step belongs to another agency', () => {
    expect(accepted(interlinkedPlan).refuses({ act: 'pass-on' }, receptionist)).toBe('leaves-agency')
  })
  it('is not for a room that does not hold it, nor for another officer once assigned', () => {
    const story = accepted(homePlan)
    expect(story.refuses({ act: 'pass-on' }, handler)).toBe('not-your-unit')
    story.tell({ act: 'pass-on' }, receptionist)
    story.tell({ act: 'assign', officer: handler.id }, handler)
    expect(story.refuses({ act: 'pass-on' }, { ...handler, id: 'cb-other' })).toBe('not-your-desk')
    expect(story.tell({ act: 'pass-on' }, handler).officer).toBeUndefined()
  })
})

describe('a head of the agency', () => {
  const ask = { act: 'ask-supplement', reason: 'Thiếu', papers: ['Giấy'] } as const
  it('reaches into the other rooms for what heads do, and not for what another role of theirs does in its own', () => {
    const story = accepted(homePlan)
    expect(story.refuses(ask, { ...chair, roles: ['leader', 'handler'] })).toBe('not-your-unit')
    story.tell({ act: 'assign', officer: receptionist.id }, receptionist)
    const beside = { ...receptionist, id: 'cb-other', roles: ['leader', 'handler'] } as const
    expect(story.refuses(ask, beside)).toBe('not-your-desk')
    expect(story.tell(ask, { ...chair, roles: ['unit-head'] }).status).toBe('supplement-requested')
  })
})

describe('assign', () => {
  it('takes officers of the holding room only', () => {
    const story = accepted(homePlan)
    expect(story.refuses({ act: 'assign', officer: cityHandler.id }, receptionist)).toBe('unknown-officer')
    expect(story.refuses({ act: 'assign', officer: 'nobody' }, receptionist)).toBe('unknown-officer')
  })
})

describe('approve', () => {
  it('needs the leader, every step done and a clean result', () => {
    const story = accepted(homePlan)
    story.tell({ act: 'pass-on' }, receptionist)
    const approve = { act: 'approve', resultScan: 9, resultNumber: '12/TLKS' } as const
    expect(story.refuses(approve, handler)).toBe('not-your-act')
    expect(story.refuses(approve, chair)).toBe('steps-remain')
    story.tell({ act: 'pass-on' }, handler)
    expect(story.refuses(approve, chair)).toBe('result-not-ready')
    story.addScan('hs', result)
    expect(story.tell(approve, chair, '2026-03-12T10:00:00+07:00')).toMatchObject({
      status: 'processed',
      class: 'early',
      delivery: 'at-counter',
      holder: `${ward}/desk`,
    })
  })
  it.each([
    ['2026-03-12T16:59:00+07:00', 'early'],
    ['2026-03-13T16:59:00+07:00', 'on-time'],
    ['2026-03-16T07:00:00+07:00', 'overdue'],
  ])('finished %s is %s, by day', (at, expected) => {
    const story = accepted(homePlan)
    story.tell({ act: 'pass-on' }, receptionist)
    story.tell({ act: 'pass-on' }, handler)
    story.addScan('hs', result)
    expect(story.tell({ act: 'approve', resultScan: 9, resultNumber: '1' }, chair, at).class).toBe(expected)
  })
})

describe('transfer', () => {
  it('writes the part and the parent at once, and one mark of the parent rings for both', () => {
    const story = accepted(interlinkedPlan)
    story.tell({ act: 'transfer' }, receptionist)
    const part = story.of(story.part())
    expect(part).toMatchObject({
      parent: 'hs',
      holder: `${department}/office`,
      step: 2,
      lastStep: 3,
      status: 'in-progress',
    })
    expect(story.of().agencies).toEqual([ward, department])
    expect(story.events.slice(-2)).toMatchObject([
      { dossier: 'hs', act: 'transfer', wants: ['transfers', 'sheets', 'search'] },
      { dossier: part.id, act: 'receive-transfer' },
    ])
    // The whole's mark is both halves'.
    expect(story.events.at(-1)).not.toHaveProperty('wants')
  })
  it('objects when the next step stays in the agency', () => {
    expect(accepted(homePlan).refuses({ act: 'transfer' }, receptionist)).toBe('stays-in-agency')
  })
  it('keeps the parent waiting while the part is out', () => {
    const story = accepted(interlinkedPlan)
    story.tell({ act: 'transfer' }, receptionist)
    expect(story.refuses({ act: 'transfer' }, receptionist)).toBe('part-is-out')
  })
  it('is acknowledged once, in both histories, by the queue only', () => {
    const story = accepted(interlinkedPlan)
    story.tell({ act: 'transfer' }, receptionist)
    expect(story.refuses({ act: 'acknowledge' }, cityHandler, undefined, story.part())).toBe('not-your-act')
    story.tell({ act: 'acknowledge' }, job, undefined, story.part())
    expect(story.events.slice(-2).map((event) => event.act)).toEqual(['acknowledge', 'acknowledge'])
    expect(story.refuses({ act: 'acknowledge' }, job, undefined, story.part())).toBe('not-now')
  })
})

describe('hand-back', () => {
  it('brings the decision home: the parent is decided by the part and waits at its own counter', () => {
    const story = accepted(interlinkedPlan)
    story.tell({ act: 'transfer' }, receptionist)
    const part = story.part()
    story.tell({ act: 'pass-on' }, cityHandler, undefined, part)
    story.addScan(part, result)
    story.tell({ act: 'approve', resultScan: 9, resultNumber: '88/QĐ-SNV' }, cityLeader, undefined, part)
    story.tell({ act: 'hand-back' }, cityLeader, undefined, part)
    expect(story.of(part)).toMatchObject({ status: 'returned', class: 'early' })
    expect(story.of()).toMatchObject({
      status: 'processed',
      delivery: 'at-counter',
      holder: `${ward}/desk`,
      result: { dossier: part, scan: 9, number: '88/QĐ-SNV' },
    })
    expect(story.of().child).toBeUndefined()
  })
  it('objects before the last step of the part, and on a dossier that is no part', () => {
    const story = accepted(interlinkedPlan)
    story.tell({ act: 'transfer' }, receptionist)
    expect(story.refuses({ act: 'hand-back' }, cityHandler, undefined, story.part())).toBe('steps-remain')
    const own = accepted(homePlan)
    own.tell({ act: 'pass-on' }, receptionist)
    expect(own.refuses({ act: 'hand-back' }, handler)).toBe('not-a-part')
  })
  it('stops the part when the citizen withdraws meanwhile', () => {
    const story = accepted(interlinkedPlan)
    story.tell({ act: 'transfer' }, receptionist)
    const part = story.part()
    story.tell({ act: 'withdraw', reason: 'Đổi ý' }, citizen)
    expect(story.of(part).status).toBe('stopped')
    expect(story.of().status).toBe('withdrawn')
  })
})

describe('ask-supplement', () => {
  it('pauses the clock of the part and its parent, once; supplement resumes both and moves the due moment', () => {
    const story = accepted(interlinkedPlan)
    story.tell({ act: 'transfer' }, receptionist)
    const part = story.part()
    const ask = { act: 'ask-supplement', reason: 'Thiếu xác nhận', papers: ['giay-1'] } as const
    story.tell(ask, cityHandler, '2026-03-11T09:00:00+07:00', part)
    expect(story.of()).toMatchObject({ status: 'supplement-requested', clock: 'paused' })
    story.tell({ act: 'supplement', note: 'Đã bổ sung' }, citizen, '2026-03-12T09:00:00+07:00')
    expect(story.of()).toMatchObject({ status: 'in-progress', clock: 'running', dueAt: '2026-03-16T09:00:00+07:00' })
    expect(story.of(part)).toMatchObject({ status: 'in-progress', clock: 'running' })
    expect(story.refuses(ask, cityHandler, '2026-03-12T10:00:00+07:00', part)).toBe('supplement-used-up')
  })
  it('wants something of the citizen who answers: a file since, papers under way, or a word', () => {
    for (const stage of ['reception', 'appraisal']) {
      const story = stage === 'reception' ? storyOf(homePlan) : accepted(homePlan)
      story.tell({ act: 'ask-supplement', reason: 'Mờ', papers: ['giay-1'] }, receptionist, '2026-03-11T09:00:00+07:00')
      const answer = (at: string) => story.refuses({ act: 'supplement' }, citizen, at)
      expect(answer('2026-03-12T09:00:00+07:00')).toBe('components-not-ready')
      story.addScan('hs', scan({ n: 7, at: '2026-03-12T09:05:00+07:00' }))
      const after = story.tell({ act: 'supplement' }, citizen, '2026-03-12T09:10:00+07:00')
      expect(after.supplementAskedAt).toBeUndefined()
    }
    // Of a request from before it was kept since when it waits nobody can tell.
    const old = storyOf(homePlan, {
      dossier: dossier({ status: 'supplement-requested', supplementStage: 'reception' }),
    })
    expect(old.tell({ act: 'supplement' }, citizen).status).toBe('registered')
  })
  it('at reception runs no clock and does not count', () => {
    const story = storyOf(homePlan)
    story.tell({ act: 'ask-supplement', reason: 'Mờ', papers: ['giay-1'] }, receptionist)
    expect(story.of()).toMatchObject({ status: 'supplement-requested', clock: 'not-started', supplementCount: 0 })
    expect(story.tell({ act: 'supplement', note: 'Đã bổ sung' }, citizen).status).toBe('registered')
  })
})

describe('delivery', () => {
  const processed = dossier({
    status: 'processed',
    delivery: 'at-counter',
    code: 'H57.40-260310-0001',
    returnBy: 'post',
  })
  const parties = {
    applicant: { name: 'Trần Văn Thử', identityNumber: '046090000001' },
    deliverTo: { name: 'Trần Văn Thử', phone: '0905000001', detail: '1 Đường Thử', communeCode: '19789' },
  }
  const post = { kind: 'job', id: 'postal-returns' } as const
  const taken = { act: 'shipment-taken', waybill: 'VN1' } as const
  it('by post ends in returned only when delivered', () => {
    const story = storyOf(homePlan, { dossier: processed, parties })
    story.tell({ act: 'order-shipment' }, receptionist)
    story.tell(taken, post)
    expect(story.refuses({ act: 'return' }, receptionist)).toBe('not-now')
    expect(story.of().status).toBe('processed')
    expect(story.tell({ act: 'delivered', at: '2026-03-12T10:00:00+07:00', trackingId: 4 }, post)).toMatchObject({
      status: 'returned',
      delivery: 'delivered',
    })
  })
  it('comes back to the counter when not delivered, and can be sent again under a new order', () => {
    const story = storyOf(homePlan, { dossier: processed, parties })
    story.tell({ act: 'order-shipment' }, receptionist)
    story.tell(taken, post)
    story.tell({ act: 'undelivered', at: '2026-03-12T10:00:00+07:00', trackingId: 5, reason: 'Không gặp' }, post)
    expect(story.of()).toMatchObject({ status: 'processed', delivery: 'back-at-counter' })
    story.tell({ act: 'order-shipment' }, receptionist)
    expect(story.of().shipmentCount).toBe(2)
  })
  it('may be recalled while the post has it: nothing moves until the post has answered', () => {
    const story = storyOf(homePlan, { dossier: processed, parties })
    const recall = { act: 'recall-shipment', reason: 'Gửi nhầm' } as const
    expect(story.refuses(recall, receptionist)).toBe('not-now')
    story.tell({ act: 'order-shipment' }, receptionist)
    story.tell(taken, post)
    expect(story.tell(recall, receptionist)).toMatchObject({ delivery: 'in-post', status: 'processed' })
    const no = { act: 'recall-refused', reason: 'Đã thu gom' } as const
    expect(story.tell(no, post)).toMatchObject({ delivery: 'in-post' })
    story.tell({ act: 'delivered', at: '2026-03-12T10:00:00+07:00', trackingId: 4 }, post)
    expect(story.refuses(recall, receptionist)).toBe('not-now')
    expect(story.refuses(no, post)).toBe('not-now')
  })
  it('objects without an address', () => {
    expect(storyOf(homePlan, { dossier: processed }).refuses({ act: 'order-shipment' }, receptionist)).toBe(
      'no-postal-address',
    )
  })
})

describe('the deciding step', () => {
  const approve = { act: 'approve', resultScan: 9, resultNumber: '1/QĐ' } as const
  it('belongs to the competent agency: its leader cannot hand back without a result', () => {
    const story = accepted(interlinkedPlan)
    story.tell({ act: 'transfer' }, receptionist)
    const part = story.part()
    story.tell({ act: 'pass-on' }, cityHandler, undefined, part)
    expect(story.refuses({ act: 'hand-back' }, cityLeader, undefined, part)).toBe('decision-missing')
  })
  it('is not passed by at home either', () => {
    const story = accepted(homePlan)
    story.tell({ act: 'pass-on' }, receptionist)
    story.tell({ act: 'pass-on' }, handler)
    expect(story.refuses({ act: 'pass-on' }, chair)).toBe('decision-missing')
  })
  it('is not an earlier leader of another agency: three agencies, the last one signs', () => {
    const three: Plan = {
      ...homePlan,
      steps: [
        { n: 1, name: 'Tiếp nhận', role: 'reception', hours: 0, agency: ward, room: `${ward}/desk` },
        { n: 2, name: 'Giao việc', role: 'leader', hours: 8, agency: department, room: `${department}/leaders` },
        { n: 3, name: 'Ký', role: 'leader', hours: 8, agency: ward, room: `${ward}/leaders` },
        { n: 4, name: 'Trả', role: 'return-desk', hours: 0, agency: ward, room: `${ward}/desk` },
      ],
    }
    const story = accepted(three)
    story.tell({ act: 'transfer' }, receptionist)
    const part = story.part()
    story.addScan(part, result)
    expect(story.refuses(approve, cityLeader, undefined, part)).toBe('steps-remain')
    story.tell({ act: 'hand-back' }, cityLeader, undefined, part)
    expect(story.of()).toMatchObject({ status: 'in-progress', step: 3, holder: `${ward}/leaders` })
    story.addScan('hs', result)
    expect(story.tell(approve, chair).status).toBe('processed')
  })
})

describe('a decision that is not the last step', () => {
  it('decides the whole when it is handed back, as it does within one agency: nothing is left that would', () => {
    const stamped: Plan = {
      ...homePlan,
      steps: [
        { n: 1, name: 'Nhận', role: 'reception', hours: 2, agency: ward, room: `${ward}/desk` },
        {
          n: 2,
          name: 'Ký',
          role: 'leader',
          hours: 4,
          agency: department,
          room: `${department}/leaders`,
          decides: true,
        },
        { n: 3, name: 'Vào sổ', role: 'handler', hours: 1, agency: ward, room: `${ward}/office` },
        { n: 4, name: 'Trả', role: 'return-desk', hours: 0, agency: ward, room: `${ward}/desk` },
      ],
    }
    const story = accepted(stamped)
    story.tell({ act: 'transfer' }, receptionist)
    const part = story.part()
    story.addScan(part, result)
    story.tell({ act: 'approve', resultScan: 9, resultNumber: '8/QĐ' }, cityLeader, undefined, part)
    story.tell({ act: 'hand-back' }, cityLeader, undefined, part)
    expect(story.of()).toMatchObject({ status: 'processed', step: 4, holder: `${ward}/desk`, delivery: 'at-counter' })
  })
})

describe('a late acknowledgement', () => {
  it('is written also when the part waits for a supplement or is already decided', () => {
    const story = accepted(interlinkedPlan)
    story.tell({ act: 'transfer' }, receptionist)
    const part = story.part()
    story.tell({ act: 'ask-supplement', reason: 'Thiếu', papers: ['giay-1'] }, cityHandler, undefined, part)
    expect(story.tell({ act: 'acknowledge' }, job, undefined, part)).toMatchObject({
      status: 'supplement-requested',
      transferAcknowledgedAt: '2026-03-10T09:00:00+07:00',
    })
  })
  it('is written also when the part was handed back before its bell came', () => {
    const story = accepted(interlinkedPlan)
    story.tell({ act: 'transfer' }, receptionist)
    const part = story.part()
    story.tell({ act: 'pass-on' }, cityHandler, undefined, part)
    story.addScan(part, result)
    story.tell({ act: 'approve', resultScan: 9, resultNumber: '7/QĐ' }, cityLeader, undefined, part)
    story.tell({ act: 'hand-back' }, cityLeader, undefined, part)
    expect(story.tell({ act: 'acknowledge' }, job, undefined, part)).toMatchObject({
      status: 'returned',
      transferAcknowledgedAt: '2026-03-10T09:00:00+07:00',
    })
    expect(story.of().status).toBe('processed')
  })
})

describe('an upload that never came', () => {
  const slot = scan({ n: 2, state: 'slot', at: '2026-03-11T09:00:00+07:00' })
  it('blocks the supplement while its link lives, and nobody afterwards', () => {
    const story = accepted(homePlan)
    story.tell({ act: 'pass-on' }, receptionist)
    story.tell({ act: 'ask-supplement', reason: 'Mờ', papers: ['giay-1'] }, handler)
    story.addScan('hs', slot)
    expect(story.refuses({ act: 'supplement', note: 'Đã bổ sung' }, citizen, '2026-03-11T09:10:00+07:00')).toBe(
      'components-not-ready',
    )
    expect(story.tell({ act: 'supplement', note: 'Đã bổ sung' }, citizen, '2026-03-11T09:16:00+07:00').status).toBe(
      'in-progress',
    )
  })
  it.each(['infected', 'unreadable', 'encrypted', 'mismatched', 'empty'] as const)(
    'or came %s blocks the supplement until another takes its place; an officer brings what there is',
    (state) => {
      const asked = () => {
        const story = accepted(homePlan)
        story.tell({ act: 'pass-on' }, receptionist)
        story.tell({ act: 'ask-supplement', reason: 'Mờ', papers: ['giay-1'] }, handler)
        story.addScan('hs', { ...slot, state })
        return story
      }
      const story = asked()
      const answer = { act: 'supplement', note: 'Đã bổ sung' } as const
      expect(story.ask(answer, citizen, '2026-03-11T09:10:00+07:00')).toMatchObject({
        objection: 'components-not-ready',
        faults: [{ where: 'dossier.scans.2', why: expect.stringContaining('để thay tệp này') }],
      })
      story.addScan('hs', { ...slot, n: 3, state: 'clean' })
      expect(story.tell(answer, citizen, '2026-03-11T09:11:00+07:00').status).toBe('in-progress')
      expect(asked().tell(answer, receptionist, '2026-03-11T09:10:00+07:00').status).toBe('in-progress')
    },
  )
  it("of an officer's result is nothing to the citizen", () => {
    const story = accepted(homePlan)
    story.tell({ act: 'pass-on' }, receptionist)
    story.tell({ act: 'ask-supplement', reason: 'Mờ', papers: ['giay-1'] }, handler)
    story.addScan('hs', { ...slot, role: 'result' })
    expect(story.tell({ act: 'supplement', note: 'Đã bổ sung' }, citizen, '2026-03-11T09:10:00+07:00').status).toBe(
      'in-progress',
    )
  })
})
