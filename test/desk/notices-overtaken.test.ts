import { describe, expect, it } from 'vitest'
import { earlier } from '../../shared/calendar/day.ts'
import { ringNotices } from '../../shared/desk/ring-notices.ts'
import { tellApplicant } from '../../shared/desk/tell-applicant.ts'
import * as given from '../given.ts'
import { bell, charged, outcomes, reached, smsOf } from './notices-given.ts'
import { act, cashier } from './payments-given.ts'

const minutesOn = (minutes: number) => earlier(given.tuesday, -minutes * 60)
const cash = { act: 'pay', amountVnd: 65_000, method: 'cash' } as const
const wired = { act: 'pay', amountVnd: 65_000, method: 'transfer', reference: 'FT26069' } as const

const atCounter = { channel: 'direct', status: 'accepted' } as const

describe('a fee that is asked for at the counter', () => {
  it('is paid there and then, and no message asks for it or thanks for it', async () => {
    const world = await charged(given.tuesday, reached, atCounter)
    await tellApplicant(world.desk, bell())
    expect(await outcomes(world)).toEqual(['2 mail waiting', '2 sms waiting'])
    world.clock.at = minutesOn(3)
    await act(world, cashier, cash, 'nop-1')
    await tellApplicant(world.desk, bell(3))
    expect(await outcomes(world)).toEqual(['2 mail given-up', '2 sms given-up'])
    expect((await world.desk.notices.notice('hs', 2, 'sms'))?.why).toBe('không còn phải nộp')
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
    expect(await ringNotices(world.desk)).toBe(2)
    await tellApplicant(world.desk, bell())
    expect(await outcomes(world)).toEqual(['2 mail sent', '2 sms sent'])
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
    expect(await outcomes(world)).toEqual(['2 mail sent', '2 sms sent', '3 mail sent', '3 sms sent'])
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
    expect(await outcomes(world)).toEqual(['2 mail sent', '2 sms given-up', '3 mail sent', '3 sms sent'])
    expect(smsOf(world).filter((text) => text.includes('có khoản phải nộp'))).toEqual([])
  })
})
