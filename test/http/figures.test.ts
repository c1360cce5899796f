import { describe, expect, it } from 'vitest'
import { countDossiers } from '../../shared/desk/count-dossiers.ts'
import { department, ward } from '../given.ts'
import { lateWard } from './figures-given.ts'
import { staffClaims } from './given.ts'

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
    // Total, online, direct, from before, resolved, early, on time, overdue, open, in time, late.
    expect(cells).toEqual([1, 0, 1, 0, 0, 0, 0, 0, 1, 0, 1])
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
      ['open-late', [code]],
      ['online', []],
      ['overdue', []],
    ] as const) {
      const { json } = await knock('traceFigures', head, { path: { report: 'II.06a', column }, query: march })
      expect([column, Object(json.rows).map((row: { code: string }) => row.code)]).toEqual([column, found])
    }
    const sum = await knock('traceFigures', head, { path: { report: 'II.06a', column: 'total' }, query: march })
    expect(sum.status).toBe(404)
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

  it('of another agency is for those who watch over all', async () => {
    const { knock } = await lateWard()
    for (const [id, path] of [
      ['readFigures', { report: '06' }],
      ['downloadFigures', { report: '06' }],
      ['traceFigures', { report: '06', column: 'open' }],
      ['listLate', {}],
    ] as const) {
      const query = id === 'listLate' ? `?agency=${department}` : `${march}&agency=${department}`
      expect([id, (await knock(id, head, { path, query })).json.code]).toEqual([id, 'not-your-door'])
      expect([id, (await knock(id, watcher, { path, query })).status]).toEqual([id, 200])
    }
  })
})

describe('a head of department', () => {
  it('learns in one call which dossiers are late, whose desk they lie on, and why', async () => {
    const { knock, code } = await lateWard()
    const { json, text } = await knock('listLate', head)
    expect(json).toMatchObject({
      agency: { id: ward },
      count: 1,
      byCause: [{ cause: 'staff', count: 1 }],
      rows: [{ code, room: { id: `${ward}/desk` }, cause: 'staff', clock: 'whole' }],
    })
    expect(Object(json.rows)[0].why).toMatch(/^Cán bộ, đơn vị đang giữ\. Quá \d+(,\d)? giờ làm việc/)
    expect(text).not.toMatch(/Trần|046090000001/)
  })
})
