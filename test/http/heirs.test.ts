import { describe, expect, it } from 'vitest'
import { department, ward } from '../given.ts'
import { house, staffClaims } from './given.ts'
import { registered } from './stories.ts'

const heir = staffClaims(`${department}/desk`, 'reception', 'unit-head')
const march = 'from=2026-03-01&to=2026-03-31'

/** A ward whose dossier was withdrawn after it had its receipt, and that has been merged into a department since. */
async function mergedWard() {
  const home = await registered()
  const reception = staffClaims(`${ward}/desk`, 'reception')
  const act = (body: object, key: string) =>
    home.knock('act', reception, { path: { id: home.id }, body, headers: { 'idempotency-key': key } })
  expect((await act({ act: 'accept', version: 1 }, 'khoa-nhan-1')).status).toBe(200)
  const printed = await home.knock('printSheet', reception, { path: { id: home.id }, body: { sheet: 'receipt' } })
  expect((await act({ act: 'withdraw', version: 2, reason: 'Đổi ý' }, 'khoa-rut-1')).status).toBe(200)
  await home.ports.reports.keep({
    ...{ day: '2026-03-10', agency: ward, at: '2026-03-10T06:30:00+07:00', overdue: [], comingDue: [] },
  })
  await home.ports.objects.putReport(`overdue/2026-03-10/${ward}.pdf`, new Uint8Array([1]), 'application/pdf')
  await home.ports.catalogue.announce({
    ...{ id: 'qd-1', kind: 'merger', from: [ward], to: department, on: '2026-03-20', decision: '12/QĐ-THỬ' },
    ...{ by: 'cb-admin', at: '2026-03-19T09:00:00+07:00', body: '' },
  })
  const later = await house('2026-03-23T09:00:00+07:00', home.ports)
  return { ...later, id: home.id, sheet: String(Object(printed.json.print).id) }
}

describe('officers of the agency that has taken over', () => {
  it('hold the receipt in the place of who issued it: they see, fetch, reprint and pack it', async () => {
    const { knock, id, sheet, desk } = await mergedWard()
    const read = await knock('readDossier', heir, { path: { id } })
    expect(Object(read.json.receipt).secret).toMatch(/^[2-9A-Z]{6}$/)
    const listed = await knock('listSheets', heir, { path: { id } })
    expect(Object(listed.json.rows).map((row: { id: string }) => row.id)).toContain(sheet)
    const again = await knock('reprintSheet', heir, { path: { id, sheet }, body: { reason: 'Bản cũ mờ' } })
    expect(again.status).toBe(201)
    const { json } = await knock('askArchive', heir, { path: { id }, body: { purpose: 'complaint' } })
    expect(await desk.marks.value(`archive:${Object(json.archive).id}`)).toContain(ward)
  })

  it('read its reports and its register', async () => {
    const { knock } = await mergedWard()
    const query = `?agency=${ward}`
    for (const [door, said] of [
      ['overdueOfDay', { path: { day: '2026-03-10' }, query }],
      ['downloadOverdue', { path: { day: '2026-03-10' }, query: `${query}&format=pdf` }],
      ['printRegister', { query: `${query}&${march}` }],
    ] as const) {
      expect([door, (await knock(door, heir, said)).status]).toEqual([door, 200])
      const stranger = staffClaims('H57.77/desk', 'reception', 'unit-head')
      expect([door, (await knock(door, stranger, said)).json.code]).toEqual([door, 'not-your-agency'])
    }
  })
})
