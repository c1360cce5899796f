import { describe, expect, it } from 'vitest'
import { earlier } from '../../../shared/calendar/day.ts'
import { ringNotices } from '../../../shared/desk/notices/ring-notices.ts'
import { tellApplicant } from '../../../shared/desk/notices/tell-applicant.ts'
import { NotTaken, Outage } from '../../../shared/outage.ts'
import * as given from '../../given.ts'
import { act, cashier } from '../money/payments-given.ts'
import { bell, charged, outcomes, reached, smsOf } from './notices-given.ts'

const minutesOn = (minutes: number) => earlier(given.tuesday, -minutes * 60)
const cash = { act: 'pay', amountVnd: 65_000, method: 'cash' } as const
const wired = { act: 'pay', amountVnd: 65_000, method: 'transfer', reference: 'FT26069' } as const

const atCounter = { channel: 'direct', status: 'accepted' } as const

describe('a fee that is asked for at the counter', () => {
  it('is paid there and then, and no message asks for it or thanks for it', async () => {
    const world = await charged(given.tuesday, reached, atCounter)
    await tellApplicant(world.desk, bell())
    expect(await outcomes(world)).toEqual(['2 mail waiting'])
    world.clock.at = minutesOn(3)
    await act(world, cashier, cash, 'nop-1')
    await tellApplicant(world.desk, bell(3))
    expect(await outcomes(world)).toEqual(['2 mail overtaken'])
    expect((await world.desk.notices.notice('hs', 2, 'mail'))?.why).toBe('không còn phải nộp')
    world.clock.at = minutesOn(16)
    expect(await ringNotices(world.desk)).toBe(0)
    expect([smsOf(world), world.desk.mail.sent]).toEqual([[], []])
  })

  it('is told of by a message when it is still owed after a quarter of an hour', async () => {
    const world = await charged(given.tuesday, reached, atCounter)
    await tellApplicant(world.desk, bell())
    world.clock.at = minutesOn(14)
    expect(await ringNotices(world.desk)).toBe(0)
    world.clock.at = minutesOn(15)
    expect(await ringNotices(world.desk)).toBe(1)
    await tellApplicant(world.desk, bell())
    expect(await outcomes(world)).toEqual(['2 mail sent'])
  })
})

describe('a fee that is asked for from afar', () => {
  it('is told of at once, also of a dossier that came over the counter some time ago', async () => {
    const world = await charged(given.tuesday, reached, { channel: 'direct', status: 'in-progress' })
    await tellApplicant(world.desk, bell())
    expect(await outcomes(world)).toEqual(['2 mail sent', '2 sms sent'])
  })

  it('is told of at once, and its payment too where no cash was given for a printed receipt', async () => {
    const world = await charged()
    await tellApplicant(world.desk, bell())
    await act(world, cashier, wired, 'nop-1')
    await tellApplicant(world.desk, bell(3))
    expect(await outcomes(world)).toEqual(['2 mail sent', '2 sms sent', '3 mail sent'])
  })

  it('is told of as cancelled where it was asked for', async () => {
    const world = await charged()
    await tellApplicant(world.desk, bell())
    await act(world, cashier, { act: 'cancel-obligation', reason: 'Thay thông báo' }, 'huy-1')
    await tellApplicant(world.desk, bell(3))
    expect(await outcomes(world)).toEqual(['2 mail sent', '2 sms sent', '3 mail sent', '3 sms sent'])
    expect(smsOf(world).at(-1)).toMatch(/65[.]000 đồng đã hủy, không phải nộp/)
  })

  it('is not told of as cancelled when both are read at once, and nobody was asked', async () => {
    const world = await charged()
    await act(world, cashier, { act: 'cancel-obligation', reason: 'Nhập nhầm' }, 'huy-1')
    await tellApplicant(world.desk, bell(3))
    expect(await outcomes(world)).toEqual([
      '2 mail overtaken',
      '2 sms overtaken',
      '3 mail overtaken',
      '3 sms overtaken',
    ])
    expect([smsOf(world), world.desk.mail.sent]).toEqual([[], []])
  })

  it('is not asked for in the morning when it was paid in the night', async () => {
    const night = '2026-03-10T22:00:00+07:00'
    const world = await charged(night)
    await tellApplicant(world.desk, bell())
    expect(await outcomes(world)).toEqual(['2 mail sent', '2 sms waiting'])
    await act(world, cashier, wired, 'nop-1')
    world.clock.at = '2026-03-11T07:03:00+07:00'
    expect(await ringNotices(world.desk)).toBe(1)
    await tellApplicant(world.desk, bell())
    expect(await outcomes(world)).toEqual(['2 mail sent', '2 sms overtaken', '3 mail sent'])
    expect(smsOf(world).filter((text) => text.includes('có khoản phải nộp'))).toEqual([])
  })
})

describe('after a carrier was silent for a day', () => {
  const ask = { act: 'ask-supplement', reason: 'Thiếu', papers: ['Đơn'] } as const
  const tomorrow = minutesOn(24 * 60)

  it('nobody is asked for papers that came meanwhile, on no channel, and the outcome says why', async () => {
    const world = await charged()
    await tellApplicant(world.desk, bell())
    await act(world, given.receptionist, ask, 'bs-1')
    world.desk.messengers.sms.silent = true
    const mail = { send: () => Promise.reject(new NotTaken('the mail', new Error('503'))) }
    await expect(tellApplicant({ ...world.desk, mail }, bell(3))).rejects.toThrow(Outage)
    await act(world, given.receptionist, { act: 'supplement' }, 'nop-bs-1')
    world.desk.messengers.sms.silent = false
    world.clock.at = tomorrow
    await tellApplicant(world.desk, bell(3))
    const states = (await world.desk.notices.of('hs')).filter(({ n }) => n === 3)
    expect(states.map(({ channel, state, why }) => [channel, state, why])).toEqual([
      ['mail', 'overtaken', 'không còn chờ bổ sung'],
      ['sms', 'overtaken', 'không còn chờ bổ sung; lần gửi trước có thể đã đi'],
    ])
    expect(smsOf(world).filter((text) => text.includes('bổ sung'))).toEqual([])
  })

  it('a mail that had gone is kept as gone, whatever came meanwhile', async () => {
    const world = await charged()
    await act(world, given.receptionist, ask, 'bs-1')
    const cut = { ...world.desk, notices: { ...world.desk.notices } }
    cut.notices.keep = (notice) =>
      notice.state === 'sent' ? Promise.reject(new Error('ended')) : world.desk.notices.keep(notice)
    await expect(tellApplicant(cut, bell(3))).rejects.toThrow(Outage)
    expect(world.desk.mail.sent).toHaveLength(1)
    await act(world, cashier, wired, 'nop-1')
    await tellApplicant(world.desk, bell(3))
    expect((await world.desk.notices.notice('hs', 2, 'mail'))?.state).toBe('sent')
    expect((await world.desk.notices.notice('hs', 2, 'sms'))?.state).toBe('overtaken')
  })
})
