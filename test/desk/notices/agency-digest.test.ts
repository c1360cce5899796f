import { describe, expect, it } from 'vitest'
import { earlier } from '../../../shared/calendar/day.ts'
import { perform } from '../../../shared/desk/dossiers/perform.ts'
import { workTransfers } from '../../../shared/desk/interlinked/work-transfers.ts'
import { runReHoming } from '../../../shared/desk/keeping/re-home.ts'
import { ringAgencyDigests } from '../../../shared/desk/notices/ring-agency-digests.ts'
import { sendAgencyDigest } from '../../../shared/desk/notices/send-agency-digest.ts'
import { tellAgency } from '../../../shared/desk/notices/tell-agency.ts'
import { directory } from '../../../shared/desk/surroundings.ts'
import type { Dossier } from '../../../shared/dossier/dossier.ts'
import { isObjection } from '../../../shared/dossier/objections.ts'
import { NotTaken, Outage } from '../../../shared/outage.ts'
import * as given from '../../given.ts'
import { type WorkerDesk, workerDesk } from '../worker-desk.ts'

const ten = '2026-03-10T10:00:00+07:00'
const digest = { agency: 'H57.08', sendAt: ten }
const bell = (dossier: string) => ({ kind: 'doorbell', dossier, n: 1 }) as const

/** One more dossier that is sent to the department; answers its part. */
async function transfer(all: WorkerDesk, id: string, change: Partial<Dossier> = {}) {
  const head = { status: 'in-progress', clock: 'running', step: 1, acceptedAt: given.tuesday } as const
  const due = '2026-03-30T09:00:00+07:00'
  const { version } = await all.put(
    { ...head, id, code: `H57.40-260310-${id}`, dueAt: due, ...change },
    { plan: given.interlinkedPlan },
  )
  const done = await perform(all.desk, given.receptionist, id, { act: 'transfer' }, { version, key: `chuyen-${id}` })
  if (!done || isObjection(done)) throw new Error(`no transfer: ${JSON.stringify(done)}`)
  return (await all.dossier(id)).child ?? ''
}

async function arrived(...ids: string[]) {
  const all = await workerDesk()
  const parts: string[] = []
  for (const id of ids) parts.push(await transfer(all, id))
  for (const part of parts) await workTransfers(all.desk, bell(part))
  return { ...all, parts }
}

const statesOf = async ({ desk }: WorkerDesk, parts: readonly string[]) =>
  (await Promise.all(parts.map((part) => desk.agencyNotices.of(part)))).flat().map(({ state }) => state)

describe('what came for an agency', () => {
  it('goes in one mail at the digest’s moment, however often it is triggered and rung for', async () => {
    const all = await arrived('0001', '0002', '0003')
    for (const part of all.parts) await workTransfers(all.desk, bell(part))
    expect(all.desk.mail.sent).toEqual([])
    all.clock.at = '2026-03-10T09:59:00+07:00'
    expect(await ringAgencyDigests(all.desk)).toBe(0)
    all.clock.at = ten
    expect(await ringAgencyDigests(all.desk)).toBe(1)
    expect(all.desk.doorbells.rung.at(-1)).toMatchObject({ queue: 'notices', message: { kind: 'digest', ...digest } })
    for (let ring = 0; ring < 5; ring += 1) await sendAgencyDigest(all.desk, digest)
    expect(all.desk.mail.sent.map(({ to }) => to)).toEqual(['H57.08@thu.invalid'])
    for (const id of ['0001', '0002', '0003']) expect(all.desk.mail.sent[0]?.text).toContain(`H57.40-260310-${id}`)
    expect(all.desk.mail.sent[0]?.text).not.toContain('Trần')
    expect(await statesOf(all, all.parts)).toEqual(['sent', 'sent', 'sent'])
    expect(await ringAgencyDigests(all.desk)).toBe(0)
    for (const part of all.parts) await workTransfers(all.desk, bell(part))
    await sendAgencyDigest(all.desk, digest)
    expect(all.desk.mail.sent).toHaveLength(1)
  })

  it('reads as a mail of its own when it is alone', async () => {
    const all = await arrived('0001')
    await sendAgencyDigest(all.desk, digest)
    expect(all.desk.mail.sent.map(({ subject }) => subject)).toEqual(['Hồ sơ liên thông mới: H57.40-260310-0001'])
  })

  it('goes at once when it is due within a working day', async () => {
    const all = await workerDesk()
    const part = await transfer(all, '0001')
    all.clock.at = earlier((await all.dossier(part)).dueAt ?? '', 3600)
    for (let ring = 0; ring < 3; ring += 1) await workTransfers(all.desk, bell(part))
    expect(all.desk.mail.sent).toHaveLength(1)
    expect(await all.desk.agencyNotices.of(part)).toEqual([])
  })

  it('that joined and is urgent when its message comes again is told by the digest alone', async () => {
    const all = await arrived('0001')
    const [part = ''] = all.parts
    const moveCursor = all.desk.marks.moveCursor
    const again = { ...all.desk, marks: { ...all.desk.marks, cursor: async () => 0, moveCursor } }
    all.clock.at = earlier((await all.dossier(part)).dueAt ?? '', 3600)
    await workTransfers(again, bell(part))
    expect(all.desk.mail.sent).toEqual([])
    await sendAgencyDigest(all.desk, digest)
    expect(all.desk.mail.sent).toHaveLength(1)
  })

  it('and was handed back before the digest is left out of it, and kept as overtaken', async () => {
    const all = await arrived('0001', '0002')
    const { version } = await all.dossier('0001')
    await perform(all.desk, given.receptionist, '0001', { act: 'call-back', reason: 'nhầm' }, { version, key: 'c' })
    await sendAgencyDigest(all.desk, digest)
    expect(all.desk.mail.sent.map(({ subject }) => subject)).toEqual(['Hồ sơ liên thông mới: H57.40-260310-0002'])
    expect(await statesOf(all, all.parts)).toEqual(['overtaken', 'sent'])
  })

  it('by night waits for the morning of the next working day', async () => {
    const all = await workerDesk('2026-03-13T22:00:00+07:00')
    const part = await transfer(all, '0001')
    await workTransfers(all.desk, bell(part))
    expect(await all.desk.agencyNotices.of(part)).toMatchObject([{ sendAt: '2026-03-16T08:00:00+07:00' }])
  })

  it('goes a hundred to a mail', async () => {
    const all = await workerDesk()
    for (let n = 0; n < 101; n += 1) {
      const id = `D${n}`
      await all.put({ id, code: id, holder: 'H57.08/office', status: 'in-progress' })
      const notice = { dossier: id, n: 1, at: given.tuesday, act: 'receive-transfer', ...digest } as const
      await all.desk.agencyNotices.join({ ...notice, state: 'waiting' })
    }
    await sendAgencyDigest(all.desk, digest)
    expect(all.desk.mail.sent.map(({ subject }) => subject.split(': ').at(-1))).toEqual(['100', 'D99'])
  })
})

describe('a digest that was cut off', () => {
  it('settles what was told and tells it no more; what joined meanwhile goes in the next mail', async () => {
    const all = await arrived('0001', '0002')
    const cut = { ...all.desk, agencyNotices: { ...all.desk.agencyNotices } }
    cut.agencyNotices.settle = () => Promise.reject(new Error('ended'))
    await expect(sendAgencyDigest(cut, digest)).rejects.toThrow('ended')
    const late = await transfer(all, '0003')
    await workTransfers(all.desk, bell(late))
    await sendAgencyDigest(all.desk, digest)
    expect(all.desk.mail.sent.map(({ subject }) => subject.split(': ').at(-1))).toEqual(['2', 'H57.40-260310-0003'])
    expect(await statesOf(all, [...all.parts, late])).toEqual(['sent', 'sent', 'sent'])
  })

  it('before the mail was told to have gone is unknown, set aside, and not sent again', async () => {
    const all = await arrived('0001')
    const cut = { ...all.desk, marks: { ...all.desk.marks } }
    cut.marks.setValue = () => Promise.reject(new Error('ended'))
    await expect(sendAgencyDigest(cut, digest)).rejects.toThrow('ended')
    await expect(sendAgencyDigest(all.desk, digest)).rejects.toThrow(Outage)
    all.clock.at = earlier(all.clock.at, -6 * 60)
    await sendAgencyDigest(all.desk, digest)
    expect(all.desk.mail.sent).toHaveLength(1)
    expect(await statesOf(all, all.parts)).toEqual(['unknown'])
    expect((await all.desk.marks.setAsides('mails', 9)).rows).toHaveLength(1)
    expect(await ringAgencyDigests(all.desk)).toBe(0)
  })

  it('by a carrier that did not take it is made anew from what is so then', async () => {
    const all = await arrived('0001', '0002')
    const mail = { send: () => Promise.reject(new NotTaken('the mail', new Error('503'))) }
    await expect(sendAgencyDigest({ ...all.desk, mail }, digest)).rejects.toThrow(Outage)
    const { version } = await all.dossier('0001')
    await perform(all.desk, given.receptionist, '0001', { act: 'call-back', reason: 'nhầm' }, { version, key: 'c' })
    await sendAgencyDigest(all.desk, digest)
    expect(all.desk.mail.sent.map(({ subject }) => subject)).toEqual(['Hồ sơ liên thông mới: H57.40-260310-0002'])
    expect(await statesOf(all, all.parts)).toEqual(['overtaken', 'sent'])
  })

  it('goes once when another run sends and settles it before this one claims it', async () => {
    const all = await arrived('0001', '0002')
    const { swapValue } = all.desk.marks
    let isFirst = true
    const slow: typeof swapValue = async (...said) => {
      if (isFirst) {
        isFirst = false
        expect(await sendAgencyDigest(all.desk, digest)).toBe('sent')
      }
      return swapValue(...said)
    }
    await sendAgencyDigest({ ...all.desk, marks: { ...all.desk.marks, swapValue: slow } }, digest)
    expect(all.desk.mail.sent).toHaveLength(1)
    expect(await statesOf(all, all.parts)).toEqual(['sent', 'sent'])
  })

  it('after each of its writes tells each once', async () => {
    for (let after = 0; after < 12; after += 1) {
      const all = await arrived('0001', '0002')
      let writes = 0
      const count =
        <A extends readonly unknown[], R>(call: (...args: A) => Promise<R>) =>
        (...args: A) => {
          if (writes === after) return Promise.reject(new Error('ended'))
          writes += 1
          return call(...args)
        }
      const { marks, agencyNotices, mail } = all.desk
      const cut = {
        ...all.desk,
        marks: { ...marks, setValue: count(marks.setValue), swapValue: count(marks.swapValue) },
        agencyNotices: { ...agencyNotices, settle: count(agencyNotices.settle) },
        mail: { send: count(mail.send) },
      }
      await sendAgencyDigest(cut, digest).catch(() => undefined)
      all.clock.at = earlier(all.clock.at, -6 * 60)
      await sendAgencyDigest(all.desk, digest)
      const told = await statesOf(all, all.parts)
      expect(all.desk.mail.sent.length, `after ${after}`).toBeLessThanOrEqual(1)
      expect([...new Set(told)], `after ${after}`).toEqual([told.includes('unknown') ? 'unknown' : 'sent'])
      expect(await ringAgencyDigests(all.desk)).toBe(0)
    }
  })

  it('of an agency without a mailbox is settled as such', async () => {
    const all = await arrived('0001')
    const units = (await all.desk.catalogue.units()).map(({ email: _, ...unit }) => unit)
    await all.desk.catalogue.putUnits(units, await all.desk.catalogue.officers())
    await sendAgencyDigest(all.desk, digest)
    expect(await statesOf(all, all.parts)).toEqual(['no-address'])
  })
})

describe('an agency that ends while something waits for its digest', () => {
  const morning = '2026-03-11T08:00:00+07:00'
  const merge = ({ desk }: WorkerDesk, on: string) =>
    desk.catalogue.announce({
      ...{ id: 'qd-1', on, decision: '12/QĐ-UBND', by: 'cb-admin', at: given.tuesday, body: '' },
      ...{ kind: 'merger', from: ['H57.08'], to: 'H57.40' },
    })

  it.each([false, true])('has its heir told, whether the dossier was moved there yet: %s', async (isMoved) => {
    const all = await workerDesk('2026-03-10T15:45:00+07:00')
    const part = await transfer(all, '0001')
    await workTransfers(all.desk, bell(part))
    await merge(all, '2026-03-11')
    all.clock.at = morning
    if (isMoved) await runReHoming(all.desk, '2026-12-31T00:00:00+07:00')
    for (let ring = 0; ring < 2; ring += 1)
      for await (const due of all.desk.agencyNotices.digestsDue(morning)) await sendAgencyDigest(all.desk, due)
    expect(all.desk.mail.sent.map(({ to }) => to)).toEqual(['H57.40@thu.invalid'])
    expect(await all.desk.agencyNotices.of(part)).toMatchObject([{ agency: 'H57.40', state: 'sent' }])
  })

  it('has its heir told at once of what does not wait', async () => {
    const all = await workerDesk()
    const part = await transfer(all, '0001')
    await merge(all, '2026-03-10')
    const asked = { dossier: part, n: 9, at: given.tuesday, act: 'ask-opinion', detail: { unit: 'H57.08' } }
    await tellAgency(all.desk, await directory(all.desk), await all.dossier(part), asked as never)
    expect(all.desk.mail.sent.map(({ to }) => to)).toEqual(['H57.40@thu.invalid'])
  })
})
