import { describe, expect, it } from 'vitest'
import type { Entry, Measure } from '../../shared/counters/cells.ts'
import { countDossiers } from '../../shared/desk/figures/count-dossiers.ts'
import { findLate } from '../../shared/desk/figures/find-late.ts'
import { runFigures } from '../../shared/desk/figures/run-figures.ts'
import { record } from '../../shared/dossier/history/history.ts'
import * as given from '../given.ts'
import { department, ward } from '../given.ts'
import { unzip } from '../reports/read-xlsx.ts'
import { lateWard } from './figures-given.ts'
import { house, staffClaims } from './given.ts'
import { accepted } from './stories.ts'

const head = staffClaims(`${ward}/office`, 'unit-head')
const watcher = staffClaims(`${department}/desk`, 'supervisor')
const march = '?from=2026-03-01&to=2026-03-31'

describe('the monthly report', () => {
  it('has the right totals, zero rows beside them, and says that it agrees with itself', async () => {
    const { knock, desk, id } = await lateWard()
    await countDossiers(desk, [id])
    const { status, json } = await knock('readFigures', head, { path: { report: 'II.06a' }, query: march })
    expect(status).toBe(200)
    expect(json).toMatchObject({ form: 'Biểu số II.06a/VPCP/KSTT', agency: ward, manifest: { faults: [] } })
    const cells = Object(json.total).cells
    // Total, online, direct, from before, moved in and out, resolved, early, on time, overdue, open, in time, late.
    expect(cells).toEqual([1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1])
    const byAgency = await knock('readFigures', watcher, {
      path: { report: 'II.06a' },
      query: `${march}&agency=all&by=agency`,
    })
    const rows: { key: string; cells: number[] }[] = Object(byAgency.json.rows)
    expect(rows.map(({ key, cells: [total] }) => [key, total])).toEqual([
      [department, 0],
      [ward, 1],
    ])
  })

  it('is traced from a column to single dossiers', async () => {
    const { knock, desk, id, code } = await lateWard()
    await countDossiers(desk, [id])
    for (const [column, found] of [
      ['direct', [code]],
      ['open', [code]],
      ['open-in-time', []],
      ['open-late', [code]],
      ['online', []],
      ['overdue', []],
      ['total', [code]],
      ['from-before', []],
    ] as const) {
      const { json } = await knock('traceFigures', head, { path: { report: 'II.06a', column }, query: march })
      expect([column, Object(json.rows).map((row: { code: string }) => row.code)]).toEqual([column, found])
    }
    const path = { report: 'channels', column: 'online-percent' }
    const share = await knock('traceFigures', head, { path, query: march })
    expect([share.status, share.json.faults?.[0]?.where]).toEqual([400, 'path.column'])
    const none = await knock('traceFigures', head, { path: { report: 'khong-co', column: 'open' }, query: march })
    expect([none.status, none.json.faults?.[0]?.where]).toEqual([400, 'path.report'])
  })

  it('is traced from one cell: a row by its field or procedure, and no dossier of another row', async () => {
    const { knock, desk, id, code } = await lateWard()
    await countDossiers(desk, [id])
    const report = await knock('readFigures', head, { path: { report: 'II.06a' }, query: march })
    const rows: { key: string; cells: number[] }[] = Object(report.json.rows)
    expect(rows.map(({ cells: [total] }) => total).toSorted()).toEqual([...rows.slice(1).map(() => 0), 1])
    for (const { key, cells } of rows) {
      const query = `${march}&field=${encodeURIComponent(key)}`
      const { json } = await knock('traceFigures', head, { path: { report: 'II.06a', column: 'total' }, query })
      const found = Object(json.rows).map((row: { code: string }) => row.code)
      expect([key, found]).toEqual([key, cells[0] === 1 ? [code] : []])
    }
    const path = { report: 'II.06a', column: 'open' }
    const other = await knock('traceFigures', head, { path, query: `${march}&sender=${department}` })
    expect([other.status, other.json.rows]).toEqual([200, []])
    for (const [name, value] of [
      ['procedure', '9.999999'],
      ['field', 'zz'],
      ['sender', 'H99'],
    ] as const) {
      const { json } = await knock('traceFigures', head, { path, query: `${march}&${name}=${value}` })
      expect(json.faults?.map(({ where, code }) => `${where} ${code}`)).toEqual([`query.${name} not-offered`])
      const body = { kind: 'trace', ...path, from: '2026-03-01', to: '2026-03-31', [name]: value }
      const job = await knock('askReport', head, { body })
      expect(job.json.faults?.map(({ where, code }) => `${where} ${code}`)).toEqual([`body.${name} not-offered`])
    }
  })

  it('tells liên thông in both directions: what others sent here, and what was sent to others, wherever it lies', async () => {
    const home = await house('2026-03-20T09:00:00+07:00')
    const sent = (from: string, on: string, measures: readonly Measure[]): Entry[] =>
      measures.map((measure) => {
        const line = { kind: 'part', field: 'LV', procedure: '1.001193', from } as const
        return { book: 'lines', agency: department, line, on, measure, add: 1 }
      })
    const entries = [
      ...sent(ward, '2026-02-20', ['received-direct', 'open']),
      ...sent(ward, '2026-03-02', ['received-direct', 'open']),
      ...sent('H57.99', '2026-03-03', ['received-online', 'open']),
    ]
    await home.ports.counters.count(entries, [])
    const ask = async (report: string, claims: typeof head) => {
      const { json } = await home.knock('readFigures', claims, { path: { report }, query: march })
      const rows: { key: string; cells: number[] }[] = Object(json.rows)
      expect([report, Object(json.manifest).faults]).toEqual([report, []])
      return rows.flatMap(({ key, cells }) => (cells.some((cell) => cell > 0) ? [[key, cells.slice(0, 3)]] : []))
    }
    const farHead = staffClaims(`${department}/leaders`, 'leader')
    expect(await ask('interlinked', farHead)).toEqual([
      [ward, [2, 1, 1]],
      ['H57.99', [1, 1, 0]],
    ])
    expect(await ask('interlinked', head)).toEqual([])
    expect(await ask('interlinked-sent', head)).toEqual([[department, [2, 1, 1]]])
    expect(await ask('interlinked-sent', farHead)).toEqual([])
  })

  it('of a running period counts to today and says so: what is to fall late has not', async () => {
    const { knock, desk, id } = await accepted()
    await countDossiers(desk, [id])
    const note = 'Kỳ chưa hết: số liệu đến hết ngày 10/03/2026.'
    for (const [query, direct] of [
      [march, 1],
      ['?from=2026-03-11&to=2026-12-31', 0],
      ['?from=2027-11-01&to=2027-11-30', 0],
    ] as const) {
      const { json } = await knock('readFigures', head, { path: { report: 'II.06a' }, query })
      const [cells, notes] = [Object(json.total).cells, Object(json.notes)]
      // Direct, open, in time, late.
      expect([query, [2, 10, 11, 12].map((n) => cells[n]), notes.at(-1)]).toEqual([query, [direct, 1, 1, 0], note])
      const path = { report: 'II.06a', column: 'open-late' }
      expect(Object((await knock('traceFigures', head, { path, query })).json.rows)).toEqual([])
    }
    const today = await knock('readFigures', head, {
      path: { report: 'II.06a' },
      query: '?from=2026-03-01&to=2026-03-10',
    })
    expect(today.json.notes).not.toContain(note)
  })

  it('shows a way to every column that it says can be traced', async () => {
    const { knock, desk, id } = await lateWard()
    await countDossiers(desk, [id])
    const reports: { id: string }[] = Object((await knock('listFigures', head)).json.reports)
    for (const { id: report } of reports) {
      const { json } = await knock('readFigures', head, { path: { report }, query: march })
      const columns: { id: string; traceable: boolean }[] = Object(json.columns)
      for (const { id: column } of columns.filter(({ traceable }) => traceable)) {
        const { status } = await knock('traceFigures', head, { path: { report, column }, query: march })
        expect([report, column, status]).toEqual([report, column, 200])
      }
    }
  })

  it('comes as JSON, workbook and printed sheet', async () => {
    const { knock, desk, id } = await lateWard()
    await countDossiers(desk, [id])
    for (const format of ['json', 'xlsx', 'pdf']) {
      const { status, json } = await knock('downloadFigures', head, {
        path: { report: 'II.06a' },
        query: `${march}&format=${format}`,
      })
      expect([format, status, typeof json.url]).toEqual([format, 200, 'string'])
    }
  })

  it('says in its files what it is of, how many rows, and what is to be known of it', async () => {
    const { knock, desk, id, ports } = await lateWard()
    await countDossiers(desk, [id])
    const file = async (format: string) => {
      const query = `${march}&by=procedure&format=${format}`
      const { json } = await knock('downloadFigures', head, { path: { report: 'II.06a' }, query })
      return ports.objects.clean.get(String(json.url).replace('memory:', ''))?.bytes ?? new Uint8Array()
    }
    const told = JSON.parse(new TextDecoder().decode(await file('json')))
    expect(told.manifest).toMatchObject({
      ...{ report: 'II.06a', agency: ward, groupedBy: 'procedure', from: '2026-03-01', to: '2026-03-31' },
      ...{ rowCount: told.rows.length, madeOn: '2026-03-20' },
    })
    expect(told.manifest.sha256).toMatch(/^[0-9a-f]{64}$/)
    const book = [...unzip(await file('xlsx')).values()].join()
    const words = ['Thủ tục hành chính', '01/03/2026', 'Kỳ chưa hết', 'Các đẳng thức đều đúng.']
    for (const text of [told.manifest.sha256, ...words]) expect(book).toContain(text)
    for (const text of ['procedure', '2026-03-01']) expect(book).not.toContain(text)
  })

  it('holds shares against their targets in each of its forms', async () => {
    const { knock, desk, id, ports } = await lateWard()
    await countDossiers(desk, [id])
    const file = async (format: string) => {
      const { json } = await knock('downloadFigures', head, {
        path: { report: 'channels' },
        query: `${march}&format=${format}`,
      })
      return ports.objects.clean.get(String(json.url).replace('memory:', ''))?.bytes ?? new Uint8Array()
    }
    const { targets } = JSON.parse(new TextDecoder().decode(await file('json')))
    expect(targets).toMatchObject([{ column: 'online-percent', percent: 0, target: 20, isMet: false }])
    const said = 'Tỷ lệ trực tuyến (%): 0 %, chỉ tiêu 20 %, chưa đạt'
    expect([...unzip(await file('xlsx')).values()].join()).toContain(said)
    expect(new TextDecoder().decode(await file('pdf'))).toContain(said)
  })

  it('is told apart only by what it knows', async () => {
    const { knock } = await lateWard()
    const { status, json } = await knock('readFigures', head, { path: { report: '07b' }, query: `${march}&by=officer` })
    expect([status, json.faults?.[0]?.where]).toEqual([400, 'query.by'])
  })

  it('of another agency is for those who watch over all', async () => {
    const { knock } = await lateWard()
    for (const [id, path] of [
      ['readFigures', { report: '06' }],
      ['downloadFigures', { report: '06' }],
      ['traceFigures', { report: '06', column: 'open' }],
      ['listLate', {}],
    ] as const) {
      const query = id === 'listLate' ? `?agency=${department}` : `${march}&agency=${department}`
      expect([id, (await knock(id, head, { path, query })).json.code]).toEqual([id, 'not-your-agency'])
      expect([id, (await knock(id, watcher, { path, query })).status]).toEqual([id, 200])
    }
  })
})

describe('a report of the catalogue, of desks, of steps', () => {
  const ask = async (report: string, query = march) => {
    const { knock, desk, id } = await lateWard()
    await countDossiers(desk, [id])
    const { status, json } = await knock('readFigures', head, { path: { report }, query })
    expect([report, status, Object(json.manifest).faults]).toEqual([report, 200, []])
    const columns: { id: string }[] = Object(json.columns)
    const named = ({ key, cells }: { key: string; cells: number[] }) =>
      [key, Object.fromEntries(columns.map((column, at) => [column.id, cells[at]]))] as const
    return { json, rows: new Map([...Object(json.rows), Object(json.total)].map(named)) }
  }

  it('07b counts the procedures of each level, and shows the level that has none', async () => {
    const { rows } = await ask('07b')
    expect(rows.get('commune')).toMatchObject({ procedures: 1, 'one-stop': 1, processes: 1 })
    expect(rows.get('province')).toMatchObject({ procedures: 0 })
  })

  it('online provision has a row for the agency that decides', async () => {
    const { rows } = await ask('online-provision')
    expect(rows.get(ward)).toMatchObject({ procedures: 1, online: 1, 'provided-percent': 100 })
  })

  it('coming due says what lies at which desk, rooms without work included', async () => {
    const { rows } = await ask('coming-due')
    expect(rows.get(`${ward}/desk`)).toMatchObject({ open: 1, past: 1 })
    expect(rows.get(`${ward}/leaders`)).toMatchObject({ open: 0 })
  })

  it('late causes find the dossier at the desk where it fell due, and blame its staff', async () => {
    const { rows } = await ask('late-causes')
    expect(rows.get(`${ward}/desk`)).toMatchObject({ late: 1, 'late-here': 1, staff: 1 })
    expect(rows.get('total')).toMatchObject({ late: 1 })
  })

  it('late causes by step name the procedure and the step, as its process does', async () => {
    const { json } = await ask('late-causes', `${march}&by=step`)
    expect(Object(json.rows)).toMatchObject([{ key: '1.001193#001', label: 'Đăng ký khai sinh, bước 1: Tiếp nhận' }])
  })

  it('productivity has a row for each officer, with zeros', async () => {
    const { rows } = await ask('productivity')
    expect(rows.size).toBeGreaterThan(1)
    expect(rows.get('total')).toMatchObject({ done: 0, 'overdue-percent': null })
  })
})

describe('a dossier decided in time and told to the portal too late', () => {
  it('is late there only, by synchronisation, read from the ledger', async () => {
    const { desk, ports, id } = await lateWard()
    const kept = ports.store.records.get(id)
    if (!kept) throw new Error('no record')
    const dueAt = kept.dossier.dueAt ?? ''
    // As if decided a day before it was due, and acknowledged by the portal a day after.
    const finishedAt = '2026-03-12T09:00:00+07:00'
    const next = { ...kept.dossier, status: 'processed', finishedAt, class: 'early', clock: 'stopped' } as const
    const draft = { next: { ...next, version: next.version + 1 }, event: { act: 'approve' } } as const
    const change = record(draft, kept.dossier, given.chair, finishedAt, { key: 'k', body: 'b' })
    await ports.dossiers.commit({ changes: [change] })
    await countDossiers(desk, [id])
    const whole = { dueAt, keptAt: finishedAt, toldAt: '2026-03-19T09:00:00+07:00', late: 'synchronisation' as const }
    ports.store.marks.clear()
    await ports.syncLedger.keep({ dossier: id, revision: 0, whole }, { late: { agency: ward, day: '2026-03-12' } })
    const told = await findLate(desk, [ward], { from: '2026-03-01', to: '2026-03-31' })
    const thing = { dossier: id, cause: 'synchronisation', isLateHere: false, on: '2026-03-12' }
    expect(told).toMatchObject({ looked: 1, found: [{ agency: ward, thing }] })
    expect(await findLate(desk, [ward], { from: '2026-03-01', to: '2026-03-31' }, 0)).toBe('too-many')
  })
})

describe('a report for which more would have to be looked at than one waits for', () => {
  it('is known by the figures, before one of them is looked at', async () => {
    const { desk, id } = await lateWard()
    await countDossiers(desk, [id])
    const blind = { ...desk, counters: { ...desk.counters, happened: () => expect.fail('was read') } }
    const wish = { report: 'late-causes', agency: ward, from: '2026-03-01', to: '2026-03-31' }
    expect(await runFigures(blind, wish, 0)).toBe('too-many')
  })
})

describe('a head of department', () => {
  it('learns in one call which dossiers are late, whose desk they lie on, and why', async () => {
    const { knock, code } = await lateWard()
    const { json, text } = await knock('listLate', head)
    expect(json).toMatchObject({
      agency: { id: ward },
      count: 1,
      desks: [{ room: { id: `${ward}/desk` }, count: 1 }],
      byCause: [{ cause: 'staff', count: 1 }],
      rows: [{ code, room: { id: `${ward}/desk` }, cause: 'staff', clock: 'whole' }],
    })
    expect(Object(json.rows)[0].why).toMatch(/^Cán bộ, đơn vị đang giữ\. Quá \d+(,\d)? giờ làm việc/)
    expect(text).not.toMatch(/Trần|046090000001/)
  })
})
