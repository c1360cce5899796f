import { describe, expect, it } from 'vitest'
import { earlier } from '../../../shared/calendar/day.ts'
import { receiptSecret, surveySecret } from '../../../shared/desk/dossiers/look-up.ts'
import { ringNotices } from '../../../shared/desk/notices/ring-notices.ts'
import { tellApplicant } from '../../../shared/desk/notices/tell-applicant.ts'
import { record } from '../../../shared/dossier/history/history.ts'
import { Outage } from '../../../shared/outage.ts'
import * as given from '../../given.ts'
import { act, cashier } from '../money/payments-given.ts'
import { type WorkerDesk, workerDesk } from '../worker-desk.ts'
import { bell, charged, code, outcomes, reached, smsOf } from './notices-given.ts'

/** The result decided and given back, with its event. */
const returned = (world: WorkerDesk) => moved(world, 'return', 'returned')

async function moved(world: WorkerDesk, act: 'approve' | 'return', status: 'processed' | 'returned') {
  const file = await world.desk.dossiers.load('hs')
  if (!file) throw new Error('no dossier')
  const by = given.receptionist
  const next = { ...file.dossier, version: file.dossier.version + 1, status, clock: 'stopped' } as const
  const said = { key: `${act}-1`, body: act }
  const made = record({ next, event: { act } }, file.dossier, by, world.clock.at, said)
  expect(await world.desk.dossiers.commit({ changes: [made] })).toBe('committed')
  return made
}

describe('the worker of notices', () => {
  it('tells the applicant once on each channel, however often the bell rings', async () => {
    const world = await charged()
    for (let ring = 0; ring < 10; ring += 1) await tellApplicant(world.desk, bell())
    expect(smsOf(world)).toEqual([
      `Hồ sơ ${code} có khoản phải nộp 65.000 đồng. Xem và nộp tại: https://tra-cuu.test/?ma=${code}`,
    ])
    expect(world.desk.mail.sent.map(({ to }) => to)).toEqual([reached.email])
    expect(await outcomes(world)).toEqual(['2 mail sent', '2 sms sent'])
  })

  it('writes a notice that may go now twice, claimed and settled, and puts none into the list of the sweep', async () => {
    const world = await charged()
    const states: string[] = []
    const keep: typeof world.desk.notices.keep = async (notice) => {
      states.push(`${notice.channel} ${notice.state} ${notice.tries} ${notice.state === 'sending' && notice.ringAt}`)
      return world.desk.notices.keep(notice)
    }
    await tellApplicant({ ...world.desk, notices: { ...world.desk.notices, keep } }, bell())
    expect(states.toSorted()).toEqual([
      'mail sending 1 undefined',
      'mail sent 1 false',
      'sms sending 1 undefined',
      'sms sent 1 false',
    ])
  })

  it('sends what a worker wrote that was ended before it could send, when the bell comes again', async () => {
    const world = await charged()
    const ended = { ...world.desk, messengers: { ...world.desk.messengers }, notices: { ...world.desk.notices } }
    ended.notices.of = () => Promise.reject(new Error('ended'))
    await expect(tellApplicant(ended, bell())).rejects.toThrow('ended')
    expect(await outcomes(world)).toEqual(['2 mail sending', '2 sms sending'])
    await tellApplicant(world.desk, bell())
    expect(await outcomes(world)).toEqual(['2 mail sent', '2 sms sent'])
    expect([smsOf(world).length, world.desk.mail.sent.length]).toEqual([1, 1])
  })

  it('tells it once when two work at the same moment', async () => {
    const world = await charged()
    await Promise.allSettled([tellApplicant(world.desk, bell()), tellApplicant(world.desk, bell())])
    await tellApplicant(world.desk, bell())
    expect(smsOf(world)).toHaveLength(1)
    expect(world.desk.mail.sent).toHaveLength(1)
  })

  it('tells of every event in its order when bells come late or out of order, and of none that tells nothing', async () => {
    const world = await charged()
    await act(world, given.receptionist, { act: 'ask-supplement', reason: 'Thiếu', papers: ['Đơn'] }, 'bs-1')
    for (const n of [3, 1, 2]) await tellApplicant(world.desk, bell(n))
    const kinds = (await world.desk.notices.of('hs')).map(({ n, kind }) => `${n} ${kind}`)
    expect([...new Set(kinds)]).toEqual(['2 fee-asked', '3 supplement-asked'])
    expect(world.desk.messengers.sms.taken.map(({ identity }) => identity)).toEqual(['hs-2-sms', 'hs-3-sms'])
  })

  it('names nobody and gives no reason, on no channel', async () => {
    const world = await charged()
    await act(
      world,
      given.receptionist,
      { act: 'ask-supplement', reason: 'Thiếu giấy khai tử', papers: ['Đơn'] },
      'bs-1',
    )
    await tellApplicant(world.desk, bell())
    const { applicant } = given.fileOf().parties
    const said = [...smsOf(world), ...world.desk.mail.sent.map(({ subject, text }) => subject + text)].join('\n')
    for (const secret of [applicant.name, applicant.identityNumber, 'khai tử', reached.phone, reached.email])
      expect(said).not.toContain(secret)
    expect(JSON.stringify(await world.desk.notices.of('hs'))).not.toContain(reached.phone)
  })

  it('offers the survey once when the result is given back, by a secret that no officer is shown', async () => {
    const world = await charged()
    await act(world, cashier, { act: 'pay', amountVnd: 65_000, method: 'cash' }, 'nop-1')
    await tellApplicant(world.desk, bell())
    const { dossier } = await returned(world)
    for (let ring = 0; ring < 3; ring += 1) await tellApplicant(world.desk, bell(dossier.version))
    const secret = surveySecret(world.desk.digests, 'hs')
    const link = `https://tra-cuu.test/?ma=${code}#khao-sat=${secret}`
    expect(world.desk.mail.sent.filter(({ text }) => text.includes(link))).toHaveLength(1)
    expect(smsOf(world).filter((text) => text.includes('#khao-sat='))).toEqual([])
    expect(JSON.stringify(await world.desk.notices.of('hs'))).not.toContain(secret)
    expect(secret).not.toContain(receiptSecret(world.desk.digests, 'hs'))
  })

  it('offers it with the mail that tells of the result, and sends no message for it alone', async () => {
    const world = await charged()
    await act(world, cashier, { act: 'pay', amountVnd: 65_000, method: 'cash' }, 'nop-1')
    await moved(world, 'approve', 'processed')
    await tellApplicant(world.desk, bell())
    const link = `https://tra-cuu.test/?ma=${code}#khao-sat=${surveySecret(world.desk.digests, 'hs')}`
    expect(world.desk.mail.sent.filter(({ text }) => text.includes(link))).toHaveLength(1)
    const mails = world.desk.mail.sent.length
    const { dossier } = await returned(world)
    for (let ring = 0; ring < 3; ring += 1) await tellApplicant(world.desk, bell(dossier.version))
    expect(world.desk.mail.sent).toHaveLength(mails)
    expect(await outcomes(world)).not.toContain(`${dossier.version} mail sent`)
  })

  it('offers it by itself where the mail that told of the result came back', async () => {
    const world = await charged()
    const { dossier: decided } = await moved(world, 'approve', 'processed')
    await tellApplicant(world.desk, bell())
    const result = await world.desk.notices.notice('hs', decided.version, 'mail')
    if (!result) throw new Error('nobody was told of the result')
    await world.desk.notices.keep({ ...result, state: 'undelivered', revision: result.revision + 1 })
    const { dossier } = await returned(world)
    await tellApplicant(world.desk, bell(dossier.version))
    expect((await world.desk.notices.of('hs')).filter(({ kind }) => kind === 'survey-offered')).toHaveLength(1)
  })

  it('offers it by SMS to whom no mail reaches', async () => {
    const world = await charged(given.tuesday, { phone: reached.phone })
    const { dossier } = await returned(world)
    await tellApplicant(world.desk, bell(dossier.version))
    expect(smsOf(world).filter((text) => text.includes('#khao-sat='))).toEqual([
      expect.stringContaining(`Đã trả kết quả hồ sơ ${code}. Mời Ông/Bà đánh giá: `),
    ])
  })

  it('uses the other channels while one is silent, and that one later, once', async () => {
    const world = await charged()
    world.desk.messengers.sms.silent = true
    await expect(tellApplicant(world.desk, bell())).rejects.toThrow(Outage)
    expect(await outcomes(world)).toEqual(['2 mail sent', '2 sms sending'])
    world.desk.messengers.sms.silent = false
    await tellApplicant(world.desk, bell())
    expect(smsOf(world)).toHaveLength(1)
    expect(world.desk.mail.sent).toHaveLength(1)
    expect(await outcomes(world)).toEqual(['2 mail sent', '2 sms sent'])
  })

  it('uses the other channels while one has no key to its carrier, and says so at the end', async () => {
    const world = await charged()
    const send = async () => Promise.reject(new Error('the secret lacks its token'))
    const desk = { ...world.desk, mail: { ...world.desk.mail, send } }
    for (let ring = 0; ring < 3; ring += 1) await expect(tellApplicant(desk, bell())).rejects.toThrow(Outage)
    expect(smsOf(world)).toHaveLength(1)
  })

  it('sends again under the same identity what was taken without an answer', async () => {
    const world = await charged()
    world.desk.messengers.sms.answerLost = true
    await expect(tellApplicant(world.desk, bell())).rejects.toThrow(Outage)
    world.desk.messengers.sms.answerLost = false
    await tellApplicant(world.desk, bell())
    expect(smsOf(world)).toHaveLength(1)
  })

  it('keeps why a carrier refused, and asks it no more', async () => {
    const world = await charged()
    world.desk.messengers.sms.refuses = 'số không có thật'
    await tellApplicant(world.desk, bell())
    world.desk.messengers.sms.refuses = undefined
    await tellApplicant(world.desk, bell())
    const sms = await world.desk.notices.notice('hs', 2, 'sms')
    expect(sms).toMatchObject({ state: 'refused', why: 'số không có thật', settledAt: given.tuesday, tries: 1 })
    expect(smsOf(world)).toEqual([])
  })

  it('lets an SMS wait for the morning and a mail go at once; the sweep rings for it', async () => {
    const world = await charged('2026-03-10T22:15:00+07:00')
    await tellApplicant(world.desk, bell())
    expect(await outcomes(world)).toEqual(['2 mail sent', '2 sms waiting'])
    world.clock.at = '2026-03-11T06:59:00+07:00'
    expect(await ringNotices(world.desk)).toBe(0)
    world.clock.at = '2026-03-11T07:03:00+07:00'
    expect(await ringNotices(world.desk)).toBe(1)
    expect(world.desk.doorbells.rung.at(-1)).toMatchObject({ queue: 'notices', message: bell() })
    await tellApplicant(world.desk, bell())
    expect(smsOf(world)).toHaveLength(1)
    expect(await ringNotices(world.desk)).toBe(0)
  })

  it('lets an SMS of the night before Tết go on the first morning of it, not after all its days off', async () => {
    const world = await charged('2026-02-16T21:30:00+07:00')
    await tellApplicant(world.desk, bell())
    expect(await outcomes(world)).toEqual(['2 mail sent', '2 sms waiting'])
    // The carrier keeps the holiday until its fourth day: by then it is no news any more.
    world.clock.at = '2026-02-17T07:03:00+07:00'
    expect(await ringNotices(world.desk)).toBe(1)
    world.desk.messengers.sms.silent = true
    await expect(tellApplicant(world.desk, bell())).rejects.toThrow(Outage)
    world.clock.at = '2026-02-18T21:05:00+07:00'
    await tellApplicant(world.desk, bell())
    expect((await world.desk.notices.notice('hs', 2, 'sms'))?.sendAt).toBe('2026-02-19T07:00:00+07:00')
    world.desk.messengers.sms.silent = false
    world.clock.at = '2026-02-19T07:03:00+07:00'
    await tellApplicant(world.desk, bell())
    expect(smsOf(world)).toHaveLength(1)
  })

  it('puts off to the morning what a carrier did not take before the night', async () => {
    const world = await charged('2026-03-10T20:50:00+07:00')
    world.desk.messengers.sms.silent = true
    await expect(tellApplicant(world.desk, bell())).rejects.toThrow(Outage)
    world.desk.messengers.sms.silent = false
    world.clock.at = '2026-03-10T21:05:00+07:00'
    await tellApplicant(world.desk, bell())
    expect(smsOf(world)).toEqual([])
    expect((await world.desk.notices.notice('hs', 2, 'sms'))?.sendAt).toBe('2026-03-11T07:00:00+07:00')
  })

  it('rings again for a notice whose message is no more, and gives it up after three days', async () => {
    const world = await charged()
    world.desk.messengers.sms.silent = true
    await expect(tellApplicant(world.desk, bell())).rejects.toThrow(Outage)
    expect(await ringNotices(world.desk)).toBe(0)
    world.clock.at = '2026-03-10T14:30:00+07:00'
    expect(await ringNotices(world.desk)).toBe(1)
    expect(await ringNotices(world.desk)).toBe(0)
    world.clock.at = '2026-03-13T14:30:00+07:00'
    await tellApplicant(world.desk, bell())
    expect(await outcomes(world)).toEqual(['2 mail sent', '2 sms given-up'])
  })

  it('does not tell weeks later what was set aside, and says so', async () => {
    const world = await charged()
    world.clock.at = '2026-04-10T09:00:00+07:00'
    await tellApplicant(world.desk, bell())
    expect(await outcomes(world)).toEqual(['2 mail given-up', '2 sms given-up'])
    expect(world.desk.mail.sent).toEqual([])
  })

  it('uses the channels the owner wishes, and none when none is wished', async () => {
    const world = await charged()
    const { ownerRef } = await world.dossier()
    await world.desk.notices.keepWishes(ownerRef, { channels: ['chat'], at: given.tuesday, n: 1 })
    await tellApplicant(world.desk, bell())
    expect(await outcomes(world)).toEqual(['2 chat sent'])
    expect(world.desk.messengers.chat.taken[0]?.template?.fields).toMatchObject({ amount: '65.000 đồng' })
    await world.desk.notices.keepWishes(ownerRef, { channels: [], at: given.tuesday, n: 2 })
    await act(world, cashier, { act: 'pay', amountVnd: 65_000, method: 'cash' }, 'nop-1')
    await tellApplicant(world.desk, bell(3))
    expect(await outcomes(world)).toEqual(['2 chat sent'])
  })

  it('tells nothing to an applicant who left no address', async () => {
    const world = await charged(given.tuesday, {})
    await tellApplicant(world.desk, bell())
    expect(await world.desk.notices.of('hs')).toEqual([])
  })

  it('sets aside a bell for a dossier that is not there', async () => {
    const { desk } = await workerDesk()
    expect(await tellApplicant(desk, bell())).toBe('absent')
  })
})

describe('what became of a message', () => {
  const later = (minutes: number) => earlier(given.tuesday, -minutes * 60)

  it('is asked of the carrier after a while, kept, and asked no more', async () => {
    const world = await charged()
    await tellApplicant(world.desk, bell())
    await tellApplicant(world.desk, bell())
    expect(await outcomes(world)).toContain('2 sms sent')
    world.desk.messengers.sms.told.set('hs-2-sms', 'delivered')
    world.clock.at = later(21)
    expect(await ringNotices(world.desk)).toBe(1)
    for (let ring = 0; ring < 3; ring += 1) await tellApplicant(world.desk, bell())
    expect(await outcomes(world)).toContain('2 sms delivered')
    world.clock.at = later(24 * 60)
    expect(await ringNotices(world.desk)).toBe(0)
    expect(smsOf(world)).toHaveLength(1)
  })

  it('stays as the carrier took it when no report comes, however often it was asked', async () => {
    const world = await charged()
    await tellApplicant(world.desk, bell())
    for (const minutes of [21, 160, 900, 2000, 3000]) {
      world.clock.at = later(minutes)
      await ringNotices(world.desk)
      await tellApplicant(world.desk, bell())
    }
    const sms = (await world.desk.notices.of('hs')).find(({ channel }) => channel === 'sms')
    expect(sms).toMatchObject({ state: 'sent', reports: 3 })
    expect(sms?.ringAt).toBeUndefined()
    expect(smsOf(world)).toHaveLength(1)
  })

  it('may be that it never reached the telephone: said with the reason, and not sent again', async () => {
    const world = await charged()
    await tellApplicant(world.desk, bell())
    world.desk.messengers.sms.told.set('hs-2-sms', { undelivered: 'tắt máy' })
    world.clock.at = later(21)
    await tellApplicant(world.desk, bell())
    const sms = (await world.desk.notices.of('hs')).find(({ channel }) => channel === 'sms')
    expect(sms).toMatchObject({ state: 'undelivered', why: 'tắt máy' })
    expect(smsOf(world)).toHaveLength(1)
  })
})
