import { describe, expect, it } from 'vitest'
import { sendNotice } from '../../../shared/desk/notices/send-notice.ts'
import { runOverdueReport } from '../../../shared/desk/reports/run-overdue-report.ts'
import type { Dossier } from '../../../shared/dossier/dossier.ts'
import { NotTaken, Outage } from '../../../shared/outage.ts'
import * as given from '../../given.ts'
import { workerDesk } from '../worker-desk.ts'

const morning = '2026-03-10T06:30:00+07:00'
const running = { status: 'in-progress', clock: 'running', step: 2, holder: 'H57.40/office' } as const

/** Tuesday 10 March 2026, 06:30, with one dossier of each kind. */
async function desks() {
  const all = await workerDesk(morning)
  const put = (id: string, change: Partial<Dossier>) => all.put({ ...running, id, code: `H57.40-${id}`, ...change })
  await put('quá-hạn', { dueAt: '2026-03-09T09:00:00+07:00', officer: given.handler.id })
  await put('quá-bước', { stepDueAt: '2026-03-09T16:00:00+07:00', dueAt: '2026-03-20T09:00:00+07:00' })
  await put('hôm-nay', { dueAt: '2026-03-10T10:00:00+07:00' })
  await put('ngày-mai', { dueAt: '2026-03-11T17:00:00+07:00' })
  await put('ngày-kia', { dueAt: '2026-03-12T07:30:00+07:00' })
  await put('tạm-dừng', { clock: 'paused', pausedAt: '2026-03-09T14:00:00+07:00', dueAt: '2026-03-09T15:00:00+07:00' })
  await put('dừng-khi-quá', {
    clock: 'paused',
    pausedAt: '2026-03-03T10:00:00+07:00',
    dueAt: '2026-03-03T09:00:00+07:00',
  })
  await put('mới-nộp', { status: 'registered', clock: 'not-started', answerDueAt: '2026-03-09T10:00:00+07:00' })
  await put('phần', { holder: 'H57.08/office', parent: 'quá-hạn', dueAt: '2026-03-09T11:00:00+07:00' })
  return all
}

describe('the overdue report', () => {
  it('lists what ran out, by which clock, and what runs out by the end of the next working day', async () => {
    const { desk } = await desks()
    expect(await runOverdueReport(desk)).toEqual({ agencyCount: 2, overdueCount: 5, comingDueCount: 2 })
    const [ward] = await desk.reports.ofDay('2026-03-10', 'H57.40')
    expect(ward?.overdue.map((row) => [row.dossier, row.clock, row.remaining])).toEqual([
      ['dừng-khi-quá', 'whole', 'quá 1 giờ, đang tạm dừng'],
      ['mới-nộp', 'answer', 'quá 5 giờ'],
      ['quá-bước', 'step', 'quá 1 giờ'],
      ['quá-hạn', 'whole', 'quá 6 giờ'],
    ])
    expect(ward?.comingDue.map((row) => row.dossier)).toEqual(['hôm-nay', 'ngày-mai'])
  })

  it('lists what lies on the desk of somebody who has left', async () => {
    const { desk } = await desks()
    const staff = [given.receptionist, given.chair, given.cityHandler, given.cityLeader]
    await desk.catalogue.putUnits(await desk.catalogue.units(), [...staff, { ...given.handler, roles: [] }])
    await runOverdueReport(desk)
    const [ward] = await desk.reports.ofDay('2026-03-10', 'H57.40')
    expect(ward?.overdue.map((row) => row.dossier)).toContain('quá-hạn')
  })

  it('shows a part in the list of the agency that works on it, marked', async () => {
    const { desk } = await desks()
    await runOverdueReport(desk)
    const [department] = await desk.reports.ofDay('2026-03-10', 'H57.08')
    expect(department?.overdue).toMatchObject([{ dossier: 'phần', part: true, room: 'H57.08/office' }])
  })

  it('tells everybody where the part lies that a dossier waits for, and counts it once', async () => {
    const { desk, put } = await workerDesk(morning)
    const late = { ...running, dueAt: '2026-03-09T09:00:00+07:00', code: 'H57.40-260301-0001' }
    await put({ ...late, id: 'toàn-bộ', child: 'phần-xa' })
    await put({ ...late, id: 'tại-chỗ', code: 'H57.40-260301-0002', dueAt: '2026-03-09T10:00:00+07:00' })
    await put({
      ...running,
      id: 'phần-xa',
      parent: 'toàn-bộ',
      holder: 'H57.08/office',
      dueAt: '2026-04-09T09:00:00+07:00',
    })
    await runOverdueReport(desk)
    expect((await desk.reports.open())?.rows).toEqual([
      { agency: 'H57.08', overdue: 0, codes: [], held: { count: 1, codes: ['H57.40-260301-0001'] } },
      {
        agency: 'H57.40',
        overdue: 2,
        longest: '2026-03-09T09:00:00+07:00',
        codes: ['H57.40-260301-0001', 'H57.40-260301-0002'],
        waiting: 1,
      },
    ])
    const dueBefore = async function* () {}
    await runOverdueReport({ ...desk, dossiers: { ...desk.dossiers, dueBefore } })
    expect((await desk.reports.open())?.rows).toEqual([
      { agency: 'H57.08', overdue: 0, codes: [] },
      { agency: 'H57.40', overdue: 0, codes: [] },
    ])
  })

  it('writes one file of each form for each agency with rows and for the whole city, and rings each agency', async () => {
    const { desk } = await desks()
    await runOverdueReport(desk)
    expect([...desk.objects.clean.keys()].sort()).toEqual([
      'reports/overdue/2026-03-10/H57-all.json',
      'reports/overdue/2026-03-10/H57-all.xlsx',
      'reports/overdue/2026-03-10/H57.08.json',
      'reports/overdue/2026-03-10/H57.08.xlsx',
      'reports/overdue/2026-03-10/H57.40.json',
      'reports/overdue/2026-03-10/H57.40.xlsx',
    ])
    expect(desk.doorbells.rung.map(({ queue, group }) => [queue, group])).toEqual([
      ['notices', 'H57.08'],
      ['notices', 'H57.40'],
    ])
  })

  it('gives the same files when it is run again', async () => {
    const { desk } = await desks()
    await runOverdueReport(desk)
    const first = new Map(desk.objects.clean)
    await runOverdueReport(desk)
    expect(new Map(desk.objects.clean)).toEqual(first)
  })

  it.each([
    ['on a Sunday', '2026-03-08T06:30:00+07:00'],
    ['at Tết', '2026-02-17T06:30:00+07:00'],
  ])('does nothing %s', async (_, at) => {
    const { desk, clock } = await desks()
    clock.at = at
    expect(await runOverdueReport(desk)).toBe('day-off')
    expect(desk.objects.clean.size).toBe(0)
    expect(desk.doorbells.rung).toEqual([])
  })

  it('reaches over a weekend: on Friday, Monday is the next working day', async () => {
    const { desk, put } = await workerDesk('2026-03-13T06:30:00+07:00')
    await put({ ...running, dueAt: '2026-03-16T16:00:00+07:00' })
    expect(await runOverdueReport(desk)).toMatchObject({ comingDueCount: 1 })
  })

  it('empties the list of an agency that has caught up since an earlier run of the day', async () => {
    const { desk, put } = await workerDesk('2026-03-10T08:00:00+07:00')
    const stale = { day: '2026-03-10', agency: 'H57.08', at: morning, overdue: [], comingDue: [] }
    const row = {
      dossier: 'x',
      code: 'x',
      procedure: 'x',
      procedureName: 'x',
      room: 'x',
      dueAt: morning,
      remaining: 'x',
    }
    await desk.reports.keep({ ...stale, overdue: [{ ...row, clock: 'whole' }] })
    await put({ ...running, dueAt: '2026-03-09T09:00:00+07:00' })
    await runOverdueReport(desk)
    expect(await desk.reports.ofDay('2026-03-10', 'H57.08')).toMatchObject([{ overdue: [], comingDue: [] }])
  })

  it('says that a day was looked at when nothing is late', async () => {
    const { desk } = await workerDesk(morning)
    await runOverdueReport(desk)
    expect(await desk.reports.days(5)).toEqual(['2026-03-10'])
  })
})

describe('the notice to an agency', () => {
  it('goes once a day however often it is asked for, with counts and codes and nobody named', async () => {
    const { desk } = await desks()
    await runOverdueReport(desk)
    for (let asked = 0; asked < 10; asked += 1) await sendNotice(desk, 'H57.40', '2026-03-10')
    expect(desk.mail.sent.map((mail) => mail.to)).toEqual(['H57.40@thu.invalid'])
    const text = desk.mail.sent[0]?.text ?? ''
    expect(text).toContain('4 hồ sơ quá hạn và 2 hồ sơ đến hạn')
    expect(text).toContain('- H57.40-quá-hạn')
    expect(text).not.toMatch(/Trần|Lê Thị|Đăng ký khai sinh/)
  })

  it('is not taken for sent when the mail does not take it', async () => {
    const { desk } = await desks()
    await runOverdueReport(desk)
    const mail = { send: async () => Promise.reject(new NotTaken('the mail', undefined)) }
    await expect(sendNotice({ ...desk, mail }, 'H57.40', '2026-03-10')).rejects.toThrow(Outage)
    expect(await sendNotice(desk, 'H57.40', '2026-03-10')).toBe('sent')
  })

  it('stays away when there is nothing to say', async () => {
    const { desk } = await desks()
    expect(await sendNotice(desk, 'H57.40', '2026-03-10')).toBe('nothing')
  })
})
