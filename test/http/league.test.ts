import { describe, expect, it } from 'vitest'
import { countDossiers } from '../../shared/desk/figures/count-dossiers.ts'
import { keepIssues } from '../../shared/desk/reports/keep-issues.ts'
import { runOverdueReport } from '../../shared/desk/reports/run-overdue-report.ts'
import { openOverdue } from '../../shared/reports/overdue/overdue.ts'
import { department, ward } from '../given.ts'
import { numbersIn } from '../reports/read-xlsx.ts'
import { lateWard } from './figures-given.ts'
import { house, staffClaims } from './given.ts'
import { accepted } from './stories.ts'

describe('what everybody may know', () => {
  it('is how much is overdue at each agency, by code, and nothing of a person', async () => {
    const { knock, desk, code } = await lateWard()
    await runOverdueReport(desk)
    const { status, json, text } = await knock('publicOverdue', undefined)
    expect([status, json.total, json.day]).toEqual([200, 1, '2026-03-20'])
    const agencies: { agency: { id: string }; overdue: number; codes: string[] }[] = Object(json.agencies)
    expect(agencies.map(({ agency, overdue, codes }) => [agency.id, overdue, codes])).toEqual([
      [department, 0, []],
      [ward, 1, [code]],
    ])
    expect(agencies[1]).toMatchObject({ unanswered: 0, waiting: 0, held: { count: 0, codes: [] } })
    expect(text).not.toMatch(/Trần|cb-|046090000001/)
  })

  it('is asked of what the run left for everybody, and never of the lists of officers', async () => {
    const { knock, desk, ports } = await lateWard()
    await runOverdueReport(desk)
    const { ofDay } = ports.reports
    const asked: unknown[] = []
    ports.reports.ofDay = async (...wish) => {
      asked.push(wish)
      return ofDay(...wish)
    }
    expect((await knock('publicOverdue', undefined)).json.total).toBe(1)
    expect(asked).toEqual([])
  })

  it('tells apart what is late with the answer before reception, which no report of the received has', () => {
    const row = { dossier: 'hs-1', code: 'hs-1', room: `${ward}/desk`, dueAt: '2026-03-18T09:00:00+07:00' }
    const told = { procedure: '1.001193', procedureName: 'Khai sinh', remaining: 'quá 2 ngày' }
    const overdue = [
      { ...row, ...told, clock: 'answer' as const },
      { ...row, ...told, dossier: 'hs-2', code: 'H57.40-260310-0001', clock: 'whole' as const },
    ]
    const at = '2026-03-20T06:30:00+07:00'
    const report = { day: '2026-03-20', agency: ward, at, overdue, comingDue: [] }
    expect(openOverdue({ day: '2026-03-20', at }, [ward], [report]).rows).toMatchObject([
      { overdue: 2, unanswered: 1, codes: ['H57.40-260310-0001'] },
    ])
  })

  it('is empty before the first run, and says no day', async () => {
    const { knock } = await lateWard()
    expect((await knock('publicOverdue', undefined)).json).toMatchObject({ total: 0 })
  })
})

describe('an agency that has ended', () => {
  it('stands on no page, in no league and in no row of days after its end, but where something is counted', async () => {
    const { knock, desk, id, ports } = await lateWard()
    await countDossiers(desk, [id])
    const { units } = ports.catalogue
    const gone = {
      ...{ id: 'H57.h480', kind: 'agency', level: 'district', name: 'Hương Trà', agency: 'H57.h480' },
      ...{ validFrom: '2020-01-01', validTo: '2025-06-30' },
    } as const
    Object.assign(ports.catalogue, { units: async () => [...(await units()), gone] })
    const watcher = staffClaims(`${department}/desk`, 'supervisor')
    const rows = async (days: string) => {
      const query = `${days}&agency=all&by=agency`
      const { json } = await knock('readFigures', watcher, { path: { report: 'II.06a' }, query })
      return Object(json.rows).map(({ key }: { key: string }) => key)
    }
    expect(await rows('?from=2026-03-01&to=2026-03-31')).toEqual([department, ward])
    expect(await rows('?from=2025-06-30&to=2025-07-31')).toContain(gone.id)
    await runOverdueReport(desk)
    const open: { agency: { id: string } }[] = Object((await knock('publicOverdue', undefined)).json.agencies)
    expect(open.map(({ agency }) => agency.id)).toEqual([department, ward])
    const ranked = async (month: string): Promise<string[]> => {
      const { json } = await knock('league', watcher, { query: `?month=${month}` })
      return Object(json.agencies).map(({ agency }: { agency: { id: string } }) => agency.id)
    }
    expect(await ranked('2026-03')).not.toContain(gone.id)
    expect(await ranked('2025-06')).toContain(gone.id)
  })
})

describe('the month that everybody may know', () => {
  /** What is shown on a morning, with the month's reports of these agencies kept. */
  async function shownOn(morning: string, ...kept: (readonly [agency: string, month: string])[]) {
    const { desk, id, ports } = await lateWard()
    await countDossiers(desk, [id])
    const later = await house(morning, ports)
    for (const [agency, month] of kept) await keepIssues(later.desk, agency, month)
    await runOverdueReport(later.desk)
    const { find, ofMonth } = ports.issues
    const { lines } = ports.counters
    const refuse = () => Promise.reject(new Error('asked for more than the morning left'))
    Object.assign(ports.issues, { find: refuse, ofMonth: refuse })
    Object.assign(ports.counters, { lines: refuse })
    const { json, status, text } = await later.knock('publicOverdue', undefined)
    Object.assign(ports.issues, { find, ofMonth })
    Object.assign(ports.counters, { lines })
    const rows: { agency: { id: string }; reported?: Record<string, unknown> }[] = Object(json.agencies)
    const of = (agency: string) => rows.find((row) => row.agency.id === agency)?.reported
    return { status, text, month: json.month, ward: of(ward), department: of(department) }
  }
  const april = '2026-04-01T06:30:00+07:00'

  it('is what was reported of it, with each agency’s rank, out of what the morning left', async () => {
    const shown = await shownOn(april, [ward, '2026-03'], [department, '2026-03'])
    expect([shown.status, shown.month]).toEqual([200, '2026-03'])
    expect(shown.ward).toEqual({
      received: 1,
      resolved: 0,
      early: 0,
      earlyPercent: null,
      onTime: 0,
      onTimePercent: null,
      overdue: 0,
      overduePercent: null,
      openLate: 1,
      elsewhere: { overdue: 0, openLate: 0 },
      parts: { resolved: 0, overdue: 0, openLate: 0 },
      latePercent: 100,
      extended: 0,
      rank: 1,
    })
    expect(shown.department).toMatchObject({ received: 0, openLate: 0, latePercent: null })
    expect(shown.department).not.toHaveProperty('rank')
    expect(shown.text).not.toMatch(/Trần|cb-|046090000001/)
  })

  it('has no ranks while an agency’s report is missing, and the agency no figures', async () => {
    const shown = await shownOn(april, [ward, '2026-03'])
    expect(shown.month).toBe('2026-03')
    expect(shown.ward).toMatchObject({ received: 1, openLate: 1 })
    expect(shown.ward).not.toHaveProperty('rank')
    expect(shown.department).toBeUndefined()
  })

  it('is the one before while the last one is not whole, and none before anything was reported', async () => {
    const whole = [
      [ward, '2026-03'],
      [department, '2026-03'],
    ] as const
    const shown = await shownOn('2026-05-04T06:30:00+07:00', ...whole, [ward, '2026-04'])
    expect([shown.month, shown.ward?.rank]).toEqual(['2026-03', 1])
    const early = await shownOn(april)
    expect([early.month, early.ward]).toEqual([undefined, undefined])
  })
})

describe('the league', () => {
  it('is for heads and supervisors, and holds what lies late against each agency', async () => {
    const { knock, desk, id } = await lateWard()
    await countDossiers(desk, [id])
    const watcher = staffClaims(`${department}/desk`, 'supervisor')
    const { json } = await knock('league', watcher, { query: '?month=2026-03&months=1' })
    expect(json.agencies).toMatchObject([
      { agency: { id: ward }, openLate: 1, overduePercent: null, latePercent: 100, rank: 1 },
      { agency: { id: department }, openLate: 0 },
    ])
    expect(json.repeated).toEqual([])
    expect(json.requests).toEqual({ received: 1, resolved: 0, overdue: 0, openLate: 1 })
    expect(json.basis).toMatch(/không tính là quá hạn của cơ quan chờ/u)
  })

  it('has no month that has not come, and of the running one nothing that is only to fall late', async () => {
    const { knock, desk, id } = await accepted()
    await countDossiers(desk, [id])
    const watcher = staffClaims(`${department}/desk`, 'supervisor')
    const running = await knock('league', watcher, { query: '?month=2026-03&months=1' })
    expect(Object(running.json.agencies).map((one: { openLate: number }) => one.openLate)).toEqual([0, 0])
    const { status, json } = await knock('league', watcher, { query: '?month=2026-04&months=1' })
    expect([status, json.faults?.map(({ where, code }) => [where, code])]).toEqual([400, [['query.month', 'too-big']]])
  })
})

describe('the impact sheet', () => {
  it('is for heads: their own agency by law and as counted in the year, with the parameters it was reckoned by', async () => {
    const { knock, desk, id, ports } = await lateWard()
    await countDossiers(desk, [id])
    const head = staffClaims(`${ward}/office`, 'unit-head')
    const ask = (query: string, code = '1.001193') => knock('readImpact', head, { path: { code }, query })
    const { status, json } = await ask('?year=2026&shorterBy=2')
    expect([status, json]).toMatchObject([
      200,
      {
        procedure: { code: '1.001193', version: 1 },
        byLaw: [{ channel: 'direct', trips: 2 }, { channel: 'online', trips: null }, { channel: 'postal' }],
        measured: { received: { direct: 1 }, papers: { unsaid: 1, perDossier: 1 }, workingDays: null },
        savings: { droppedPapers: [{ dossiers: 1 }], shorterLimits: [{ channel: 'direct', by: 2, saved: 2 }, {}, {}] },
      },
    ])
    expect(json.parameters).toMatchObject(Array.from({ length: 7 }, () => ({ verified: false })))
    expect((await ask('?year=2026', '9.999999')).status).toBe(404)
    for (const format of ['json', 'xlsx', 'pdf']) {
      const said = { path: { code: '1.001193' }, query: `?year=2026&shorterBy=2&format=${format}` }
      const link = await knock('downloadImpact', head, said)
      expect([format, link.status]).toEqual([format, 200])
      const { bytes = new Uint8Array() } = ports.objects.clean.get(String(link.json.url).replace('memory:', '')) ?? {}
      if (format === 'pdf') expect(new TextDecoder().decode(bytes)).toMatch(/ĐÁNH GIÁ TÁC ĐỘNG.*không có/su)
      // The first sheet is by law: papers, originals, copies; what nobody knows stays text.
      if (format === 'xlsx')
        expect(
          numbersIn(bytes)
            .find((row) => row.length > 0)
            ?.slice(0, 3),
        ).toEqual([1, 1, 0])
    }
    const elsewhere = { path: { code: '1.001193' }, query: `?year=2026&agency=${department}` }
    expect((await knock('downloadImpact', head, elsewhere)).json.code).toBe('not-your-agency')
    expect((await ask('?year=2026&case=khong-co')).status).toBe(400)
    expect((await ask(`?year=2026&agency=${department}`)).json.code).toBe('not-your-agency')
  })
})
