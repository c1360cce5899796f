import { createHash } from 'node:crypto'
import { asRows, no, ok, type PortalBook } from './portal-book.ts'
import { sessionOf } from './sessions.ts'
import { type Asked, type Reply, type Service, textOf, toldRows } from './stand-in.ts'

const catalogues: Readonly<Record<string, readonly object[]>> = {
  LayDanhMucCoQuan: [{ MADONVI: 'H57', TENDONVI: 'Ủy ban nhân dân thành phố Huế', CAPDONVI: '1' }],
  LayDanhMucLinhVuc: [{ MALINHVUC: 'G15-HT02', TENLINHVUC: 'Hộ tịch', MANGANH: 'G15' }],
  // As dirty as the real one.
  LayDanhSachTTHC: [
    { MATTHC: ' 1.001193', TENTTHC: 'Thủ tục đăng ký khai sinh' },
    { MATTHC: '1.014955-Xoa', TENTTHC: 'Thủ tục đã bỏ' },
    { MATTHC: '12345', TENTTHC: 'Thủ tục có mã hỏng' },
  ],
}
/** Thủ tục, as `LayThuTuc` tells it. */
const procedures: Readonly<Record<string, object>> = {
  '1.001193': {
    MATTHC: '1.001193.000.00.00.H57',
    TENTTHC: 'Thủ tục đăng ký khai sinh',
    CAPTHUCHIEN: [{ TENCAP: 'Cấp Xã' }],
    COQUANTHUCHIEN: [{ TENDONVI: 'Ủy ban nhân dân cấp xã' }],
    CACHTHUCTHUCHIEN: [{ KENH: '1', THOIGIAN: [{ THOIGIANGIAIQUYET: '9', DONVITINH: 'Ngày làm việc' }] }],
  },
}

/** Cổng Dịch vụ công quốc gia behind its adapter; `token` is what it shows beside a link to a file of ours. */
export function standInPortal(secret: () => string, token: () => string): Record<string, Service<PortalBook>> {
  const login = ({ fields: said }: Asked<PortalBook>): Reply =>
    said.password === secret()
      ? { json: { ...ok, session: sessionOf(secret()) } }
      : { json: { error_code: '1', error_message: 'Sai mật khẩu' } }

  function sync(state: PortalBook, rows: readonly Record<string, unknown>[], isUpdating: boolean): Reply {
    for (const row of rows) {
      const code = textOf(row.MaHoSo)
      const known = state.dossiers.find((one) => one.code === code)
      if (known && !isUpdating) return { json: { error_code: '-1', error_message: `Hồ sơ ${code} đã tồn tại` } }
      if (known) known.fields = row
      else state.dossiers.push({ code, fields: row })
    }
    return { json: ok }
  }

  /** All of a chunk is new or none of it is taken; an update speaks of what is there, and adds nothing. */
  function tell(state: PortalBook, rows: readonly Record<string, unknown>[], isUpdating: boolean): Reply {
    if (rows.length > 10) return { json: { error_code: '2', error_message: 'Quá 10 dòng' } }
    const isKnown = (row: Record<string, unknown>) => {
      const spelled = JSON.stringify(row)
      return state.progress.some((one) => one.MaHoSo === row.MaHoSo && JSON.stringify(one) === spelled)
    }
    if (!isUpdating && rows.some(isKnown)) return { json: { error_code: '-1', error_message: 'Tiến độ đã tồn tại' } }
    for (const row of rows) {
      if (!isUpdating) state.progress.push(row)
      const dossier = state.dossiers.find((one) => one.code === row.MaHoSo)
      if (dossier) dossier.fields = { ...dossier.fields, TrangThaiHoSo: row.TrangThai }
    }
    return { json: ok }
  }

  function call({ state, fields: said, fault }: Asked<PortalBook>): Reply {
    if (said.session !== sessionOf(secret())) return { status: 401, json: { error_code: '401' } }
    const service = textOf(said.service)
    if (service === 'DongBoHoSoMC') return sync(state, asRows(said.data), said.isUpdating === 'True')
    if (service === 'CapNhatTienDoHoSoMC') return tell(state, asRows(said.data), said.isUpdating === 'True')
    if (service === 'TraCuuHoSo') {
      const found = state.dossiers.filter((one) => one.code === said.mahoso).map((one) => one.fields)
      if (found.length === 0) return { json: { error_code: '-1', error_message: `Hồ sơ ${said.mahoso} không tồn tại` } }
      const result = found.map(({ MaHoSo, TrangThaiHoSo }) => ({ MaHoSo, TrangThaiHoSo }))
      return { json: { ...ok, result } }
    }
    if (service === 'LayThuTuc') {
      const found = procedures[textOf(said.maTTHC)]
      return found
        ? { json: { ...ok, result: [found] } }
        : { json: { error_code: '-1', error_message: 'Thủ tục không tồn tại' } }
    }
    const rows = catalogues[service]
    return {
      json: rows
        ? { ...ok, result: toldRows(rows, fault) }
        : { error_code: '3', error_message: 'Không có dịch vụ này' },
    }
  }

  /** By hand, to try it: a dossier is gone, as if it had never been told. */
  function forget({ state, fields: said }: Asked<PortalBook>): Reply {
    state.dossiers = state.dossiers.filter(({ code }) => code !== said.code)
    state.progress = state.progress.filter(({ MaHoSo }) => MaHoSo !== said.code)
    state.ministry = state.ministry.filter(({ fields }) => fields.MaHoSo !== said.code)
    return { json: ok }
  }

  /** By hand, to try it: fetches a file of a dossier by the link it was told, or by any other address, as it would to show it. */
  async function fetchFile({ state, fields: said }: Asked<PortalBook>): Promise<Reply> {
    const dossier = state.dossiers.find(({ code }) => code === said.code)
    const told = linksIn(dossier?.fields ?? {})
    const address = textOf(said.address) || (told[Number(said.place ?? 0)] ?? '')
    if (address === '') return { status: 404, json: { told } }
    const headers = said.withoutToken === true ? {} : { authorization: `Bearer ${token()}` }
    const first = await fetch(address, { headers, redirect: 'manual' })
    const elsewhere = first.headers.get('location')
    // The store must not see the token.
    const answer = elsewhere === null ? first : await fetch(elsewhere)
    const got = Buffer.from(await answer.arrayBuffer())
    const sha256 = createHash('sha256').update(got).digest('hex')
    return { json: { told, first: first.status, status: answer.status, size: got.byteLength, sha256 } }
  }

  return {
    'POST /_control/fetch': { name: '_fetch', does: fetchFile },
    'POST /_control/forget': { name: '_forget', does: forget },
    'POST /portal/auth': { name: 'auth', does: login },
    'POST /portal/call': { name: 'call', does: call, saysNo: no },
  }
}

/** Addresses of the papers that were handed in, then of the results. */
function linksIn({ TaiLieuNop, DanhSachGiayToKetQua }: Record<string, unknown>): string[] {
  return [
    ...asRows(TaiLieuNop).map(({ DuongDanTaiTepTin }) => textOf(DuongDanTaiTepTin)),
    ...asRows(DanhSachGiayToKetQua).map(({ DuongDanTepTinKetQua }) => textOf(DuongDanTepTinKetQua)),
  ]
}
