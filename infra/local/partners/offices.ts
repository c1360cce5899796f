import { createHash } from 'node:crypto'
import * as z from 'zod'
import { hmacHex } from '../../../shared/connectors/seals.ts'
import type { Clock } from '../clock.ts'
import type { LocalServer } from '../loopback.ts'
import { type Asked, type Reply, type Service, startStandIn, textOf, toldRows } from './stand-in.ts'

const fields = z.record(z.string(), z.unknown())
const file = z.object({ Id: z.string(), TenTep: z.string(), Sha256: z.string(), content: z.string() })
const book = z.object({
  slips: z.array(z.object({ number: z.string(), fields, notice: fields.nullable() })),
  sent: z.array(fields),
  /** Where each sent letter is, by its number. */
  letterStates: z.record(z.string(), z.object({ TrangThai: z.string(), LyDo: z.string().nullable() })).default({}),
  arrived: z.array(z.object({ Id: z.number(), fields, files: z.array(file) })),
})
type Book = z.infer<typeof book>

const ok = { error_code: '0' }
const no = { error_code: '99' }

/** Cơ quan thuế for land obligations, and the axis of numbered documents, at one address. */
export function startOffices(options: {
  port: number
  file: string | undefined
  secret: () => string
  clock: Pick<Clock, 'now'>
}): Promise<LocalServer> {
  const { port, secret, clock } = options
  const localNow = () => new Date(clock.now() + 7 * 3_600_000).toISOString()
  const compactDay = (days: number) =>
    new Date(clock.now() + 7 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '')
  const session = () => createHash('sha256').update(secret()).digest('base64url')

  const signed =
    (does: (asked: Asked<Book>) => Reply) =>
    (asked: Asked<Book>): Reply =>
      asked.headers['x-chu-ky'] === hmacHex('sha256', secret(), asked.bytes.toString('utf8'))
        ? does(asked)
        : { json: { error_code: '97' } }
  const bearing =
    (does: (asked: Asked<Book>) => Reply) =>
    (asked: Asked<Book>): Reply =>
      asked.headers.authorization === `Bearer ${session()}` ? does(asked) : { status: 401, json: {} }

  function takeSlip({ state, fields: said }: Asked<Book>): Reply {
    const number = textOf(said.SoPhieuChuyen)
    if (!state.slips.some((one) => one.number === number)) state.slips.push({ number, fields: said, notice: null })
    return { json: ok }
  }

  function tellNotice({ state, fields: said }: Asked<Book>): Reply {
    const slip = state.slips.find((one) => one.number === said.SoPhieuChuyen)
    return { json: { ...(slip ? ok : { error_code: '4' }), ThongBao: slip?.notice ?? null } }
  }

  /**
   * The tax office determines: so much for each item that was asked for, or for the `items` named. `anew` puts another notice in the
   * place of the first, and `about` writes it for another slip.
   */
  function issueNotice({ state, fields: said }: Asked<Book>): Reply {
    const slip = state.slips.find((one) => one.number === said.slip)
    if (!slip) return { status: 404 }
    const codes = z
      .array(z.string())
      .catch([])
      .parse(said.items ?? slip.fields.DSKhoanDeNghi)
    if (said.anew === true) slip.notice = null
    slip.notice ??= {
      SoPhieuChuyen: textOf(said.about) || slip.number,
      SoThongBao: `TB-${state.slips.indexOf(slip) + 1}${said.anew === true ? 'B' : ''}`,
      NgayThongBao: compactDay(0),
      HanNop: compactDay(30),
      DSKhoanNop: codes.map((MaKhoan) => ({
        MaKhoan,
        SoTien: Number(said.amountVnd ?? 1_000_000),
        MaTieuMuc: MaKhoan,
      })),
    }
    return { json: slip.notice }
  }

  function takeLetter({ state, fields: said }: Asked<Book>): Reply {
    const isKnown = state.sent.some(
      (one) => one.SoKyHieu === said.SoKyHieu && one.NoiGui === said.NoiGui && one.NgayBanHanh === said.NgayBanHanh,
    )
    const number = textOf(said.SoKyHieu)
    if (!isKnown) state.sent.push(said)
    state.letterStates[number] ??= { TrangThai: '1', LyDo: null }
    return { json: ok }
  }

  function tellState({ state, fields: said }: Asked<Book>): Reply {
    const is = state.letterStates[textOf(said.SoKyHieu)]
    return { json: is ? { ...ok, ...is } : { error_code: '4' } }
  }

  function recallLetter({ state, fields: said }: Asked<Book>): Reply {
    const is = state.letterStates[textOf(said.SoKyHieu)]
    if (!is) return { json: { error_code: '4' } }
    if (['3', '4', '5'].includes(is.TrangThai)) return { json: { error_code: '5' } }
    state.letterStates[textOf(said.SoKyHieu)] = { TrangThai: '13', LyDo: null }
    return { json: ok }
  }

  /** The receiver takes a letter, or sends it back with a reason. */
  function moveLetter({ state, fields: said }: Asked<Book>): Reply {
    const number = textOf(said.number)
    if (!state.letterStates[number]) return { status: 404 }
    state.letterStates[number] = { TrangThai: textOf(said.to), LyDo: textOf(said.reason) || null }
    return { json: ok }
  }

  function arrive({ state, fields: said }: Asked<Book>): Reply {
    const content = textOf(said.content)
    const Sha256 = createHash('sha256').update(content).digest('hex')
    const Id = state.arrived.length + 1
    const told = {
      SoKyHieu: textOf(said.SoKyHieu) || `${Id}/CV`,
      NgayBanHanh: localNow().slice(0, 10),
      NoiGui: textOf(said.NoiGui),
      NoiNhan: textOf(said.NoiNhan),
      TrichYeu: textOf(said.TrichYeu),
      MaHoSo: textOf(said.MaHoSo) || null,
      TraLoiSo: textOf(said.TraLoiSo) || null,
      NgayDen: localNow().slice(0, 19).replaceAll(/[-T:]/g, ''),
    }
    state.arrived.push({
      Id,
      fields: told,
      files: [{ Id: `T${Id}`, TenTep: textOf(said.TenTep) || 'van-ban.pdf', Sha256, content }],
    })
    return { json: { Id } }
  }

  function tellArrived({ state, url, fault }: Asked<Book>): Reply {
    const after = Number(url.searchParams.get('lastId') ?? 0)
    const most = Number(url.searchParams.get('soLuong') ?? 500)
    const later = state.arrived.filter(({ Id }) => Id > after)
    const rows = later.toSorted((a, b) => a.Id - b.Id).slice(0, most)
    const data = rows.map((one) => ({
      Id: one.Id,
      ...one.fields,
      TepTin: one.files.map(({ content: _, ...told }) => told),
    }))
    return { json: { ...ok, data: toldRows(data, fault) } }
  }

  function tellFile({ state, url }: Asked<Book>): Reply {
    const id = url.pathname.split('/').at(-1)
    const found = state.arrived.flatMap(({ files }) => files).find((one) => one.Id === id)
    return found ? { pdf: Buffer.from(found.content, 'utf8') } : { status: 404 }
  }

  const services: Record<string, Service<Book>> = {
    'POST /tax/phieuchuyen': { name: 'slip', does: signed(takeSlip), saysNo: no },
    'POST /tax/thongbao': { name: 'notice', does: signed(tellNotice), saysNo: no },
    'POST /_control/issue-notice': { name: '_issue', does: issueNotice },
    'POST /letters/session': {
      name: 'session',
      does: ({ fields: said }) => ({
        json: said.password === secret() ? { ...ok, session: session() } : { error_code: '1' },
      }),
    },
    'POST /letters/vanban': { name: 'letter', does: bearing(takeLetter), saysNo: no },
    'POST /letters/vanban/trangthai': { name: 'letter-state', does: bearing(tellState), saysNo: no },
    'POST /letters/vanban/thuhoi': { name: 'recall', does: bearing(recallLetter), saysNo: no },
    'POST /_control/letter': { name: '_letter', does: moveLetter },
    'GET /letters/vanban/den': { name: 'arrived', does: bearing(tellArrived), saysNo: no, tellsRows: true },
    'GET /letters/teptin/*': { name: 'file', does: bearing(tellFile), sendsFile: true },
    'POST /_control/arrive': { name: '_arrive', does: arrive },
  }
  const shows = (state: Book) => [
    ['Loại', 'Số', 'Nội dung', 'Trạng thái'],
    ...state.slips.map((one) => [
      'Phiếu chuyển thuế',
      one.number,
      textOf(one.fields.MaHoSo),
      textOf(one.notice?.SoThongBao) || 'chờ',
    ]),
    ...state.sent.map((one) => ['Văn bản đến trục', textOf(one.SoKyHieu), textOf(one.TrichYeu), textOf(one.NoiNhan)]),
    ...state.arrived.map((one) => [
      'Văn bản gửi ta',
      textOf(one.fields.SoKyHieu),
      textOf(one.fields.TrichYeu),
      textOf(one.fields.NoiGui),
    ]),
  ]
  return startStandIn({
    port,
    file: options.file,
    shape: book,
    empty: { slips: [], sent: [], letterStates: {}, arrived: [] },
    title: 'Thuế và văn bản',
    services,
    shows,
  })
}
