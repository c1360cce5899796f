import { describe, expect, it } from 'vitest'
import { Outage } from '../../shared/outage.ts'
import { scan, ward } from '../given.ts'
import { citizenClaims, staffClaims } from './given.ts'
import { accepted, addScan } from './stories.ts'

const watcher = staffClaims(`${ward}/desk`, 'supervisor')
const office = staffClaims(`${ward}/office`, 'handler')

type Row = {
  at: string
  reader: { kind: string; agency?: { id: string }; officer?: { id: string } }
  what: { code: string }
  scan?: number
  class: { code: string }
  purpose: { code: string }
  requestId?: string
}
const rowsOf = ({ json }: { json: Record<string, unknown> }): Row[] => Object(json.rows)

describe('who is shown personal data', () => {
  it('stands in the access log: who, what, which class, what for', async () => {
    const home = await accepted()
    const path = { id: home.id, n: '1' }
    await home.knock('readDossier', office, { path })
    await home.knock('downloadScan', office, { path })
    const rows = rowsOf(await home.knock('readsOfDossier', watcher, { path }))
    const [file, whole] = ['scan', 'whole'].map((what) => rows.find((row) => row.what.code === what))
    expect(whole).toMatchObject({
      reader: { kind: 'officer', agency: { id: ward }, officer: { id: office.sub } },
      what: { code: 'whole' },
      class: { code: 'basic' },
      purpose: { code: 'handling' },
    })
    expect(file).toMatchObject({ what: { code: 'scan' }, scan: 1, class: { code: 'sensitive' } })
    expect(whole?.requestId).not.toBe(file?.requestId)
  })

  it.each([
    ['reception', 'counter'],
    ['return-desk', 'counter'],
    ['handler', 'handling'],
    ['leader', 'handling'],
    ['supervisor', 'supervision'],
  ] as const)('as %s is taken to look for %s, until another purpose is named', async (role, usual) => {
    const home = await accepted()
    const path = { id: home.id }
    const claims = staffClaims(`${ward}/desk`, role)
    await home.knock('readDossier', claims, { path })
    await home.knock('readDossier', claims, { path, query: '?purpose=complaint' })
    const purposes = rowsOf(await home.knock('readsOfDossier', watcher, { path })).map(({ purpose }) => purpose.code)
    expect(purposes.sort()).toEqual(['complaint', usual].sort())
  })

  it('names a purpose of the list and none of their own, and never the owner’s', async () => {
    const home = await accepted()
    for (const purpose of ['owner', 'to-mo', '']) {
      const { status } = await home.knock('readDossier', office, {
        path: { id: home.id },
        query: `?purpose=${purpose}`,
      })
      expect([purpose, status]).toEqual([purpose, 400])
    }
  })

  it('is shown nothing while the log cannot be written', async () => {
    const home = await accepted()
    home.desk.readLog = { ...home.desk.readLog, keep: () => Promise.reject(new Outage('the table', undefined)) }
    for (const id of ['readDossier', 'downloadScan'] as const) {
      const { status, text } = await home.knock(id, office, { path: { id: home.id, n: '1' } })
      expect([id, status]).toEqual([id, 503])
      expect(text).not.toContain('046090000001')
    }
    const mine = await home.knock('readMine', citizenClaims, { path: { id: home.id } })
    expect(mine.status).toBe(503)
  })
})

describe('what shows no personal data', () => {
  it('is not logged: lists, the search by code, a dossier that is hidden, a file not yet clean', async () => {
    const home = await accepted()
    const path = { id: home.id, n: '9' }
    await home.knock('listWork', office)
    await home.knock('findByCode', office, { query: `?code=${home.code}` })
    await home.knock('readDossier', staffClaims('H57.41/office', 'handler'), { path })
    await home.knock('downloadScan', office, { path })
    await home.ports.scans.reserve(home.id, { ...scan({ n: 9 }), state: 'slot' })
    await home.knock('downloadScan', office, { path })
    expect(rowsOf(await home.knock('readsOfDossier', watcher, { path }))).toEqual([])
  })
})

describe('the owner', () => {
  it('is told which agency looked, when and what for, and which officer it was is not', async () => {
    const home = await accepted()
    const path = { id: home.id }
    await home.knock('readDossier', office, { path })
    const [row] = rowsOf(await home.knock('readsOfMine', citizenClaims, { path }))
    expect(row).toMatchObject({ reader: { kind: 'officer', agency: { id: ward } }, purpose: { code: 'handling' } })
    expect(row?.reader.officer).toBeUndefined()
    expect(row?.requestId).toBeUndefined()
  })

  it('sees the own looks of a day as one', async () => {
    const home = await accepted()
    const path = { id: home.id }
    for (let look = 0; look < 3; look += 1) await home.knock('readMine', citizenClaims, { path })
    const rows = rowsOf(await home.knock('readsOfMine', citizenClaims, { path }))
    expect(rows.map(({ purpose }) => purpose.code)).toEqual(['owner'])
  })

  it('turns pages with a cursor that opens nothing for another dossier', async () => {
    const home = await accepted()
    const path = { id: home.id }
    await addScan(home, home.id, 2)
    for (let look = 0; look < 3; look += 1) await home.knock('readDossier', office, { path })
    const first = await home.knock('readsOfMine', citizenClaims, { path, query: '?limit=2' })
    expect(rowsOf(first)).toHaveLength(2)
    const next = await home.knock('readsOfMine', citizenClaims, { path, query: `?after=${first.json.next}` })
    expect(rowsOf(next)).toHaveLength(1)
    const other = { path: { id: 'khong-co-ho-so-nay' }, query: `?after=${first.json.next}` }
    expect((await home.knock('readsOfMine', citizenClaims, other)).status).toBe(400)
  })
})
