import { describe, expect, it } from 'vitest'
import { handler, units, ward } from '../given.ts'
import { staffClaims } from './given.ts'
import { accepted, registered } from './stories.ts'

const leader = staffClaims(`${ward}/leaders`, 'leader')
const admin = staffClaims(`${ward}/desk`, 'admin')
const tomorrow = '2026-03-11'
const newer = {
  kind: 'dossier-code',
  validFrom: tomorrow,
  pattern: '{agency}-{date:yyyyMMdd}-{seq:0000000}',
  source: 'TT 03/2025/TT-VPCP',
}

describe('number patterns', () => {
  it('are listed with what is built in, and the newer one numbers from its day on', async () => {
    const home = await registered()
    const before = await home.knock('listNumberPatterns', admin)
    const builtIn = Object(before.json.rows).map((row: { kind: string; builtIn: boolean }) => [row.kind, row.builtIn])
    expect(builtIn).toEqual([
      ['dossier-code', true],
      ['result', true],
      ['payment-receipt', true],
      ['letter', true],
    ])
    const put = await home.knock('putNumberPattern', admin, { body: newer })
    const set = { by: admin.sub, at: '2026-03-10T09:00:00+07:00', earlier: [], builtIn: false }
    expect([put.status, Object(put.json.rows).at(-1)]).toEqual([200, { ...newer, ...set }])
    home.desk.now = () => `${tomorrow}T09:00:00+07:00`
    const said = { path: { id: home.id }, body: { act: 'accept', version: 1 } }
    const { json } = await home.knock('act', staffClaims(`${ward}/desk`, 'reception'), said)
    expect(Object(json.receipt).code).toBe(`${ward}-20260311-0000001`)
  })
  it('keep who set them and when, also those that another of the same day took the place of, each once', async () => {
    const home = await registered()
    const other = { ...newer, pattern: '{agency}-{date:yyMMdd}-{seq:000000}' }
    const put = (key: string, body: object) =>
      home.knock('putNumberPattern', admin, { body, headers: { 'idempotency-key': key } })
    for (const [key, body] of [
      ['khoa-mau-1', newer],
      ['khoa-mau-2', other],
      ['khoa-mau-1', newer],
    ] as const)
      expect((await put(key, body)).status).toBe(200)
    expect((await put('khoa-mau-1', other)).json.code).toBe('key-reused')
    const { rows } = (await home.knock('listNumberPatterns', admin)).json
    const set = { by: admin.sub, at: '2026-03-10T09:00:00+07:00' }
    expect(Object(rows).at(-1)).toEqual({ ...other, ...set, builtIn: false, earlier: [{ ...newer, ...set }] })
    home.desk.now = () => `${tomorrow}T09:00:00+07:00`
    expect([(await put('khoa-mau-1', newer)).status, (await put('khoa-mau-3', newer)).status]).toEqual([200, 400])
  })
  it.each([
    ['without its serial', { pattern: '{agency}-{date:yyMMdd}' }, 'body.pattern'],
    ['without its day', { pattern: '{agency}-{seq:0000}' }, 'body.pattern'],
    ['with a part nobody knows', { pattern: '{agency}-{date:yyMMdd}-{seq:0000}-{so}' }, 'body.pattern'],
    ['from today', { validFrom: '2026-03-10' }, 'body.validFrom'],
    ['that ends before it begins', { validTo: '2026-03-10' }, 'body.validTo'],
  ])('%s are refused, and the field is named', async (_, change, where) => {
    const home = await registered()
    const { status, json } = await home.knock('putNumberPattern', admin, { body: { ...newer, ...change } })
    expect([status, json.faults?.map((fault) => fault.where)]).toEqual([400, [where]])
    expect(await home.desk.catalogue.numberPatterns()).toEqual([])
  })
})

describe('a range of item numbers of the post', () => {
  const range = { kind: 'waybill', validFrom: tomorrow, pattern: 'RM{00000001-00009999}VN', source: 'công văn thử' }

  it('is set like a pattern, and no number of it is in another', async () => {
    const home = await registered()
    const put = (key: string, body: object) =>
      home.knock('putNumberPattern', admin, { body, headers: { 'idempotency-key': key } })
    expect((await put('khoa-dai-1', range)).status).toBe(200)
    const later = { ...range, validFrom: '2026-04-01' }
    const taken = await put('khoa-dai-2', { ...later, pattern: 'RM{00009999-00019999}VN' })
    expect(taken.json.faults).toMatchObject([{ where: 'body.pattern', code: 'not-offered' }])
    expect((await put('khoa-dai-3', { ...later, pattern: 'RM{00010000-00019999}VN' })).status).toBe(200)
  })

  it.each([
    ['in another form', { pattern: 'RM{1-99}VN' }, 'body.pattern'],
    ['with a last day', { validTo: '2026-12-31' }, 'body.validTo'],
    ['from today', { validFrom: '2026-03-10' }, 'body.validFrom'],
  ])('%s is refused', async (_, change, where) => {
    const home = await registered()
    const { json } = await home.knock('putNumberPattern', admin, { body: { ...range, ...change } })
    expect(json.faults?.map((fault) => fault.where)).toEqual([where])
  })
})

describe('a stand-in over the API', () => {
  const deputy = 'cb-pho'
  const body = { absent: handler.id, substitute: deputy, from: '2026-03-10', to: '2026-03-12', reason: 'Nghỉ phép' }
  async function office() {
    const home = await accepted()
    const officers = await home.ports.catalogue.officers()
    await home.ports.catalogue.putUnits(units, [
      ...officers,
      { ...handler, id: deputy, name: 'Phó Thử', roles: ['clerk'] },
    ])
    return home
  }
  const substitute = { ...staffClaims(`${ward}/office`, 'clerk'), sub: deputy }

  it('is set by a head, seen by the agency, and opens the colleague’s work list', async () => {
    const home = await office()
    const list = { query: `?of=me&colleague=${handler.id}` }
    expect((await home.knock('listWork', substitute, list)).json.code).toBe('not-standing-in')
    const set = await home.knock('letStandIn', leader, { body })
    expect([set.status, Object(set.json.standIn).substitute]).toEqual([201, { id: deputy, name: 'Phó Thử' }])
    expect(Object((await home.knock('listStandIns', substitute)).json.rows)).toHaveLength(1)
    expect((await home.knock('listWork', substitute, list)).status).toBe(200)
    const { id } = Object(set.json.standIn)
    const ended = await home.knock('endStandIn', leader, { path: { id }, body: {} })
    expect(Object(ended.json.standIn).endedAt).toBe('2026-03-10T09:00:00+07:00')
    expect((await home.knock('listWork', substitute, list)).status).toBe(403)
  })
  it('is told in the history by both names, to officers only', async () => {
    const home = await office()
    const file = await home.ports.dossiers.load(home.id)
    if (!file) throw new Error('no dossier')
    const desk = staffClaims(`${ward}/desk`, 'reception')
    const assigned = await home.knock('act', desk, {
      path: { id: home.id },
      headers: { 'idempotency-key': 'khoa-phan-cong' },
      body: { act: 'assign', officer: 'cb-H57.40-desk-reception', version: 2 },
    })
    expect(assigned.status).toBe(200)
    const absent = 'cb-H57.40-desk-reception'
    await home.knock('letStandIn', leader, { body: { ...body, absent } })
    const said = { path: { id: home.id }, body: { act: 'pass-on', version: 3 } }
    const done = await home.knock('act', substitute, { ...said, headers: { 'idempotency-key': 'khoa-lam-thay' } })
    expect(Object(Object(done.json.event).by)).toMatchObject({ id: deputy, standsFor: { id: absent } })
  })
})
