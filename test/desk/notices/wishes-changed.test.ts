import { describe, expect, it } from 'vitest'
import { earlier } from '../../../shared/calendar/day.ts'
import { ringNotices } from '../../../shared/desk/notices/ring-notices.ts'
import { tellApplicant } from '../../../shared/desk/notices/tell-applicant.ts'
import { wishedOtherwise } from '../../../shared/desk/notices/wished-otherwise.ts'
import type { NoticeChannel } from '../../../shared/notices/notice.ts'
import { NotTaken, Outage } from '../../../shared/outage.ts'
import * as given from '../../given.ts'
import { bell, charged, outcomes, reached, smsOf } from './notices-given.ts'

const night = '2026-03-10T22:00:00+07:00'
const later = '2026-03-10T23:00:00+07:00'
const morning = '2026-03-11T07:03:00+07:00'

/** Asked for money by night: the mail has gone, the SMS waits. Then the owner says how they want to be told. */
async function wishing(channels: readonly NoticeChannel[], applicant: Parameters<typeof charged>[1] = reached) {
  const world = await charged(night, applicant)
  await tellApplicant(world.desk, bell())
  const { ownerRef } = await world.dossier()
  await world.desk.notices.keepWishes(ownerRef, { channels, at: later, n: 1 })
  world.clock.at = morning
  await ringNotices(world.desk)
  await tellApplicant(world.desk, bell())
  return world
}

const why = async ({ desk }: Awaited<ReturnType<typeof charged>>) => (await desk.notices.notice('hs', 2, 'sms'))?.why

describe('a wish that was said while a notice waits for the morning', () => {
  it('for nothing at all is kept: no SMS goes', async () => {
    const world = await wishing([])
    expect(await outcomes(world)).toEqual(['2 mail sent', '2 sms overtaken'])
    expect(await why(world)).toBe('người nộp không muốn nhận tin nữa')
    expect(smsOf(world)).toEqual([])
  })

  it('for another channel has it go there, once, and not by SMS', async () => {
    const world = await wishing(['chat'])
    expect(await outcomes(world)).toEqual(['2 chat waiting', '2 mail sent', '2 sms overtaken'])
    for (let ring = 0; ring < 3; ring += 1) await tellApplicant(world.desk, bell())
    expect(await outcomes(world)).toEqual(['2 chat sent', '2 mail sent', '2 sms overtaken'])
    expect([smsOf(world).length, world.desk.messengers.chat.taken.length]).toEqual([0, 1])
  })

  it('for the channel that has told it already leaves it at that', async () => {
    const world = await wishing(['mail'])
    expect(await outcomes(world)).toEqual(['2 mail sent', '2 sms overtaken'])
    expect(await why(world)).toBe('người nộp đã chọn kênh khác')
  })

  it('for one that does not reach them lets go what must be told', async () => {
    const world = await wishing(['mail'], { phone: reached.phone })
    expect(await outcomes(world)).toEqual(['2 sms sent'])
  })

  it('for several has news go on each of them, and an invitation on one only', async () => {
    const world = await charged(night, { phone: reached.phone })
    const { ownerRef } = await world.dossier()
    await world.desk.notices.keepWishes(ownerRef, { channels: ['chat', 'mail'], at: later, n: 1 })
    const { applicant, ...others } = given.fileOf().parties
    const parties = { ...others, applicant: { ...applicant, ...reached } }
    const file = { ...given.fileOf(), dossier: await world.dossier(), parties }
    const waits = { dossier: 'hs', at: night, channel: 'sms', template: 1, state: 'waiting', sendAt: morning } as const
    for (const [n, kind] of [
      [7, 'fee-asked'],
      [8, 'survey-offered'],
    ] as const) {
      const notice = { ...waits, n, kind, tries: 0, revision: 1 }
      expect(await wishedOtherwise(world.desk, file, notice, [notice])).toBe('người nộp đã chọn kênh khác')
    }
    expect(await outcomes(world)).toEqual(['7 chat waiting', '7 mail waiting', '8 chat waiting'])
  })

  it('for one that is silent for hours does not hold back what was written beside it', async () => {
    const world = await charged('2026-03-10T09:00:00+07:00')
    const { ownerRef } = await world.dossier()
    await world.desk.notices.keepWishes(ownerRef, { channels: ['mail'], at: earlier(world.clock.at, -1), n: 1 })
    const mail = { send: () => Promise.reject(new NotTaken('the mail', new Error('503'))) }
    const desk = { ...world.desk, mail }
    await expect(tellApplicant(desk, bell())).rejects.toThrow(Outage)
    world.clock.at = earlier(world.clock.at, -5 * 3600)
    await expect(tellApplicant(desk, bell())).rejects.toThrow(Outage)
    expect(await outcomes(world)).toEqual(['2 mail sending', '2 sms waiting'])
    await expect(tellApplicant(desk, bell())).rejects.toThrow(Outage)
    expect(await outcomes(world)).toEqual(['2 mail sending', '2 sms sent'])
  })
})
