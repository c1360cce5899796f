import { describe, expect, it } from 'vitest'
import { besideOf } from '../../../shared/counters/beside.ts'
import { countDossiers } from '../../../shared/desk/figures/count-dossiers.ts'
import { readCorrections } from '../../../shared/desk/reports/issue-corrections.ts'
import { keepIssues } from '../../../shared/desk/reports/keep-issues.ts'
import { department, ward } from '../../given.ts'
import { atDesk, house, reception, staffClaims } from '../../http/given.ts'
import { addScan } from '../../http/stories.ts'
import { unzip } from '../../reports/read-xlsx.ts'

const leader = staffClaims(`${ward}/leaders`, 'leader')
const path = { month: '2026-03', report: 'II.06a' }
const night = '2026-04-01T02:20:00+07:00'

/** Two dossiers accepted on the last day of March; the second is not counted before the reports of March are made. */
async function madeTooEarly() {
  const home = await house('2026-03-31T16:00:00+07:00')
  const ids: string[] = []
  for (const key of ['khoa-mot-0001', 'khoa-hai-0002']) {
    const headers = { 'idempotency-key': key }
    const { json } = await home.knock('openAtDesk', reception, { body: atDesk, headers })
    const id: string = Object(json.dossier).id
    await addScan(home, id, 1)
    await home.knock('act', reception, { path: { id }, body: { act: 'accept', version: 1 }, headers })
    ids.push(id)
  }
  const [first = '', second = ''] = ids
  await countDossiers(home.desk, [first])
  const at = (moment: string) => house(moment, home.ports)
  for (const agency of [ward, 'all']) await keepIssues((await at(night)).desk, agency, '2026-03')
  const read = async (moment = '2026-04-02T09:00:00+07:00') => {
    const { json } = await (await at(moment)).knock('readCorrections', leader, { path })
    const columns: { id: string }[] = Object(json.columns)
    const named = (cells: number[]) => Object.fromEntries(columns.map(({ id }, n) => [id, cells[n]]))
    return { json, named }
  }
  return { ...home, first, second, at, read }
}

describe('a month that was reported', () => {
  it('has no corrections while nothing was counted since', async () => {
    const { read } = await madeTooEarly()
    const { json } = await read()
    expect(json).toMatchObject({ comparable: true, madeAt: night, rows: [], by: [], unexplained: [] })
  })

  it('is told beside itself when a dossier of that month is counted later: by row, and whose it is', async () => {
    const { at, second, read } = await madeTooEarly()
    await countDossiers((await at('2026-04-01T02:30:00+07:00')).desk, [second])
    const { json, named } = await read()
    const rows: { before: number[]; now: number[]; delta: number[] }[] = Object(json.rows)
    expect(rows).toHaveLength(1)
    for (const row of [rows[0], Object(json.total)]) {
      expect(named(row.before)).toMatchObject({ total: 1, direct: 1, open: 1 })
      expect(named(row.now)).toMatchObject({ total: 2, direct: 2, open: 2 })
      expect(named(row.delta)).toMatchObject({ total: 1, direct: 1, open: 1, overdue: 0 })
    }
    expect(json.unexplained).toEqual([])
    const [by, ...others]: { dossier: string; delta: number[] }[] = Object(json.by)
    expect([by?.dossier, others]).toEqual([second, []])
    expect(named(by?.delta ?? [])).toMatchObject({ total: 1, direct: 1 })
  })

  it('of all agencies together is told beside itself too, by the dossier of whichever agency it is', async () => {
    const { at, second, first, ports, desk } = await madeTooEarly()
    await countDossiers((await at('2026-04-01T02:30:00+07:00')).desk, [second])
    const of = async (report: string, agency: string) =>
      (await readCorrections(desk, agency, '2026-03', report))?.corrections
    expect(await of('II.06a', 'all')).toMatchObject({ rows: [{ delta: { 0: 1 } }], unexplained: [] })
    expect((await of('II.06a', 'all'))?.by.map(({ dossier }) => dossier)).toEqual([second])
    const line = { kind: 'part', field: '', procedure: '1.001193', from: ward } as const
    const received = { book: 'lines', line, on: '2026-03-31', add: 1 } as const
    const entries = (['received-direct', 'open'] as const).map((measure) => ({
      ...received,
      agency: department,
      measure,
    }))
    const through = (await ports.counters.counted([first])).get(first)
    if (!through) throw new Error('not counted')
    const beside = besideOf(entries, { dossier: first, counted: { through: 9 } }, '2026-04-01T08:00:00+07:00')
    await ports.counters.count(entries, [{ dossier: first, from: through.through, counted: through }], beside)
    for (const agency of [ward, 'all']) {
      const sent = await of('interlinked-sent', agency)
      expect([agency, sent?.unexplained, sent?.rows.map(({ key, delta }) => [key, delta[0]])]).toEqual([
        agency,
        [],
        [[department, 1]],
      ])
      expect(sent?.by).toMatchObject([{ dossier: first, key: department }])
    }
  })

  it('bears its manifest in its files', async () => {
    const { ports } = await madeTooEarly()
    const sha256 = (await ports.issues.find(ward, '2026-03', path.report))?.sha256
    const filed = [...ports.objects.clean].filter(([name]) => name.includes(`issues/2026-03/${ward}`))
    const texts = filed.map(([name, { bytes = new Uint8Array() }]) =>
      name.endsWith('.json') ? new TextDecoder().decode(bytes) : [...unzip(bytes).values()].join(),
    )
    expect(texts.filter((text) => text.includes(String(sha256))).length).toBe(2)
  })

  it('keeps saying what it said, and its corrections open as a workbook', async () => {
    const { at, knock, ports, second } = await madeTooEarly()
    const before = (await knock('readIssue', leader, { path })).text
    await countDossiers((await at('2026-04-01T02:30:00+07:00')).desk, [second])
    expect((await knock('readIssue', leader, { path })).text).toBe(before)
    const link = await knock('downloadCorrections', leader, { path })
    expect(link.status).toBe(200)
    const file = ports.objects.clean.get(String(link.json.url).replace('memory:', ''))
    const code = (await ports.dossiers.load(second))?.dossier.code
    const book = unzip(file?.bytes ?? new Uint8Array())
    for (const text of ['Chênh lệch', code ?? 'no code', 'Số dòng']) expect([...book.values()].join()).toContain(text)
    const printed = await knock('downloadCorrections', leader, { path, query: '?format=pdf' })
    const sheet = ports.objects.clean.get(String(printed.json.url).replace('memory:', ''))
    const said = new TextDecoder().decode(sheet?.bytes)
    for (const text of ['CHÊNH LỆCH SO VỚI BÁO CÁO ĐÃ LẬP', code ?? 'no code', 'Số dòng | '])
      expect(said).toContain(text)
  })

  it.each(['late', 'in time'])(
    'holds what is counted while the corrections are read in both readings or in neither: %s',
    async (when) => {
      const { at, second, ports } = await madeTooEarly()
      const { desk } = await at('2026-04-02T09:00:00+07:00')
      const { lines } = ports.counters
      let readings = 0
      const counters = {
        ...ports.counters,
        lines: async (...asked: Parameters<typeof lines>) => {
          readings += 1
          if (readings > 1) return lines(...asked)
          const before = when === 'late' ? await lines(...asked) : undefined
          await countDossiers(desk, [second])
          return before ?? lines(...asked)
        },
      }
      const read = await readCorrections({ ...desk, counters }, ward, '2026-03', 'II.06a')
      expect(read?.corrections?.unexplained).toEqual([])
      expect(read?.corrections?.by.map(({ dossier }) => dossier)).toEqual([second])
    },
  )

  it('names a figure that a recount put right, and says what nothing explains', async () => {
    const { ports, read, first } = await madeTooEarly()
    const line = { kind: 'whole', field: '', procedure: '1.001193' } as const
    const add = { book: 'lines', agency: ward, line, on: '2026-03-05', measure: 'received-online', add: 2 } as const
    const mend = {
      agency: ward,
      at: '2026-04-03T10:00:00+07:00',
      mendedBy: 'quan-tri',
      additions: [{ place: 'M#2026-03#whole##1.001193#', mark: 'ro05', add: 2 }],
    }
    const through = (await ports.counters.counted([first])).get(first)
    if (!through) throw new Error('not counted')
    const mark = { dossier: first, from: through.through, counted: through }
    await ports.counters.count([add], [mark], {
      afterthoughts: [mend],
      entered: [],
      happened: [],
      opened: [],
      closed: [],
    })
    const told = await read('2026-04-04T09:00:00+07:00')
    expect(told.json).toMatchObject({ by: [{ mendedBy: 'quan-tri' }], unexplained: [] })
    await ports.counters.count([{ ...add, add: 1 }], [mark])
    const { unexplained } = (await read('2026-04-04T09:00:00+07:00')).json
    expect(Object(unexplained)).toContain('Không rõ, cột Trực tuyến: chênh 3, truy được 2')
  })

  it('holds steps that were counted late against the report of what officers did', async () => {
    const { ports, desk, first } = await madeTooEarly()
    const through = (await ports.counters.counted([first])).get(first)
    if (!through) throw new Error('not counted')
    const done = { procedure: '1.001193', step: 1, room: `${ward}/desk`, officer: 'cb-tre' }
    const step = { book: 'steps', agency: ward, done, on: '2026-03-31', measure: 'overdue', add: 1 } as const
    const beside = besideOf([step], { dossier: first, counted: { through: 9 } }, '2026-04-01T08:00:00+07:00')
    await ports.counters.count([step], [{ dossier: first, from: through.through, counted: through }], beside)
    const read = await readCorrections(desk, ward, '2026-03', 'productivity')
    expect(read?.corrections).toMatchObject({
      rows: [{ key: 'cb-tre', before: [0, 0, 0, null], now: [1, 0, 1, 100], delta: [1, 0, 1, null] }],
      by: [{ dossier: first, key: 'cb-tre', delta: [1, 0, 1, null] }],
      unexplained: [],
    })
  })

  it('is held against no other version of its form', async () => {
    const { ports, desk } = await madeTooEarly()
    const issue = await ports.issues.find(ward, '2026-03', 'II.06a')
    if (!issue) throw new Error('no issue')
    const { report } = issue
    const old = { ...issue, report: { ...report, definition: { ...report.definition, version: 0 } } }
    await ports.issues.finish(old)
    expect((await readCorrections(desk, ward, '2026-03', 'II.06a'))?.corrections).toBeUndefined()
    expect(await readCorrections(desk, department, '2026-03', 'II.06a')).toBeUndefined()
  })

  it('counts nothing as late that was counted in its own month', async () => {
    const { ports, desk, second } = await madeTooEarly()
    await countDossiers(desk, [second])
    expect(await ports.counters.afterthoughts(ward, '2026-01-01T00:00:00+07:00')).toEqual([])
  })
})
