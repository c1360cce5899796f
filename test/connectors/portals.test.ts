import { describe, expect, it } from 'vitest'
import { directoryOf } from '../../shared/agencies/directory.ts'
import { createMinistry } from '../../shared/connectors/ministry.ts'
import { ministryDossier, ministryProgress } from '../../shared/connectors/ministry-fields.ts'
import { createNationalPortal } from '../../shared/connectors/national-portal.ts'
import { portalStatusOf, statusOfPortal } from '../../shared/connectors/national-portal-codes.ts'
import { dossierFields, progressFields } from '../../shared/connectors/national-portal-fields.ts'
import type { Call, Told } from '../../shared/connectors/transport.ts'
import { statusTerms } from '../../shared/dossier/terms.ts'
import { Outage } from '../../shared/outage.ts'
import * as given from '../given.ts'
import { portalSource } from './portal-given.ts'
import { quiet } from './quiet.ts'

const json = (body: unknown, status = 200): Told => ({ status, text: JSON.stringify(body) })

function fieldsOf(source = portalSource()) {
  const fields = dossierFields(source)
  if (!fields) throw new Error('nothing to tell')
  return fields
}

describe('a dossier as the national portal wants it', () => {
  it('bears its identity, moments and status, and every field the portal calls mandatory', () => {
    expect(fieldsOf()).toMatchObject({
      MaHoSo: 'H57.40-260310-0001',
      MaLinhVuc: 'G15-HT02',
      TenLinhVuc: 'Hộ tịch',
      KenhThucHien: '2',
      LoaiDoiTuong: '1',
      NgayNopHoSo: '20260310080000',
      NgayTiepNhan: '20260310090000',
      NgayHenTra: '20260316090000',
      NgayKetThucXuLy: '20260312150000',
      NgayTra: '',
      TrangThaiHoSo: '9',
      HinhThuc: '1',
      NoiNopHoSo: '2',
    })
    const mandatory =
      'MaHoSo MaTTHC TenTTHC MaLinhVuc TenLinhVuc LoaiDoiTuong Email SoDienThoai TrichYeuHoSo NgayTiepNhan NgayHenTra TrangThaiHoSo HinhThuc DonViXuLy'
    for (const name of mandatory.split(' ')) expect(Object.keys(fieldsOf())).toContain(name)
  })

  it('tells of clean papers only', () => {
    expect(fieldsOf().TaiLieuNop.map(({ TepDinhKemId }) => TepDinhKemId)).toEqual(['H57.40-260310-0001-1'])
  })

  it('tells of each result of a group, under names of their own and with links to where they lie', () => {
    const results = ['p1', 'p2', 'p3'].map((dossier) => ({ dossier, scan: 1, number: `KQ-${dossier}` }))
    const source = portalSource({ result: { dossier: 'p3', scan: 1, number: 'KQ-p3' } })
    const [first] = source.history
    if (!first) throw new Error('no history')
    const back = (result: object) => ({ ...first, act: 'receive-back' as const, detail: { result } })
    const linkTo = ({ dossier, n }: { dossier: string; n: number }) => `link:${dossier}.${n}`
    const group = { ...source, history: [...source.history, ...results.map(back)], linkTo }
    const told = fieldsOf(group).DanhSachGiayToKetQua
    expect(told.map(({ MaGiayToKetQua }) => MaGiayToKetQua)).toEqual(['KQ-p1', 'KQ-p2', 'KQ-p3'])
    expect(told.map((one) => one.DuongDanTepTinKetQua)).toEqual(['link:p1.1', 'link:p2.1', 'link:p3.1'])
    expect(new Set(told.map(({ GiayToId }) => GiayToId)).size).toBe(3)
    expect(fieldsOf({ ...group, history: source.history }).DanhSachGiayToKetQua).toHaveLength(1)
  })

  it('tells of each supplement with the due moment before and after', () => {
    expect(fieldsOf().DanhSachHoSoBoSung).toMatchObject([
      {
        HoSoBoSungId: 'H57.40-260310-0001-4',
        NoiDungBoSung: 'Thiếu giấy chứng sinh',
        TrangThaiBoSung: '1',
        NgayHenTraTruoc: '20260313090000',
        NgayHenTraMoi: '20260316090000',
      },
    ])
  })

  it.each([
    ['046090000001', [{ LoaiDinhDanh: '1', SoDinhDanh: '046090000001' }]],
    ['191234567', [{ LoaiDinhDanh: '2', SoDinhDanh: '191234567' }]],
    ['000000001', []],
    ['000000000000', []],
    ['', []],
    ['B1234567', []],
  ])('of the identity number %j tells what is known and makes nothing up', (identityNumber, told) => {
    const source = portalSource()
    const parties = { applicant: { name: 'Trần Văn Thử', identityNumber } }
    expect(fieldsOf({ ...source, file: { ...source.file, parties } }).DinhDanhCHS).toEqual(told)
  })

  describe('and its money', () => {
    const item = (name: string, amountVnd: number, kind: 'fee' | 'charge' = 'fee') => ({ kind, name, amountVnd })
    const row = { payee: 'Phường', holdsUp: false, at: '2026-03-10T09:00:00+07:00' } as const
    const paid = { amountVnd: 15_000, method: 'online', receiptNumber: '1', at: row.at } as const
    const withMoney = (...money: NonNullable<ReturnType<typeof portalSource>['file']['money']>[number][]) => {
      const source = portalSource()
      return { ...source, file: { ...source.file, money } }
    }
    const first = { ...row, n: 1, items: [item('Phí', 10_000), item('Lệ phí', 8_000, 'charge')], totalVnd: 15_000 }

    it('is what was demanded after an exemption, not what is announced; what was cancelled is not told', () => {
      const cancelled = { ...first, n: 2, items: [item('Nhầm', 1)], totalVnd: 1, state: 'cancelled' } as const
      const told = fieldsOf(withMoney({ ...first, state: 'requested' }, cancelled))
      expect(told.DanhSachLePhi).toEqual([
        { TenPhiLePhi: 'Phí', MaPhiLePhi: '', HinhThucThu: '1', Gia: '10000', LoaiPhiLePhi: '1' },
        { TenPhiLePhi: 'Lệ phí', MaPhiLePhi: '', HinhThucThu: '1', Gia: '5000', LoaiPhiLePhi: '2' },
      ])
      expect(told.DuocThanhToanTrucTuyen).toBe('')
    })

    it.each([
      ['platform:T1', '1'],
      ['vnpay:T1', '2'],
    ])('was paid online through %s, as %s', (reference, code) => {
      const told = fieldsOf(withMoney({ ...first, state: 'paid', payment: { ...paid, reference } }))
      expect(told.DuocThanhToanTrucTuyen).toBe(code)
    })

    it('was demanded with a supplement, or when the result was there', () => {
      const at = (n: number) => `2026-03-10T10:00:0${n}+07:00`
      const asked = { ...first, n: 2, at: at(4), totalVnd: 18_000, state: 'requested' } as const
      const atEnd = { ...first, n: 3, at: at(6), totalVnd: 18_000, state: 'paid', payment: paid } as const
      const source = withMoney({ ...first, state: 'paid' }, asked, atEnd)
      const told = fieldsOf(source)
      expect(told.DanhSachLePhi.map(({ HinhThucThu }) => HinhThucThu)).toEqual(['1', '1', '2', '2', '4', '4'])
      expect(told.DanhSachHoSoBoSung[0]?.DanhSachLePhiBoSung).toHaveLength(2)
      const ministry = ministryDossier(source, 'BTP-1', [])?.PhiLePhi
      expect(ministry?.map(({ HinhThucThu, TrangThaiThanhToan }) => [HinhThucThu, TrangThaiThanhToan])).toEqual([
        ...[
          [1, 1],
          [1, 1],
          [2, 0],
          [2, 0],
          [4, 1],
          [4, 1],
        ],
      ])
    })
  })

  it('says whether its account is one of the national identity, and which papers were asked for', () => {
    expect(fieldsOf()).toMatchObject({ TaiKhoanDuocXacThucVoiVNeID: '0', MaDoiTuong: '', Fax: '', DSKetNoiCSDL: [] })
    const source = portalSource()
    const history = source.history.map((event) => ({
      ...event,
      ...(event.act === 'open' && { by: { kind: 'citizen', id: 'cd-1' } as const }),
      ...(event.act === 'ask-supplement' && { detail: { papers: ['Giấy chứng sinh'] } }),
    }))
    const told = fieldsOf({ ...source, history })
    expect(told.TaiKhoanDuocXacThucVoiVNeID).toBe('1')
    expect(told.DanhSachHoSoBoSung[0]?.DanhSachGiayToBoSung).toEqual([{ TenGiayTo: 'Giấy chứng sinh' }])
  })

  it('of a business is a business', () => {
    const source = portalSource()
    const parties = { applicant: { name: 'Công ty Thử', identityNumber: '', taxCode: '0100109106' } }
    expect(fieldsOf({ ...source, file: { ...source.file, parties } }).LoaiDoiTuong).toBe('2')
  })

  it('had each step done by the agency that stood then, and by its heir only after its end', () => {
    const source = portalSource({ partAt: given.department })
    const parts = [{ to: given.ward, procedures: [source.file.dossier.procedure] }]
    const said = { id: '1', at: '2026-03-01T08:00:00+07:00', by: 'cb-1', decision: '1/QĐ', body: '' }
    const split = { ...said, kind: 'split', from: given.department, to: given.ward, parts, on: '2026-03-12' } as const
    const [first] = source.history
    if (!first) throw new Error('no history')
    const by = { kind: 'job', id: 'transfers' } as const
    const history = ['2026-03-11', '2026-03-12'].map((day, n) => ({
      ...first,
      ...({ n: n + 1, by, at: `${day}T09:00:00+07:00`, from: 'in-progress', to: 'in-progress' } as const),
    }))
    const told = progressFields({ ...source, history, directory: directoryOf(given.units, [], [split], '2026-03-20') })
    expect(told.map(({ PhongBanXuLy }) => PhongBanXuLy)).toEqual(['Sở Thử Nghiệm', 'UBND phường Thử Nghiệm'])
  })

  it('is not told before it has a code, nor as a draft', () => {
    expect(dossierFields(portalSource({ status: 'draft' }))).toBeUndefined()
    const { code: _, ...coded } = portalSource().file.dossier
    const source = portalSource()
    expect(dossierFields({ ...source, file: { ...source.file, dossier: coded } })).toBeUndefined()
  })

  it('wears its own status, whichever it is', () => {
    const statuses = Object.keys(statusTerms).filter((status) => status !== 'draft')
    const told = statuses.map((status) => portalStatusOf(status as keyof typeof statusTerms))
    expect(told).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'])
    expect(told.map((code) => statusOfPortal(code ?? ''))).toEqual(statuses)
    for (const unknown of ['0', '11', '', 'x', '02']) expect(statusOfPortal(unknown)).toBe('unknown')
  })
})

describe('progress for the national portal', () => {
  it('is one row an event, in order, officers by name and applicants by what they are', () => {
    const rows = progressFields(portalSource())
    expect(rows.map(({ TrangThai }) => TrangThai)).toEqual(['1', '2', '5', '4', '9'])
    expect(rows[0]).toMatchObject({ NguoiXuLy: 'Người nộp hồ sơ', NoiDungXuLy: 'Nộp hồ sơ' })
    expect(rows[1]?.NgayKetThucTheoQuyDinh).toBe('20260313090000')
    for (const { NguoiXuLy } of rows) expect(NguoiXuLy.length).toBeLessThanOrEqual(50)
  })

  it('names the room of whoever acted, also where it is not the one that has the dossier', () => {
    const source = portalSource()
    const by = { kind: 'officer', id: given.cityHandler.id, unit: given.cityHandler.unit } as const
    const rows = progressFields({ ...source, history: source.history.map((event) => ({ ...event, by })) })
    expect(new Set(rows.map(({ PhongBanXuLy }) => PhongBanXuLy))).toEqual(new Set(['Sở Thử Nghiệm (office)']))
    const [step] = ministryProgress({ ...source, history: source.history.map((event) => ({ ...event, by })) }, '1')
    expect(step?.DonViXuLy).toBe('Sở Thử Nghiệm')
  })

  it('goes on from what was told', () => {
    expect(progressFields(portalSource(), 4).map(({ TrangThai }) => TrangThai)).toEqual(['4', '9'])
  })
})

function portalThat(...answers: Told[]) {
  const asked: Call[] = []
  const portal = createNationalPortal({
    ...quiet(),
    unitCode: 'H57',
    destination: 'VN:GOV:000.00.00.G22:dvcqg',
    credentials: {
      read: async () => ({ username: 'u', password: 'p' }),
      readAgain: async () => ({ username: 'u', password: 'q' }),
    },
    transport: async (call) => {
      asked.push(call)
      if (call.url.pathname === '/auth') return json({ error_code: 0, session: `s${asked.length}` })
      return answers.shift() ?? { status: 503, text: '' }
    },
  })
  const said = () => asked.filter(({ url }) => url.pathname === '/call').map(({ body }) => JSON.parse(String(body)))
  return { portal, asked, said }
}

describe('speaking to the national portal', () => {
  it('opens a session and names unit, destination and service', async () => {
    const { portal, asked, said } = portalThat(json({ error_code: '0' }))
    expect(await portal.syncDossier(fieldsOf(), false)).toBe('taken')
    expect(said()[0]).toMatchObject({ session: 's1', madonvi: 'H57', service: 'DongBoHoSoMC', isUpdating: 'False' })
    expect(asked[1]?.headers.dstcode).toBe('VN:GOV:000.00.00.G22:dvcqg')
  })

  it('sends what exists already once more as an update', async () => {
    const { portal, said } = portalThat(
      json({ error_code: '-1', error_message: 'Hồ sơ ĐÃ TỒN TẠI' }),
      json({ error_code: 0 }),
    )
    expect(await portal.syncDossier(fieldsOf(), false)).toBe('taken')
    expect(said().map(({ isUpdating }) => isUpdating)).toEqual(['False', 'True'])
  })

  it('reads the code of an answer whose words have another form', async () => {
    const odd = json({ error_code: 0, error_message: { vi: 'Thành công' } })
    expect(await portalThat(odd).portal.syncDossier(fieldsOf(), false)).toBe('taken')
  })

  it('does not go round in a circle', async () => {
    const exists = json({ error_code: '-1', error_message: 'đã tồn tại' })
    expect(await portalThat(exists, exists).portal.syncDossier(fieldsOf(), false)).toEqual({ refused: 'mã -1' })
    expect(await portalThat(exists).portal.syncDossier(fieldsOf(), true)).toEqual({ refused: 'mã -1' })
  })

  it('takes no text for success', async () => {
    const { portal } = portalThat(json({ error_code: '5', error_message: 'Thành công' }))
    expect(await portal.syncDossier(fieldsOf(), false)).toEqual({ refused: 'mã 5' })
  })

  it('says which of our fields a refusal names, and nothing else of its words', async () => {
    const error_message = 'Trường ngayHenTra, TrangThaiBoSung của ông Trần Văn Thử (046090000001) không hợp lệ'
    const { portal } = portalThat(json({ error_code: '5', error_message }), json({ error_code: '5', error_message }))
    expect(await portal.syncDossier(fieldsOf(), false)).toEqual({ refused: 'mã 5: NgayHenTra, TrangThaiBoSung' })
    expect(await portal.syncProgress(progressFields(portalSource()))).toEqual({ taken: 0, refused: 'mã 5' })
  })

  it('opens a new session when the old one is refused', async () => {
    const { portal, said } = portalThat(json({}, 401), json({ error_code: 0 }))
    expect(await portal.syncDossier(fieldsOf(), true)).toBe('taken')
    expect(said().map(({ session }) => session)).toEqual(['s1', 's3'])
  })

  it('tells progress ten rows at a time, in order, and says how far it came', async () => {
    const [row] = progressFields(portalSource())
    if (!row) throw new Error('no row')
    const rows = Array.from({ length: 25 }, (_, n) => ({ ...row, NoiDungXuLy: String(n) }))
    const { portal, said } = portalThat(json({ error_code: 0 }), json({ error_code: 0 }), json({ error_code: 7 }))
    expect(await portal.syncProgress(rows)).toEqual({ taken: 20, refused: 'mã 7' })
    expect(said().map(({ data }) => data.length)).toEqual([10, 10, 5])
    expect(said()[1].data[0].NoiDungXuLy).toBe('10')
  })

  it('tells a chunk row by row of which the portal has some already, so that the new ones arrive', async () => {
    const [row] = progressFields(portalSource())
    if (!row) throw new Error('no row')
    const rows = ['a', 'b', 'c'].map((NoiDungXuLy) => ({ ...row, NoiDungXuLy }))
    const exists = json({ error_code: '-1', error_message: 'Tiến độ đã tồn tại' })
    const taken = json({ error_code: 0 })
    const { portal, said } = portalThat(exists, exists, taken, taken, json({ error_code: 7 }))
    expect(await portal.syncProgress(rows)).toEqual({ taken: 2, refused: 'mã 7' })
    expect(
      said().map(({ isUpdating, data }) => [isUpdating, data.map((told: typeof row) => told.NoiDungXuLy)]),
    ).toEqual([
      ['False', ['a', 'b', 'c']],
      ['False', ['a']],
      ['True', ['a']],
      ['False', ['b']],
      ['False', ['c']],
    ])
    const one = portalThat(exists, taken)
    expect(await one.portal.syncProgress(rows.slice(0, 1))).toEqual({ taken: 1 })
    expect(one.said().map(({ isUpdating }) => isUpdating)).toEqual(['False', 'True'])
  })

  it('looks up what the portal has, unknown codes as unknown', async () => {
    const found = (TrangThaiHoSo: unknown) => json({ error_code: 0, result: { MaHoSo: 'A', TrangThaiHoSo } })
    expect(await portalThat(found(4)).portal.lookUp('A')).toEqual({ code: 'A', status: 'in-progress', statusCode: '4' })
    expect(await portalThat(found('99')).portal.lookUp('A')).toMatchObject({ status: 'unknown' })
    expect(await portalThat(json({ error_code: 0, result: [] })).portal.lookUp('A')).toBeUndefined()
    expect(await portalThat(found(4)).portal.lookUp('B')).toBeUndefined()
    // A dossier shown whole, with all that it lists; under a code with a blank.
    const whole = {
      MaHoSo: ' A',
      TrangThaiHoSo: 4,
      TaiLieuNop: [{ TepDinhKemId: '1' }],
      DinhDanhCHS: { SoDinhDanh: '' },
    }
    expect(await portalThat(json({ error_code: 0, result: [whole] })).portal.lookUp('A')).toMatchObject({
      statusCode: '4',
    })
  })

  it.each([
    ['-1', 'Hồ sơ A không tồn tại'],
    ['7', 'Không tìm thấy hồ sơ'],
    ['404', ''],
  ])('takes %s "%s" for a dossier the portal does not know', async (error_code, error_message) => {
    expect(await portalThat(json({ error_code, error_message })).portal.lookUp('A')).toBeUndefined()
  })

  it.each([
    ['-1', 'Lỗi hệ thống'],
    ['-1', 'Phiên không tồn tại'],
    ['99', ''],
  ])('does not take %s "%s" for that: it asks again', async (error_code, error_message) => {
    await expect(portalThat(json({ error_code, error_message })).portal.lookUp('A')).rejects.toThrow(Outage)
  })

  it('reads a catalogue past rows that are none, and says of one too long to be read that it is', async () => {
    const rows = [{ MATTHC: ' 1.014325', TENTTHC: 'Một', CAP: ['xã'] }, 'không phải dòng', null, [1]]
    const { portal } = portalThat(json({ error_code: '0', result: rows }))
    expect(await portal.catalogue('procedures')).toEqual([{ MATTHC: ' 1.014325', TENTTHC: 'Một' }, {}, {}, {}])
    const { portal: endless, asked } = portalThat({ status: 200, text: '{"result":[', isTooLong: true })
    expect(await endless.catalogue('procedures')).toBe('too-long')
    expect(asked.at(-1)?.mostBytes).toBe(16 * 1024 * 1024)
    const { portal: nonsense } = portalThat(json({ error_code: '0', result: 'x' }))
    await expect(nonsense.catalogue('fields')).rejects.toThrow(Outage)
    const { portal: silent, asked: once } = portalThat({ status: 503, text: '' })
    await expect(silent.catalogue('fields')).rejects.toThrow(Outage)
    expect(once.filter(({ url }) => url.pathname === '/call')).toHaveLength(1)
  })

  it('reads one procedure of any form, and tells one it has not from silence', async () => {
    const told = { MATTHC: '1.001193', THANHPHANHOSO: [] }
    const { portal, asked } = portalThat(json({ error_code: '0', result: [told] }))
    expect(await portal.procedure('1.001193')).toEqual({ told: [told] })
    expect(JSON.parse(String(asked.at(-1)?.body))).toMatchObject({ service: 'LayThuTuc', maTTHC: '1.001193' })
    for (const answer of [
      { error_code: '-1', error_message: 'Thủ tục không tồn tại' },
      { error_code: '404', error_message: '' },
      { error_code: '0', result: [] },
    ])
      expect(await portalThat(json(answer)).portal.procedure('9.999999')).toBeUndefined()
    await expect(portalThat(json({ error_code: '99' })).portal.procedure('1.001193')).rejects.toThrow(Outage)
  })

  it('reads catalogues, whatever their numbers and gaps', async () => {
    const { portal } = portalThat(json({ error_code: 0, result: [{ MADONVI: 'H57', CAPDONVI: 1, TENDONVI: null }] }))
    expect(await portal.catalogue('agencies')).toEqual([{ MADONVI: 'H57', CAPDONVI: '1', TENDONVI: '' }])
  })

  it('waits while the portal is silent', async () => {
    await expect(portalThat().portal.syncDossier(fieldsOf(), false)).rejects.toThrow(Outage)
  })
})

describe('the newer interface of ministries', () => {
  it('has numbers of its own for the same things', () => {
    const source = portalSource()
    const told = ministryDossier(source, 'BTP-1', [{ scan: 1, id: 'F1', hash: 'h' }])
    expect(told).toMatchObject({
      SoHoSo: 'BTP-1',
      LoaiDoiTuong: 0,
      TrangThai: 9,
      SoDinhDanh: '046090000001',
      TepTin: [{ IdTepTin: 'F1', HashTepTin: 'h', LoaiBan: 2 }],
    })
    const parties = { applicant: { name: 'Công ty Thử', identityNumber: '', taxCode: '0100109106' } }
    const business = ministryDossier({ ...source, file: { ...source.file, parties } }, 'BTP-1', [])
    expect(business).toMatchObject({ LoaiDoiTuong: 1, TepTin: [] })
    expect(business).not.toHaveProperty('SoDinhDanh')
    expect(ministryProgress(source, 'BTP-1').map(({ ThuTu, TrangThai }) => [ThuTu, TrangThai])).toEqual([
      [2, 1],
      [3, 2],
      [4, 5],
      [5, 4],
      [6, 9],
    ])
  })

  const open = (...answers: Told[]) => {
    const asked: Call[] = []
    const keys = { username: 'u', password: 'p' }
    const ministry = createMinistry({
      ...quiet(),
      credentials: { read: async () => keys, readAgain: async () => keys },
      transport: async (call) => {
        if (call.url.pathname === '/GetToken') return json({ access_token: 't' })
        asked.push(call)
        return answers.shift() ?? { status: 503, text: '' }
      },
    })
    return { ministry, asked }
  }
  const file = { name: 'giấy.pdf', type: 'application/pdf', content: Buffer.from('%PDF') }
  const hash = '4d8f1d7be2bbcf2c8e5f0e8b2b4d5f60'

  it('gives a number and takes a file whole, or not at all', async () => {
    expect(await open(json({ value: 12 })).ministry.nextNumber('1.001193')).toBe('12')
    const { ministry, asked } = open(json({ IdTepTin: 'F1', HashTepTin: hash }))
    expect(await ministry.upload(file)).toHaveProperty('refused')
    const whole = asked[0]?.headers['x-hash-tep'] ?? ''
    expect(await open(json({ IdTepTin: 'F1', HashTepTin: whole.toUpperCase() })).ministry.upload(file)).toEqual({
      id: 'F1',
      hash: whole,
    })
  })

  it.each([400, 403, 404])('takes %i for a no, and keeps it', async (status) => {
    expect(await open(json({}, status)).ministry.tellStatus('1', 9)).toEqual({ refused: `mã ${status}` })
  })

  it('takes 502 for silence and 200 with an error for a no', async () => {
    await expect(open(json({}, 502)).ministry.tellStatus('1', 9)).rejects.toThrow(Outage)
    expect(await open(json({ error_code: 3 })).ministry.tellStatus('1', 9)).toEqual({ refused: 'mã 3' })
    expect(await open(json({ error_code: 0 })).ministry.tellStatus('1', 9)).toBe('taken')
  })
})
