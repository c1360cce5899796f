import { expect, it } from 'vitest'
import { createReports } from '../../shared/aws/figures/reports.ts'
import { createMarks } from '../../shared/aws/sending/marks.ts'
import type { OverdueReport, OverdueRow } from '../../shared/ports.ts'
import { memoryPorts } from '../memory/ports.ts'
import { onBoth } from './both.ts'
import { freshId } from './samples.ts'

const at = '2026-11-02T08:00:00+07:00'

onBoth(
  'marks and reports',
  memoryPorts,
  (table) => ({ marks: createMarks(table), reports: createReports(table) }),
  (world) => {
    it('stands at the beginning of a history, moves forward and never back', async () => {
      const dossier = freshId()
      expect(await world().marks.cursor(dossier, 'transfers')).toBe(0)
      for (const to of [2, 3, 1]) await world().marks.moveCursor(dossier, 'transfers', to)
      expect(await world().marks.cursor(dossier, 'transfers')).toBe(3)
      expect(await world().marks.cursor(dossier, 'notices')).toBe(0)
    })

    it('keeps the last value of a name', async () => {
      const name = freshId()
      expect(await world().marks.value(name)).toBeUndefined()
      await world().marks.setValue(name, '41')
      await world().marks.setValue(name, '42')
      expect(await world().marks.value(name)).toBe('42')
    })

    it('lets one of two who saw the same value change it', async () => {
      const name = freshId()
      const { swapValue, value } = world().marks
      expect(await swapValue(name, 'x', '1')).toBe(false)
      expect(await swapValue(name, undefined, '1', 60)).toBe(true)
      expect(await swapValue(name, undefined, '2')).toBe(false)
      const both = await Promise.all([swapValue(name, '1', 'a'), swapValue(name, '1', 'b')])
      expect(both.filter((won) => won)).toHaveLength(1)
      expect(await value(name)).toBe(both[0] ? 'a' : 'b')
    })

    it('lists what was set aside newest first, once each, page by page', async () => {
      const queue = `transfers-${freshId()}`
      for (const n of [1, 2, 3, 4, 5]) {
        const message = { id: `m${n}`, queue, body: '{}', reason: 'không đọc được', at: `2026-11-02T08:00:0${n}+07:00` }
        await world().marks.setAside(message)
        await world().marks.setAside(message)
      }
      const first = await world().marks.setAsides(queue, 3)
      expect(first.rows.map((row) => row.id)).toEqual(['m5', 'm4', 'm3'])
      const second = await world().marks.setAsides(queue, 3, first.next)
      expect(second.rows.map((row) => row.id)).toEqual(['m2', 'm1'])
      expect(second).not.toHaveProperty('next')
      expect(second.rows[0]).toEqual({
        id: 'm2',
        queue,
        body: '{}',
        reason: 'không đọc được',
        at: '2026-11-02T08:00:02+07:00',
      })
    })

    it('remembers what became of a message, also when it is set aside once more', async () => {
      const queue = freshId()
      const message = { id: 'm1', queue, body: '{}', reason: 'vì sao', at: '2026-11-02T08:00:01+07:00' }
      const { setAside, setAsideAt, noteRedriven, setAsides } = world().marks
      expect(await setAsideAt(queue, message)).toBeUndefined()
      expect(await noteRedriven(queue, message, { at, by: 'cb-1' })).toBeUndefined()
      expect(await setAsideAt(queue, message)).toBeUndefined()
      await setAside(message)
      expect(await setAsideAt(queue, message)).toEqual(message)
      expect(await noteRedriven(queue, message, { at, by: 'cb-1' })).toEqual({ at, by: 'cb-1', times: 1 })
      await setAside({ ...message, reason: 'lần nữa' })
      const kept = { ...message, redriven: { at, by: 'cb-1', times: 1 } }
      expect(await setAsideAt(queue, message)).toEqual(kept)
      expect((await setAsides(queue, 5)).rows).toEqual([kept])
    })

    it('takes one out, which may be set aside again', async () => {
      const queue = freshId()
      const [one, other] = ['m1', 'm2'].map((id) => ({ id, queue, body: '{}', reason: 'vì sao', at }))
      const { setAside, setAsideAt, setAsides, takeOut, noteRedriven } = world().marks
      if (!one || !other) throw new Error('no rows')
      for (const message of [one, other]) await setAside(message)
      for (let n = 0; n < 2; n += 1) await takeOut(queue, one)
      expect(await setAsideAt(queue, one)).toBeUndefined()
      expect(await noteRedriven(queue, one, { at, by: 'cb-1' })).toBeUndefined()
      expect((await setAsides(queue, 5)).rows).toEqual([other])
      await setAside({ ...one, reason: 'nay khác' })
      expect(await setAsideAt(queue, one)).toEqual({ ...one, reason: 'nay khác' })
    })

    it('counts each sending of several at once', async () => {
      const queue = freshId()
      const message = { id: 'm1', queue, body: '{}', reason: 'vì sao', at: '2026-11-02T08:00:01+07:00' }
      const { setAside, setAsideAt, noteRedriven } = world().marks
      await setAside(message)
      await Promise.all(['cb-1', 'cb-2', 'cb-3'].map((by) => noteRedriven(queue, message, { at, by })))
      expect((await setAsideAt(queue, message))?.redriven?.times).toBe(3)
    })

    it("keeps each agency's report of a day, the last one when it runs again", async () => {
      const [one, other] = [reportOf('H57.29', 2), reportOf('H57.2', 1)]
      for (const report of [one, other, reportOf('H57.29', 900), one]) await world().reports.keep(report)
      expect(await world().reports.ofDay('2026-11-02')).toEqual([other, one])
      expect(await world().reports.ofDay('2026-11-02', 'H57.2')).toEqual([other])
      expect(await world().reports.ofDay('2026-11-03')).toEqual([])
    })

    it('tells everybody of the newest day only, when all of it is there; of one agency its last row', async () => {
      expect(await world().reports.open()).toBeUndefined()
      const row = (agency: string, overdue: number) => ({ agency, overdue, codes: ['H57.40-260310-0001'] })
      await world().reports.keepOpen({ day: '2026-11-02', at, rows: [row('H57.2', 3), row('H57.29', 1)] })
      await world().reports.keepOpen({ day: '2026-11-03', at, rows: [row('H57.2', 9)] })
      const month = { month: '2026-10', agencies: [] }
      await world().reports.keepOpen({ day: '2026-11-03', at, rows: [row('H57.2', 0), row('H57.30', 2)], month })
      const found = await world().reports.open()
      expect(found).toEqual({ day: '2026-11-03', at, rows: [row('H57.2', 0), row('H57.30', 2)], month })
    })

    it('keeps a list that is longer than an item', async () => {
      const long = { ...reportOf('H57.30', 2500), day: '2026-11-04' }
      await world().reports.keep(long)
      expect(await world().reports.ofDay('2026-11-04')).toEqual([long])
    })

    it('knows the days that have reports, newest first', async () => {
      for (const day of ['2030-01-02', '2030-01-01', '2030-01-03', '2030-01-02']) {
        await world().reports.keep({ ...reportOf('H57.29', 1), day })
      }
      expect(await world().reports.days(2)).toEqual(['2030-01-03', '2030-01-02'])
    })
  },
)

function reportOf(agency: string, rows: number): OverdueReport {
  const row = (n: number): OverdueRow => ({
    dossier: `d${n}`,
    code: `H57.29-261102-${n}`,
    procedure: '1.001193',
    procedureName: 'Đăng ký khai sinh',
    room: `${agency}/office`,
    dueAt: at,
    remaining: 'quá 1 ngày 2 giờ',
    clock: 'whole',
  })
  const overdue = Array.from({ length: rows }, (_, n) => row(n))
  return { day: '2026-11-02', agency, at, overdue, comingDue: [row(rows)] }
}
