import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Everything } from '../../infra/local/everything.ts'
import { startPrivate } from '../../infra/local/private-stack.ts'
import { signIn, until, type Voice } from '../../infra/tour/api.ts'
import { wholeFor } from '../../infra/tour/moves.ts'
import { Narrator } from '../../infra/tour/narrator.ts'
import { hueUnits } from '../../shared/agencies/hue.ts'
import { instantOf } from '../../shared/calendar/day.ts'
import { readPdf } from '../forms/read-pdf.ts'

/** Birth, residence and health insurance of one child: a request of its parents, three agencies at work on it. */
let system: Everything
beforeAll(async () => {
  system = await startPrivate(() => {}, { retrySeconds: 2 })
}, 120_000)
afterAll(() => system?.stop())

const group = '2.001023'
const police = 'G01.57'
const insurance = 'G12.60.57'
const today = instantOf(new Date()).slice(0, 10)

const step = (n: number, name: string, agency: string, room: 'desk' | 'office' | 'leaders', hours: number) => ({
  n,
  name,
  owner: { agency, room },
  role: ({ desk: 'reception', office: 'handler', leaders: 'leader' } as const)[room],
  hours,
  leaves: false,
})

const workflow = {
  id: 'nhom-khai-sinh',
  version: 0,
  name: 'Khai sinh, đăng ký cư trú, cấp thẻ bảo hiểm y tế cho trẻ em',
  procedureCodes: [group],
  steps: [
    step(1, 'Tiếp nhận', 'receiving', 'desk', 2),
    { ...step(2, 'Ghi sổ hộ tịch', 'receiving', 'office', 4), member: '1.001193' },
    { ...step(3, 'Ký giấy khai sinh', 'receiving', 'leaders', 2), member: '1.001193' },
    { ...step(4, 'Xác minh cư trú', police, 'office', 24), leaves: true, member: '1.004194' },
    { ...step(5, 'Duyệt cư trú', police, 'leaders', 8), member: '1.004194' },
    { ...step(6, 'Lập thẻ bảo hiểm y tế', insurance, 'office', 16), leaves: true, member: '2.000639' },
    { ...step(7, 'Duyệt cấp thẻ', insurance, 'leaders', 8), member: '2.000639' },
    { ...step(8, 'Trả kết quả', 'receiving', 'desk', 0), leaves: true },
  ],
  total: { amount: 8, unit: 'working_day' as const },
  reckoned: 'hours' as const,
  validFrom: today,
  source: 'Kiểm thử',
}

async function makeGroup(admin: Voice): Promise<readonly string[]> {
  const put = await admin.putWorkflow({ body: workflow })
  expect(put.findings.filter(({ severity }) => severity === 'refuse')).toEqual([])
  const path = { code: group }
  await admin.actOnProcedure({ path, body: { act: 'edit', version: 1, change: { workflow: workflow.id } } })
  const decided = { decision: '1/QĐ-THỬ', decidedOn: today }
  await admin.actOnProcedure({ path, body: { act: 'publish', version: 2, validFrom: today, ...decided } })
  const { procedure } = await admin.readVersion({ path: { code: group, version: 2 } })
  return procedure.papers.filter(({ required }) => required).map(({ id }) => id)
}

it('one request for three agencies: one code and one due moment, and each agency has its own procedure in its books', async () => {
  const n = new Narrator(system.places, () => {})
  const admin = await signIn(system.places, { id: 'cb-h57-15-quan-tri', name: '', issuer: 'staff' })
  const papers = await makeGroup(admin)
  const home = hueUnits.find((unit) => unit.adminCode === '19789')?.id ?? ''
  const desk = await n.officer(`${home}/desk`, 'reception')
  const applicant = { name: 'Hồ Thị Cúc', identityNumber: '046190007001' }
  const { dossier } = await desk.openAtDesk({
    body: { procedure: group, channel: 'direct', returnBy: 'counter', applicant },
  })
  const { id } = dossier
  await n.papers(
    desk,
    'desk',
    id,
    papers.map((paper) => [`${paper}.pdf`, paper]),
  )
  const accepted = await n.desk(desk, id, { act: 'accept' })
  const { code = '', dueAt } = accepted.dossier

  const members = [
    [home, '1.001193'],
    [police, '1.004194'],
    [insurance, '2.000639'],
  ] as const
  for (const [agency, procedure] of members) {
    await n.desk(desk, id, { act: 'transfer' })
    const worker = await n.officer(`${agency}/office`, 'handler')
    const leader = await n.officer(`${agency}/leaders`, 'leader')
    const whole = await wholeFor(desk, id, 'desk')
    const part = whole.kin?.find((row) => row.procedure.code === procedure)
    expect(part, procedure).toMatchObject({ code, parent: id })
    expect(part?.dueAt).not.toBe(dueAt)
    expect(whole.dossier.dueAt).toBe(dueAt)
    const partId = part?.id ?? ''
    await until('báo nhận', async () => {
      const { history } = await wholeFor(worker, partId, 'desk')
      return history.some(({ dossier, act }) => dossier === partId && act.code === 'acknowledge') ? true : undefined
    })
    await n.desk(worker, partId, { act: 'pass-on' })
    await n.approve(leader, partId)
    await n.desk(leader, partId, { act: 'hand-back' })
  }
  const ready = await wholeFor(desk, id, 'desk')
  expect(ready.dossier).toMatchObject({ status: { code: 'processed' }, code })
  expect(ready.kin?.map(({ status }) => status.code)).toEqual(['returned', 'returned', 'returned'])
  expect(ready.results?.map(({ name }) => name)).toEqual(['result-1', 'result-2', 'result-3'])
  const links = await Promise.all(
    ['result', 'result-1', 'result-3'].map((name) => desk.downloadScan({ path: { id, n: name } })),
  )
  const [own, first, last] = await Promise.all(links.map(async ({ url }) => (await fetch(url)).text()))
  expect(own).toBe(last)
  expect(first).not.toBe(last)
  const { secret = '' } = ready.receipt ?? {}
  const found = await desk.lookUp({ body: { code, factor: secret } })
  expect(found).toMatchObject({ code, status: 'processed' })

  await n.desk(desk, id, { act: 'return', taker: { kind: 'owner', name: applicant.name }, signed: 'paper' })
  await n.sheet(desk, id, 'control')
  const control = n.sheets.at(-1)
  const text = control ? readPdf(control.bytes).pages.join(' ').replace(/\s+/g, ' ') : ''
  for (const name of ['Công an thành phố Huế', 'Bảo hiểm xã hội thành phố Huế', 'Thủ tục đăng ký khai sinh']) {
    expect(text).toContain(name)
  }
  expect(text.match(/Trả kết quả liên thông/g)).toHaveLength(3)

  const booked = async (agency: string, report: 'II.06a' | '06') => {
    const reader = await n.officer(`${agency}/leaders`, 'leader')
    const { rows } = await reader.readFigures({ path: { report }, query: { from: today, to: today, by: 'procedure' } })
    const busy = rows.filter(({ cells }) => cells[0] !== 0)
    return busy.map(({ key, cells }) => `${key} ${cells[0]}`).sort()
  }
  await until('số liệu', async () => ((await booked(insurance, '06')).length > 0 ? true : undefined), 60)
  expect(await booked(home, 'II.06a')).toEqual([`${group} 1`])
  expect(await booked(home, '06')).toEqual(['1.001193 1', `${group} 1`])
  expect(await booked(police, '06')).toEqual(['1.004194 1'])
  expect(await booked(insurance, '06')).toEqual(['2.000639 1'])
  for (const agency of [police, insurance]) expect(await booked(agency, 'II.06a')).toEqual([])
}, 240_000)
