import { describe, expect, it } from 'vitest'
import { agencyOf } from '../../shared/agencies/unit.ts'
import type { Plan } from '../../shared/dossier/dossier.ts'
import { isAtHome } from '../../shared/dossier/system/re-home.ts'
import { freshHead } from '../../shared/dossier/system/recount.ts'
import {
  calendar,
  chair,
  citizen,
  cityHandler,
  cityLeader,
  department,
  directory,
  handler,
  homePlan,
  receptionist,
  scan,
  storyOf,
  tuesday,
  ward,
} from '../given.ts'

const birth = { code: '1.000001', version: 2, name: 'Đăng ký khai sinh' }
const residence = { code: '1.000002', version: 1, name: 'Đăng ký thường trú' }
const card = { code: '1.000003', version: 5, name: 'Cấp thẻ bảo hiểm y tế' }
const at = (agency: string, room: string) => ({ agency, room: `${agency}/${room}` })

/** The ward's own member, then two members of one agency after another, and the ward's counter. */
const plan: Plan = {
  ...homePlan,
  limit: { amount: 5, unit: 'working_day' },
  steps: [
    { n: 1, name: 'Tiếp nhận', role: 'reception', hours: 2, ...at(ward, 'desk') },
    { n: 2, name: 'Ghi sổ', role: 'handler', hours: 4, ...at(ward, 'office'), member: birth },
    { n: 3, name: 'Ký giấy khai sinh', role: 'leader', hours: 2, ...at(ward, 'leaders'), member: birth },
    { n: 4, name: 'Xác minh cư trú', role: 'handler', hours: 8, ...at(department, 'office'), member: residence },
    { n: 5, name: 'Duyệt cư trú', role: 'leader', hours: 4, ...at(department, 'leaders'), member: residence },
    { n: 6, name: 'Lập thẻ', role: 'handler', hours: 8, ...at(department, 'office'), member: card },
    { n: 7, name: 'Ký thẻ', role: 'leader', hours: 4, ...at(department, 'leaders'), member: card },
    { n: 8, name: 'Trả kết quả', role: 'return-desk', hours: 0, ...at(ward, 'desk') },
  ],
}

type Story = ReturnType<typeof storyOf>

function accepted(): Story {
  const story = storyOf(plan)
  story.tell({ act: 'accept' }, receptionist)
  return story
}

/** One member from its transfer to its hand-back, signed under a number. */
function done(
  story: Story,
  [worker, leader]: readonly [typeof handler, typeof chair],
  number: string,
  outcome = 'granted',
) {
  story.tell({ act: 'transfer' }, receptionist)
  const part = story.part()
  story.tell({ act: 'pass-on' }, worker, tuesday, part)
  story.addScan(part, scan({ n: 9, role: 'result', paper: undefined }))
  const said = outcome === 'rejected' ? ({ outcome, reason: 'Không đủ điều kiện' } as const) : {}
  story.tell({ act: 'approve', resultScan: 9, resultNumber: number, ...said }, leader, tuesday, part)
  story.tell({ act: 'hand-back' }, leader, tuesday, part)
  return part
}

const own = [handler, chair] as const
const city = [cityHandler, cityLeader] as const

describe('a transfer to a member of a group', () => {
  it('opens a part under the member procedure, with the code, the owner and the steps of that member', () => {
    const story = accepted()
    story.tell({ act: 'transfer' }, receptionist)
    const part = story.of(story.part())
    expect(part).toMatchObject({ procedure: '1.000001', procedureVersion: 2, procedureName: 'Đăng ký khai sinh' })
    expect(part).toMatchObject({ firstStep: 2, lastStep: 3, parent: 'hs', ownerRef: story.of().ownerRef })
    expect(part.code).toBe(story.of().code)
    expect(story.events.at(-2)).toMatchObject({ act: 'transfer', detail: { member: '1.000001', part: part.id } })
  })
  it('is asked for also where the member is work of the same agency, which pass-on then refuses', () => {
    const story = accepted()
    expect(story.refuses({ act: 'pass-on' }, receptionist)).toBe('leaves-agency')
    story.tell({ act: 'transfer' }, receptionist)
    expect(agencyOf(story.of(story.part()).holder)).toBe(ward)
    expect(story.refuses({ act: 'transfer' }, handler, tuesday, story.part())).toBe('not-now')
  })
  it('gives each member the clock of its own hours, under the one due moment of the whole', () => {
    const story = accepted()
    const due = story.of().dueAt
    const dues = [own, city, city].map((people, index) => story.of(done(story, people, `${index}`)).dueAt)
    // 6, then 12 and 12 working hours from nine o'clock on Tuesday.
    expect(dues).toEqual(['2026-03-10T17:00:00+07:00', '2026-03-11T15:00:00+07:00', '2026-03-11T15:00:00+07:00'])
    expect(story.of().dueAt).toBe(due)
  })
  it('comes back untaken: the whole stands where it stood, with no clock of a step that is not its own', () => {
    const story = accepted()
    done(story, own, '1')
    story.tell({ act: 'transfer' }, receptionist)
    story.tell({ act: 'reject-transfer', reason: 'Sai nơi cư trú' }, cityHandler, tuesday, story.part())
    const whole = story.of()
    expect(whole).toMatchObject({ step: 3, status: 'in-progress', holder: `${ward}/desk` })
    expect(whole.stepDueAt).toBeUndefined()
    expect(story.refuses({ act: 'pass-back', reason: 'Xem lại' }, receptionist)).toBe('leaves-agency')
    story.tell({ act: 'transfer' }, receptionist)
    expect(story.of(story.part()).procedure).toBe('1.000002')
  })
  it('leaves nothing for a recount to move', () => {
    const story = accepted()
    const parts = [done(story, own, '1')]
    story.tell({ act: 'transfer' }, receptionist)
    const rules = { calendarOf: () => calendar, policy: { afterSupplement: 'add', dueAt: 'same-hour' } } as const
    for (const id of ['hs', story.part(), ...parts]) {
      const file = story.file(id)
      expect(file && freshHead(file, rules), id).toBeUndefined()
      expect(file && isAtHome(file.dossier, directory)).toBe(true)
    }
  })
})

describe('the results of a group', () => {
  it('are signed one by one, each by its member; the last decides the whole', () => {
    const story = accepted()
    const first = done(story, own, '1/KS')
    expect(story.of()).toMatchObject({ status: 'in-progress', step: 3, holder: `${ward}/desk` })
    expect(story.of().result).toBeUndefined()
    done(story, city, '2/TT')
    expect(story.of().result).toBeUndefined()
    const last = done(story, city, '3/BHYT')
    expect(story.of()).toMatchObject({ status: 'processed', result: { dossier: last, number: '3/BHYT' }, step: 8 })
    expect(story.of(first)).toMatchObject({ status: 'returned', result: { number: '1/KS' }, class: 'on-time' })
    const back = story.events.filter(({ act }) => act === 'receive-back')
    expect(back.map(({ detail }) => Object(detail.result).number)).toEqual(['1/KS', '2/TT', '3/BHYT'])
  })
  it('are not signed by the whole, and no member goes home from its deciding step without one', () => {
    const story = accepted()
    story.addScan('hs', scan({ n: 9, role: 'result', paper: undefined }))
    const approve = { act: 'approve', resultScan: 9, resultNumber: '1' } as const
    expect(story.refuses(approve, chair)).not.toBe('allowed')
    story.tell({ act: 'transfer' }, receptionist)
    const part = story.part()
    expect(story.refuses({ act: 'hand-back' }, handler, tuesday, part)).toBe('steps-remain')
    story.tell({ act: 'pass-on' }, handler, tuesday, part)
    expect(story.refuses({ act: 'hand-back' }, chair, tuesday, part)).toBe('decision-missing')
    expect(story.refuses({ act: 'pass-on' }, chair, tuesday, part)).toBe('no-next-step')
  })
  it('say of the whole what they come to together, whichever member comes last', () => {
    const told = (...outcomes: readonly string[]) => {
      const story = accepted()
      outcomes.forEach((outcome, at) => {
        done(story, at === 0 ? own : city, `${at + 1}`, outcome)
      })
      return story.of()
    }
    expect(told('granted', 'granted', 'rejected').result).toMatchObject({ number: '3', outcome: 'partly' })
    expect(told('rejected', 'granted', 'granted').result).toMatchObject({ number: '3', outcome: 'partly' })
    expect(told('rejected', 'rejected', 'rejected').result?.outcome).toBe('rejected')
    expect(told('granted', 'granted', 'granted').result?.outcome).toBeUndefined()
    expect(told('granted', 'granted', 'granted').membersOutcome).toBeUndefined()
    expect(told('granted', 'rejected').membersOutcome).toBe('partly')
  })
  it('may refuse one member on the merits; the whole can then be stopped with its ground', () => {
    const story = accepted()
    done(story, own, '1/KS', 'rejected')
    expect(story.of().status).toBe('in-progress')
    const stop = { act: 'stop', reason: 'Không có giấy khai sinh', ground: 'Điều 16 Luật Hộ tịch' } as const
    expect(story.tell(stop, receptionist).status).toBe('stopped')
  })
})

describe('the end of a group before its time', () => {
  it('is the end of the member that is out, in one transaction, and the members before keep what they have', () => {
    const story = accepted()
    const first = done(story, own, '1/KS')
    story.tell({ act: 'transfer' }, receptionist)
    const part = story.part()
    story.tell({ act: 'withdraw', reason: 'Gia đình chuyển nơi ở' }, citizen)
    expect(story.of().status).toBe('withdrawn')
    expect(story.of(part)).toMatchObject({ status: 'stopped', clock: 'stopped' })
    expect(story.of(first)).toMatchObject({ status: 'returned', result: { number: '1/KS' } })
  })
  it('is decided where the member lies: stopped there, the whole stops; the counter takes it back first', () => {
    const story = accepted()
    story.tell({ act: 'transfer' }, receptionist)
    const stop = { act: 'stop', reason: 'Trùng', ground: 'Điều 13 Luật Hộ tịch' } as const
    expect(story.ask(stop, receptionist)).toMatchObject({
      objection: 'part-is-out',
      faults: [{ where: 'dossier.child', why: expect.stringContaining('call-back') }],
    })
    const part = story.part()
    story.tell({ act: 'call-back', reason: 'Dừng cả nhóm' }, receptionist)
    expect(story.tell(stop, receptionist).status).toBe('stopped')
    expect(story.of(part).status).toBe('stopped')
    const other = accepted()
    other.tell({ act: 'transfer' }, receptionist)
    other.tell(stop, handler, tuesday, other.part())
    expect(other.of().status).toBe('stopped')
  })
  it('waits when a member waits for papers: both clocks stand and go on together', () => {
    const story = accepted()
    story.tell({ act: 'transfer' }, receptionist)
    const part = story.part()
    story.tell({ act: 'ask-supplement', reason: 'Thiếu', papers: ['Giấy'] }, handler, tuesday, part)
    expect([story.of().clock, story.of(part).clock]).toEqual(['paused', 'paused'])
    story.tell({ act: 'supplement', note: 'Đã bổ sung' }, citizen, '2026-03-11T09:00:00+07:00')
    expect([story.of().clock, story.of(part).clock]).toEqual(['running', 'running'])
  })
})
