import { describe, expect, it } from 'vitest'
import { ministryDossier } from '../../shared/connectors/ministry-fields.ts'
import { dossierFields } from '../../shared/connectors/national-portal-fields.ts'
import { issueReceipt } from '../../shared/desk/money/issue-receipt.ts'
import type { Obligation } from '../../shared/dossier/money/money-book.ts'
import { wordsOf } from '../../shared/dossier/people/search-words.ts'
import { pageOf } from '../../shared/forms/sheets.ts'
import { directory, facts } from '../forms/given.ts'
import { citizenClaims, house, reception, wish } from './given.ts'
import { addScan } from './stories.ts'

const business = { name: 'Công ty TNHH Thử Nghiệm 1-5', taxCode: '0100109106' }
const own = { name: 'Trần Văn Thử', identityNumber: '046090000001' }
const phone = '+84912345678'
const owner = { ...business, identityNumber: own.identityNumber }
const unproved = 'representative-unproved'

async function filed(change: object = {}) {
  const home = await house()
  const body = { ...wish, applicant: { phone, address: 'Số 1 đường Thử' }, business, ...change }
  const opened = await home.knock('openOnline', citizenClaims, { body })
  const path = { id: String(Object(opened.json.dossier).id) }
  let keys = 0
  const act = (route: 'act' | 'actOnMine', claims: typeof citizenClaims, said: object) => {
    keys += 1
    return home.knock(route, claims, { path, body: said, headers: { 'idempotency-key': `khoa-viec-${keys}` } })
  }
  return { ...home, opened, path, act }
}

async function received() {
  const home = await filed()
  await addScan(home, home.path.id, 1)
  await home.act('actOnMine', citizenClaims, { act: 'submit', version: 1 })
  const before = await home.knock('readDossier', reception, { path: home.path })
  const answer = await home.act('act', reception, { act: 'accept', version: 2 })
  expect(answer.status).toBe(200)
  const file = await home.ports.dossiers.load(home.path.id)
  if (!file) throw new Error('it is gone')
  return { ...home, before, file, history: await home.ports.dossiers.history(home.path.id, 1) }
}

describe('a business whose legal representative files online', () => {
  it('is the owner, and stays in the hands of that one person', async () => {
    const { knock, opened, path } = await filed()
    expect(opened.status).toBe(201)
    const { json } = await knock('readMine', citizenClaims, { path })
    expect(json.parties).toEqual({ applicant: { ...own, phone, address: 'Số 1 đường Thử' }, owner })
    const mine = await knock('listMine', citizenClaims)
    expect(mine.json.rows).toMatchObject([{ id: path.id, applicant: expect.stringMatching(/^Công t\*/) }])
    const other = { ...citizenClaims, sub: 'cd-2', identity_number: '046090000002' }
    expect((await knock('readMine', other, { path })).status).toBe(404)
    expect((await knock('listMine', other)).json.rows).toEqual([])
  })

  it('is to be compared with its registration: said to both sides, to officers until there is a code', async () => {
    const { knock, opened, path, before } = await received()
    const detail = expect.stringMatching(/chưa được chứng minh.*đối chiếu với đăng ký doanh nghiệp/)
    expect(opened.json.warnings).toEqual([{ where: 'body.business', code: unproved, detail }])
    expect(before.json.warnings).toEqual([{ where: 'dossier.parties.owner', code: unproved, detail }])
    expect((await knock('readDossier', reception, { path })).json.warnings).toBeUndefined()
    expect((await knock('readMine', citizenClaims, { path })).json.warnings).toBeUndefined()
  })

  it('is warned of no more than other people: not at the counter, and not who files for themselves', async () => {
    const { knock } = await house()
    const { json } = await knock('openOnline', citizenClaims, { body: wish })
    expect(json.warnings).toEqual([])
    const body = { ...wish, receivingUnit: undefined, channel: 'direct', applicant: own, owner }
    expect((await knock('openAtDesk', reception, { body })).json.warnings).toEqual([])
  })

  it.each([
    [
      'a person’s number for a tax code',
      { ...business, taxCode: own.identityNumber },
      'body.business.taxCode wrong-form',
    ],
    ['a wrong check digit', { ...business, taxCode: '0100109107' }, 'body.business.taxCode wrong-form'],
    ['no tax code', { name: business.name }, 'body.business.taxCode required'],
    ['a name a sheet would reckon with', { ...business, name: '=1+1' }, 'body.business.name wrong-form'],
    [
      'somebody else for its representative',
      { ...owner, identityNumber: '046090000002' },
      'body.business.identityNumber',
    ],
  ])('is refused with %s', async (_, said, where) => {
    const { opened } = await filed({ business: said })
    expect([opened.status, opened.json.faults?.length]).toEqual([400, 1])
    expect(opened.json.faults?.map((fault) => `${fault.where} ${fault.code}`)[0]).toContain(where)
  })

  it('is told to the portals as a business, by its name, and reached where its representative is', async () => {
    const source = { ...(await received()), directory }
    const told = { ChuHoSo: business.name, LoaiDoiTuong: '2', SoDienThoai: phone }
    expect(dossierFields(source)).toMatchObject({ ...told, DinhDanhCHS: [{ SoDinhDanh: own.identityNumber }] })
    const { LoaiDoiTuong: _, ...same } = told
    expect(ministryDossier(source, '1', [])).toMatchObject({ ...same, SoDinhDanh: own.identityNumber })
  })

  it('stands on the sheets with its tax code, and is written to by its own name', async () => {
    const { file, history } = await received()
    const said = (sheet: 'receipt' | 'refusal' | 'fee') =>
      JSON.stringify(pageOf(sheet, facts(sheet, { file, history })))
    const taxCode = `{"label":"Mã số thuế","value":"${business.taxCode}"}`
    expect(said('receipt')).toContain(`{"label":"Chủ hồ sơ","value":"${business.name}"},${taxCode}`)
    expect(said('fee')).toContain(`{"label":"Nộp cho","value":"${business.name}"},${taxCode}`)
    expect(said('fee')).toContain(`{"label":"Người nộp tiền","value":"${own.name}"}`)
    expect(said('refusal')).toContain(`{"label":"Hồ sơ của","value":"${business.name}"}`)
    expect(said('refusal')).toContain('{"label":"Số điện thoại","value":"0912345678"')
  })

  it('is the payer on the electronic receipt, with its tax code', async () => {
    const { desk, file } = await received()
    const payers: unknown[] = []
    const receipts = {
      issue: async (draft: { payer: unknown }) => {
        payers.push(draft.payer)
        return { refused: 'thử' }
      },
    }
    const at = '2026-03-10T09:00:00+07:00'
    const row: Obligation = {
      n: 1,
      items: [{ kind: 'fee', name: 'Phí', amountVnd: 1000 }],
      totalVnd: 1000,
      payee: 'UBND',
      state: 'paid',
      at,
      holdsUp: false,
      payment: { method: 'cash', amountVnd: 1000, receiptNumber: 'BL-1', at },
    }
    await issueReceipt({ ...desk, receipts } as never, file, row)
    expect(payers).toEqual([business])
  })

  it('is found by its name and by its representative’s', async () => {
    const { file } = await received()
    expect(wordsOf(file.parties)).toEqual(
      expect.arrayContaining(['name:cong', 'name:nghiem', 'name:tran', `identity:${own.identityNumber}`]),
    )
  })
})
