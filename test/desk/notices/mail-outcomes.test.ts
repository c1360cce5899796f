import { describe, expect, it } from 'vitest'
import { earlier } from '../../../shared/calendar/day.ts'
import { ringNotices } from '../../../shared/desk/notices/ring-notices.ts'
import { settleMailOutcome } from '../../../shared/desk/notices/settle-mail-outcome.ts'
import { tellApplicant } from '../../../shared/desk/notices/tell-applicant.ts'
import type { Party } from '../../../shared/dossier/dossier.ts'
import { record } from '../../../shared/dossier/history/history.ts'
import type { Message } from '../../../shared/messages/messages.ts'
import { readMessage } from '../../../shared/messages/read.ts'
import type { NoticeChannel } from '../../../shared/notices/notice.ts'
import { Outage } from '../../../shared/outage.ts'
import * as given from '../../given.ts'
import { act, cashier } from '../money/payments-given.ts'
import { type WorkerDesk, workerDesk } from '../worker-desk.ts'

const code = 'H57.40-260310-0001'
const mailbox = 'nguoi.nop@thu.invalid'
const items = [{ kind: 'fee', name: 'Phí', amountVnd: 65_000 }] as const
const both = { phone: '+84905000001', email: mailbox }

/** Money is asked of an applicant who wishes to be told in these ways, and they are told. */
async function told(channels: readonly NoticeChannel[], reached: Pick<Party, 'phone' | 'email'> = both) {
  const world = await workerDesk()
  const { parties } = given.fileOf()
  const { name, identityNumber } = parties.applicant
  const dossier = await world.put(
    { status: 'in-progress', clock: 'running', code, acceptedAt: given.tuesday },
    { parties: { ...parties, applicant: { name, identityNumber, ...reached } } },
  )
  await world.desk.notices.keepWishes(dossier.ownerRef, { channels, at: given.tuesday, n: 1 })
  await act(world, cashier, { act: 'charge-fee', items, payee: 'Kho bạc Nhà nước' }, 'thu-1')
  // Later than whoever pays at the counter is given.
  world.clock.at = earlier(world.clock.at, -20 * 60)
  await work(world)
  return world
}

/** Xin lỗi và hẹn lại: one more thing that is told. */
async function extend(world: WorkerDesk, desk = world.desk) {
  const file = await world.desk.dossiers.load('hs')
  if (!file) throw new Error('no dossier')
  const { version } = file.dossier
  const next = { ...file.dossier, version: version + 1 }
  const said = { key: `hen-lai-${version}`, body: 'hẹn lại' }
  const made = record({ next, event: { act: 'extend' } }, file.dossier, given.receptionist, world.clock.at, said)
  expect(await world.desk.dossiers.commit({ changes: [made] })).toBe('committed')
  await tellApplicant(desk, { kind: 'doorbell', dossier: 'hs', n: version + 1 })
}

const work = ({ desk }: WorkerDesk) => tellApplicant(desk, { kind: 'doorbell', dossier: 'hs', n: 2 })
type MailOutcome = Extract<Message, { kind: 'mail-outcome' }>
const hear = ({ desk }: WorkerDesk, outcome: MailOutcome['outcome'], bounce?: string, n = 2) =>
  settleMailOutcome(desk, { kind: 'mail-outcome', notice: [`hs-${n}-mail`], outcome, bounce })
const states = async ({ desk }: WorkerDesk) =>
  (await desk.notices.of('hs')).map(({ n, channel, state }) => `${n} ${channel} ${state}`)

describe('a mail’s outcome', () => {
  it('is asked for by the notice’s own name, and kept when it is told', async () => {
    const world = await told(['mail'])
    expect(world.desk.mail.sent).toMatchObject([{ to: mailbox, notice: 'hs-2-mail' }])
    expect(await hear(world, 'Delivery')).toBe('worked')
    expect(await hear(world, 'Delivery')).toBe('worked')
    expect(await states(world)).toEqual(['2 mail delivered'])
    expect(JSON.stringify(await world.desk.notices.of('hs'))).not.toContain(mailbox)
  })

  it.each([
    ['in the order of the mails', [2, 3], 'overtaken'],
    // That the first was not read is not known by then: who did read it has to hear it.
    ['the later first', [3, 2], 'sent'],
  ] as const)(
    'of money asked for and cancelled, back %s, is made good by SMS only where the asking may have been read',
    async (_, order, last) => {
      const world = await told(['mail'])
      await act(world, cashier, { act: 'cancel-obligation', reason: 'Nhập nhầm' }, 'huy-1')
      const tell = (n: number) => tellApplicant(world.desk, { kind: 'doorbell', dossier: 'hs', n })
      await tell(3)
      expect(await states(world)).toEqual(['2 mail sent', '3 mail sent'])
      for (const n of order) {
        await hear(world, 'Bounce', 'Permanent', n)
        await tell(n)
      }
      expect(await states(world)).toEqual([
        '2 mail undelivered',
        '2 sms overtaken',
        '3 mail undelivered',
        `3 sms ${last}`,
      ])
      expect(world.desk.messengers.sms.taken).toHaveLength(last === 'sent' ? 1 : 0)
    },
  )

  it('counts in whatever order it is told: what came back, came back', async () => {
    const world = await told(['sms', 'mail'])
    await hear(world, 'Bounce', 'Permanent')
    await hear(world, 'Delivery')
    expect(await states(world)).toEqual(['2 mail undelivered', '2 sms sent'])
    await hear(world, 'Complaint')
    await hear(world, 'Bounce', 'Permanent')
    expect(await states(world)).toEqual(['2 mail complained', '2 sms sent'])
  })

  it('settles a mail of which nobody knew whether it went', async () => {
    const world = await told(['mail'])
    const [notice] = await world.desk.notices.of('hs')
    if (notice) await world.desk.notices.keep({ ...notice, state: 'unknown', revision: notice.revision + 1 })
    await hear(world, 'Delivery')
    expect(await states(world)).toEqual(['2 mail delivered'])
  })

  it('of a notice nobody knows is nothing, and of another form is set aside', async () => {
    const world = await told(['mail'])
    expect(await hear(world, 'Delivery', undefined, 9)).toBe('absent')
    const read = (notice: unknown) => readMessage(JSON.stringify({ kind: 'mail-outcome', notice, outcome: 'Delivery' }))
    expect(read(['hs-2-mail'])).toHaveProperty('message')
    expect(read(null)).toHaveProperty('faults')
  })
})

describe('an address that fails for good', () => {
  it('is written to no more for a month, by whatever dossier; staff are told, and afterwards it is tried anew', async () => {
    const world = await told(['sms', 'mail'])
    await hear(world, 'Bounce', 'Permanent')
    await extend(world)
    expect(world.desk.mail.sent).toHaveLength(1)
    expect((await states(world)).slice(2)).toEqual(['3 mail refused', '3 sms sent'])
    world.clock.at = earlier(world.clock.at, -31 * 24 * 3600)
    await extend(world)
    expect(world.desk.mail.sent).toHaveLength(2)
  })

  it('is not failing when it only had no room at the moment', async () => {
    const world = await told(['sms', 'mail'])
    await hear(world, 'Bounce', 'Transient')
    await extend(world)
    expect(world.desk.mail.sent).toHaveLength(2)
  })

  it('does not fail in the dossier’s new address', async () => {
    const world = await told(['sms', 'mail'])
    await hear(world, 'Bounce', 'Permanent')
    const load = async (id: string) => {
      const file = await world.desk.dossiers.load(id)
      const applicant = file && { ...file.parties.applicant, email: 'moi@thu.invalid' }
      return file && applicant && { ...file, parties: { ...file.parties, applicant } }
    }
    const desk = { ...world.desk, dossiers: { ...world.desk.dossiers, load } }
    await extend(world, desk)
    expect(world.desk.mail.sent.map(({ to }) => to)).toEqual([mailbox, 'moi@thu.invalid'])
  })
})

describe('what the law wants told', () => {
  it('goes by the next channel when the only one has failed, once, and is sent when it is rung for', async () => {
    const world = await told(['mail'])
    await hear(world, 'Bounce', 'Permanent')
    await hear(world, 'Bounce', 'Permanent')
    expect(await states(world)).toEqual(['2 mail undelivered', '2 sms waiting'])
    world.clock.at = earlier(world.clock.at, -60)
    await ringNotices(world.desk)
    expect(world.desk.doorbells.rung).toMatchObject([{ queue: 'notices', group: 'hs' }])
    await work(world)
    expect(await states(world)).toEqual(['2 mail undelivered', '2 sms sent'])
    expect(world.desk.messengers.sms.taken).toHaveLength(1)
  })

  it('goes on from SMS to the chat app and is left when nothing is left', async () => {
    const world = await told(['sms'], { phone: both.phone })
    world.desk.messengers.sms.told.set('hs-2-sms', { undelivered: 'máy nhận không nhận được' })
    world.desk.messengers.chat.refuses = 'không dùng ứng dụng'
    for (let round = 0; round < 3; round += 1) {
      world.clock.at = earlier(world.clock.at, -21 * 60)
      await work(world)
    }
    expect(await states(world)).toEqual(['2 chat refused', '2 sms undelivered'])
  })

  it('goes by the next channel when one has been silent for hours, long before it is no news any more', async () => {
    const world = await told(['sms'])
    world.desk.messengers.sms.silent = true
    const again = () => tellApplicant(world.desk, { kind: 'doorbell', dossier: 'hs', n: 3 })
    await expect(extend(world)).rejects.toThrow(Outage)
    world.clock.at = earlier(world.clock.at, -3 * 3600)
    await expect(again()).rejects.toThrow(Outage)
    expect((await states(world)).filter((line) => line.startsWith('3'))).toEqual(['3 sms sending'])
    world.clock.at = earlier(world.clock.at, -3600)
    for (let ring = 0; ring < 3; ring += 1) await expect(again()).rejects.toThrow(Outage)
    expect((await states(world)).filter((line) => line.startsWith('3'))).toEqual(['3 chat sent', '3 sms sending'])
  })

  it('goes by the next channel when nobody knows whether the mail went', async () => {
    const world = await told(['mail'])
    const mail = { ...world.desk.mail, send: async () => Promise.reject(new Outage('the mail', undefined)) }
    await expect(extend(world, { ...world.desk, mail })).rejects.toThrow(Outage)
    world.clock.at = earlier(world.clock.at, -600)
    await tellApplicant(world.desk, { kind: 'doorbell', dossier: 'hs', n: 3 })
    await tellApplicant(world.desk, { kind: 'doorbell', dossier: 'hs', n: 3 })
    expect((await states(world)).filter((line) => line.startsWith('3'))).toEqual(['3 mail unknown', '3 sms sent'])
  })

  it('is told at once by another channel where the address is known to fail', async () => {
    const world = await told(['mail'])
    await hear(world, 'Bounce', 'Permanent')
    await extend(world)
    expect((await states(world)).filter((line) => line.startsWith('3'))).toEqual(['3 mail refused', '3 sms sent'])
  })

  it('is told by no channel to whoever wished for none, and stays where another channel has told it', async () => {
    const none = await told([])
    await hear(none, 'Bounce', 'Permanent')
    expect(await states(none)).toEqual([])
    const two = await told(['sms', 'mail'])
    await hear(two, 'Bounce', 'Permanent')
    expect(await states(two)).toEqual(['2 mail undelivered', '2 sms sent'])
  })
})
