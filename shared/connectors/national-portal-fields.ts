import type { Instant } from '../calendar/day.ts'
import type { DossierEvent, Scan } from '../dossier/dossier.ts'
import { handlingAgency } from '../dossier/handling-agency.ts'
import { standingResults } from '../dossier/interlinked/member-results.ts'
import { ownerOf } from '../dossier/people/parties.ts'
import { eventTerm } from '../dossier/terms.ts'
import {
  actorWords,
  agencyName,
  cleanScans,
  type DossierSource,
  isBusiness,
  lastOf,
  placeOf,
  roomName,
} from './dossier-source.ts'
import { type FeeFact, feeFacts, feesBetween, paidOnline } from './fee-facts.ts'
import {
  channelCodes,
  collectionCodes,
  feeKindCodes,
  onlineCodes,
  portalStatusOf,
  reuseCodes,
  subjectCodes,
} from './national-portal-codes.ts'
import { compactTime } from './wire-times.ts'

/** The portal's own longest texts, in characters. */
const longest = { summary: 1000, person: 50 }

const time = (at: Instant | undefined) => (at === undefined ? '' : compactTime(at))
const flag = (is: boolean) => (is ? '1' : '0')

/**
 * Đồng bộ hồ sơ một cửa (`DongBoHoSoMC`): the dossier as it stands. `undefined` while it has no code or is a draft: there is
 * nothing to tell. What is not known is empty or left out; no identity number is ever made up.
 */
export function dossierFields(source: DossierSource) {
  const { file, history, directory } = source
  const { dossier, money } = file
  const status = portalStatusOf(dossier.status)
  if (dossier.code === undefined || status === undefined) return undefined
  const owner = ownerOf(file.parties)
  const papers = cleanScans(file, 'component')
  const online = paidOnline(money)
  return {
    MaHoSo: dossier.code,
    MaTTHC: dossier.procedure,
    TenTTHC: dossier.procedureName,
    MaLinhVuc: source.field?.code ?? '',
    TenLinhVuc: source.field?.name ?? '',
    KenhThucHien: channelCodes[dossier.channel],
    ChuHoSo: owner.name,
    LoaiDoiTuong: isBusiness(owner) ? subjectCodes.business : subjectCodes.citizen,
    // Neither the account's number at the identity provider nor a fax is ever told to us.
    MaDoiTuong: '',
    Email: owner.email ?? '',
    Fax: '',
    SoDienThoai: owner.phone ?? '',
    TrichYeuHoSo: (file.parties.summary ?? dossier.procedureName).slice(0, longest.summary),
    NgayNopHoSo: time(dossier.submittedAt),
    NgayTiepNhan: time(dossier.acceptedAt),
    NgayHenTra: time(dossier.dueAt),
    NgayTra: time(dossier.returnedAt ?? lastOf(history, 'return', 'delivered')?.at),
    NgayKetThucXuLy: time(dossier.finishedAt),
    NgayTuChoi: time(lastOf(history, 'refuse')?.at),
    TrangThaiHoSo: status,
    HinhThuc: flag(dossier.returnBy === 'post'),
    DonViXuLy: agencyName(directory, handlingAgency(dossier, directory)),
    GhiChu: '',
    NoiNopHoSo: '2',
    HoSoCoThanhPhanSoHoa: flag(papers.length > 0),
    // Citizens come with a token of the national identity and with nothing else.
    TaiKhoanDuocXacThucVoiVNeID: flag(history.some(({ act, by }) => act === 'open' && by.kind === 'citizen')),
    TaiLieuNop: papers.map((scan) => paperFields(source, scan)),
    DanhSachLePhi: feeFacts(source).map(feeFields),
    DuocThanhToanTrucTuyen: online === undefined ? '' : onlineCodes[online],
    DanhSachHoSoBoSung: supplementFields(source),
    DanhSachGiayToKetQua: resultFields(source),
    DinhDanhCHS: identityFields(owner.identityNumber),
    // No national database is asked about a dossier yet.
    DSKetNoiCSDL: [],
  }
}

function feeFields({ kind, name, amountVnd, collected }: FeeFact) {
  return {
    TenPhiLePhi: name,
    MaPhiLePhi: '',
    HinhThucThu: collectionCodes[collected],
    Gia: String(amountVnd),
    LoaiPhiLePhi: feeKindCodes[kind],
  }
}

function paperFields(source: DossierSource, scan: Scan) {
  return {
    TepDinhKemId: fileId(source, scan.n),
    TenTepDinhKem: scan.fileName,
    IsDeleted: 'False',
    MaThanhPhanHoSo: scan.paper ?? '',
    DuongDanTaiTepTin: source.linkTo?.({ dossier: source.file.dossier.id, n: scan.n }) ?? '',
    DuocSoHoa: '1',
    DuocTaiSuDung: reuseCodes[scan.reused?.kind ?? 'none'],
    // No national store is asked.
    DuocLayTuKhoDMQG: '0',
    MaKetQuaThayThe: '',
  }
}

const fileId = ({ file }: DossierSource, n: number) => `${file.dossier.code ?? file.dossier.id}-${n}`

/** 12 digits are an identity card's, 9 an old one's; anything else is not told. */
function identityFields(number: string) {
  if (/^\d{12}$/.test(number) && !/^0+1?$/.test(number)) return [{ LoaiDinhDanh: '1', SoDinhDanh: number }]
  return /^\d{9}$/.test(number) && !/^0+1?$/.test(number) ? [{ LoaiDinhDanh: '2', SoDinhDanh: number }] : []
}

/** Each request for papers with its answer, and the due moment before and after. */
function supplementFields(source: DossierSource) {
  const { history, directory, file } = source
  const asked = history.filter(({ act }) => act === 'ask-supplement')
  return asked.map((event, place) => {
    const next = asked[place + 1]?.n ?? Number.POSITIVE_INFINITY
    const answer = history.find(({ act, n }) => act === 'supplement' && n > event.n && n < next)
    return {
      HoSoBoSungId: `${file.dossier.code ?? ''}-${event.n}`,
      NguoiYeuCauBoSung: actorWords(directory, event.by).name,
      NoiDungBoSung: event.reason ?? '',
      NgayBoSung: time(event.at),
      NguoiTiepNhanBoSung: answer ? actorWords(directory, answer.by).name : '',
      ThongTinTiepNhan: answer?.note ?? '',
      NgayTiepNhanBoSung: time(answer?.at),
      TrangThaiBoSung: flag(answer !== undefined),
      DanhSachGiayToBoSung: papersAsked(event).map((TenGiayTo) => ({ TenGiayTo })),
      DanhSachLePhiBoSung: feesBetween(source, event.at, answer?.at).map(feeFields),
      NgayHenTraTruoc: time(dueBefore(history, event.n)),
      NgayHenTraMoi: time(answer?.dueAt),
    }
  })
}

function papersAsked({ detail }: DossierEvent): readonly string[] {
  return Array.isArray(detail?.papers) ? detail.papers.map(String) : []
}

function dueBefore(history: readonly DossierEvent[], n: number): Instant | undefined {
  return history.findLast((event) => event.n < n && event.dueAt !== undefined)?.dueAt
}

/** The result, or each member's of a group. */
function resultFields(source: DossierSource) {
  const { dossier, scans } = source.file
  const results = standingResults(dossier, source.history)
  return results.map((result, place) => {
    // The file of a part's result stays with the part: of it only the number and the link are known here.
    const scan = result.dossier === dossier.id ? scans.find(({ n }) => n === result.scan) : undefined
    return {
      TenGiayTo: scan?.fileName ?? result.number,
      GiayToId: `${dossier.code ?? ''}-${results.length > 1 ? `result-${place + 1}` : result.scan}`,
      MaThanhPhanHoSo: '',
      DuongDanTepTinKetQua: source.linkTo?.({ dossier: result.dossier, n: result.scan }) ?? '',
      MaGiayToKetQua: result.number,
    }
  })
}

const progressNames = [
  'MaHoSo',
  'NguoiXuLy',
  'ChucDanh',
  'ThoiDiemXuLy',
  'PhongBanXuLy',
  'NoiDungXuLy',
  'TrangThai',
  'NgayBatDau',
  'NgayKetThucTheoQuyDinh',
] as const

/** Tiến độ (`CapNhatTienDoHoSoMC`): one row for each event after `after`, oldest first, in the order they happened. */
export function progressFields(source: DossierSource, after = 0): PortalProgress[] {
  const { file, history, directory } = source
  const { code } = file.dossier
  if (code === undefined) return []
  return history.flatMap((event) => {
    const status = portalStatusOf(event.to)
    if (event.n <= after || status === undefined) return []
    const { name, title } = actorWords(directory, event.by)
    return [
      {
        MaHoSo: code,
        NguoiXuLy: name.slice(0, longest.person),
        ChucDanh: title,
        ThoiDiemXuLy: time(event.at),
        PhongBanXuLy: roomName(directory, placeOf(event, source)),
        NoiDungXuLy: eventTerm(event),
        TrangThai: status,
        NgayBatDau: time(event.at),
        NgayKetThucTheoQuyDinh: time(event.dueAt),
      },
    ]
  })
}

export type PortalDossier = NonNullable<ReturnType<typeof dossierFields>>
export type PortalProgress = Readonly<Record<(typeof progressNames)[number], string>>
