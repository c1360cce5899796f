import { describe, expect, it } from 'vitest'
import { department, ward } from '../given.ts'
import { house, staffClaims, workflow } from './given.ts'

const admin = staffClaims(`${ward}/office`, 'admin')
const merger = { kind: 'merger', from: [ward], to: department, on: '2026-06-01', decision: '12/QĐ-UBND' }

const step = {
  n: 1,
  name: 'Thẩm định',
  owner: { agency: 'receiving', room: 'office' },
  role: 'handler',
  hours: 8,
  leaves: false,
}
const draft = {
  id: 'thu',
  version: 1,
  name: 'Quy trình thử, sửa',
  procedureCodes: ['1.001193'],
  steps: [step],
  total: { amount: 8, unit: 'hour' },
  reckoned: 'hours',
  validFrom: '2026-04-01',
  source: 'kiểm thử',
  decision: '5/QĐ-UBND',
}

describe('announcing a decision', () => {
  it('keeps it once, whoever repeats it, and shows the organisation of any day', async () => {
    const { knock } = await house()
    const first = await knock('announceChange', admin, { body: merger })
    expect(first.status).toBe(201)
    const again = await knock('announceChange', admin, { body: merger })
    expect(again.text).toBe(first.text)
    expect((await knock('listChanges', admin)).json.rows).toMatchObject([{ ...merger, by: admin.sub }])
    const heirs = async (on: string) => {
      const { json } = await knock('listUnitVersions', admin, { query: `?on=${on}` })
      return Object(json.rows).map(({ id, heir }: { id: string; heir?: { id: string } }) => [id, heir?.id])
    }
    expect(await heirs('2026-05-31')).toEqual([
      [ward, undefined],
      [department, undefined],
    ])
    expect(await heirs('2026-06-01')).toEqual([
      [ward, department],
      [department, undefined],
    ])
  })
  it('refuses another wish under the same key', async () => {
    const { knock } = await house()
    await knock('announceChange', admin, { body: merger })
    const { status, json } = await knock('announceChange', admin, { body: { ...merger, decision: '13/QĐ-UBND' } })
    expect([status, json.code]).toEqual([409, 'key-reused'])
  })
  it('refuses what cannot hold, every fault at once, and keeps nothing', async () => {
    const { knock } = await house()
    const body = { ...merger, from: [ward, 'H57.99'], to: 'H57.98', on: '2026-03-01' }
    const { status, json } = await knock('announceChange', admin, { body })
    expect([status, json.code]).toEqual([422, 'change-refused'])
    expect(json.faults?.map(({ where }) => where)).toEqual(['body.on', 'body.from', 'body.to'])
    expect((await knock('listChanges', admin)).json.rows).toEqual([])
  })
  it('keeps the tree of units a tree, on every day', async () => {
    const { knock, ports } = await house()
    const unit = { name: 'Xã Thử', level: 'commune' }
    const put = async (more: object, on = '2026-06-01', key = 'khoa-don-vi-01') => {
      const body = { kind: 'unit', unit: { ...unit, ...more }, on, decision: '7/QĐ' }
      const { status, json } = await knock('announceChange', admin, { body, headers: { 'idempotency-key': key } })
      return status === 201 ? 201 : json.faults?.map(({ where, detail }) => `${where}: ${detail}`)
    }
    expect(await put({ id: 'H57.98', parent: 'H57.98' })).toEqual([
      'body.unit.parent: H57.98 không thể thuộc chính nó.',
    ])
    expect(await put({ id: ward, parent: department, adminCode: '19753' }, '2026-07-01')).toBe(201)
    const circle = { id: department, level: 'province', parent: ward }
    expect(await put(circle, '2026-08-01', 'khoa-don-vi-02')).toEqual([
      `body.unit.parent: ${ward} thuộc ${department} trong ngày 01/08/2026: thành vòng.`,
    ])
    // Before the other holds it is no circle yet; from then on it would be one.
    expect(await put(circle, '2026-06-01', 'khoa-don-vi-03')).toEqual([
      `body.unit.parent: ${ward} thuộc ${department} trong ngày 01/07/2026: thành vòng.`,
    ])
    expect(await put({ id: 'H57.99', adminCode: '19753' }, '2026-08-01', 'khoa-don-vi-04')).toEqual([
      expect.stringMatching(/^body\.unit\.adminCode: Mã này là của H57\.40/),
    ])
    expect(await put({ id: ward, level: 'province', adminCode: '197' }, '2026-08-01', 'khoa-don-vi-05')).toEqual([
      `body.unit.level: ${ward} đang là cấp commune; cấp khác là cơ quan khác.`,
      'body.unit.adminCode: Mã đơn vị hành chính cấp province gồm 2 chữ số.',
    ])
    expect(await put({ id: 'H57.99', adminCode: 'Chữ thử' }, '2026-08-01', 'khoa-don-vi-06')).toEqual([
      'body.unit.adminCode: Mã đơn vị hành chính gồm 2 (tỉnh) đến 5 (xã, phường) chữ số.',
    ])
    // What was let in by older rules is still shown.
    const [known] = await ports.catalogue.changes()
    if (known?.kind !== 'unit') throw new Error('no such change')
    await ports.catalogue.announce({ ...known, id: 'cu', unit: { ...known.unit, name: '\u200b', adminCode: 'Chữ' } })
    expect((await knock('listChanges', admin)).status).toBe(200)
  })
  it('hands each procedure of a split to one heir, and only what the catalogue has', async () => {
    const { knock } = await house()
    const parts = [
      { to: department, procedures: ['1.001193', '9.9'] },
      { to: department, procedures: ['1.001193'] },
    ]
    const body = { kind: 'split', from: ward, to: department, parts, on: '2026-06-01', decision: '8/QĐ' }
    const { status, json } = await knock('announceChange', admin, { body })
    expect([status, json.code]).toEqual([422, 'change-refused'])
    expect(json.faults?.map(({ where, detail }) => `${where}: ${detail}`)).toEqual([
      'body.parts.0.procedures.1: Danh mục không có thủ tục 9.9.',
      'body.parts.1.procedures.0: Thủ tục 1.001193 đã giao ở parts.0.procedures.0.',
    ])
  })
  it('puts an officer to a room from a day on', async () => {
    const { knock } = await house()
    const officer = { id: 'cb-moi', name: 'Phạm Thị Mới', unit: `${ward}/desk`, roles: ['reception'] }
    await knock('announceChange', admin, { body: { kind: 'officer', officer, on: '2026-04-01', decision: '7/QĐ' } })
    const names = async (on: string) =>
      Object((await knock('listOfficers', admin, { query: `?agency=${ward}&on=${on}` })).json.rows)
        .map(({ id }: { id: string }) => id)
        .includes('cb-moi')
    expect([await names('2026-03-31'), await names('2026-04-01')]).toEqual([false, true])
  })
})

describe('putting a workflow', () => {
  it('makes a new version; the one before is still there; put again it is the same', async () => {
    const { knock } = await house()
    const put = await knock('putWorkflow', admin, { body: draft })
    expect([put.status, Object(put.json.workflow).version]).toEqual([201, 2])
    expect((await knock('putWorkflow', admin, { body: draft })).text).toBe(put.text)
    const read = async (query: string) =>
      Object((await knock('readWorkflow', admin, { path: { workflow: 'thu' }, query })).json.workflow).name
    expect([await read(''), await read('?version=1')]).toEqual(['Quy trình thử, sửa', 'Quy trình thử'])
    expect((await knock('listWorkflows', admin)).json.rows).toMatchObject([{ id: 'thu', version: 2 }])
  })
  it('does not go over what somebody else put meanwhile', async () => {
    const { knock } = await house()
    await knock('putWorkflow', admin, { body: draft })
    const { status, json } = await knock('putWorkflow', admin, { body: { ...draft, name: 'Bản khác' } })
    expect([status, json.code, json.faults?.[0]?.detail]).toEqual([409, 'workflow-moved', 'Phiên bản mới nhất là 2.'])
  })
  it('asks after each of five hundred procedures once, a few at the same time, and takes none twice', async () => {
    const { knock, ports } = await house()
    let [atOnce, most, asked] = [0, 0, 0]
    const { register } = ports.catalogue
    ports.catalogue.register = async (code) => {
      asked += 1
      atOnce += 1
      most = Math.max(most, atOnce)
      await new Promise((done) => setImmediate(done))
      atOnce -= 1
      return register(code)
    }
    const unknown = Array.from({ length: 499 }, (_, n) => `9.${100_000 + n}`)
    const check = (procedureCodes: readonly string[]) =>
      knock('checkWorkflow', admin, { body: { ...draft, procedureCodes } })
    const { status, json } = await check(['1.001193', ...unknown])
    expect([status, Object(json.findings).length, asked, most]).toEqual([200, 499, 500, 16])
    const twice = await check(['1.001193', '1.001193'])
    expect(twice.json.faults).toMatchObject([{ where: 'body.procedureCodes.1', code: 'repeated' }])
  })
  it('shows what was kept with a repeat, before that was refused, once', async () => {
    const { knock, ports } = await house()
    const acts = ['pass-on', 'pass-on'] as const
    const kept = { ...workflow, version: 2, procedureCodes: ['1.001193', '1.001193'] }
    await ports.catalogue.putWorkflow({ ...kept, steps: workflow.steps.map((one) => ({ ...one, acts })) })
    const { status, json } = await knock('readWorkflow', admin, { path: { workflow: workflow.id } })
    const { procedureCodes, steps } = Object(json.workflow)
    expect([status, procedureCodes, steps[0].acts]).toEqual([200, ['1.001193'], ['pass-on']])
  })
  it('refuses what cannot be carried out, and says why of the rest', async () => {
    const { knock } = await house()
    const broken = { ...draft, steps: [{ ...step, next: [7] }], total: { amount: 9, unit: 'hour' } }
    const { status, json } = await knock('putWorkflow', admin, { body: broken })
    expect([status, json.code, json.faults?.map(({ where }) => where)]).toEqual([422, 'workflow-refused', ['body']])
    expect(json.faults?.[0]?.detail).toMatch(/^dangling-next: /)
    const told = await knock('checkWorkflow', admin, { body: { ...draft, total: { amount: 9, unit: 'hour' } } })
    expect(told.json.findings).toMatchObject([{ code: 'steps-do-not-add-up', severity: 'explain' }])
    expect(Object((await knock('listWorkflows', admin)).json.rows)[0]?.version).toBe(1)
  })
  it('refuses one that takes longer than the law gives, begins in the past or names no procedure of ours', async () => {
    const { knock } = await house()
    const body = {
      ...draft,
      validFrom: '2026-03-09',
      procedureCodes: ['1.001193', '9.999999'],
      steps: [{ ...step, hours: 80 }],
    }
    const { json } = await knock('putWorkflow', admin, { body })
    expect(json.faults?.map(({ where }) => where)).toEqual(['body.validFrom', 'body.procedureCodes.1', 'body'])
    const group = { ...draft, steps: [{ ...step, member: '9.999998' }] }
    const unknown = await knock('putWorkflow', admin, { body: group })
    expect(unknown.json.faults).toMatchObject([
      { where: 'body.steps.0.member', detail: expect.stringContaining('9.999998') },
    ])
    const checked = await knock('checkWorkflow', admin, { body: group })
    expect(checked.json.findings).toMatchObject([
      { code: 'unknown-procedure', severity: 'refuse', says: expect.stringContaining('9.999998') },
    ])
    const odd = await knock('checkWorkflow', admin, { body: { ...draft, steps: [{ ...step, member: 'x y z' }] } })
    expect(odd.json.faults?.map(({ where }) => where)).toEqual(['body.steps.0.member'])
  })
})
