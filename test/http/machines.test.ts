import { describe, expect, it } from 'vitest'
import { machineTokenOf } from '../../shared/access/claims.ts'
import { objections } from '../../shared/dossier/objections.ts'
import { refusals } from '../../shared/http/problems.ts'
import { routes } from '../../shared/http/routes.ts'
import { department, handler, ward } from '../given.ts'
import { machineClaims, machineId, reception, staffClaims, staffIssuer } from './given.ts'
import { accepted } from './stories.ts'

const follows = machineClaims('dossiers.follow')
const entry = { client: machineId, name: 'Cổng thử', agency: ward, expiresOn: '2026-03-10' }
const code = 'H57.40-260310-0001'

async function listed(said: Partial<typeof entry> = {}) {
  const home = await accepted()
  await home.desk.machines.keep({ ...entry, ...said })
  return home
}

describe('a machine that follows a dossier', () => {
  it('is told status, dates and office of its agency’s, and nothing of a person', async () => {
    const { knock } = await listed()
    const { status, json, text } = await knock('followDossier', follows, { path: { code } })
    expect([status, json]).toMatchObject([
      200,
      { code, procedureName: 'Đăng ký khai sinh', status: 'accepted', statusTerm: 'Được tiếp nhận', delivery: 'none' },
    ])
    expect(json).toMatchObject({ national: 2, acceptedAt: expect.any(String), dueAt: expect.any(String) })
    expect(text).not.toMatch(/Trần|Lê Thị|Nguyễn|046090000001|0912345678|\*\*|"cb-/)
  })

  it('is let in through its last day, and shut out on the next: 403, whatever its token says', async () => {
    const { knock, desk } = await listed()
    expect((await knock('followDossier', follows, { path: { code } })).status).toBe(200)
    await desk.machines.keep({ ...entry, expiresOn: '2026-03-09' })
    const { status, json } = await knock('followDossier', follows, { path: { code } })
    expect([status, json.code, json.detail]).toEqual([403, 'machine-not-listed', refusals['machine-not-listed'].says])
  })

  it('is nobody to us before it is listed, whatever client of the same issuer it is', async () => {
    const { knock } = await listed({ client: 'may-khac' })
    const { status, json } = await knock('followDossier', follows, { path: { code } })
    expect([status, json.code]).toEqual([403, 'machine-not-listed'])
  })

  it('with another scope is refused before the list is asked', async () => {
    const { knock, desk } = await listed()
    desk.machines = { ...desk.machines, entry: () => Promise.reject(new Error('the list was asked')) }
    const { status, json } = await knock('followDossier', machineClaims('reports.read'), { path: { code } })
    expect([status, json.code]).toEqual([403, 'not-your-door'])
  })

  it('leaves its client id in the log, as a person leaves theirs', async () => {
    const { knock, lines } = await listed()
    await knock('followDossier', follows, { path: { code } })
    expect(lines.at(-1)).toMatchObject({ route: 'followDossier', person: machineId, status: 200 })
  })
})

describe('a machine that reads reports', () => {
  it('gets its agency’s rows without the officer’s name', async () => {
    const { knock, ports, id } = await listed()
    const row = {
      dossier: id,
      code,
      procedure: '1.001193',
      procedureName: 'Đăng ký khai sinh',
      room: `${ward}/office`,
      officer: handler.id,
      dueAt: '2026-03-09T17:00:00+07:00',
      remaining: 'quá 2 giờ',
      clock: 'whole',
    } as const
    const at = '2026-03-10T06:30:00+07:00'
    await ports.reports.keep({ day: '2026-03-10', agency: ward, at, overdue: [row], comingDue: [row] })
    const said = { path: { day: '2026-03-10' } }
    const { json, text } = await knock('overdueForMachine', machineClaims('reports.read'), said)
    expect(Object(json.reports)[0].overdue[0]).toMatchObject({ code, remaining: 'quá 2 giờ' })
    expect(text).not.toContain(handler.id)
    expect(text).not.toContain(handler.name)
    const officers = await knock('overdueOfDay', staffClaims(`${ward}/desk`, 'reception'), said)
    expect(officers.text).toContain(handler.id)
  })
})

describe('a machine of an agency that has ended', () => {
  const merged = async () => {
    const home = await listed()
    const head = { id: 'qd-1', decision: '12/QĐ-UBND', by: 'cb-admin', at: '2026-03-01T09:00:00+07:00', body: '' }
    await home.ports.catalogue.announce({ ...head, kind: 'merger', from: [ward], to: department, on: '2026-03-10' })
    return home
  }
  it('sees what its heir sees: what it had itself, and what the heir has', async () => {
    const { knock, ports } = await merged()
    expect((await knock('followDossier', follows, { path: { code } })).status).toBe(200)
    const at = '2026-03-10T06:30:00+07:00'
    for (const agency of [ward, department, 'H57.99'])
      await ports.reports.keep({ day: '2026-03-10', agency, at, overdue: [], comingDue: [] })
    const said = { path: { day: '2026-03-10' } }
    const { json } = await knock('overdueForMachine', machineClaims('reports.read'), said)
    expect([...Object(json.reports)].map(({ agency }) => agency.id).sort()).toEqual([department, ward].sort())
  })
  it('does not see what is neither’s', async () => {
    const { knock, ports } = await merged()
    const file = await ports.dossiers.load((await ports.dossiers.idOfCode(code)) ?? '')
    const record = file && ports.store.records.get(file.dossier.id)
    if (record) record.dossier = { ...record.dossier, agencies: ['H57.99'] }
    expect((await knock('followDossier', follows, { path: { code } })).status).toBe(404)
  })
})

describe('a token of a machine', () => {
  it('speaks for its client alone: one that stands for a person is none, scopes or not', async () => {
    const { knock } = await listed()
    for (const claims of [
      { ...follows, sub: 'cb-1' },
      { ...follows, token_use: 'id' },
      { ...follows, scope: undefined },
      { ...reception, scope: 'mot-cua-api/dossiers.follow', client_id: 'cong' },
      { ...follows, iss: 'https://elsewhere.test' },
    ]) {
      const { status, json } = await knock('followDossier', claims, { path: { code } })
      expect([status, json.code]).toEqual([401, 'not-signed-in'])
    }
  })

  it('has the scopes we know, in full and in the name of this API', () => {
    const scope = 'openid dossiers.follow other-api/reports.read mot-cua-api/admin mot-cua-api/reports.read __proto__'
    expect(machineTokenOf({ iss: staffIssuer, sub: 'm', client_id: 'm', scope })).toEqual({
      id: 'm',
      scopes: ['reports.read'],
    })
  })
})

describe('the route table', () => {
  it('names a scope on every door of machines and on no other', () => {
    for (const row of routes) expect([row.id, 'scope' in row]).toEqual([row.id, row.issuer === 'machine'])
  })

  it('uses no code that the rules of dossiers use too', () => {
    expect(Object.keys(objections)).not.toContain('machine-not-listed')
  })
})
