import { describe, expect, it } from 'vitest'
import { earlier } from '../../../shared/calendar/day.ts'
import { perform } from '../../../shared/desk/dossiers/perform.ts'
import { workTransfers } from '../../../shared/desk/interlinked/work-transfers.ts'
import { ringMark } from '../../../shared/desk/ring-outbox.ts'
import type { Act } from '../../../shared/dossier/acts.ts'
import { isObjection } from '../../../shared/dossier/objections.ts'
import { NotTaken, Outage } from '../../../shared/outage.ts'
import * as given from '../../given.ts'
import { type WorkerDesk, workerDesk } from '../worker-desk.ts'

async function transferred() {
  const all = await workerDesk()
  const { version } = await all.put(
    {
      status: 'in-progress',
      clock: 'running',
      code: 'H57.40-260310-0001',
      step: 1,
      acceptedAt: given.tuesday,
      dueAt: '2026-03-13T09:00:00+07:00',
    },
    { plan: given.interlinkedPlan },
  )
  const done = await perform(all.desk, given.receptionist, 'hs', { act: 'transfer' }, { version, key: 'k1' })
  if (!done || isObjection(done)) throw new Error(`no transfer: ${JSON.stringify(done)}`)
  const part = (await all.dossier()).child ?? ''
  // So near its end that it is told of at once.
  all.clock.at = earlier((await all.dossier(part)).dueAt ?? '', 3600)
  return { ...all, part }
}

const bell = (dossier: string, n = 1) => ({ kind: 'doorbell', dossier, n }) as const

function failingMail(all: WorkerDesk) {
  const mail = { send: async () => Promise.reject(new NotTaken('the mail', undefined)) }
  return { ...all.desk, mail }
}

describe('the worker of transfers', () => {
  it('is rung for a part by the one mark that its transfer leaves', async () => {
    const all = await transferred()
    const left = await all.desk.outbox.waiting('9999', 10)
    const [mark, ...others] = left.filter(({ dossier, n }) => dossier === all.part || n > 1)
    expect(others).toEqual([])
    expect(mark).toMatchObject({ dossier: 'hs', wants: ['transfers', 'sheets', 'search', 'portal'], part: all.part })
    if (mark) await ringMark(all.desk, mark)
    const rung = all.desk.doorbells.rung.map(({ queue, group }) => `${queue} ${group}`)
    expect(rung).toEqual([`transfers ${all.part}`, `sheets ${all.part}`, 'search hs', 'portal hs'])
  })

  it('acknowledges a part in both histories and tells the receiving agency once, however often the bell rings', async () => {
    const all = await transferred()
    for (let ring = 0; ring < 10; ring += 1) await workTransfers(all.desk, bell(all.part))
    expect(await all.acts(all.part)).toEqual(['receive-transfer', 'acknowledge'])
    expect(await all.acts('hs')).toEqual(['open', 'transfer', 'acknowledge'])
    expect(all.desk.mail.sent.map((mail) => mail.to)).toEqual(['H57.08@thu.invalid'])
    expect(all.desk.mail.sent[0]?.text).toContain('H57.40-260310-0001')
    expect(all.desk.mail.sent[0]?.text).not.toContain('Trần')
  })

  it('keeps its place before an event whose notice could not be sent, and does not acknowledge twice', async () => {
    const all = await transferred()
    await expect(workTransfers(failingMail(all), bell(all.part))).rejects.toThrow(Outage)
    expect(await all.desk.marks.cursor(all.part, 'transfers')).toBe(0)
    await workTransfers(all.desk, bell(all.part))
    expect(await all.acts(all.part)).toEqual(['receive-transfer', 'acknowledge'])
    expect(all.desk.mail.sent).toHaveLength(1)
  })

  it('tells the sending agency when the part is handed back, whichever bell comes first', async () => {
    const all = await transferred()
    const act = async (person: typeof given.cityHandler, what: Act) => {
      const { version } = await all.dossier(all.part)
      return perform(all.desk, person, all.part, what, { version, key: what.act })
    }
    await act(given.cityHandler, { act: 'pass-on' })
    await all.desk.scans.reserve(all.part, given.scan({ n: 1, role: 'result' }))
    await act(given.cityLeader, { act: 'approve', resultScan: 1, resultNumber: '5/QĐ' })
    await act(given.cityLeader, { act: 'hand-back' })
    const back = await all.dossier('hs')
    await workTransfers(all.desk, bell('hs', back.version))
    await workTransfers(all.desk, bell(all.part))
    // What it has handed back is no news to the agency that worked on it.
    expect(all.desk.mail.sent.map((mail) => mail.to)).toEqual(['H57.40@thu.invalid'])
  })

  it('records an objection and goes on: a part that ended before the bell is not acknowledged', async () => {
    const all = await transferred()
    const { version } = await all.dossier('hs')
    await perform(all.desk, given.receptionist, 'hs', { act: 'withdraw', reason: 'đổi ý' }, { version, key: 'w' })
    await workTransfers(all.desk, bell(all.part))
    expect(await all.acts(all.part)).toEqual(['receive-transfer', 'part-stopped'])
    expect(all.desk.mail.sent.map((mail) => mail.subject.split(':')[0])).toEqual(['Hồ sơ liên thông đã dừng'])
    expect(await all.desk.agencyNotices.of(all.part)).toMatchObject([{ n: 1, state: 'overtaken' }])
    expect(await all.desk.marks.cursor(all.part, 'transfers')).toBe(2)
  })

  it('tells an agency that what it was sent has been called back, and acknowledges it no more', async () => {
    const all = await transferred()
    const { version } = await all.dossier('hs')
    await perform(all.desk, given.receptionist, 'hs', { act: 'call-back', reason: 'nhầm' }, { version, key: 'c' })
    await workTransfers(all.desk, bell(all.part))
    expect(await all.acts(all.part)).toEqual(['receive-transfer', 'transfer-called-back'])
    expect(all.desk.mail.sent.map(({ to, subject }) => `${to} ${subject.split(':')[0]}`)).toEqual([
      'H57.08@thu.invalid Hồ sơ liên thông đã được thu hồi',
    ])
  })

  it('says when there is no such dossier', async () => {
    const { desk } = await workerDesk()
    expect(await workTransfers(desk, bell('không-có'))).toBe('absent')
  })
})
