import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Everything } from '../../infra/local/everything.ts'
import { startPrivate } from '../../infra/local/private-stack.ts'
import { control, type Voice } from '../../infra/tour/api.ts'
import { actAs, officerOf, untilClean, upload } from '../../infra/tour/moves.ts'
import { hueUnits } from '../../shared/agencies/hue.ts'
import { numbersIn } from '../reports/read-xlsx.ts'

/** A ward's dossier that nobody has looked at for a month: the head asks which, whose and why, and opens the month's report. */
let system: Everything
let head: Voice
let id = ''
let code = ''
let acceptedOn = ''
const ward = hueUnits.find((unit) => unit.adminCode === '19789')?.id ?? ''
const monthMinutes = 60 * 24 * 30
const settledMs = 90_000

beforeAll(async () => {
  system = await startPrivate()
  const desk = await officerOf(system.places, `${ward}/desk`, 'reception')
  const applicant = { name: 'Phạm Văn Bách', identityNumber: '046088005512', phone: '0905000404' }
  const body = { procedure: '2.000748', channel: 'direct', returnBy: 'counter', applicant } as const
  id = (await desk.openAtDesk({ body })).dossier.id
  const procedure = await desk.readProcedure({ path: { code: '2.000748' } })
  for (const paper of procedure.papers.filter((row) => row.required))
    await upload(desk, 'desk', id, 'giay-to.pdf', paper.id, paper.id)
  await untilClean(desk, 'desk', id)
  const { dossier } = await actAs(desk, 'desk', id, { act: 'accept' })
  code = dossier.code ?? ''
  acceptedOn = dossier.acceptedAt?.slice(0, 10) ?? ''
  await system.stack.settle(settledMs)
  await control(system.places.control, '/clock', { moveMinutes: monthMinutes })
  head = await officerOf(system.places, `${ward}/leaders`, 'leader')
}, 180_000)

afterAll(() => system?.stop())

describe('a head who asks what is late', () => {
  it('learns which dossier, on whose desk and why in one call', async () => {
    const late = await head.listLate({})
    expect(late).toMatchObject({ count: 1, byCause: [{ cause: 'staff', count: 1 }] })
    expect(late.rows[0]).toMatchObject({ code, clock: 'whole', cause: 'staff' })
    expect(late.rows[0]?.room.id.startsWith(ward)).toBe(true)
    expect(JSON.stringify(late)).not.toContain('Bách')
  })

  it('opens the report of the month with the right totals, and follows a column to the dossier', async () => {
    const query = { from: `${acceptedOn.slice(0, 7)}-01`, to: acceptedOn }
    const report = await head.readFigures({ path: { report: 'II.06a' }, query })
    expect(report.manifest.faults).toEqual([])
    const cell = (column: string) => report.total.cells[report.columns.findIndex((one) => one.id === column)]
    expect(['total', 'direct', 'resolved', 'open'].map(cell)).toEqual([1, 1, 0, 1])
    const behind = await head.traceFigures({ path: { report: 'II.06a', column: 'direct' }, query })
    expect(behind.rows.map((row) => row.code)).toEqual([code])
    const file = async (format: 'xlsx' | 'pdf') => {
      const { url } = await head.downloadFigures({ path: { report: 'II.06a' }, query: { ...query, format } })
      return new Uint8Array(await (await fetch(url)).arrayBuffer())
    }
    const rows = numbersIn(await file('xlsx')).filter((row) => row.length > 0)
    // Nothing moved by a merger: its two columns stand beside the form only where something did.
    const printed = (cells: readonly (number | null)[]) =>
      cells.filter((_, at) => !report.columns[at]?.id.startsWith('moved-'))
    expect(rows.at(-1)).toEqual(printed(report.total.cells))
    expect(rows.slice(0, -1)).toEqual(report.rows.map(({ cells }, at) => [at + 1, ...printed(cells)]))
    expect(String.fromCharCode(...(await file('pdf')).subarray(0, 2))).toBe('%P')
  })

  it('is told of it by mail once, however often the list is made, and so is everybody in the open', async () => {
    const own = await untilListed()
    expect(own).toMatchObject({ overdue: 1, codes: [code] })
    const told = await mailsAbout('Quá hạn kéo dài')
    expect(told.length).toBeGreaterThan(0)
    for (const { text } of told) expect([text.includes(code), text.includes('Bách')]).toEqual([true, false])
    await control(system.places.control, '/fire/overdue-report', {})
    await system.stack.settle(settledMs)
    expect(await mailsAbout('Quá hạn kéo dài')).toEqual(told)
  })
})

/** The list of the next working day: on a day off none is made. */
async function untilListed() {
  for (let day = 0; day < 14; day += 1) {
    await control(system.places.control, '/fire/overdue-report', {})
    await system.stack.settle(settledMs)
    const open = await head.publicOverdue({})
    if (open.day !== undefined) return open.agencies.find((row) => row.agency.id === ward)
    await control(system.places.control, '/clock', { moveMinutes: 60 * 24 })
  }
  return undefined
}

async function mailsAbout(title: string) {
  const all = await control<{ subject: string; text: string }[]>(system.places.mail, '/_control/messages')
  return all.filter(({ subject }) => subject.includes(title))
}
