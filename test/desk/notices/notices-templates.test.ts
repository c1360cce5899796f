import { expect, it } from 'vitest'
import { ringNotices } from '../../../shared/desk/notices/ring-notices.ts'
import { tellApplicant } from '../../../shared/desk/notices/tell-applicant.ts'
import * as given from '../../given.ts'
import { act } from '../money/payments-given.ts'
import { bell, charged, code, smsOf } from './notices-given.ts'

it('a notice that waits is told in the words of the version it was written under, whatever version holds by then', async () => {
  const world = await charged('2026-03-10T22:00:00+07:00', { phone: '+84905000001' })
  await act(world, given.receptionist, { act: 'ask-supplement', reason: 'Thiếu', papers: ['Đơn'] }, 'bs-1')
  await tellApplicant(world.desk, bell(3))
  const waiting = await world.desk.notices.notice('hs', 3, 'sms')
  if (!waiting) throw new Error('nothing waits')
  // As one was written before the second version, which says by when.
  await world.desk.notices.keep({ ...waiting, template: 1, revision: waiting.revision + 1 })
  world.clock.at = '2026-03-11T07:03:00+07:00'
  await ringNotices(world.desk)
  await tellApplicant(world.desk, bell(3))
  const [told] = smsOf(world).filter((text) => text.includes('bổ sung'))
  expect(told).toContain(`Hồ sơ ${code} cần bổ sung. Xem giấy tờ phải nộp tại: `)
  expect(await world.desk.notices.notice('hs', 3, 'sms')).toMatchObject({ template: 1, state: 'sent' })
})

it('a notice whose version is gone is refused with the reason, and holds up no other', async () => {
  const world = await charged('2026-03-10T22:00:00+07:00', { phone: '+84905000001' })
  await tellApplicant(world.desk, bell())
  const waiting = await world.desk.notices.notice('hs', 2, 'sms')
  if (waiting) await world.desk.notices.keep({ ...waiting, template: 99, revision: waiting.revision + 1 })
  world.clock.at = '2026-03-11T07:03:00+07:00'
  await ringNotices(world.desk)
  await tellApplicant(world.desk, bell())
  expect(await world.desk.notices.notice('hs', 2, 'sms')).toMatchObject({ state: 'refused', why: 'không có mẫu tin' })
})
