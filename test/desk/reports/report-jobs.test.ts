import { describe, expect, it } from 'vitest'
import { countDossiers } from '../../../shared/desk/figures/count-dossiers.ts'
import { keepIssues, ringIssues } from '../../../shared/desk/reports/keep-issues.ts'
import { findReportJob } from '../../../shared/desk/reports/report-jobs.ts'
import { workReport } from '../../../shared/desk/reports/work-report.ts'
import { Outage } from '../../../shared/outage.ts'
import { issueKey } from '../../../shared/reports/figures/issue.ts'
import { jobKey } from '../../../shared/reports/report-job.ts'
import { department, ward } from '../../given.ts'
import { lateWard } from '../../http/figures-given.ts'
import { house, staffClaims } from '../../http/given.ts'
import { numbersIn, unzip } from '../../reports/read-xlsx.ts'

const leader = staffClaims(`${ward}/leaders`, 'leader')
const admin = staffClaims(`${ward}/office`, 'admin')
const march = { from: '2026-03-01', to: '2026-03-31' }

async function asking() {
  const home = await lateWard()
  await countDossiers(home.desk, [home.id])
  let asked = 0
  const ask = async (body: object, claims = leader, named?: string) => {
    asked += 1
    const key = named ?? `khoa-bao-cao-${asked}`
    const answer = await home.knock('askReport', claims, { body, headers: { 'idempotency-key': key } })
    return { ...answer, id: String(Object(answer.json.job).id) }
  }
  const fileOf = async (id: string) => {
    const job = await findReportJob(home.desk, id)
    return { job, bytes: job && (await home.ports.objects.clean.get(`reports/${jobKey(job)}`)?.bytes) }
  }
  return { ...home, ask, fileOf }
}

const textIn = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes)

describe('a report that is asked for as a file', () => {
  it.each([
    [{ kind: 'figures', report: 'late-causes' }, 3],
    [{ kind: 'figures', report: 'II.06a' }, 1],
    [{ kind: 'register' }, 1],
    [{ kind: 'late' }, 1],
    [{ kind: 'late-now' }, 1],
    [{ kind: 'trace', report: 'II.06a', column: 'open-late' }, 1],
    [{ kind: 'trace', report: 'II.06a', column: 'total', sender: department }, 0],
    [{ kind: 'trace', report: 'late-causes', column: 'staff', by: 'room', row: `${ward}/desk` }, 1],
    [{ kind: 'trace', report: 'coming-due', column: 'past', by: 'officer', row: 'khong-co' }, 0],
  ])('%o is queued, made, told with its number of rows, and fetched by a link', async (wish, rowCount) => {
    const { ask, knock, desk, fileOf } = await asking()
    for (const format of ['json', 'xlsx', 'pdf']) {
      const asked = await ask({ ...wish, ...(wish.kind === 'late-now' ? {} : march), format })
      expect([asked.status, Object(asked.json.job).state.code]).toEqual([200, 'queued'])
      const path = { job: asked.id }
      const early = await knock('downloadReportJob', leader, { path })
      expect([early.status, early.json.code]).toEqual([409, 'file-not-ready'])
      expect(early.json.faults?.[0]?.detail).toContain('hỏi lại sau vài giây')
      expect(await workReport(desk, asked.id)).toBe('ready')
      const { json } = await knock('readReportJob', leader, { path })
      expect(json.job).toMatchObject({ state: { code: 'ready' }, rowCount })
      expect((await knock('downloadReportJob', leader, { path })).status).toBe(200)
      const { bytes } = await fileOf(asked.id)
      expect(Object(json.job).size).toBe(bytes?.length)
    }
  })

  it('reaches over ten years at most', async () => {
    const { ask, knock } = await asking()
    const spans = [
      { from: '2016-03-01', to: '2026-03-01' },
      { from: '2026-12-01', to: '9999-12-31' },
    ]
    for (const kind of ['register', 'late', 'figures', 'trace'] as const) {
      const more = kind === 'figures' || kind === 'trace' ? { report: 'II.06a' } : {}
      const wish = { kind, ...more, ...(kind === 'trace' && { column: 'total' }), format: 'json' }
      for (const span of spans) {
        const { json } = await knock('askReport', leader, { body: { ...wish, ...span } })
        expect(json.faults?.map(({ where, code }) => `${where} ${code}`)).toEqual(['body.to too-big'])
      }
      expect((await ask({ ...wish, from: '2016-03-01', to: '2026-02-28' })).status).toBe(200)
    }
  })

  it('walks no month that has not come, or in which nothing was counted yet', async () => {
    const { ask, desk } = await asking()
    const walked: string[] = []
    const prints = {
      ...desk.prints,
      walkReceived: (agency: string, from: string, to: string) => {
        walked.push(`${from} ${to}`)
        return desk.prints.walkReceived(agency, from, to)
      },
    }
    for (const kind of ['register', 'late'] as const) {
      const { id } = await ask({ kind, from: '2020-01-01', to: '2029-12-31', format: 'json' })
      expect(await workReport({ ...desk, prints }, id)).toBe('ready')
    }
    const today = desk.now().slice(0, 10)
    // What is late is found in books, and walks no register.
    expect(walked).toEqual([`2020-01-01 ${today}`])
  })

  it('ends, and says so, where it cannot be made in the time there is', async () => {
    const { ask, knock, desk } = await asking()
    const { id } = await ask({ kind: 'register', ...march, format: 'json' })
    const prints = {
      ...desk.prints,
      walkReceived: async function* () {
        await new Promise(() => {})
      } as typeof desk.prints.walkReceived,
    }
    expect(await workReport({ ...desk, prints }, id, 20)).toBe('failed')
    const { json } = await knock('readReportJob', leader, { path: { job: id } })
    expect(json.job).toMatchObject({ state: { code: 'failed' }, failure: { code: 'too-big' } })
  })

  it('bears the same manifest in every form', async () => {
    const { ask, desk, fileOf, code } = await asking()
    const [first, second, third] = [
      await ask({ kind: 'register', ...march, format: 'json' }),
      await ask({ kind: 'register', ...march }),
      await ask({ kind: 'register', ...march, format: 'pdf' }),
    ]
    for (const { id } of [first, second, third]) await workReport(desk, id)
    const json = JSON.parse(textIn((await fileOf(first.id)).bytes))
    expect(json).toMatchObject({ manifest: { report: 'register', agency: ward, rowCount: 1, ...march } })
    expect(json.rows).toHaveLength(1)
    expect(json.rows[0][1]).toBe(code)
    const { job, bytes = new Uint8Array() } = await fileOf(second.id)
    expect(job?.rowsSha256).toBe(json.manifest.sha256)
    expect(unzip(bytes).get('xl/worksheets/sheet2.xml')).toContain(json.manifest.sha256)
    expect(numbersIn(bytes).flat()).toEqual([1])
    const printed = textIn((await fileOf(third.id)).bytes)
    for (const said of [code ?? '', `SHA-256 của các dòng | ${json.manifest.sha256}`, 'Số dòng | 1', 'SỔ THEO DÕI'])
      expect(printed).toContain(said)
  })

  it('is one job under one key, and nobody else’s', async () => {
    const { ask, knock, desk, ports } = await asking()
    const wish = { kind: 'late', ...march }
    const first = await ask(wish, leader, 'khoa-mot-lan-0001')
    expect((await ask(wish, leader, 'khoa-mot-lan-0001')).id).toBe(first.id)
    const other = await ask({ kind: 'register', ...march }, leader, 'khoa-mot-lan-0001')
    expect([other.status, other.json.code]).toEqual([409, 'key-reused'])
    const stranger = staffClaims(`${ward}/desk`, 'reception')
    expect((await knock('readReportJob', stranger, { path: { job: first.id } })).status).toBe(404)
    expect(await workReport(desk, first.id)).toBe('ready')
    expect(await workReport(desk, first.id)).toBe('ready')
    expect(await workReport(desk, 'f'.repeat(26))).toBe('absent')
    expect(ports.doorbells.rung.filter(({ queue }) => queue === 'reporting')).toHaveLength(2)
  })

  it('is shut to who asked for it once they have moved on or lost the role', async () => {
    const { ask, knock, desk } = await asking()
    const { id } = await ask({ kind: 'register', ...march })
    expect(await workReport(desk, id)).toBe('ready')
    const path = { job: id }
    const stays = { ...leader, 'custom:roles': 'reception' }
    const elsewhere = { ...leader, 'custom:unit': 'H57.08/office' }
    const keeper = { ...leader, 'custom:roles': 'admin' }
    for (const [claims, status] of [
      ...([
        [leader, 200],
        [stays, 200],
        [elsewhere, 404],
        [keeper, 404],
      ] as const),
    ])
      for (const door of ['readReportJob', 'downloadReportJob'] as const)
        expect([claims, door, (await knock(door, claims, { path })).status]).toEqual([claims, door, status])
  })

  it('is refused where it is not theirs, or cannot be', async () => {
    const { ask } = await asking()
    const refused = async (body: object, claims = leader) => {
      const { status, json } = await ask({ ...march, ...body }, claims)
      return [status, json.faults?.[0]?.where ?? json.code]
    }
    expect(await refused({ kind: 'late', agency: department })).toEqual([403, 'body.agency'])
    expect(await refused({ kind: 'register' }, admin)).toEqual([403, 'not-your-door'])
    expect(await refused({ kind: 'late', agency: 'all' }, admin)).toEqual([400, 'body.agency'])
    expect(await refused({ kind: 'late', from: '2026-04-01' })).toEqual([400, 'body.to'])
    expect(await refused({ kind: 'figures', report: '07b', by: 'officer' })).toEqual([400, 'body.by'])
    expect(await refused({ kind: 'trace', report: 'channels', column: 'online-percent' })).toEqual([400, 'body.column'])
    const open = { kind: 'trace', report: 'II.06a', column: 'open' }
    expect(await refused({ ...open, by: 'officer', row: 'cb-1' })).toEqual([400, 'body.row'])
    expect(await refused({ ...open, by: 'field' })).toEqual([400, 'body.row'])
    expect(await refused({ ...open, agency: 'all' })).toEqual([403, 'body.agency'])
    expect((await ask({ ...march, ...open, agency: 'all' }, admin)).status).toBe(200)
  })

  it('is as long as it is: every row once, in order, numbered, and each of them logged', async () => {
    const { ask, desk, ports, id, fileOf } = await asking()
    const many = 3_000
    const one = await ports.dossiers.load(id)
    if (!one) throw new Error('no dossier')
    const { dossier, parties } = one
    const walkReceived = async function* () {
      for (let n = 1; n <= many; n += 1) yield { dossier: { ...dossier, id: `hs-${n}`, code: `H57.40-${n}` }, parties }
    }
    desk.prints = { ...desk.prints, walkReceived }
    const job = await ask({ kind: 'register', ...march, format: 'json' })
    expect(await workReport(desk, job.id)).toBe('ready')
    const { rows, manifest } = JSON.parse(textIn((await fileOf(job.id)).bytes))
    expect([rows.length, manifest.rowCount]).toEqual([many, many])
    expect(rows.map(([n, code]: [number, string]) => `${n} ${code}`)).toEqual(
      Array.from({ length: many }, (_, n) => `${n + 1} H57.40-${n + 1}`),
    )
    for (const n of [1, 64, 65, many]) expect((await desk.readLog.of(`hs-${n}`, 10)).rows).toHaveLength(1)
  })

  it('logs everybody in a register as read before there is a file, once however often it is tried', async () => {
    const { ask, desk, id, fileOf } = await asking()
    const { keepAll } = desk.readLog
    const job = await ask({ kind: 'register', ...march, purpose: 'complaint' })
    desk.readLog = { ...desk.readLog, keepAll: () => Promise.reject(new Outage('the table', undefined)) }
    await expect(workReport(desk, job.id)).rejects.toThrow(Outage)
    expect((await fileOf(job.id)).bytes).toBeUndefined()
    desk.readLog = { ...desk.readLog, keepAll }
    expect(await workReport(desk, job.id)).toBe('ready')
    const { rows } = await desk.readLog.of(id, 10)
    expect(rows).toMatchObject([{ what: 'register', purpose: 'complaint', requestId: job.id }])
  })
})

describe('the reports of a month', () => {
  it('are rung for in the first nights of the next one, for every agency and for all of them together', async () => {
    const { desk, ports } = await house('2026-04-01T02:15:00+07:00')
    expect(await ringIssues(desk)).toBe(3)
    expect(ports.doorbells.rung.map(({ message }) => message)).toEqual([
      { kind: 'issues', agency: department, month: '2026-03' },
      { kind: 'issues', agency: ward, month: '2026-03' },
      { kind: 'issues', agency: 'all', month: '2026-03' },
    ])
    expect(await ringIssues({ ...desk, now: () => '2026-04-06T02:15:00+07:00' })).toBe(0)
  })

  it('are rung for of an agency that ended in the month, and of none that had ended before', async () => {
    const { desk, ports } = await house('2026-04-01T02:15:00+07:00')
    const said = {
      kind: 'merger',
      from: [ward],
      to: department,
      decision: '12/QĐ-UBND',
      by: 'cb-admin',
      body: '',
    } as const
    await ports.catalogue.announce({ ...said, id: 'qd-1', on: '2026-03-02', at: '2026-02-10T10:00:00+07:00' })
    expect(await ringIssues(desk)).toBe(3)
    expect(await ringIssues({ ...desk, now: () => '2026-05-01T02:15:00+07:00' })).toBe(2)
    expect(ports.doorbells.rung.at(-2)?.message).toMatchObject({ agency: department, month: '2026-04' })
  })

  it('are kept as they were made, whatever is counted later, and made once', async () => {
    const { ports, desk, id, knock } = await asking()
    const later = { ...desk, now: () => '2026-04-01T02:20:00+07:00' }
    expect(await keepIssues(desk, ward, '2026-03')).toBe(0)
    const made = await keepIssues(later, ward, '2026-03')
    expect(made).toBeGreaterThan(5)
    const read = () => knock('readIssue', leader, { path: { month: '2026-03', report: 'II.06a' } })
    const first = await read()
    expect(first.json).toMatchObject({ at: '2026-04-01T02:20:00+07:00', manifest: { faults: [] } })
    expect(Object(first.json.total).cells[0]).toBe(1)
    const files = new Map(ports.objects.clean)
    const line = { kind: 'whole', field: '', procedure: '1.001193' } as const
    const late = { book: 'lines', agency: ward, line, on: '2026-03-31', measure: 'received-direct', add: 1 } as const
    await ports.counters.count([late], [{ dossier: id, from: 2, counted: { through: 3 } }])
    expect(await keepIssues({ ...desk, now: () => '2026-04-02T02:20:00+07:00' }, ward, '2026-03')).toBe(0)
    expect((await read()).text).toBe(first.text)
    expect(new Map(ports.objects.clean)).toEqual(files)
    const { json } = await knock('listIssues', leader, { path: { month: '2026-03' } })
    expect(Object(json.issues)).toHaveLength(made)
    for (const format of ['json', 'xlsx', 'pdf']) {
      const path = { month: '2026-03', report: 'II.06a' }
      expect((await knock('downloadIssue', leader, { path, query: `?format=${format}` })).status).toBe(200)
    }
  })

  it('are kept of all agencies together, the sum of each one’s, for those who watch over all', async () => {
    const { desk, ports, knock, code } = await asking()
    const later = { ...desk, now: () => '2026-04-01T02:20:00+07:00' }
    for (const agency of [ward, department, 'all'])
      expect(await keepIssues(later, agency, '2026-03')).toBeGreaterThan(5)
    expect(await keepIssues(later, 'all', '2026-03')).toBe(0)
    const totalOf = async (agency: string) => (await ports.issues.find(agency, '2026-03', 'II.06a'))?.report.total.cells
    const [own, other] = [(await totalOf(ward)) ?? [], (await totalOf(department)) ?? []]
    expect(await totalOf('all')).toEqual(own.map((cell, n) => (cell ?? 0) + (other[n] ?? 0)))
    expect((await totalOf('all'))?.[0]).toBe(1)
    for (const issue of await ports.issues.ofMonth('all', '2026-03'))
      expect([issue.report.definition.id, issue.report.faults]).toEqual([issue.report.definition.id, []])
    const path = { month: '2026-03', report: 'II.06a' }
    const watcher = staffClaims(`${department}/desk`, 'supervisor')
    for (const [door, query] of [
      ['listIssues', '?agency=all'],
      ['readIssue', '?agency=all'],
      ['downloadIssue', '?agency=all&format=pdf'],
      ['readCorrections', '?agency=all'],
      ['downloadCorrections', '?agency=all'],
    ] as const) {
      const where = door === 'listIssues' ? { month: '2026-03' } : path
      expect([door, (await knock(door, leader, { path: where, query })).json.code]).toEqual([door, 'not-your-agency'])
      expect([door, (await knock(door, watcher, { path: where, query })).status]).toEqual([door, 200])
    }
    const trace = { path: { report: 'II.06a', column: 'total' }, query: '?agency=all&from=2026-03-01&to=2026-03-31' }
    expect((await knock('traceFigures', watcher, trace)).json.rows).toMatchObject([{ code, adds: 1 }])
  })

  it('are of the catalogue, of causes and of what was sent elsewhere too, each told apart for one agency', async () => {
    const { desk, ports, knock } = await asking()
    await keepIssues({ ...desk, now: () => '2026-04-01T02:20:00+07:00' }, ward, '2026-03')
    const kept = new Map((await ports.issues.ofMonth(ward, '2026-03')).map((one) => [one.report.definition.id, one]))
    const by = ['07b', 'online-provision', 'integrated-services', 'late-causes', 'interlinked', 'interlinked-sent']
    expect(by.map((id) => [id, kept.get(id)?.by])).toEqual([
      ['07b', 'level'],
      ['online-provision', 'field'],
      ['integrated-services', 'field'],
      ['late-causes', 'room'],
      ['interlinked', 'sender'],
      ['interlinked-sent', 'agency'],
    ])
    const totals = (id: string) => kept.get(id)?.report.total.cells
    expect(totals('07b')?.[0]).toBeGreaterThan(0)
    expect(totals('late-causes')?.slice(0, 3)).toEqual([1, 1, 0])
    for (const [id, { report }] of kept) expect([id, report.faults]).toEqual([id, []])
    // Of what is not counted it is told by how much it moved, and not why.
    for (const [report, traced] of [
      ['late-causes', false],
      ['07b', false],
      ['interlinked-sent', true],
      ['interlinked', true],
    ]) {
      const { json } = await knock('readCorrections', leader, { path: { month: '2026-03', report: String(report) } })
      expect([report, json.comparable, json.traced, json.rows]).toEqual([report, true, traced, []])
    }
  })

  it('leave out one that would look at more dossiers than a worker has time for, and make the others', async () => {
    const { desk, ports } = await asking()
    const later = { ...desk, now: () => '2026-04-01T02:20:00+07:00' }
    await keepIssues(later, ward, '2026-03', 0)
    const made = async () => (await ports.issues.ofMonth(ward, '2026-03')).map(({ report }) => report.definition.id)
    expect(await made()).not.toContain('late-causes')
    expect(await made()).toContain('II.06a')
    expect(await keepIssues(later, ward, '2026-03')).toBe(1)
    expect(await made()).toContain('late-causes')
  })

  it('go on where a maker was ended between keeping and drawing', async () => {
    const { ports, desk } = await asking()
    const later = { ...desk, now: () => '2026-04-01T02:20:00+07:00' }
    const broken = {
      ...later,
      objects: { ...desk.objects, putReport: () => Promise.reject(new Outage('the buckets', undefined)) },
    }
    await expect(keepIssues(broken, ward, '2026-03')).rejects.toThrow(Outage)
    const [kept] = await ports.issues.ofMonth(ward, '2026-03')
    expect(kept?.isDrawn).toBeUndefined()
    await keepIssues({ ...desk, now: () => '2026-04-01T03:00:00+07:00' }, ward, '2026-03')
    const all = await ports.issues.ofMonth(ward, '2026-03')
    expect(all.every(({ isDrawn }) => isDrawn)).toBe(true)
    const [first] = all.filter(({ sha256 }) => sha256 === kept?.sha256)
    expect(first?.madeAt).toBe('2026-04-01T02:20:00+07:00')
    expect(first && ports.objects.clean.has(`reports/${issueKey(first, 'xlsx')}`)).toBe(true)
  })

  it('of another agency are for those who watch over all', async () => {
    const { knock } = await asking()
    for (const id of ['listIssues', 'readIssue', 'downloadIssue'] as const) {
      const path = { month: '2026-03', report: 'II.06a' }
      const { json } = await knock(id, leader, { path, query: `?agency=${department}` })
      expect([id, json.code]).toEqual([id, 'not-your-agency'])
    }
  })
})
