import { describe, expect, it } from 'vitest'
import { department, ward } from '../given.ts'
import { atDesk, birth, citizenClaims, house, reception, staffClaims, wish } from './given.ts'
import { accepted, registered } from './stories.ts'

const address = { name: 'Trần Văn Thử', phone: '0912345678', detail: 'Số 1', communeCode: '19789' }

async function opening(change: object, procedure: object = {}) {
  const { knock, ports } = await house()
  await ports.catalogue.putProcedure({ ...birth, ...procedure })
  const { json } = await knock('openOnline', citizenClaims, { body: { ...wish, ...change } })
  return [json.code, json.faults?.map(({ where, detail }) => `${where}: ${detail}`)]
}

describe('a refusal of the rules says which field is to be mended, and how', () => {
  it('of a procedure that is not received', async () => {
    expect(await opening({ procedure: '9.999999' })).toEqual([
      'procedure-closed',
      ['body.procedure: Danh mục ngày 10/03/2026 không có thủ tục 9.999999 đang tiếp nhận.'],
    ])
    expect(await opening({}, { channels: ['direct'] })).toEqual([
      'channel-not-offered',
      ['body.procedure: Thủ tục nhận qua: direct; không qua online.'],
    ])
  })

  it('of a case', async () => {
    expect(await opening({ case: 'th-1' })).toEqual([
      'unknown-case',
      ['body.case: Thủ tục không chia trường hợp: bỏ trường này.'],
    ])
    const cases = [{ id: 'a', name: 'Trong nước' }]
    expect(await opening({ case: 'b' }, { cases })).toEqual(['unknown-case', ['body.case: Có: a (Trong nước).']])
    expect(await opening({}, { cases, limits: {} })).toEqual(['case-missing', ['body.case: Chọn một: a (Trong nước).']])
  })

  it('of an agency', async () => {
    expect(await opening({ receivingUnit: 'H99' })).toEqual([
      'not-competent',
      ['body.receivingUnit: Danh bạ không có cơ quan H99; mã cơ quan là id ở listUnits.'],
    ])
    expect(await opening({ receivingUnit: department })).toEqual([
      'not-competent',
      [expect.stringMatching(/^body\.receivingUnit: Sở Thử Nghiệm không phải cấp xã/)],
    ])
    expect(await opening({ competentAgency: department })).toEqual([
      'not-competent',
      ['body.competentAgency: Thủ tục không tiếp nhận phi địa giới: nơi tiếp nhận cũng là nơi giải quyết.'],
    ])
    expect(await opening({ competentAgency: department }, { nonTerritorial: true })).toEqual([
      'not-competent',
      [`body.competentAgency: ${department} không phải UBND cấp xã đang hoạt động.`],
    ])
    const competent = { kind: 'agency', agency: department }
    expect(await opening({ competentAgency: ward }, { competent })).toEqual([
      'not-competent',
      [`body.competentAgency: Thủ tục do ${department} giải quyết: bỏ trường này, hoặc nêu ${department}.`],
    ])
  })

  it('of an officer’s own counter, where the procedure is what can be mended', async () => {
    const { knock } = await house()
    const there = staffClaims(`${department}/desk`, 'reception')
    const { json } = await knock('openAtDesk', there, { body: atDesk })
    expect([json.code, json.faults?.[0]?.where]).toEqual(['not-competent', 'body.procedure'])
  })

  it('of an address for the post', async () => {
    expect(await opening({ returnBy: 'post' })).toEqual([
      'no-postal-address',
      ['body.deliverTo: Nhận qua bưu chính (returnBy: post) thì phải có địa chỉ.'],
    ])
    expect(await opening({ returnBy: 'post', deliverTo: address })).toEqual([undefined, undefined])
  })

  it('of everything that does not depend on another at once, each fault under its own code', async () => {
    const faultsOf = async (change: object, procedure: object = {}) => {
      const { knock, ports } = await house()
      await ports.catalogue.putProcedure({ ...birth, ...procedure })
      const { json } = await knock('openOnline', citizenClaims, { body: { ...wish, returnBy: 'post', ...change } })
      return [json.code, json.faults?.map(({ where, code }) => `${where} ${code}`)]
    }
    const cases = [{ id: 'a', name: 'Trong nước' }]
    expect(await faultsOf({ case: 'b', competentAgency: department }, { cases, channels: ['direct'] })).toEqual([
      'channel-not-offered',
      [
        'body.procedure channel-not-offered',
        'body.case unknown-case',
        'body.competentAgency not-competent',
        'body.deliverTo no-postal-address',
      ],
    ])
    expect(await faultsOf({ procedure: '9.999999', receivingUnit: 'H99', case: 'b' })).toEqual([
      'procedure-closed',
      ['body.procedure procedure-closed', 'body.receivingUnit not-competent', 'body.deliverTo no-postal-address'],
    ])
    // Which counter must receive it is asked of one that stands; which case, of a channel that is offered.
    expect(await faultsOf({ receivingUnit: 'H99' }, { cases, limits: {} })).toEqual([
      'case-missing',
      ['body.case case-missing', 'body.receivingUnit not-competent', 'body.deliverTo no-postal-address'],
    ])
    expect(await faultsOf({}, { cases, limits: {}, channels: ['direct'] })).toEqual([
      'channel-not-offered',
      ['body.procedure channel-not-offered', 'body.deliverTo no-postal-address'],
    ])
    expect(await faultsOf({ deliverTo: address })).toEqual([undefined, undefined])
  })

  it('of a key that was used', async () => {
    const { knock } = await house()
    await knock('openOnline', citizenClaims, { body: wish })
    const { json } = await knock('openOnline', citizenClaims, { body: { ...wish, summary: 'Khác' } })
    expect([json.code, json.faults?.[0]?.where]).toEqual(['key-reused', 'header.idempotency-key'])
  })

  it('of days on which somebody stands in, and of who they are', async () => {
    const { knock } = await house()
    const leader = staffClaims(`${ward}/leaders`, 'leader')
    const said = { absent: `cb-${ward}-office-handler`, substitute: `cb-${ward}-desk-reception`, reason: 'Nghỉ phép' }
    const let_ = async (body: object) => {
      const { json } = await knock('letStandIn', leader, { body })
      return [json.code, json.faults?.map(({ where }) => where)]
    }
    const days = { from: '2026-03-11', to: '2026-03-12' }
    expect(await let_({ ...said, from: '2026-03-01', to: '2026-03-02' })).toEqual(['wrong-days', ['body.to']])
    expect(await let_({ ...said, ...days, absent: 'cb-x', substitute: 'cb-y' })).toEqual([
      'not-your-colleague',
      ['body.absent', 'body.substitute'],
    ])
    expect(await let_({ ...said, ...days, substitute: said.absent })).toEqual([
      'not-your-colleague',
      ['body.substitute'],
    ])
  })

  it('of the scope of a calendar', async () => {
    const { knock } = await house()
    const days = [{ on: '2026-03-20', kind: 'off' }]
    const admin = staffClaims(`${ward}/office`, 'admin')
    const { json } = await knock('declareDays', admin, { body: { scope: 'H99', days, source: '1/QĐ' } })
    expect([json.code, json.faults?.[0]?.where]).toEqual(['unknown-scope', 'body.scope'])
  })

  it('of a scan: the paper, the state that takes none, the bytes that have not come', async () => {
    const home = await house()
    const { json } = await home.knock('openOnline', citizenClaims, { body: wish })
    const path = { id: String(Object(json.dossier).id) }
    const file = { fileName: 'a.pdf', type: 'application/pdf', size: 10, sha256: 'a'.repeat(64) }
    const unknown = await home.knock('reserveMyScan', citizenClaims, { path, body: { ...file, paper: 'giay-9' } })
    expect(unknown.json.faults).toMatchObject([{ where: 'body.paper', detail: expect.stringContaining('giay-9') }])
    await home.knock('reserveMyScan', citizenClaims, { path, body: file })
    const missing = await home.knock('confirmMyScan', citizenClaims, { path: { ...path, n: '1' } })
    expect(missing.json.faults).toMatchObject([{ where: 'path.n', detail: expect.stringContaining('10 byte') }])
    const act = { act: 'withdraw', version: 1, reason: 'Nhầm' }
    await home.knock('actOnMine', citizenClaims, { path, body: act })
    const late = await home.knock('reserveMyScan', citizenClaims, { path, body: file })
    expect([late.json.code, late.json.faults?.[0]?.where]).toEqual(['not-now', 'dossier.status'])
    expect(late.json.faults?.[0]?.detail).toMatch(/chỉ nhận khi: “Hồ sơ nháp”/)
  })

  it('of a transfer of money without its reference', async () => {
    const { knock, id } = await accepted()
    const owed = {
      act: 'charge-fee',
      version: 2,
      items: [{ kind: 'fee', name: 'Phí', amountVnd: 1000 }],
      payee: 'Kho bạc',
    }
    const cashier = staffClaims(`${ward}/desk`, 'cashier', 'reception')
    await knock('act', cashier, { path: { id }, body: owed, headers: { 'idempotency-key': 'khoa-thu-phi' } })
    const pay = { act: 'pay', version: 3, amountVnd: 1000, method: 'transfer' }
    const { json } = await knock('act', cashier, {
      path: { id },
      body: pay,
      headers: { 'idempotency-key': 'khoa-nop' },
    })
    expect([json.code, json.faults?.[0]?.where]).toEqual(['reference-missing', 'body.reference'])
  })
})

describe('a version', () => {
  it('that never was is told otherwise than one that is old, and both name the one that stands', async () => {
    const { knock, id } = await registered()
    const act = async (version: number) =>
      (await knock('act', reception, { path: { id }, body: { act: 'refuse', version, reason: 'Sai' } })).json
    const ahead = await act(9)
    expect([ahead.code, ahead.status]).toEqual(['version-ahead', 409])
    expect(ahead.faults).toMatchObject([{ where: 'body.version', detail: 'Đang ở phiên bản 1.' }])
    await act(1)
    const old = await knock('act', reception, {
      path: { id },
      body: { act: 'accept', version: 1 },
      headers: { 'idempotency-key': 'khoa-khac-01' },
    })
    expect([old.json.code, old.json.faults?.[0]?.detail]).toEqual(['moved-meanwhile', 'Đang ở phiên bản 2.'])
  })
})

describe('another agency’s figures', () => {
  const days = 'from=2026-03-01&to=2026-03-31'
  it('are refused for the agency, not for the role', async () => {
    const { knock } = await house()
    const leader = staffClaims(`${ward}/leaders`, 'leader')
    const path = {
      report: 'II.06a',
      index: '766',
      month: '2026-03',
      day: '2026-03-10',
      column: 'open',
      code: '1.001193',
    }
    for (const id of ['readFigures', 'listLate', 'surveyResults', 'listIssues', 'overdueOfDay', 'readIndex'] as const) {
      const rest = id === 'surveyResults' ? 'from=2026-01&to=2026-03' : id.startsWith('read') ? days : ''
      const { status, json } = await knock(id, leader, { path, query: `?${rest}&agency=${department}` })
      expect([id, status, json.code]).toEqual([id, 403, 'not-your-agency'])
    }
    const clerk = staffClaims(`${ward}/desk`, 'clerk')
    expect((await knock('readIndex', clerk, { path, query: `?${days}` })).json.code).toBe('not-your-door')
  })

  it('of all agencies at once are no offer where each has its own', async () => {
    const { knock } = await house()
    const { status, json } = await knock('listLate', staffClaims(`${ward}/office`, 'supervisor'), {
      query: '?agency=all',
    })
    expect([status, json.faults?.map(({ where, code }) => [where, code])]).toEqual([
      400,
      [['query.agency', 'not-offered']],
    ])
  })
})

describe('every fault at once', () => {
  const path = { id: 'abcdefgh12345678' }
  const places = async (id: 'act' | 'actOnMine' | 'declareDays' | 'searchDossiers', body: object) => {
    const { knock } = await house()
    const person = id === 'actOnMine' ? citizenClaims : staffClaims(`${ward}/desk`, 'reception', 'admin')
    const said = id === 'act' || id === 'actOnMine' ? { path, body } : { body }
    return (await knock(id, person, said)).json.faults?.map(({ where, code }) => `${where} ${code}`).sort()
  }

  it('beside an act that is not offered', async () => {
    expect(await places('actOnMine', { act: 'cancel', version: 'x', reasn: 'a', reason: 'b' })).toEqual([
      'body.act not-offered',
      'body.reasn unknown-field',
      'body.version wrong-type',
    ])
    expect(await places('act', { version: 0 })).toEqual(['body.act required', 'body.version too-small'])
    expect(await places('act', {})).toEqual(['body.act required', 'body.version required'])
    expect(await places('actOnMine', { act: 'submit', version: 1, reasn: 'a' })).toEqual(['body.reasn unknown-field'])
  })

  it('beside a question about several fields', async () => {
    expect(await places('act', { act: 'receive-papers', version: 0, papers: [] })).toEqual([
      'body.papers wrong-form',
      'body.version too-small',
    ])
    expect(await places('declareDays', { scope: '!', source: '1', days: [] })).toEqual([
      'body.days wrong-form',
      'body.scope wrong-form',
    ])
    const season = { from: '2026-04-02', until: '2026-04-01', hours: {} }
    expect(await places('declareDays', { scope: 'VN', source: '', seasons: [season] })).toEqual([
      'body.seasons.0.hours wrong-form',
      'body.seasons.0.until wrong-form',
      'body.source too-small',
    ])
    expect(await places('searchDossiers', { purpose: 'x' })).toEqual(['body wrong-form', 'body.purpose not-offered'])
  })
})

describe('a cursor of a list', () => {
  it('that no page gave is refused, and begins nothing anew', async () => {
    const { knock } = await house()
    for (const [id, person, after] of [['findProcedures', undefined, '9.999999']] as const) {
      const { status, json } = await knock(id, person, { query: `?after=${after}` })
      expect([id, status, json.faults?.map(({ where }) => where)]).toEqual([id, 400, ['query.after']])
    }
    expect((await knock('findProcedures', undefined, { query: '?after=1.001193' })).json).toMatchObject({ rows: [] })
  })
})
