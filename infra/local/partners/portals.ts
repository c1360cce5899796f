import { createHash } from 'node:crypto'
import * as z from 'zod'
import type { LocalServer } from '../loopback.ts'
import { type Asked, type Reply, type Service, startStandIn, textOf, toldRows } from './stand-in.ts'

const fields = z.record(z.string(), z.unknown())
const book = z.object({
  dossiers: z.array(z.object({ code: z.string(), fields })),
  progress: z.array(fields),
  numbers: z.number(),
  files: z.array(z.object({ id: z.string(), hash: z.string(), name: z.string() })),
  ministry: z.array(z.object({ number: z.string(), fields, progress: z.array(fields) })),
})
type Book = z.infer<typeof book>

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
const ok = { error_code: '0' }
const no = { error_code: '99', error_message: 'Lỗi hệ thống' }
const asRows = (data: unknown): Record<string, unknown>[] => z.array(fields).catch([]).parse(data)

/** Cổng Dịch vụ công quốc gia behind its adapter, and the newer interface of a ministry, at one address. */
export function startPortals(options: {
  port: number
  file: string | undefined
  secret: () => string
  /** What it shows beside a link to a file of ours. */
  token?: () => string
}): Promise<LocalServer> {
  const { port, file, secret, token = () => '' } = options
  // A session is the secret's own digest: it stays good over a restart of the portal.
  const session = () => createHash('sha256').update(secret()).digest('base64url')

  const login = ({ fields: said }: Asked<Book>): Reply =>
    said.password === secret()
      ? { json: { ...ok, session: session() } }
      : { json: { error_code: '1', error_message: 'Sai mật khẩu' } }

  function sync(state: Book, rows: readonly Record<string, unknown>[], isUpdating: boolean): Reply {
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
  function tell(state: Book, rows: readonly Record<string, unknown>[], isUpdating: boolean): Reply {
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

  function call({ state, fields: said, fault }: Asked<Book>): Reply {
    if (said.session !== session()) return { status: 401, json: { error_code: '401' } }
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

  /** Behind a bearer, and by the number the ministry gave. */
  const bearing =
    (does: (asked: Asked<Book>) => Reply) =>
    (asked: Asked<Book>): Reply =>
      asked.headers.authorization === `Bearer ${session()}` ? does(asked) : { status: 401, json: {} }

  function upload({ state, bytes, headers }: Asked<Book>): Reply {
    const hash = createHash('sha256').update(bytes).digest('hex')
    const known = state.files.find((one) => one.hash === hash)
    const made = known ?? {
      id: `F${state.files.length + 1}`,
      hash,
      name: decodeURIComponent(textOf(headers['x-ten-tep'])),
    }
    if (!known) state.files.push(made)
    return { json: { IdTepTin: made.id, HashTepTin: hash } }
  }

  function create({ state, fields: said }: Asked<Book>): Reply {
    const number = textOf(said.SoHoSo)
    if (number === '') return { status: 400, json: {} }
    const known = state.ministry.find((one) => one.number === number)
    if (known) known.fields = said
    else state.ministry.push({ number, fields: said, progress: [] })
    return { json: ok }
  }

  function follow({ state, fields: said }: Asked<Book>): Reply {
    for (const row of asRows(said.data)) {
      const dossier = state.ministry.find((one) => one.number === row.SoHoSo)
      if (!dossier) return { status: 404, json: {} }
      if (!dossier.progress.some((one) => one.ThuTu === row.ThuTu)) dossier.progress.push(row)
    }
    return { json: ok }
  }

  function settle({ state, fields: said }: Asked<Book>): Reply {
    const dossier = state.ministry.find((one) => one.number === said.SoHoSo)
    if (!dossier) return { status: 404, json: {} }
    dossier.fields = { ...dossier.fields, TrangThai: said.TrangThai }
    return { json: ok }
  }

  /** By hand, to try it: a dossier is gone, as if it had never been told. */
  function forget({ state, fields: said }: Asked<Book>): Reply {
    state.dossiers = state.dossiers.filter(({ code }) => code !== said.code)
    state.progress = state.progress.filter(({ MaHoSo }) => MaHoSo !== said.code)
    return { json: ok }
  }

  /** By hand, to try it: fetches a file of a dossier by the link it was told, or by any other address, as it would to show it. */
  async function fetchFile({ state, fields: said }: Asked<Book>): Promise<Reply> {
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

  const services: Record<string, Service<Book>> = {
    'POST /_control/fetch': { name: '_fetch', does: fetchFile },
    'POST /_control/forget': { name: '_forget', does: forget },
    'POST /portal/auth': { name: 'auth', does: login },
    'POST /portal/call': { name: 'call', does: call, saysNo: no },
    'POST /ministry/GetToken': {
      name: 'token',
      does: ({ fields: said }) =>
        said.password === secret() ? { json: { access_token: session(), expires_in: 300 } } : { status: 401, json: {} },
    },
    'POST /ministry/GetNextValue': {
      name: 'number',
      does: bearing(({ state }) => {
        state.numbers += 1
        return { json: { value: `BO-${String(state.numbers).padStart(6, '0')}` } }
      }),
    },
    'POST /ministry/UploadFile': { name: 'upload', does: bearing(upload) },
    'POST /ministry/CreateDossier': { name: 'create', does: bearing(create), saysNo: no },
    'POST /ministry/CapNhatTienTrinh': { name: 'progress', does: bearing(follow), saysNo: no },
    'POST /ministry/CapNhatTrangThai': { name: 'status', does: bearing(settle), saysNo: no },
  }
  const empty: Book = { dossiers: [], progress: [], numbers: 0, files: [], ministry: [] }
  const shows = (state: Book) => [
    ['Nơi', 'Mã', 'Trạng thái', 'Tiến trình'],
    ...state.dossiers.map(({ code, fields: of }) => [
      'Cổng quốc gia',
      code,
      textOf(of.TrangThaiHoSo),
      String(state.progress.filter((row) => row.MaHoSo === code).length),
    ]),
    ...state.ministry.map((one) => ['Bộ', one.number, textOf(one.fields.TrangThai), String(one.progress.length)]),
  ]
  return startStandIn({ port, file, shape: book, empty, title: 'Cổng quốc gia và bộ', services, shows })
}

/** Addresses of the papers that were handed in, then of the results. */
function linksIn({ TaiLieuNop, DanhSachGiayToKetQua }: Record<string, unknown>): string[] {
  return [
    ...asRows(TaiLieuNop).map(({ DuongDanTaiTepTin }) => textOf(DuongDanTaiTepTin)),
    ...asRows(DanhSachGiayToKetQua).map(({ DuongDanTepTinKetQua }) => textOf(DuongDanTepTinKetQua)),
  ]
}
