import { ownerOf } from '../dossier/people/parties.ts'
import { eventTerm } from '../dossier/terms.ts'
import { actorWords, agencyName, cleanScans, type DossierSource, isBusiness, placeOf } from './dossier-source.ts'
import { feeFacts } from './fee-facts.ts'
import { collectionTimes, copyKinds, ministryStatusOf, ministrySubjects, paymentStates } from './ministry-codes.ts'
import { compactTime } from './wire-times.ts'

/** A file as the ministry's store took it. */
export interface UploadedFile {
  scan: number
  id: string
  hash: string
}

/** Hồ sơ (`CreateDossier`) under a number of the ministry's own, its files already uploaded. `undefined` while there is nothing to tell. */
export function ministryDossier(source: DossierSource, number: string, uploaded: readonly UploadedFile[]) {
  const { file, directory } = source
  const { dossier } = file
  const TrangThai = ministryStatusOf(dossier.status)
  if (dossier.code === undefined || TrangThai === undefined) return undefined
  const owner = ownerOf(file.parties)
  return {
    SoHoSo: number,
    MaHoSo: dossier.code,
    MaTTHC: dossier.procedure,
    NoiHoSo: agencyName(directory, dossier.receivingUnit),
    ChuHoSo: owner.name,
    LoaiDoiTuong: isBusiness(owner)
      ? ministrySubjects.business
      : owner.taxCode
        ? ministrySubjects.household
        : ministrySubjects.citizen,
    ...(/^\d{12}$/.test(owner.identityNumber) ? { SoDinhDanh: owner.identityNumber } : {}),
    ...(owner.phone ? { SoDienThoai: owner.phone } : {}),
    ...(owner.email ? { Email: owner.email } : {}),
    TrichYeu: file.parties.summary ?? dossier.procedureName,
    NgayTiepNhan: dossier.acceptedAt ? compactTime(dossier.acceptedAt) : '',
    NgayHenTra: dossier.dueAt ? compactTime(dossier.dueAt) : '',
    TrangThai,
    TepTin: cleanScans(file, 'component').flatMap((scan) => {
      const known = uploaded.find((one) => one.scan === scan.n)
      if (!known) return []
      return [
        {
          IdTepTin: known.id,
          HashTepTin: known.hash,
          TenTepTin: scan.fileName,
          MaThanhPhan: scan.paper ?? '',
          LoaiBan: copyKinds.electronic,
        },
      ]
    }),
    PhiLePhi: feeFacts(source).map(({ name, amountVnd, collected, isPaid }) => ({
      TenPhiLePhi: name,
      SoTien: amountVnd,
      HinhThucThu: collectionTimes[collected],
      TrangThaiThanhToan: isPaid ? paymentStates.paid : paymentStates.open,
    })),
  }
}

/** Tiến trình (`CapNhatTienTrinh`): the events after `after`, oldest first. */
export function ministryProgress(source: DossierSource, number: string, after = 0) {
  const { file, history, directory } = source
  return history.flatMap((event) => {
    const TrangThai = ministryStatusOf(event.to)
    if (event.n <= after || TrangThai === undefined || file.dossier.code === undefined) return []
    const { name, title } = actorWords(directory, event.by)
    return [
      {
        SoHoSo: number,
        ThuTu: event.n,
        NguoiXuLy: name,
        ChucDanh: title,
        DonViXuLy: agencyName(directory, placeOf(event, source)),
        NoiDung: eventTerm(event),
        ThoiDiem: compactTime(event.at),
        TrangThai,
      },
    ]
  })
}

export type MinistryDossier = NonNullable<ReturnType<typeof ministryDossier>>
export type MinistryProgress = ReturnType<typeof ministryProgress>[number]
