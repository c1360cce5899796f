import { describe, expect, it } from 'vitest'
import { tellPortal } from '../../shared/desk/national-portal/tell-portal.ts'
import { ringMark } from '../../shared/desk/ring-outbox.ts'
import { tuesday, ward } from '../given.ts'
import { staffClaims } from './given.ts'
import { accepted } from './stories.ts'

const admin = staffClaims(`${ward}/desk`, 'admin')
const reception = staffClaims(`${ward}/desk`, 'reception')
const day = '2026-03-11'

async function owed() {
  const home = await accepted()
  for (const mark of await home.ports.outbox.waiting('9999', 50)) await ringMark(home.desk, mark)
  return home
}

describe('the synchronisation ledger over the API', () => {
  it('says beside each dossier what the portal sees of it, and names no person', async () => {
    const { knock, id, code, desk } = await owed()
    const before = await knock('readSync', reception, { path: { id } })
    expect(before.json).toEqual({ dossier: id, owed: { event: 2, at: tuesday }, unsentSince: tuesday })
    await tellPortal(desk, { kind: 'doorbell', dossier: id, n: 2 })
    const { json, text } = await knock('readSync', reception, { path: { id } })
    const telling = { event: 2, status: 'accepted', at: tuesday }
    expect(json).toMatchObject({ dossier: id, code, sent: telling, acknowledged: telling })
    expect(json).not.toHaveProperty('unsentSince')
    expect(text).not.toContain('Trần')
  })

  it('lists what is owed to administrators, the longest waiting first, page by page', async () => {
    const { knock, id, desk } = await owed()
    await desk.syncLedger.keep({ dossier: 'hs-0', revision: 0, unsentSince: '2026-03-09T09:00:00+07:00' })
    const first = await knock('listUnsent', admin, { query: '?limit=1' })
    expect(first.json.rows).toMatchObject([{ dossier: 'hs-0' }])
    const second = await knock('listUnsent', admin, { query: `?limit=1&after=${first.json.next}` })
    expect(second.json.rows).toMatchObject([{ dossier: id }])
    expect((await knock('listUnsent', admin, { query: '?after=AAAA' })).status).toBe(400)
  })

  it('lists the differences of a day, and hands them out as a workbook', async () => {
    const { knock, id, code, desk } = await owed()
    expect((await knock('listDifferences', admin, { path: { day } })).json).toEqual({ day, rows: [] })
    const row = { dossier: id, code, kind: 'ahead-there', ours: 'accepted', theirs: '10', at: tuesday } as const
    await desk.syncLedger.keepDifference({ ...row, day, sentAgain: false })
    expect((await knock('listDifferences', admin, { path: { day } })).json.rows).toEqual([{ ...row, sentAgain: false }])
    const link = await knock('downloadDifferences', admin, { path: { day } })
    expect([link.status, String(link.json.url)]).toEqual([200, expect.stringMatching(/\.xlsx$/)])
    expect((await knock('listDifferences', admin, { path: { day: 'hôm-qua' } })).status).toBe(400)
  })

  it('lists what the catalogues differ in, to administrators and those who supervise', async () => {
    const { knock, desk } = await owed()
    const rows = [{ kind: 'limit', code: '1.001193', ours: '3 ngày làm việc', theirs: '9 ngày làm việc' }] as const
    await desk.syncLedger.keepCatalogue({ day, of: 'procedure:1.001193', at: tuesday, told: 1, rows })
    const { json } = await knock('listDifferences', admin, { path: { day }, query: '?of=catalogues' })
    expect(json).toEqual({ day, rows: [], catalogues: [{ of: 'procedure:1.001193', at: tuesday, told: 1, rows }] })
    expect((await knock('listDifferences', reception, { path: { day } })).status).toBe(403)
    expect((await knock('listDifferences', admin, { path: { day }, query: '?of=x' })).status).toBe(400)
  })
})
