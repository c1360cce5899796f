import { describe, expect, it } from 'vitest'
import { directoryOf } from '../../shared/agencies/directory.ts'
import { rulesOf } from '../../shared/catalogue/life-rules.ts'
import type { Plan } from '../../shared/dossier/dossier.ts'
import { mostOpinion } from '../../shared/dossier/interlinked/opinion-limits.ts'
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
  officer,
  outsider,
  receptionist,
  scan,
  storyOf,
  tookIt,
  tuesday,
  units,
  ward,
} from '../given.ts'

const given = { act: 'return', ...tookIt } as const
const result = scan({ n: 9, role: 'result', fileName: 'ket-qua.pdf' })
const night = { kind: 'job', id: 'supplement-deadlines' } as const
const at = (day: string, time = '09:00') => `2026-${day}T${time}:00+07:00`
const ask = { act: 'ask-supplement', reason: 'Thiếu xác nhận', papers: ['giay-1'] } as const
const stop = { act: 'stop', reason: 'Không bổ sung', ground: 'NĐ 118/2025/NĐ-CP' } as const
const approve = { act: 'approve', resultScan: 9 } as const

function accepted(plan: Plan = homePlan) {
  const story = storyOf(plan)
  story.tell({ act: 'accept' }, receptionist)
  return story
}

function handled() {
  const story = accepted()
  story.tell({ act: 'pass-on' }, receptionist)
  return story
}

function atLeader() {
  const story = handled()
  story.tell({ act: 'pass-on' }, handler)
  story.addScan('hs', result)
  return story
}

function decided() {
  const story = atLeader()
  story.tell(approve, chair)
  return story
}

/** A result at the counter, asked for in that way. */
function processed(returnBy: 'counter' | 'post' | 'online') {
  const at = { status: 'processed', delivery: 'at-counter', acceptedAt: tuesday, clock: 'stopped' } as const
  return storyOf(homePlan, { dossier: dossier({ ...at, returnBy, holder: `${ward}/desk` }) })
}

describe('a supplement request that runs out', () => {
  it('is noted once its last day is over, never before, and by the job alone', () => {
    const story = handled()
    expect(story.tell(ask, handler).supplementDueAt).toBe(at('04-09', '17:00'))
    expect(story.refuses({ act: 'expire-supplement' }, night, at('04-09', '17:00'))).toBe('supplement-still-open')
    expect(story.refuses({ act: 'expire-supplement' }, handler, at('04-10'))).toBe('not-your-act')
    expect(story.tell({ act: 'expire-supplement' }, night, at('04-10', '01:00'))).toMatchObject({
      status: 'supplement-requested',
      supplementExpiredAt: at('04-10', '01:00'),
    })
    expect(story.refuses({ act: 'expire-supplement' }, night, at('04-11'))).toBe('not-now')
  })
  it('moves to the next working day when its last day is one off', () => {
    // Ten days of April hold the weekend and the holiday of the Hung kings: 25-27/4 are off.
    const story = handled()
    expect(story.tell(ask, handler, at('03-26')).supplementDueAt).toBe(at('04-28', '17:00'))
  })
  it('at appraisal is stopped by an officer, not before it was noted', () => {
    const story = handled()
    story.tell(ask, handler)
    expect(story.refuses(stop, handler)).toBe('supplement-still-open')
    story.tell({ act: 'expire-supplement' }, night, at('04-10'))
    expect(story.tell(stop, handler, at('04-10'))).toMatchObject({ status: 'stopped', class: 'on-time' })
    expect(story.of()).not.toHaveProperty('supplementDueAt')
  })
  it('at reception is refused, and its clock never ran', () => {
    const story = storyOf(homePlan)
    story.tell(ask, receptionist)
    expect(story.refuses(stop, receptionist)).toBe('not-now')
    story.tell({ act: 'expire-supplement' }, night, at('04-10'))
    const after = story.tell({ act: 'refuse', reason: 'Không bổ sung trong hạn' }, receptionist, at('04-10'))
    expect(after).toMatchObject({ status: 'refused', clock: 'stopped' })
    expect(after).not.toHaveProperty('class')
  })
  it('is still answered until somebody confirms the end, and the next request has its own deadline', () => {
    const twice = { ...homePlan, supplementLimit: 2 }
    const story = accepted(twice)
    story.tell({ act: 'pass-on' }, receptionist)
    story.tell(ask, handler)
    story.tell({ act: 'expire-supplement' }, night, at('04-10'))
    const after = story.tell({ act: 'supplement', note: 'Đã bổ sung' }, citizen, at('04-10'))
    expect(after).toMatchObject({ status: 'in-progress', clock: 'running', supplementCount: 1 })
    expect(after).not.toHaveProperty('supplementExpiredAt')
    expect(story.tell(ask, handler, at('04-13')).supplementDueAt).toBe(at('05-13', '17:00'))
    expect(story.tell({ act: 'supplement', note: 'Đã bổ sung' }, citizen, at('04-14')).supplementCount).toBe(2)
  })
  it('is asked once at reception, unless the version allows more', () => {
    const story = storyOf(homePlan)
    story.tell(ask, receptionist)
    story.tell({ act: 'supplement', note: 'Đã bổ sung' }, citizen)
    expect(story.refuses(ask, receptionist)).toBe('supplement-used-up')
    const rules = { ...rulesOf(undefined, '2026-03-10'), receptionSupplementLimit: 2 }
    const lenient = storyOf(homePlan, {}, { rules })
    lenient.tell(ask, receptionist)
    lenient.tell({ act: 'supplement', note: 'Đã bổ sung' }, citizen)
    expect(lenient.refuses(ask, receptionist)).toBe('allowed')
  })
})

describe('reassign', () => {
  const colleague = { ...handler, id: 'cb-dong-nghiep' }
  const office = directoryOf(units, [receptionist, handler, colleague, chair])
  function assigned() {
    const story = storyOf(homePlan, {}, { directory: office })
    story.tell({ act: 'accept' }, receptionist)
    story.tell({ act: 'pass-on' }, receptionist)
    story.tell({ act: 'assign', officer: handler.id }, handler)
    return story
  }
  it('moves it from one officer of the room to another, and says from whom and why', () => {
    const story = assigned()
    const after = story.tell({ act: 'reassign', officer: colleague.id, reason: 'Nghỉ phép' }, chair)
    expect(after.officer).toBe(colleague.id)
    expect(story.events.at(-1)?.detail).toEqual({ officer: colleague.id, before: handler.id })
    expect(story.refuses({ act: 'pass-on' }, handler)).toBe('not-your-desk')
  })
  it('takes nobody of another room, and not the one who has it', () => {
    const to = (id: string) => assigned().refuses({ act: 'reassign', officer: id, reason: 'Nghỉ' }, chair)
    expect([to(receptionist.id), to(handler.id), to('ai-do')]).toEqual([
      'unknown-officer',
      'unknown-officer',
      'unknown-officer',
    ])
  })
  it('is another act than assigning, which objects when somebody has it', () => {
    expect(assigned().refuses({ act: 'assign', officer: colleague.id }, chair)).toBe('assigned-already')
    expect(handled().refuses({ act: 'reassign', officer: handler.id, reason: 'Nghỉ' }, chair)).toBe('not-assigned')
  })
})

describe('pass-back', () => {
  it('returns it to the step before, with the reason, and its own time begins again', () => {
    const story = atLeader()
    const after = story.tell({ act: 'pass-back', reason: 'Thiếu tờ trình' }, chair, at('03-11'))
    expect(after).toMatchObject({ step: 2, holder: `${ward}/office`, status: 'in-progress', stepDueAt: at('03-13') })
    expect(story.events.at(-1)?.detail).toMatchObject({ gives: `${ward}/leaders`, takes: `${ward}/office` })
  })
  it('objects at the first step, and never leaves the agency', () => {
    const story = handled()
    story.tell({ act: 'pass-back', reason: 'Sai' }, handler)
    expect(story.refuses({ act: 'pass-back', reason: 'Sai' }, receptionist)).toBe('no-step-before')
    const away = accepted(interlinkedPlan)
    away.tell({ act: 'transfer' }, receptionist)
    expect(away.refuses({ act: 'pass-back', reason: 'Sai' }, cityHandler, tuesday, away.part())).toBe('no-step-before')
  })
})

describe('reject-transfer', () => {
  it('ends the part, gives the parent back to its sender, and tells that agency', () => {
    const story = accepted(interlinkedPlan)
    story.tell({ act: 'transfer' }, receptionist)
    const part = story.part()
    story.tell({ act: 'reject-transfer', reason: 'Không thuộc thẩm quyền' }, cityHandler, at('03-10', '10:00'), part)
    expect(story.of(part)).toMatchObject({ status: 'stopped', clock: 'stopped', class: 'on-time' })
    expect(story.of()).toMatchObject({ status: 'in-progress', clock: 'running', step: 1, holder: `${ward}/desk` })
    expect(story.of().child).toBeUndefined()
    expect(story.events.at(-1)).toMatchObject({ act: 'transfer-rejected', wants: ['transfers'] })
    story.tell({ act: 'transfer' }, receptionist, at('03-10', '11:00'))
    expect(story.part()).not.toBe(part)
  })
  it('leaves the fees to who has to do with the dossier still', () => {
    const story = storyOf(interlinkedPlan, { dossier: dossier({ competentAgency: ward }) })
    story.tell({ act: 'accept' }, receptionist)
    story.tell({ act: 'transfer' }, receptionist)
    const exempt = { act: 'exempt-fee', kind: 'exempt', ground: 'Hộ nghèo', payVnd: 0 } as const
    expect(story.refuses(exempt, cityLeader)).not.toBe('not-your-unit')
    story.tell({ act: 'reject-transfer', reason: 'Chuyển nhầm' }, cityHandler, tuesday, story.part())
    for (const act of [exempt, { act: 'cancel-obligation', reason: 'Sai' } as const]) {
      expect(story.refuses(act, cityLeader)).toBe('not-your-unit')
      expect(story.refuses(act, chair)).not.toBe('not-your-unit')
    }
  })
  it('is for a part only, and not once it is decided', () => {
    expect(handled().refuses({ act: 'reject-transfer', reason: 'x' }, handler)).toBe('not-a-part')
    const story = accepted(interlinkedPlan)
    story.tell({ act: 'transfer' }, receptionist)
    const part = story.part()
    expect(story.refuses({ act: 'reject-transfer', reason: 'x' }, receptionist, tuesday, part)).toBe('not-your-unit')
  })
})

describe('hand-back', () => {
  const asked: Plan = {
    ...interlinkedPlan,
    steps: interlinkedPlan.steps.map((step) =>
      step.n === 3 ? { ...step, agency: ward, room: `${ward}/leaders` } : step,
    ),
  }
  it('leaves the parent as the one that has it, decided or not', () => {
    const story = accepted(asked)
    story.tell({ act: 'transfer' }, receptionist)
    expect(story.of()).toMatchObject({ partAt: department, holder: `${ward}/desk` })
    story.tell({ act: 'hand-back' }, cityHandler, at('03-10', '10:00'), story.part())
    expect(story.of()).toMatchObject({ status: 'in-progress', holder: `${ward}/leaders`, step: 3 })
    for (const name of ['child', 'partAt']) expect(story.of()).not.toHaveProperty(name)
  })
  it('is acknowledged late in the part alone, when the whole was withdrawn meanwhile', () => {
    const story = accepted(asked)
    story.tell({ act: 'transfer' }, receptionist)
    const part = story.part()
    story.tell({ act: 'hand-back' }, cityHandler, at('03-10', '10:00'), part)
    const ended = story.tell({ act: 'withdraw', reason: 'Thôi' }, citizen, at('03-10', '11:00'))
    const job = { kind: 'job', id: 'transfers' } as const
    story.tell({ act: 'acknowledge' }, job, at('03-10', '11:30'), part)
    expect(story.of(part)).toHaveProperty('transferAcknowledgedAt')
    expect(story.of()).toEqual(ended)
  })
})

describe('call-back of a part', () => {
  const callBack = { act: 'call-back', reason: 'Chuyển nhầm' } as const
  const out = () => {
    const story = accepted(interlinkedPlan)
    story.tell({ act: 'transfer' }, receptionist)
    return { story, part: story.part() }
  }
  it('ends it before anybody there has it in hand, gives the sender the dossier again, and tells that agency', () => {
    const { story, part } = out()
    story.tell({ act: 'acknowledge' }, { kind: 'job', id: 'transfers' }, at('03-10', '09:30'), part)
    story.tell(callBack, receptionist, at('03-10', '10:00'))
    expect(story.of(part)).toMatchObject({ status: 'stopped', clock: 'stopped', class: 'on-time' })
    expect(story.of()).toMatchObject({ status: 'in-progress', clock: 'running', step: 1, holder: `${ward}/desk` })
    expect(story.of().child).toBeUndefined()
    expect(story.events.slice(-2)).toMatchObject([
      { dossier: 'hs', act: 'call-back', detail: { part, agency: department } },
      { dossier: part, act: 'transfer-called-back', wants: ['transfers'] },
    ])
    story.tell({ act: 'transfer' }, receptionist, at('03-10', '11:00'))
    expect(story.part()).not.toBe(part)
  })
  it('and what that agency sends back may go to and fro as often as wanted: each part ends, and the dossier grows by none', () => {
    const { story, part: first } = out()
    const parts = [first]
    story.tell(callBack, receptionist)
    const size = () => JSON.stringify(story.file()).length
    const before = size()
    for (let n = 1; n < 40; n += 1) {
      story.tell({ act: 'transfer' }, receptionist)
      parts.push(story.part())
      if (n % 2 === 0) story.tell(callBack, receptionist)
      else story.tell({ act: 'reject-transfer', reason: 'Sai nơi' }, cityHandler, tuesday, story.part())
    }
    expect(new Set(parts).size).toBe(40)
    expect(parts.map((part) => story.of(part).status)).toEqual(parts.map(() => 'stopped'))
    expect(story.of()).toMatchObject({ status: 'in-progress', clock: 'running', step: 1, agencies: [ward, department] })
    expect(Math.abs(size() - before)).toBeLessThan(20)
  })
  it('is too late once somebody there has it, has handed it on or waits with it', () => {
    const taken = [
      { act: 'assign', officer: cityHandler.id },
      { act: 'pass-on' },
      { act: 'ask-supplement', reason: 'Thiếu', papers: ['Giấy'] },
    ] as const
    for (const act of taken) {
      const { story, part } = out()
      story.tell(act, cityHandler, tuesday, part)
      const refused = story.refuses(callBack, receptionist)
      expect([act.act, refused]).toEqual([act.act, act.act === 'ask-supplement' ? 'not-now' : 'part-is-out'])
    }
  })
  it('is the sender’s alone, and for a dossier that is out', () => {
    const { story, part } = out()
    expect(story.refuses(callBack, cityHandler)).toBe('not-your-unit')
    expect(story.refuses(callBack, cityHandler, tuesday, part)).toBe('no-errand')
    expect(handled().refuses(callBack, handler)).toBe('no-errand')
  })
})

describe('ask-opinion', () => {
  const question = { act: 'ask-opinion', unit: department, question: 'Có trong quy hoạch không?', hours: 16 } as const
  it('is refused before questions and answers outgrow what an item of the table takes, with room for every answer', () => {
    const story = handled()
    const long = 'ệ'.repeat(mostOpinion)
    const ask = { ...question, question: long }
    for (let asked = 0; asked < 100 && story.refuses(ask, handler) === 'allowed'; asked += 1);
    expect(story.refuses(ask, handler)).toBe('opinions-full')
    const all = story.file()?.consultations ?? []
    expect(all.length).toBeGreaterThan(10)
    for (const { n } of all) story.tell({ act: 'answer-opinion', consultation: n, answer: long }, cityHandler)
    expect(Buffer.byteLength(JSON.stringify(story.file()?.consultations))).toBeLessThan(390_000)
    const brief = handled()
    for (let asked = 0; asked < 20; asked += 1) brief.tell(question, handler)
  })
  it('lets the clock run on, with a deadline in working hours, and shows the dossier to who is asked', () => {
    const story = handled()
    const after = story.tell(question, handler)
    expect(after).toMatchObject({ status: 'in-progress', clock: 'running', consulted: [department] })
    expect(story.file()?.consultations).toMatchObject([{ n: 1, unit: department, dueAt: at('03-12') }])
    expect(JSON.stringify(story.events)).not.toContain('quy hoạch')
    const answer = { act: 'answer-opinion', consultation: 1, answer: 'Có' } as const
    expect(story.refuses(answer, outsider)).toBe('not-your-unit')
    expect(story.tell(answer, cityHandler, at('03-11'))).not.toHaveProperty('consulted')
    expect(story.refuses(answer, cityHandler, at('03-11'))).toBe('no-open-question')
  })
  it('stands still when the version excludes that agency’s time, and goes on with the answer', () => {
    const story = handled()
    story.tell({ ...question, pauseReason: 'tax-assessment' }, handler, at('03-10'))
    expect(story.of()).toMatchObject({ clock: 'paused', pausedFor: 'tax-assessment', status: 'in-progress' })
    expect(story.refuses({ act: 'pass-on' }, handler)).toBe('clock-paused')
    const answer = { act: 'answer-opinion', consultation: 1, answer: 'Đã xác định' } as const
    expect(story.tell(answer, cityHandler, at('03-11'))).toMatchObject({ clock: 'running', dueAt: at('03-16') })
  })
  it('waits for every answer under one reason', () => {
    const story = handled()
    story.tell({ ...question, pauseReason: 'other-agency' }, handler, at('03-10'))
    expect(story.refuses({ ...question, pauseReason: 'other-agency' }, handler)).toBe('clock-paused')
    story.tell({ ...question, unit: `${ward}/leaders` }, handler, at('03-10'))
    story.tell({ act: 'answer-opinion', consultation: 2, answer: 'Đồng ý' }, chair, at('03-10'))
    expect(story.of().clock).toBe('paused')
  })
  it('ends no other wait for the same reason when the answer comes after its own was over', () => {
    const story = handled()
    const answer = { act: 'answer-opinion', consultation: 1, answer: 'Đã xác định' } as const
    story.tell({ ...question, pauseReason: 'other-agency' }, handler, at('03-10'))
    story.tell({ act: 'resume' }, handler, at('03-11'))
    story.tell({ ...question, pauseReason: 'other-agency' }, handler, at('03-12'))
    expect(story.tell(answer, cityHandler, at('03-13')).clock).toBe('paused')
    expect(story.tell({ ...answer, consultation: 2 }, cityHandler, at('03-16')).clock).toBe('running')
  })
  it('objects to a unit nobody knows and to a reason the version has not', () => {
    const story = handled()
    expect(story.refuses({ ...question, unit: 'H57.77' }, handler)).toBe('unknown-unit')
    expect(story.refuses({ ...question, pauseReason: 'measuring' }, handler)).toBe('unknown-pause-reason')
  })
})

describe('pause and resume', () => {
  const pause = { act: 'pause', pauseReason: 'public-posting' } as const
  it('stop the clock for a listed reason with its ground and add the working time that was waited', () => {
    const story = handled()
    expect(story.tell(pause, handler, at('03-10'))).toMatchObject({ clock: 'paused', status: 'in-progress' })
    expect(story.events.at(-1)?.detail).toMatchObject({ pauseReason: 'public-posting', ground: expect.any(String) })
    const after = story.tell({ act: 'resume' }, handler, at('03-12'))
    expect(after).toMatchObject({ clock: 'running', dueAt: at('03-17') })
    expect(after).not.toHaveProperty('pausedFor')
    expect(story.file()?.ledger.map(({ entry, reason }) => [entry, reason])).toEqual([
      ['pause', 'public-posting'],
      ['resume', 'public-posting'],
    ])
  })
  it('pause a part and the whole together', () => {
    const story = accepted(interlinkedPlan)
    story.tell({ act: 'transfer' }, receptionist)
    story.tell(pause, cityHandler, at('03-10'), story.part())
    expect(story.of().clock).toBe('paused')
    expect(story.refuses({ act: 'resume' }, receptionist)).toBe('part-is-out')
    story.tell({ act: 'resume' }, cityHandler, at('03-11'), story.part())
    expect(story.of()).toMatchObject({ clock: 'running', dueAt: at('03-16') })
  })
  it('object to another reason, a second pause, and a resume without a pause', () => {
    const story = handled()
    expect(story.refuses({ act: 'pause', pauseReason: 'nghi-mat' }, handler)).toBe('unknown-pause-reason')
    expect(story.refuses({ act: 'resume' }, handler)).toBe('not-now')
    story.tell(pause, handler)
    expect(story.refuses(pause, handler)).toBe('clock-paused')
    expect(story.refuses({ act: 'approve', resultScan: 9 }, chair)).toBe('clock-paused')
  })
})

describe('extend', () => {
  const extend = { act: 'extend', reason: 'Hồ sơ phức tạp', days: 2 } as const
  it('moves the due moment by a line in the ledger, once, by the head of the agency', () => {
    const story = handled()
    expect(story.refuses(extend, handler)).toBe('not-your-act')
    expect(story.tell(extend, chair, at('03-12'))).toMatchObject({ dueAt: at('03-17'), extensionCount: 1 })
    expect(story.file()?.ledger).toEqual([
      { at: at('03-12'), entry: 'extend', reason: 'apology', name: 'xin lỗi, hẹn lại', days: 2 },
    ])
    expect(story.events.at(-1)?.detail).toEqual({ days: 2, dueBefore: at('03-13'), dueAfter: at('03-17') })
    expect(story.refuses(extend, chair, at('03-12'))).toBe('extension-used-up')
  })
  it('moves it by no more days than the procedure allows', () => {
    expect(handled().ask({ ...extend, days: 31 }, chair, at('03-12'))).toMatchObject({
      objection: 'extension-too-long',
      faults: [{ where: 'body.days', why: expect.stringContaining('30 ngày làm việc') }],
    })
    expect(handled().refuses({ ...extend, days: 30 }, chair, at('03-12'))).toBe('allowed')
  })
  it('objects once the due moment has come', () => {
    expect(handled().refuses(extend, chair, at('03-13'))).toBe('due-passed')
    expect(handled().refuses(extend, chair, at('03-13', '08:59'))).toBe('allowed')
  })
  it('by the agency that has the part moves the whole and the part alike', () => {
    const story = accepted(interlinkedPlan)
    story.tell({ act: 'transfer' }, receptionist)
    const part = story.part()
    const before = story.of(part).dueAt
    story.tell(extend, cityLeader, at('03-10', '10:00'), part)
    expect(story.of().dueAt).toBe(at('03-17'))
    expect([before, story.of(part).dueAt]).toEqual([at('03-12', '15:00'), at('03-16', '15:00')])
    expect(story.refuses(extend, chair)).toBe('part-is-out')
  })
})

describe('money', () => {
  const items = [{ kind: 'fee', name: 'Thuế trước bạ', amountVnd: 500_000 }] as const
  const demand = { act: 'request-obligation', items, payee: 'Kho bạc Nhà nước' } as const
  const cashier = officer(ward, 'desk', 'cashier')
  it('asked for makes the dossier wait; paid exactly, it goes on with a gap-free receipt', () => {
    const story = handled()
    expect(story.tell(demand, handler, at('03-10'))).toMatchObject({
      status: 'obligation-requested',
      clock: 'paused',
      money: 'requested',
    })
    const pay = { act: 'pay', amountVnd: 500_000, method: 'cash' } as const
    expect(story.refuses({ ...pay, amountVnd: 499_999 }, cashier)).toBe('wrong-amount')
    expect(story.refuses(pay, handler)).toBe('not-your-act')
    expect(story.tell(pay, cashier, at('03-11'))).toMatchObject({
      status: 'in-progress',
      clock: 'running',
      money: 'paid',
      dueAt: at('03-16'),
    })
    expect(story.events.at(-1)?.detail).toMatchObject({ receiptNumber: `BL-${ward}-2026-000001` })
    expect(story.refuses(pay, cashier)).toBe('nothing-owed')
  })
  it('by transfer or online carries a reference, which pays once', () => {
    const story = handled()
    const pay = { act: 'pay', amountVnd: 500_000, method: 'online' } as const
    const gateway = { kind: 'job', id: 'payments' } as const
    story.tell(demand, handler)
    expect(story.refuses(pay, gateway)).toBe('reference-missing')
    story.tell({ ...pay, reference: 'GD-1' }, gateway)
    story.tell(demand, handler)
    expect(story.refuses({ ...pay, reference: 'gd-1' }, gateway)).toBe('payment-known')
    story.tell({ ...pay, reference: 'GD-2' }, gateway)
    expect(story.events.at(-1)?.detail).toMatchObject({ receiptNumber: `BL-${ward}-2026-000002` })
  })
  it('at the counter holds nothing up, but no result is given out unpaid', () => {
    const story = decided()
    story.tell({ act: 'charge-fee', items, payee: 'Quầy' }, cashier)
    expect(story.of()).toMatchObject({ status: 'processed', money: 'requested' })
    expect(story.refuses(given, receptionist)).toBe('fee-unpaid')
    expect(story.refuses({ act: 'charge-fee', items, payee: 'Quầy' }, cashier)).toBe('money-open')
    story.tell({ act: 'pay', amountVnd: 500_000, method: 'cash' }, cashier)
    expect(story.tell(given, receptionist).status).toBe('returned')
  })
  it('is reduced with a ground to what is left, or exempted, and then the dossier goes on', () => {
    const story = handled()
    story.tell(demand, handler)
    const reduce = { act: 'exempt-fee', kind: 'reduced', ground: 'Hộ cận nghèo', payVnd: 250_000 } as const
    expect(story.refuses({ ...reduce, payVnd: 500_000 }, cashier)).toBe('wrong-amount')
    expect(story.tell(reduce, cashier)).toMatchObject({ status: 'obligation-requested', money: 'requested' })
    expect(story.refuses({ act: 'pay', amountVnd: 500_000, method: 'cash' }, cashier)).toBe('wrong-amount')
    const free = { act: 'exempt-fee', kind: 'exempt', ground: 'Hộ nghèo', payVnd: 0 } as const
    expect(story.tell(free, cashier)).toMatchObject({ status: 'in-progress', clock: 'running', money: 'exempted' })
  })
  it('is cancelled when it was asked wrongly, and refunded when it was paid, also after the end', () => {
    const story = handled()
    story.tell(demand, handler)
    expect(story.tell({ act: 'cancel-obligation', reason: 'Tính sai' }, chair).money).toBe('cancelled')
    story.tell(demand, handler)
    story.tell({ act: 'pay', amountVnd: 500_000, method: 'cash' }, cashier)
    story.tell({ act: 'withdraw', reason: 'Đổi ý' }, citizen)
    expect(story.events.at(-1)?.detail).toMatchObject({ paidVnd: 500_000, refundOpen: true })
    const refund = { act: 'refund', amountVnd: 500_000, reason: 'Rút hồ sơ' } as const
    expect(story.refuses({ ...refund, amountVnd: 500_001 }, cashier)).toBe('wrong-amount')
    expect(story.tell(refund, cashier)).toMatchObject({ status: 'withdrawn', money: 'refunded' })
    expect(story.refuses(refund, cashier)).toBe('nothing-paid')
  })
  it('is refunded of the demand that is named, where more than one is paid', () => {
    const story = handled()
    story.tell(demand, handler)
    story.tell({ act: 'pay', amountVnd: 500_000, method: 'cash' }, cashier)
    const items = [{ kind: 'fee', name: 'Phí', amountVnd: 65_000 }] as const
    story.tell({ act: 'charge-fee', items, payee: 'Kho bạc' }, cashier)
    story.tell({ act: 'pay', amountVnd: 65_000, method: 'cash' }, cashier)
    const refund = { act: 'refund', amountVnd: 500_000, reason: 'Rút hồ sơ' } as const
    expect(story.refuses(refund, cashier)).toBe('obligation-unnamed')
    expect(story.refuses({ ...refund, obligation: 3 }, cashier)).toBe('nothing-paid')
    expect(story.refuses({ ...refund, obligation: 2 }, cashier)).toBe('wrong-amount')
    story.tell({ ...refund, obligation: 1 }, cashier)
    expect(story.events.at(-1)?.detail).toMatchObject({ obligation: 1, amountVnd: 500_000 })
    expect(story.file()?.money?.map(({ state }) => state)).toEqual(['refunded', 'paid'])
    // Only one is left that money can be given back of: it need not be named.
    story.tell({ ...refund, amountVnd: 65_000 }, cashier)
    expect(story.file()?.money?.map(({ state }) => state)).toEqual(['refunded', 'refunded'])
  })
  it('asked by a part is the whole’s to pay; both wait and go on', () => {
    const story = accepted(interlinkedPlan)
    story.tell({ act: 'transfer' }, receptionist)
    const part = story.part()
    story.tell(demand, cityHandler, at('03-10'), part)
    expect([story.of().status, story.of(part).status]).toEqual(['obligation-requested', 'obligation-requested'])
    expect([story.of().money, story.of(part).money]).toEqual(['requested', 'none'])
    story.tell({ act: 'pay', amountVnd: 500_000, method: 'cash' }, cashier, at('03-11'))
    expect([story.of().status, story.of(part).status]).toEqual(['in-progress', 'in-progress'])
    expect(story.of(part).clock).toBe('running')
  })
  it('that was asked and not paid is owed no more when the dossier ends', () => {
    const story = handled()
    story.tell(demand, handler)
    expect(story.tell(stop, handler)).toMatchObject({ status: 'stopped', money: 'cancelled' })
    expect(story.file()?.money?.[0]?.state).toBe('cancelled')
  })
})

describe('stop', () => {
  it('needs its ground, ends the whole when the part stops, and tells the receiving agency', () => {
    const story = accepted(interlinkedPlan)
    story.tell({ act: 'transfer' }, receptionist)
    const part = story.part()
    expect(story.refuses(stop, receptionist)).toBe('part-is-out')
    story.tell(stop, cityLeader, tuesday, part)
    expect([story.of().status, story.of(part).status]).toEqual(['stopped', 'stopped'])
    expect(story.events.at(-1)).toMatchObject({ dossier: 'hs', act: 'whole-stopped', wants: ['transfers'] })
    expect(story.events.at(-1)?.detail).toMatchObject({ ground: stop.ground })
  })
  it('and withdrawal object once a decision exists', () => {
    const story = decided()
    expect(story.refuses(stop, chair)).toBe('decided-already')
    expect(story.refuses({ act: 'withdraw', reason: 'Đổi ý' }, citizen)).toBe('decided-already')
  })
  it('late is overdue, in time is on time', () => {
    expect(handled().tell(stop, handler, at('03-13')).class).toBe('on-time')
    expect(handled().tell(stop, handler, at('03-16')).class).toBe('overdue')
  })
})

describe('approve', () => {
  it('takes the next number of the agency’s register when none is typed in', () => {
    const story = decided()
    expect(story.of().result).toEqual({ dossier: 'hs', scan: 9, number: `1/2026/KQ-${ward}` })
  })
  it('takes a typed number once an agency and year, and none of the register’s own shape', () => {
    const story = atLeader()
    expect(story.refuses({ ...approve, resultNumber: `7/2026/kq-${ward}` }, chair)).toBe('number-of-register')
    story.tell({ ...approve, resultNumber: '12/QĐ-UBND' }, chair)
    story.tell({ act: 'correct', reason: 'Sai tên' }, chair)
    const correction = story.of().correction ?? ''
    story.addScan(correction, result)
    const again = { ...approve, resultNumber: '12/qđ-ubnd' }
    expect(story.refuses(again, chair, tuesday, correction)).toBe('number-taken')
    expect(story.refuses(again, chair, '2027-01-05T09:00:00+07:00', correction)).toBe('allowed')
  })
  it('may refuse on the merits: a result, with its reason, never a dossier that was not received', () => {
    const story = atLeader()
    expect(story.refuses({ ...approve, outcome: 'rejected' }, chair)).toBe('reason-missing')
    const after = story.tell({ ...approve, outcome: 'rejected', reason: 'Không đủ điều kiện' }, chair)
    expect(after).toMatchObject({ status: 'processed', delivery: 'at-counter', result: { outcome: 'rejected' } })
  })
  it('closes what was asked and not answered', () => {
    const story = atLeader()
    story.tell({ act: 'ask-opinion', unit: department, question: 'Ý kiến?', hours: 8 }, chair)
    expect(story.tell(approve, chair)).not.toHaveProperty('consulted')
    expect(story.file()?.consultations?.[0]?.closedAt).toBe(tuesday)
  })
})

describe('return', () => {
  it('tells the way and who took it, the name with the people and not in the history', () => {
    const story = decided()
    const taker = { kind: 'representative', name: 'Phạm Thị Nhận' } as const
    expect(story.refuses({ act: 'return', taker }, receptionist)).toBe('power-of-attorney-missing')
    story.tell({ act: 'return', taker: { ...taker, powerOfAttorney: true }, signed: 'paper' }, receptionist)
    expect(story.events.at(-1)?.detail).toEqual({
      by: 'counter',
      taker: 'representative',
      powerOfAttorney: true,
      signed: 'paper',
    })
    expect(story.file()?.parties.takenBy).toMatchObject({ name: 'Phạm Thị Nhận' })
    expect(JSON.stringify(story.events)).not.toContain('Phạm')
  })
  it('is by the way the applicant asked for; another one at the counter only signed for', () => {
    const refused = (returnBy: 'counter' | 'post' | 'online', act: object) =>
      processed(returnBy).ask({ act: 'return', ...act }, receptionist)
    expect(refused('post', { by: 'online' })).toMatchObject({
      objection: 'not-now',
      faults: [{ where: 'dossier.returnBy' }],
    })
    expect(refused('post', { signed: 'paper' })).toMatchObject({
      objection: 'taker-missing',
      faults: [{ where: 'body.taker' }],
    })
    const taker = { kind: 'owner', name: 'Trần Văn Thử' }
    for (const returnBy of ['post', 'online', 'counter'] as const) {
      expect(refused(returnBy, { taker, signed: 'paper' })).not.toHaveProperty('objection')
      expect(refused(returnBy, {})).toMatchObject({
        objection: 'taker-missing',
        faults: [{ where: 'body.taker' }, { where: 'body.signed' }],
      })
    }
    const other = { kind: 'representative', name: 'Phạm Thị Nhận' }
    expect(refused('counter', { taker: other })).toMatchObject({
      faults: [
        { where: 'body.taker.powerOfAttorney', objection: 'power-of-attorney-missing' },
        { where: 'body.signed', objection: 'taker-missing' },
      ],
    })
  })
  it('online leaves nothing at the counter', () => {
    expect(processed('online').tell({ act: 'return', by: 'online' }, receptionist)).toMatchObject({
      status: 'returned',
      delivery: 'given-online',
    })
  })
})

describe('correct', () => {
  it('never reopens: a linked dossier begins at the deciding step with a clock of its own', () => {
    const story = decided()
    story.tell(given, receptionist)
    const before = story.of()
    const after = story.tell({ act: 'correct', reason: 'Sai ngày sinh' }, chair, at('04-01'))
    expect(after).toMatchObject({ status: 'returned', result: before.result, class: before.class })
    const id = after.correction ?? ''
    expect(story.of(id)).toMatchObject({
      corrects: 'hs',
      code: `${before.code}-DC${after.version}`,
      status: 'in-progress',
      step: 3,
      holder: `${ward}/leaders`,
      dueAt: at('04-06'),
    })
    expect(story.refuses({ act: 'correct', reason: 'Nữa' }, chair, at('04-01'))).toBe('correction-open')
    expect(story.refuses({ act: 'withdraw', reason: 'Thôi' }, citizen, at('04-01'), id)).toBe('not-now')
    story.addScan(id, result)
    story.tell(approve, chair, at('04-02'), id)
    expect(story.events.at(-1)).toMatchObject({ dossier: 'hs', act: 'corrected' })
    expect(story.of().result).toEqual(before.result)
    expect(story.tell(given, receptionist, at('04-02'), id).status).toBe('returned')
  })
  it('keeps a wrong result in hand until it is corrected', () => {
    const story = decided()
    story.tell({ act: 'correct', reason: 'Sai tên' }, chair)
    expect(story.refuses(given, receptionist)).toBe('correction-open')
  })
  it('is for a result only, and only by a head', () => {
    expect(handled().refuses({ act: 'correct', reason: 'x' }, chair)).toBe('not-now')
    expect(decided().refuses({ act: 'correct', reason: 'x' }, receptionist)).toBe('not-your-act')
  })
})

describe('amend', () => {
  const renamed = { name: 'Trần Văn Thứ', identityNumber: '046090000001' }
  it('changes people and summary with the reason, never state or due moment', () => {
    const story = handled()
    const before = story.of()
    const after = story.tell(
      { act: 'amend', reason: 'Sai dấu', applicant: renamed, summary: 'Khai sinh' },
      receptionist,
    )
    expect(after).toMatchObject({ applicantMasked: 'Trần V** T**', status: before.status, dueAt: before.dueAt })
    expect(story.file()?.parties).toEqual({ applicant: renamed, summary: 'Khai sinh' })
    expect(story.events.at(-1)?.detail).toEqual({ fields: ['applicant', 'summary'] })
  })
  it('reaches the part that is out', () => {
    const story = accepted(interlinkedPlan)
    story.tell({ act: 'transfer' }, receptionist)
    story.tell({ act: 'amend', reason: 'Sai dấu', applicant: renamed }, receptionist)
    expect(story.file(story.part())?.parties.applicant).toEqual(renamed)
  })
  it('changes the way of return while the result is at the counter or not there, to the post only with an address', () => {
    const story = handled()
    const toPost = { act: 'amend', reason: 'Xin nhận qua bưu điện', returnBy: 'post' } as const
    expect(story.refuses(toPost, receptionist)).toBe('no-postal-address')
    const deliverTo = { name: 'Trần Văn Thứ', phone: '+84905000101', detail: '12 Thử Nghiệm', communeCode: '19789' }
    expect(story.tell({ ...toPost, deliverTo }, receptionist)).toMatchObject({ returnBy: 'post', version: 4 })
    expect(story.events.at(-1)?.detail).toEqual({ fields: ['deliverTo', 'returnBy'] })
    expect(story.refuses({ ...toPost, deliverTo }, receptionist)).toBe('nothing-changed')
    story.tell({ act: 'pass-on' }, handler)
    story.addScan('hs', result)
    story.tell(approve, chair)
    story.tell({ act: 'order-shipment' }, receptionist)
    expect(story.refuses({ act: 'amend', reason: 'Đổi ý', returnBy: 'counter' }, receptionist)).toBe('not-now')
  })
  it('counts the papers of the counter anew, and never before they were counted first', () => {
    const counted = {
      act: 'amend',
      reason: 'Đếm lại',
      handedIn: [{ paper: 'g01', form: 'copy', count: 2 }],
      sets: 2,
    } as const
    const story = handled()
    story.tell(counted, receptionist)
    expect(story.events.at(-1)?.detail).toEqual({
      fields: ['handedIn', 'sets'],
      handedIn: counted.handedIn,
      // The file of the reception stands for a paper that was not counted.
      inFiles: ['giay-1'],
      sets: 2,
    })
    expect(story.of()?.sets).toBe(2)
    story.tell({ act: 'amend', reason: 'Một bộ', sets: 1 }, receptionist)
    expect(story.of()).not.toHaveProperty('sets')
    expect(storyOf(homePlan).refuses(counted, receptionist)).toBe('nothing-changed')
  })
  it('objects when nothing changes', () => {
    const { applicant } = storyOf(homePlan).file()?.parties ?? {}
    expect(handled().refuses({ act: 'amend', reason: 'x', ...(applicant ? { applicant } : {}) }, receptionist)).toBe(
      'nothing-changed',
    )
  })
  it('objects likewise when the store gave the same person back with their fields in another order', () => {
    const { applicant } = storyOf(homePlan).file()?.parties ?? {}
    if (!applicant) throw new Error('nobody')
    const { name, ...rest } = applicant
    const turned = { ...rest, name }
    expect(JSON.stringify(turned)).not.toBe(JSON.stringify(applicant))
    expect(handled().refuses({ act: 'amend', reason: 'x', applicant: turned }, receptionist)).toBe('nothing-changed')
  })
})

describe('standing in', () => {
  const deputy = officer(ward, 'office', 'clerk')
  it('opens the colleague’s acts in the colleague’s name; nothing else', () => {
    const story = storyOf(homePlan, {}, { standsFor: [chair] })
    story.tell({ act: 'accept' }, receptionist)
    story.tell({ act: 'pass-on' }, receptionist)
    story.tell({ act: 'pass-on' }, handler)
    story.addScan('hs', result)
    story.tell(approve, deputy)
    expect(story.persons.at(-1)).toMatchObject({ id: deputy.id, standsFor: chair.id })
  })
  it('says nothing when the officer may do it anyway, and nothing without the record', () => {
    const story = storyOf(homePlan, {}, { standsFor: [chair] })
    story.tell({ act: 'accept' }, receptionist)
    expect(story.persons.at(-1)).not.toHaveProperty('standsFor')
    expect(atLeader().refuses(approve, deputy)).toBe('not-your-act')
  })
})

describe('a draft', () => {
  it('is nobody’s but the owner’s to submit or withdraw', () => {
    const story = storyOf(homePlan, { dossier: dossier({ status: 'draft' }) })
    expect(story.refuses(stop, chair)).toBe('not-now')
    expect(story.refuses({ act: 'amend', reason: 'x', summary: 'y' }, receptionist)).toBe('not-now')
  })
})
