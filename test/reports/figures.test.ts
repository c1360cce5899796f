import { describe, expect, it } from 'vitest'
import { workedMinutesBetween } from '../../shared/calendar/calendar.ts'
import { flows, stocks } from '../../shared/counters/cells.ts'
import { type LineFigures, noFigures } from '../../shared/counters/figures.ts'
import { targetLine, targetsIn } from '../../shared/reports/figures/every-report.ts'
import { lineReports } from '../../shared/reports/figures/figures-definitions.ts'
import { cellOf, figuresReport, figuresTable, percentOf } from '../../shared/reports/figures/figures-report.ts'
import { drawXlsx } from '../../shared/reports/files/xlsx.ts'
import { lateReasonOf } from '../../shared/reports/overdue/late-causes.ts'
import { calendar, dossier } from '../given.ts'
import { numbersIn } from './read-xlsx.ts'

/** Balanced figures of a line, drawn from a seed. */
function drawn(seed: number, kind: 'whole' | 'part' = 'whole'): LineFigures {
  let state = seed
  const next = (most: number) => {
    state = (state * 48_271) % 2_147_483_647
    return state % most
  }
  const figures = noFigures({ kind, field: `F${seed % 3}`, procedure: `p${seed}` })
  for (const flow in flows) figures.flows[flow as keyof typeof flows] = next(9)
  for (const stock in stocks) figures.before[stock as keyof typeof stocks] = next(5)
  const { flows: f, before } = figures
  f['ended-late'] = Math.min(f['ended-late'], f.withdrawn + f.stopped)
  const came = before.open + f['received-direct'] + f['received-online'] + f['received-postal'] + f['moved-in']
  const went = f.early + f['on-time'] + f.overdue + f.withdrawn + f.stopped + f['moved-out']
  before.open += Math.max(0, went - came)
  figures.end.open = Math.max(came, went) - went
  figures.end.late = figures.end.open === 0 ? 0 : next(figures.end.open + 1)
  return figures
}

describe.each(lineReports)('report $id', (definition) => {
  const groups = [1, 2, 3].map((n) => ({
    key: `k${n}`,
    label: `Dòng ${n}`,
    things: [drawn(n), drawn(n + 10), drawn(n + 20, 'part')],
  }))
  const report = figuresReport(definition, [...groups, { key: 'k4', label: 'Không phát sinh', things: [] }])

  it('agrees with itself on every row, whatever happened, and its totals add up', () => {
    for (let seed = 1; seed < 200; seed += 1) {
      const one = figuresReport(definition, [{ key: 'k', label: 'k', things: [drawn(seed), drawn(seed + 1000)] }])
      expect(one.faults).toEqual([])
    }
    expect(report.faults).toEqual([])
  })

  it('opens in a spreadsheet with the same numbers, row by row, and the total last', async () => {
    const read = numbersIn(await drawXlsx([figuresTable(report, 'thử', 'field')])).filter((row) => row.length > 0)
    const known = (cells: readonly (number | null)[]) => cells.filter((cell) => cell !== null)
    expect(read).toEqual([...report.rows.map(({ cells }, at) => [at + 1, ...known(cells)]), known(report.total.cells)])
  })

  it('shows rows in which nothing happened', () => {
    const cells = report.rows.find(({ key }) => key === 'k4')?.cells ?? []
    expect(cells).toHaveLength(definition.columns.length)
    for (const cell of cells) expect(cell === 0 || cell === null).toBe(true)
  })

  it('says where it comes from, and keeps numbers as numbers in a workbook', () => {
    expect(definition.source.length).toBeGreaterThan(20)
    const table = figuresTable(report, 'kỳ thử', 'field')
    const [first] = table.rows
    expect(first?.slice(2).some((cell) => typeof cell === 'number')).toBe(true)
    expect(table.rows).toHaveLength(5)
  })
})

describe('a report', () => {
  it('that does not agree says where', () => {
    const [definition] = lineReports
    if (!definition) throw new Error('no definition')
    const wrong = noFigures({ kind: 'whole', field: '', procedure: '' })
    wrong.flows['received-direct'] = 5
    const report = figuresReport(definition, [{ key: 'k', label: 'Đất đai', things: [wrong] }])
    expect(report.faults[0]).toBe('Đất đai: total = 5, nhưng resolved + open = 0')
    expect(cellOf(definition, report.total, 'direct')).toBe(5)
  })

  it('is printed in the columns of its form, and what came or went by a decision stands beside them only where it did', () => {
    const definition = lineReports.find(({ id }) => id === 'II.06a')
    if (!definition) throw new Error('no definition')
    const heads = (figures: LineFigures) => {
      const report = figuresReport(definition, [{ key: 'k', label: 'k', things: [figures] }])
      const { columns, rows } = figuresTable(report, 'thử', 'field')
      for (const row of rows) expect(row).toHaveLength(columns.length)
      return columns.map(({ head }) => head)
    }
    const still = noFigures({ kind: 'whole', field: '', procedure: '' })
    still.flows['received-direct'] = 2
    // Biểu II.06a has thirteen columns.
    expect(heads(still)).toHaveLength(13)
    const moving = noFigures({ kind: 'whole', field: '', procedure: '' })
    moving.flows['moved-in'] = 1
    expect(heads(moving)).toHaveLength(14)
    expect(heads(moving)).toContain('Chuyển đến khi sắp xếp')
  })

  it('rounds half up, and has no share without a base', () => {
    expect([percentOf(218_033, 286_564), percentOf(1, 8), percentOf(0, 0)]).toEqual([76.09, 12.5, null])
  })

  it('holds its shares against the target of the day', () => {
    const channels = lineReports.find(({ id }) => id === 'channels')
    if (!channels) throw new Error('no definition')
    const figures = noFigures({ kind: 'whole', field: '', procedure: '' })
    figures.flows['received-online'] = 20
    figures.flows['received-direct'] = 80
    const report = figuresReport(channels, [{ key: 'k', label: 'k', things: [figures] }])
    expect(targetsIn(report, '2026-03-31')).toMatchObject([
      { column: 'online-percent', percent: 20, target: 20, isMet: true },
    ])
    expect(targetsIn(report, '2019-03-31')).toEqual([])
    const nobody = figuresReport(channels, [{ key: 'k', label: 'k', things: [] }])
    const [unheld] = targetsIn(nobody, '2026-03-31')
    expect(unheld).toMatchObject({ percent: null, isMet: null })
    expect(unheld && targetLine(unheld)).toContain('không có mẫu số, chỉ tiêu 20 %, chưa đánh giá được')
  })
})

describe('why a dossier is late', () => {
  const at = '2026-03-20T09:00:00+07:00'
  const late = dossier({
    status: 'in-progress',
    clock: 'running',
    acceptedAt: '2026-03-10T09:00:00+07:00',
    dueAt: '2026-03-19T09:00:00+07:00',
    version: 3,
  })
  const event = (n: number, at: string, was: Record<string, unknown> = {}) => ({
    dossier: 'hs',
    n,
    at,
    act: 'pass-on' as const,
    by: { kind: 'officer' as const, id: 'cb' },
    key: '',
    body: '',
    from: 'in-progress' as const,
    to: 'in-progress' as const,
    holder: late.holder,
    previous: '',
    digest: '',
    was,
  })

  it('is its own staff, when nobody else had it', () => {
    const reason = lateReasonOf(
      { dossier: { ...late, version: 1 }, ledger: [] },
      [event(1, '2026-03-10T09:00:00+07:00')],
      calendar,
      at,
    )
    expect(reason).toMatchObject({ cause: 'staff', overMinutes: 480 })
  })

  it('is another agency, when it would not be late without the time it lay there', () => {
    const head = { ...late }
    const history = [
      event(1, '2026-03-10T09:00:00+07:00'),
      event(2, '2026-03-12T09:00:00+07:00', { child: null }),
      event(3, '2026-03-17T09:00:00+07:00', { child: 'part' }),
    ]
    const reason = lateReasonOf({ dossier: head, ledger: [] }, history, calendar, at)
    expect(reason).toMatchObject({ cause: 'other-agency', minutes: { 'other-agency': 1440 }, overMinutes: 480 })
  })

  it.each([
    ['the applicant', 'supplement-requested', 'supplement', 'citizen'],
    ['the payer', 'obligation-requested', 'financial-obligation', 'money'],
  ] as const)(
    'is %s, who took more of the time past the first promise than it is overdue',
    (_, status, reason, cause) => {
      const asked = [
        event(1, '2026-03-10T09:00:00+07:00'),
        { ...event(2, '2026-03-12T09:00:00+07:00', { clock: 'running' }), to: status },
      ]
      const back = (at: string) => ({ ...event(3, at, { clock: 'paused' }), from: status })
      const ledgerUntil = (to: string) => [
        { at: '2026-03-12T09:00:00+07:00', entry: 'pause' as const, reason },
        { at: to, entry: 'resume' as const, reason },
      ]
      const until = (to: string) =>
        lateReasonOf({ dossier: late, ledger: ledgerUntil(to) }, [...asked, back(to)], calendar, at)
      const told = until('2026-03-17T09:00:00+07:00')
      expect(told).toMatchObject({ cause, minutes: { [cause]: 1440, staff: 2400 }, overMinutes: 480 })
      // A short wait explains nothing: what is overdue is more.
      const own = until('2026-03-12T15:00:00+07:00')
      expect(own).toMatchObject({ cause: 'staff', minutes: { [cause]: 240 } })
    },
  )

  it('of a step is told by that step alone: what lay elsewhere before it is not to blame', () => {
    const dueAt = '2026-03-19T09:00:00+07:00'
    const head = { ...late, version: 4, step: 3, stepDueAt: dueAt }
    const history = [
      event(1, '2026-03-10T09:00:00+07:00', { step: 1 }),
      event(2, '2026-03-11T09:00:00+07:00', { child: null, step: 2 }),
      event(3, '2026-03-17T09:00:00+07:00', { child: 'part' }),
      event(4, '2026-03-18T09:00:00+07:00', { step: 2 }),
    ]
    const file = { dossier: head, ledger: [] }
    expect(lateReasonOf(file, history, calendar, at).cause).toBe('other-agency')
    const reason = lateReasonOf(file, history, calendar, at, { clock: 'step', dueAt })
    const worked = Math.floor(workedMinutesBetween(calendar, '2026-03-18T09:00:00+07:00', at))
    expect(reason).toMatchObject({ cause: 'staff', minutes: { staff: worked, 'other-agency': 0 } })
    expect(reason.overMinutes).toBe(Math.floor(workedMinutesBetween(calendar, dueAt, at)))
  })

  it('of an answer nobody gave is told from the day it was handed in', () => {
    const dueAt = '2026-03-11T09:00:00+07:00'
    const { acceptedAt: _, dueAt: _due, ...before } = late
    const head = { ...before, version: 1, status: 'registered' as const, answerDueAt: dueAt }
    const history = [event(1, '2026-03-10T09:00:00+07:00')]
    const reason = lateReasonOf({ dossier: head, ledger: [] }, history, calendar, at, { clock: 'answer', dueAt })
    const worked = (from: string) => Math.floor(workedMinutesBetween(calendar, from, at))
    expect(worked(dueAt)).toBeGreaterThan(0)
    expect(reason).toMatchObject({
      cause: 'staff',
      minutes: { staff: worked('2026-03-10T09:00:00+07:00') },
      overMinutes: worked(dueAt),
    })
  })

  it('is nobody’s who waited while the clock stood still', () => {
    const history = [
      event(1, '2026-03-10T09:00:00+07:00'),
      event(2, '2026-03-12T09:00:00+07:00', { child: null }),
      event(3, '2026-03-17T09:00:00+07:00', { child: 'part' }),
    ]
    const ledger = [
      { at: '2026-03-12T09:00:00+07:00', entry: 'pause' as const, reason: 'measuring' },
      { at: '2026-03-17T09:00:00+07:00', entry: 'resume' as const, reason: 'measuring' },
    ]
    const reason = lateReasonOf({ dossier: late, ledger }, history, calendar, at)
    expect(reason).toMatchObject({ cause: 'staff', minutes: { 'other-agency': 0 } })
  })
})
