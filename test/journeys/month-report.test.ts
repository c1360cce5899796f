import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Everything } from '../../infra/local/everything.ts'
import { startPrivate } from '../../infra/local/private-stack.ts'
import { control, type Voice } from '../../infra/tour/api.ts'
import { actAs, officerOf, untilClean, upload } from '../../infra/tour/moves.ts'
import { hueOfficers, hueUnits } from '../../shared/agencies/hue.ts'
import { addMonths, dayOf, toDate } from '../../shared/calendar/day.ts'
import { numbersIn } from '../reports/read-xlsx.ts'

/** A ward's dossier, and the first night after its month: the reports are made by themselves, kept, opened and traced. */
let system: Everything
let head: Voice
let code = ''
let acceptedAt = ''
const communes = hueUnits.filter(({ level, kind }) => level === 'commune' && kind === 'agency')
const ward = communes.find((unit) => unit.adminCode === '19789')?.id ?? ''
const other = communes.find(({ id }) => id !== ward)?.id ?? ''
const isWatching = ({ roles }: { roles: readonly string[] }) => roles.includes('supervisor')
const settledMs = 280_000

beforeAll(async () => {
  system = await startPrivate()
  const desk = await officerOf(system.places, `${ward}/desk`, 'reception')
  const applicant = { name: 'Phạm Văn Bách', identityNumber: '046088005512', phone: '0905000404' }
  const body = { procedure: '2.000748', channel: 'direct', returnBy: 'counter', applicant } as const
  const { id } = (await desk.openAtDesk({ body })).dossier
  const procedure = await desk.readProcedure({ path: { code: '2.000748' } })
  for (const paper of procedure.papers.filter((row) => row.required))
    await upload(desk, 'desk', id, 'giay-to.pdf', paper.id, paper.id)
  await untilClean(desk, 'desk', id)
  const { dossier } = await actAs(desk, 'desk', id, { act: 'accept' })
  code = dossier.code ?? ''
  acceptedAt = dossier.acceptedAt ?? ''
  await system.stack.settle(settledMs)
  const nextMonth = `${addMonths(`${acceptedAt.slice(0, 7)}-01`, 1)}T02:20:00+07:00`
  const moveMinutes = Math.ceil((toDate(nextMonth).getTime() - toDate(acceptedAt).getTime()) / 60_000)
  await control(system.places.control, '/clock', { moveMinutes })
  await control(system.places.control, '/fire/counting-sweep', {})
  await system.stack.settle(settledMs)
  head = await officerOf(system.places, `${ward}/leaders`, 'leader')
}, 600_000)

afterAll(() => system?.stop())

const fetched = async (url: string) => new Uint8Array(await (await fetch(url)).arrayBuffer())

describe('the first night after a month', () => {
  it('has made the reports of every agency, and kept them', async () => {
    const month = acceptedAt.slice(0, 7)
    const own = await head.listIssues({ path: { month } })
    expect(own.issues.map(({ report }) => report)).toEqual(expect.arrayContaining(['II.06a', '06', 'productivity']))
    for (const { faults, sha256 } of own.issues) expect([faults, sha256.length]).toEqual([[], 64])
    const watcher = await officerOf(system.places, hueOfficers.find(isWatching)?.unit ?? '', 'supervisor')
    const others = await watcher.listIssues({ path: { month }, query: { agency: other } })
    expect(others.issues).toHaveLength(own.issues.length)
  })

  it('gives the month’s report within a second, with the right totals in the workbook, traced to the dossier', async () => {
    const path = { month: acceptedAt.slice(0, 7), report: 'II.06a' } as const
    const times: number[] = []
    let report = await head.readIssue({ path })
    for (let n = 0; n < 5; n += 1) {
      const begun = performance.now()
      report = await head.readIssue({ path })
      times.push(performance.now() - begun)
    }
    expect(Math.min(...times)).toBeLessThan(1000)
    const cell = (column: string) => report.total.cells[report.columns.findIndex((one) => one.id === column)]
    expect(['total', 'direct', 'from-before', 'resolved', 'open'].map(cell)).toEqual([1, 1, 0, 0, 1])
    const { url } = await head.downloadIssue({ path, query: { format: 'xlsx' } })
    const rows = numbersIn(await fetched(url)).filter((row) => row.length > 0)
    const printed = report.total.cells.filter((_, at) => !report.columns[at]?.id.startsWith('moved-'))
    expect(rows.at(-1)).toEqual(printed)
    const pdf = await head.downloadIssue({ path, query: { format: 'pdf' } })
    expect(String.fromCharCode(...(await fetched(pdf.url)).subarray(0, 4))).toBe('%PDF')
    const query = { from: report.from, to: report.to }
    const behind = await head.traceFigures({ path: { report: 'II.06a', column: 'direct' }, query })
    expect(behind.rows.map((row) => row.code)).toEqual([code])
    const since = await head.readCorrections({ path })
    expect(since).toMatchObject({ comparable: true, rows: [], by: [], unexplained: [] })
  })

  it('makes the register as a file when it is asked for, and says how many rows it has', async () => {
    const body = { kind: 'register', from: `${acceptedAt.slice(0, 7)}-01`, to: dayOf(acceptedAt) } as const
    const { job } = await head.askReport({ body })
    await system.stack.settle(settledMs)
    const { job: made } = await head.readReportJob({ path: { job: job.id } })
    expect(made).toMatchObject({ state: { code: 'ready' }, rowCount: 1 })
    const { url } = await head.downloadReportJob({ path: { job: job.id } })
    const file = await fetched(url)
    expect([file.length, numbersIn(file).flat()]).toEqual([made.size, [1]])
  })
})
