import { describe, expect, it } from 'vitest'
import { sendEscalations } from '../../../shared/desk/notices/send-escalations.ts'
import { apologyMark } from '../../../shared/desk/sheets/work-sheets.ts'
import { NotTaken, Outage } from '../../../shared/outage.ts'
import type { OverdueRow } from '../../../shared/ports.ts'
import { escalationLevels, levelsOf } from '../../../shared/reports/overdue/escalation.ts'
import { calendar, chair, department, handler, officer, units, ward } from '../../given.ts'
import { memoryPorts } from '../../memory/ports.ts'

const at = '2026-03-10T09:00:00+07:00'
const row = (dossier: string, dueAt: string, more: Partial<OverdueRow> = {}): OverdueRow => ({
  dossier,
  code: `H57.40-260301-${dossier}`,
  procedure: '1.001193',
  procedureName: 'Đăng ký khai sinh',
  room: `${ward}/office`,
  officer: handler.id,
  dueAt,
  remaining: 'quá 6 giờ',
  clock: 'whole',
  ...more,
})

const head = officer(ward, 'office', 'unit-head')
const watcher = officer(department, 'office', 'supervisor')

async function world() {
  const ports = memoryPorts()
  const boxes = units.map((unit) => (unit.kind === 'agency' ? { ...unit, email: `${unit.id}@thu.example` } : unit))
  await ports.catalogue.putUnits(boxes, [handler, chair, head, watcher])
  return { ports, desk: { ...ports, now: () => at, province: 'H57' } }
}

/** With two officers at one desk, each with a box of their own. */
async function worldOfTwo() {
  const { ports, desk } = await world()
  const second = { ...officer(ward, 'office', 'handler'), id: 'cb-thu-hai', email: 'hai@thu.example' }
  const first = { ...handler, email: 'mot@thu.example' }
  await ports.catalogue.putUnits(await ports.catalogue.units(), [first, second, chair, head, watcher])
  return { ports, desk, second }
}

describe('a dossier that grows late', () => {
  it('reaches its levels by worked time, all that it has passed', () => {
    const reached = (dueAt: string, clock: OverdueRow['clock'] = 'whole') =>
      levelsOf({ dueAt, clock }, at, '2026-03-10', calendar).map(({ id }) => id)
    expect(reached('2026-03-20T09:00:00+07:00')).toEqual([])
    expect(reached('2026-03-11T09:00:00+07:00')).toEqual(['before-due'])
    expect(reached('2026-03-10T09:00:00+07:00')).toEqual(['before-due', 'at-due'])
    expect(reached('2026-03-06T08:00:00+07:00')).toEqual(['before-due', 'at-due', 'after-due'])
    expect(reached('2026-03-06T08:00:00+07:00', 'step')).toEqual(['before-due'])
  })

  it('keeps the levels it had reached when its clock was paused, and reaches none while it stands', () => {
    const row = { dueAt: '2026-03-06T08:00:00+07:00', clock: 'whole', pausedAt: '2026-03-06T10:00:00+07:00' } as const
    const reached = levelsOf(row, '2026-03-20T08:00:00+07:00', '2026-03-20', calendar)
    expect(reached.map(({ id }) => id)).toEqual(['before-due', 'at-due'])
  })

  it('is told to the head of the unit where it lies, and to those of the agency where that has none', async () => {
    const { ports, desk } = await world()
    const boxed = (room: 'desk' | 'office') => ({
      ...{ ...officer(ward, room, 'unit-head'), id: `truong-${room}`, email: `truong-${room}@thu.example` },
    })
    await ports.catalogue.putUnits(units, [handler, boxed('desk'), boxed('office')])
    const due = '2026-03-10T08:00:00+07:00'
    const overdue = [
      row('1', due, { room: `${ward}/office`, code: 'MA-1' }),
      row('2', due, { room: `${ward}/leaders`, code: 'MA-2' }),
    ]
    await ports.reports.keep({ day: '2026-03-10', agency: ward, at, overdue, comingDue: [] })
    await sendEscalations(desk, ward, '2026-03-10')
    const told = (box: string) =>
      ports.mail.sent
        .filter(({ to, subject }) => to === box && subject.startsWith('Quá hạn'))
        .map(({ text }) => text.match(/MA-\d/g))
    expect(told('truong-office@thu.example')).toEqual([['MA-1', 'MA-2']])
    expect(told('truong-desk@thu.example')).toEqual([['MA-2']])
  })

  it('is told once for each level, to whom the level names, however often the run comes', async () => {
    const { ports, desk } = await world()
    const overdue = [row('1', '2026-03-06T08:00:00+07:00')]
    const comingDue = [row('2', '2026-03-11T09:00:00+07:00', { remaining: 'còn 1 ngày' })]
    await ports.reports.keep({ day: '2026-03-10', agency: ward, at, overdue, comingDue })
    expect(await sendEscalations(desk, ward, '2026-03-10')).toBe(4)
    expect(await sendEscalations(desk, ward, '2026-03-10')).toBe(0)
    const sent = ports.mail.sent.map(({ to, subject }) => `${to} ${subject.split(/:| [(]/)[0]}`)
    expect(sent.sort()).toEqual([
      `${department}@thu.example Quá hạn kéo dài`,
      `${ward}@thu.example Quá hạn`,
      `${ward}@thu.example Quá hạn kéo dài`,
      `${ward}@thu.example Đã quá hạn; Sắp đến hạn`,
    ])
    expect(JSON.stringify(ports.mail.sent)).not.toMatch(/046090000001|Trần/)
  })

  it('is called coming due while it is, and overdue to whoever is first told of it when it has run out', async () => {
    const { ports, desk, second } = await worldOfTwo()
    const late = row('1', '2026-03-02T08:00:00+07:00')
    const comingDue = [row('2', '2026-03-11T09:00:00+07:00', { officer: second.id, remaining: 'còn 1 ngày' })]
    await ports.reports.keep({ day: '2026-03-10', agency: ward, at, overdue: [late], comingDue })
    for (let run = 0; run < 2; run += 1) await sendEscalations(desk, ward, '2026-03-10')
    const [overdue, coming] = ['Đã quá hạn: cán bộ xử lý', 'Sắp đến hạn: cán bộ xử lý']
    const told = (box: string) => ports.mail.sent.filter(({ to }) => to === box)
    const own = told('mot@thu.example')
    expect(own.map(({ subject }) => subject)).toEqual([expect.stringContaining(overdue)])
    expect(own[0]?.text).not.toContain('Sắp đến hạn')
    expect(told(second.email).map(({ subject }) => subject)).toEqual([expect.stringContaining(coming)])
    expect(told(second.email)[0]?.text).not.toMatch(/[Qq]uá hạn/)
    // The leader's mail has both, each under its own words.
    const both = told(`${ward}@thu.example`).find(({ subject }) =>
      subject.startsWith('Đã quá hạn; Sắp đến hạn ('),
    )?.text
    const places = [overdue, '260301-1', coming, '260301-2'].map((words) => both?.indexOf(words) ?? -1)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(places[0]).toBeGreaterThanOrEqual(0)
  })

  it('is told to its officer’s own box, and nothing there of anybody else’s desk; to the leader, of all', async () => {
    const { ports, desk, second } = await worldOfTwo()
    const due = '2026-03-11T09:00:00+07:00'
    const { officer: _, ...pooled } = row('3', due)
    const comingDue = [row('1', due), row('2', due, { officer: second.id }), pooled]
    await ports.reports.keep({ day: '2026-03-10', agency: ward, at, overdue: [], comingDue })
    expect(await sendEscalations(desk, ward, '2026-03-10')).toBe(3)
    const told = ports.mail.sent.map(({ to, text }) => [to, [...text.matchAll(/260301-(\d)/g)].map(([, n]) => n)])
    expect(Object.fromEntries(told)).toEqual({
      'mot@thu.example': ['1'],
      'hai@thu.example': ['2'],
      [`${ward}@thu.example`]: ['1', '2', '3'],
    })
  })

  it('has its apology drawn ahead for the leader, rung for once, the whole’s clock alone', async () => {
    const { ports, desk } = await world()
    const dueAt = '2026-03-11T09:00:00+07:00'
    const comingDue = [
      row('1', dueAt),
      row('2', dueAt, { clock: 'step' }),
      row('3', dueAt, { part: true }),
      row('4', '2026-03-20T09:00:00+07:00'),
    ]
    await ports.reports.keep({ day: '2026-03-10', agency: ward, at, overdue: [], comingDue })
    for (let run = 0; run < 2; run += 1) await sendEscalations(desk, ward, '2026-03-10')
    const drawn = ports.doorbells.rung.filter(({ queue }) => queue === 'sheets')
    expect(drawn.map(({ group }) => group)).toEqual(['1'])
    expect(await ports.marks.value(apologyMark('1'))).toBe(dueAt)
    expect(await ports.marks.value(apologyMark('2'))).toBeUndefined()
  })

  it('has its apology rung for when the queue took it, however often it did not', async () => {
    const { ports, desk } = await world()
    const comingDue = [row('1', '2026-03-11T09:00:00+07:00')]
    await ports.reports.keep({ day: '2026-03-10', agency: ward, at, overdue: [], comingDue })
    const silent = { ...ports.doorbells, ring: async () => Promise.reject(new Outage('the queue', undefined)) }
    await expect(sendEscalations({ ...desk, doorbells: silent }, ward, '2026-03-10')).rejects.toThrow(Outage)
    await sendEscalations(desk, ward, '2026-03-10')
    await sendEscalations(desk, ward, '2026-03-10')
    expect(ports.doorbells.rung.filter(({ queue }) => queue === 'sheets')).toHaveLength(1)
  })

  it('is told to the others although one box is refused, and of that box to the agency’s own, once', async () => {
    const { ports, desk } = await world()
    const [one, two] = ['mot@thu.example', 'hai@thu.example'].map((email, n) => ({ ...handler, id: `cb-${n}`, email }))
    if (!one || !two) throw new Error('no officers')
    await ports.catalogue.putUnits(await ports.catalogue.units(), [one, two, chair])
    const due = '2026-03-11T09:00:00+07:00'
    const comingDue = [row('1', due, { officer: one.id }), row('2', due, { officer: two.id })]
    await ports.reports.keep({ day: '2026-03-10', agency: ward, at, overdue: [], comingDue })
    const send: typeof ports.mail.send = async (to, ...rest) => {
      if (to === one.email) throw new NotTaken('the mail', new Error('400'))
      return ports.mail.send(to, ...rest)
    }
    const refusing = { ...desk, mail: { ...ports.mail, send } }
    for (let run = 0; run < 3; run += 1)
      expect(await sendEscalations(refusing, ward, '2026-03-10')).toBe(run === 0 ? 2 : 0)
    const refused = ports.mail.sent.filter(({ text }) => text.startsWith('Không gửi được thư này tới mot@thu.example'))
    expect(refused.map(({ to }) => to)).toEqual([`${ward}@thu.example`])
    expect(ports.mail.sent.filter(({ to }) => to === two.email)).toHaveLength(1)
    expect(ports.doorbells.rung.filter(({ queue }) => queue === 'sheets')).toHaveLength(2)
  })

  it('has its apology drawn anew for another moment that comes as near, though it is told no second time', async () => {
    const { ports, desk } = await world()
    const [first, second] = ['2026-03-11T09:00:00+07:00', '2026-03-12T09:00:00+07:00']
    await ports.reports.keep({ day: '2026-03-10', agency: ward, at, overdue: [], comingDue: [row('1', first)] })
    expect(await sendEscalations(desk, ward, '2026-03-10')).toBe(1)
    await ports.reports.keep({ day: '2026-03-11', agency: ward, at, overdue: [], comingDue: [row('1', second)] })
    for (let run = 0; run < 2; run += 1) expect(await sendEscalations(desk, ward, '2026-03-11')).toBe(0)
    expect(ports.doorbells.rung.filter(({ queue }) => queue === 'sheets')).toHaveLength(2)
    expect(await ports.marks.value(apologyMark('1'))).toBe(second)
  })

  it('that ran out while nothing ran is told of every level the next time', async () => {
    const { ports, desk } = await world()
    const overdue = [row('1', '2026-03-02T08:00:00+07:00')]
    await ports.reports.keep({ day: '2026-03-10', agency: ward, at, overdue, comingDue: [] })
    expect(await sendEscalations(desk, ward, '2026-03-10')).toBe(escalationLevels.length)
  })

  it('is told of the whole though an answer of it was late before', async () => {
    const { ports, desk } = await world()
    const late = (clock: OverdueRow['clock']) => [row('1', '2026-03-02T08:00:00+07:00', { clock })]
    await ports.reports.keep({ day: '2026-03-09', agency: ward, at, overdue: late('answer'), comingDue: [] })
    await ports.reports.keep({ day: '2026-03-10', agency: ward, at, overdue: late('whole'), comingDue: [] })
    for (const day of ['2026-03-09', '2026-03-10']) {
      expect(await sendEscalations(desk, ward, day)).toBe(escalationLevels.length)
    }
  })

  it('is told though there are more on that day than one mail holds', async () => {
    const { ports, desk } = await world()
    const overdue = Array.from({ length: 130 }, (_, n) => row(`${n}`, at))
    await ports.reports.keep({ day: '2026-03-10', agency: ward, at, overdue, comingDue: [] })
    expect(await sendEscalations(desk, ward, '2026-03-10')).toBe(260)
    expect(await sendEscalations(desk, ward, '2026-03-10')).toBe(0)
  })

  it.each([0, 1, 2, 7])('is told to each box once though the run was killed after its mark number %i', async (most) => {
    const { ports, desk } = await world()
    const overdue = Array.from({ length: 5 }, (_, n) => row(`${n}`, '2026-03-02T08:00:00+07:00'))
    await ports.reports.keep({ day: '2026-03-10', agency: ward, at, overdue, comingDue: [] })
    let marked = 0
    const setValue: typeof ports.marks.setValue = async (name, value) => {
      if (name.startsWith('ESCALATED#')) marked += 1
      if (marked > most) throw new Error('killed')
      await ports.marks.setValue(name, value)
    }
    const killed = { ...desk, marks: { ...ports.marks, setValue } }
    await expect(sendEscalations(killed, ward, '2026-03-10')).rejects.toThrow('killed')
    await sendEscalations(desk, ward, '2026-03-10')
    const told = ports.mail.sent.map(({ to, subject }) => `${to} ${subject}`)
    expect(new Set(told).size).toBe(told.length)
    for (const { text } of ports.mail.sent) expect(text.match(/260301-\d/g)).toHaveLength(5)
  })

  it('is told again when the mail did not go out, and remembered only when it did', async () => {
    const { ports, desk } = await world()
    await ports.reports.keep({ day: '2026-03-10', agency: ward, at, overdue: [row('1', at)], comingDue: [] })
    const silent = { ...desk, mail: { send: () => Promise.reject(new Error('no mail')) } }
    await expect(sendEscalations(silent, ward, '2026-03-10')).rejects.toThrow('no mail')
    expect(await sendEscalations(desk, ward, '2026-03-10')).toBe(2)
  })
})
